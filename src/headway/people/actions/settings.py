"""Changing what a workspace has chosen."""

from typing import Any

from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.models import Preset, Workspace

CHANGEABLE = ("name", "mission", "timezone", "currency", "week_start", "fiscal_start")


def change_workspace(caller: Caller, **given: Any) -> Workspace:
    """Change the name, mission or calendar; metrics keep the calendar they were made with."""
    require(caller, "workspace.change")
    if unknown := set(given) - set(CHANGEABLE):
        raise Refused(f"A workspace has no {sorted(unknown)[0]} that can be changed: leave it out.")
    if not str(given.get("name", caller.workspace.name)).strip():
        raise Refused("A workspace needs a name: fill it in.", field="name")
    return _change(caller, "workspace.changed", **given)


def set_options(caller: Caller, options: dict[str, Any]) -> Workspace:
    """Set what the workspace chose over its preset; goals are judged anew by the new thresholds."""
    require(caller, "workspace.change")
    return _change(caller, "workspace.options_set", options=options, refold_due_at=caller.now)


def choose_preset(caller: Caller, preset: str) -> Workspace:
    """Choose the size preset whose values hold wherever the workspace chose none of its own."""
    require(caller, "workspace.change")
    if preset not in Preset.values:
        raise Refused(f"There is no size “{preset}”: choose one of {', '.join(Preset.values)}.", field="preset")
    return _change(caller, "workspace.preset_chosen", preset=preset, refold_due_at=caller.now)


def _change(caller: Caller, verb: str, **given: Any) -> Workspace:
    workspace = caller.workspace
    with acting(caller, verb) as entry:
        if all(getattr(workspace, name) == value for name, value in given.items() if name != "refold_due_at"):
            entry.drop()
            return workspace
        for name, value in given.items():
            setattr(workspace, name, value.strip() if isinstance(value, str) else value)
        workspace.save(update_fields=list(given))
        record(entry, workspace)
    return workspace
