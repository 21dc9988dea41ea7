"""Removing a workspace for good: every row of every model, the log with them, and logins that open nothing else."""

import logging
from collections.abc import Iterator

from django.apps import apps
from django.db import transaction
from django.db.models import ForeignKey, Model

from headway.people.access import require
from headway.people.caller import Caller
from headway.people.models import Person, User, Workspace

logger = logging.getLogger(__name__)
DEEPEST = 4


def remove_workspace(caller: Caller) -> int:
    """Delete the caller's workspace whole, in one transaction; return how many rows it had.

    Foreign keys are checked when the transaction ends, so the order matters only in that a row that knows its
    workspace through another one goes before that one.
    """
    require(caller, "workspace.remove")
    workspace = caller.workspace
    with transaction.atomic():
        logins = list(Person.objects.filter(workspace=workspace).exclude(user=None).values_list("user_id", flat=True))
        removed = sum(_remove(model, path, workspace) for model, path in models_of_a_workspace())
        _remove(Workspace, "pk", workspace)
        User.objects.filter(pk__in=logins, persons=None).delete()
    logger.warning("The workspace %s was removed by %s, with %s rows.", workspace.slug, caller.actor, removed)
    return removed + 1


def models_of_a_workspace() -> list[tuple[type[Model], str]]:
    """Every model with rows of a workspace and the lookup that finds them, the farthest first."""
    found = [(model, path) for model in _own_models() if model is not Workspace and (path := _path_to_workspace(model))]
    return sorted(found, key=lambda pair: -pair[1].count("__"))


def _remove(model: type[Model], path: str, workspace: Workspace) -> int:
    rows = model._base_manager.filter(**{path: workspace.pk})
    return rows._raw_delete(using=rows.db)


def _own_models() -> Iterator[type[Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("headway."):
            yield model


def _path_to_workspace(model: type[Model]) -> str:
    """The shortest way from a model to its workspace, such as ``metric__workspace_id``; empty if there is none."""
    ways: list[tuple[str, type[Model]]] = [("", model)]
    for _ in range(DEEPEST):
        for way, at in ways:
            if any(field.attname == "workspace_id" for field in at._meta.concrete_fields):
                return f"{way}workspace_id"
        ways = [
            (f"{way}{field.name}__", field.related_model)
            for way, at in ways
            for field in at._meta.concrete_fields
            if isinstance(field, ForeignKey) and not field.null and field.related_model is not User
        ]
    return ""
