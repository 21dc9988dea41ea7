"""What programs send, as the actions take it: keys become objects, decimal numbers scaled integers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from headway.kpis.access import kpi_for
from headway.loop.actions.answering import Answer, Fix, Leave, Watch
from headway.loop.actions.deciding import SIDES, Limits, Naming
from headway.loop.actions.drafting import Draft, draft_objective, subject_of
from headway.loop.models import Choice, Decision, Graduation
from headway.okrs.access import cycle_for
from headway.people.access import person_for, unit_for
from headway.people.caller import Caller
from headway.people.doors.api import amount_in
from headway.people.errors import Refused


def answer_in(caller: Caller, decision: Decision, given: Mapping[str, Any]) -> Answer:
    """The answer that was sent. Raises ``Refused`` naming the field that is missing or wrong."""
    choice = given.get("choice")
    if choice == Choice.WATCH:
        return Watch(_day(given, "watch_until"))
    if choice == Choice.FIX:
        owner = person_for(caller, given["fix_owner"]) if given.get("fix_owner") else caller.someone
        return Fix(given.get("fix_what") or "", owner, _day(given, "fix_due"))
    if choice == Choice.OBJECTIVE:
        return draft_in(caller, decision, given.get("objective") or {})
    if choice == Choice.LEAVE:
        return Leave()
    raise Refused(f"“{choice}” is no answer: send watch, fix, objective, or (for a plateau) leave.", field="choice")


def _day(given: Mapping[str, Any], field: str) -> date:
    value = given.get(field)
    if not isinstance(value, date):
        raise Refused("This choice needs a day, such as 2026-11-30: send it.", field=field)
    return value


def draft_in(caller: Caller, decision: Decision, given: Mapping[str, Any]) -> Draft:
    """The draft with what was sent laid over it."""
    draft, scale = draft_objective(caller, decision), subject_of(decision).scale
    sent = {name: value for name, value in given.items() if value is not None}
    doors = {"owner": person_for, "unit": unit_for, "cycle": cycle_for}
    changes: dict[str, Any] = {name: door(caller, sent[name]) for name, door in doors.items() if name in sent}
    changes |= {name: amount_in(sent[name], scale, name) for name in ("baseline", "target") if name in sent}
    for name in ("guardrails", "supporting"):
        changes[name] = tuple(kpi_for(caller, key) for key in sent.get(name, ()))
    changes["assumptions"] = tuple(sent.get("assumptions", ()))
    changes |= {name: sent[name] for name in ("title", "why", "start", "due") if name in sent}
    return replace(draft, **changes)


def standard_in(graduation: Graduation, given: Mapping[str, Any]) -> tuple[Limits | None, Naming | None]:
    """The limits that were sent (None for those proposed), and what makes a KPI of a manual number."""
    scale = (graduation.metric or graduation.key_result).scale
    sent = {side: amount_in(given.get(side), scale, side) for side in SIDES}
    limits = Limits(**sent) if any(value is not None for value in sent.values()) else None
    naming = None
    if graduation.metric is None:
        naming = Naming(given.get("name") or "", given.get("definition") or "", dict(given.get("answers") or {}))
    return limits, naming
