"""Undo: for a while, the one who did something can take it back, if nothing came after it.

A feature's ``undo.py`` with ``UNDO = {verb: function(caller, row)}`` is all it takes; the function
reverses the row inside an action of its own.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from headway.activity.models import Activity, Touch
from headway.people.caller import Caller
from headway.people.errors import Conflict, NotAllowed, NotHere
from headway.people.options import options_of

Reverse = Callable[[Caller, Activity], None]


@cache
def reversals() -> dict[str, Reverse]:
    """How each verb that can be undone is reversed."""
    found: dict[str, Reverse] = {}
    for app in apps.get_app_configs():
        module = f"{app.name}.undo"
        if app.name.startswith("headway.") and app.name != "headway.people" and find_spec(module):
            found.update(import_module(module).UNDO)
    return found


def undo(caller: Caller, seq: int) -> Activity:
    """Take back what row ``seq`` of the log says that the caller did; return that row."""
    row = Activity.objects.filter(workspace_id=caller.workspace.pk, seq=seq, actor=caller.actor).first()
    if row is None or row.verb not in reversals():
        raise NotHere("There is nothing of yours to undo there.")
    minutes = options_of(caller.workspace).undo_minutes
    if caller.now - row.at > timedelta(minutes=minutes):
        raise NotAllowed(f"This can be undone for {minutes} minutes, and they are over: change it back by hand.")
    if Touch.objects.filter(workspace_id=row.workspace_id, key=row.subject, seq__gt=seq).exists():
        raise Conflict(f"{row.subject} was changed again since, so this can no longer be undone: change it by hand.")
    reversals()[row.verb](caller, row)
    return row
