"""``headway check``: everything that is stored but could be computed is computed again and compared."""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F, ForeignKey, Model

from headway.activity import log
from headway.people.models import Workspace

Check = Callable[[Workspace], list[str]]


def run_checks() -> list[str]:
    """Every difference in every workspace, one sentence each."""
    if unmigrated():
        return ["This database is older than this Headway, so it was not checked: serve or migrate it first."]
    problems = [*_across_workspaces()]
    for workspace in Workspace.objects.order_by("pk"):
        problems += [f"{workspace.slug}: {problem}" for problem in log.verify(workspace.pk).problems]
        for check in _features():
            problems += [f"{workspace.slug}: {problem}" for problem in check(workspace)]
    return problems


def unmigrated() -> bool:
    """Whether migrations are missing here."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _features() -> Iterator[Check]:
    for app in apps.get_app_configs():
        module = f"{app.name}.checks"
        if app.name.startswith("headway.") and find_spec(module):
            yield from import_module(module).CHECKS


def _across_workspaces() -> Iterator[str]:
    """No row refers to a row of another workspace: checked for every relation there is."""
    for model in apps.get_models():
        if not hasattr(model, "workspace_id") or not model.__module__.startswith("headway."):
            continue
        for field in _relations(model):
            strays = model._default_manager.exclude(**{field.name: None}).exclude(
                **{f"{field.name}__workspace_id": F("workspace_id")}
            )
            for stray in strays[:5]:
                yield f"{model.__name__} {stray} refers to a {field.name} of another workspace."


def _relations(model: type[Model]) -> Iterator[ForeignKey]:
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey) and hasattr(field.related_model, "workspace_id"):
            yield field
