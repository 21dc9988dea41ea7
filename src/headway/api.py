"""``/api/v1``: the assembly of every feature's router. A feature's ``api.py`` with a ``router`` is all it takes."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from headway import __version__
from headway.people.doors.auth import TokenAuth
from headway.people.doors.problems import answer_with_problems
from headway.people.doors.strict import refuse_unknown_parameters


class HeadwayAPI(NinjaAPI):
    """The API whose every path begins with a workspace; the token's door reads it, so no operation has to."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        workspace = {"in": "path", "name": "workspace", "required": True, "schema": {"type": "string"}}
        for path in schema["paths"].values():
            path["parameters"] = [workspace]
        return schema


def make_api() -> NinjaAPI:
    """The API with every feature's router under ``/{workspace}``."""
    api = HeadwayAPI(
        title="Headway",
        version=__version__,
        description="KPIs, goals and decisions. Every write is one action, the same as on the page.",
        auth=TokenAuth(),
        urls_namespace="api",
    )
    answer_with_problems(api)
    api.add_decorator(refuse_unknown_parameters)
    for app in apps.get_app_configs():
        name = f"{app.name}.api"
        if app.name.startswith("headway.") and find_spec(name):
            api.add_router("/{workspace}", import_module(name).router)
    return api


api = make_api()
