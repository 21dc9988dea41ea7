"""What a request says and nobody understands is refused rather than passed over."""

import json

import pytest
from django.urls import reverse
from pydantic import BaseModel

from headway.api import api
from headway.people.models import Person
from tests.world import founder

from .test_api_core import bearer

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(client):
    headers = bearer(founder())

    def call(method, path, body=None, **more):
        sent = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return client.generic(method, f"/api/v1/lumen{path}", **sent, headers=headers | more)

    return call


def refused(answer, status=422):
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    return answer.json()


def bodies():
    reverse("api:openapi-json")  # routers join the API when its addresses are made
    for _, router in api._routers:
        for view in router.path_operations.values():
            for operation in view.operations:
                yield from (model for model in operation.models if model.__ninja_param_source__ == "body")


def models_in(annotation):
    """Every model that a type is made of, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models_in(field.annotation)
    for part in getattr(annotation, "__args__", ()):
        yield from models_in(part)


def test_no_body_passes_over_what_it_does_not_know():
    sent = {found for body in bodies() for field in body.model_fields.values() for found in models_in(field.annotation)}
    assert len(sent) > 50
    assert [one.__name__ for one in sent if one.model_config.get("extra") != "forbid"] == []


def test_a_misspelt_field_is_named_and_nothing_is_written(call):
    problem = refused(call("POST", "/people", {"name": "Omar", "titel": "Consultant"}))
    assert problem["errors"] == [{"field": "titel", "message": "There is no such field here: check its spelling."}]
    assert Person.objects.count() == 1


def test_a_misspelt_parameter_is_named(call):
    assert refused(call("GET", "/people?limt=3"))["errors"][0]["field"] == "limt"
    assert refused(call("GET", "/rows/objectives?statsu=at_risk"))["errors"][0]["field"] == "statsu"
    assert call("GET", "/rows/objectives?status=at_risk&sort=due").status_code == 200


def test_a_value_of_the_wrong_type_is_named_once(call):
    problem = refused(call("POST", "/readings", {"readings": [{"kpi": "K-1", "period": "2026-11-02", "value": {}}]}))
    assert {error["field"] for error in problem["errors"]} == {"readings.0.value"}


def test_the_character_nul_is_refused_as_postgresql_would(call):
    assert "NUL" in refused(call("POST", "/people", {"name": "O\x00mar"}))["detail"]


def test_no_body_at_all_is_said_so(call):
    assert "The body: Field required." in refused(call("POST", "/people"))["detail"]


def test_a_body_that_is_too_large_is_a_problem_too(call, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2**20
    problem = refused(call("POST", "/people", {"name": "O" * 2**20}), 413)
    assert problem["detail"] == "The body is larger than 1 MB, so nothing was changed: send it in parts."
    assert refused(call("POST", "/people", {"name": "O" * 2**20}, **{"Idempotency-Key": "k"}), 413)["code"] == "too-big"


def test_a_method_that_a_path_does_not_know_is_a_problem_too(call):
    answer = call("DELETE", "/people/P-1")
    assert refused(answer, 405)["detail"].startswith("Nothing answers DELETE here: this path takes")
    assert "PATCH" in answer["Allow"]
