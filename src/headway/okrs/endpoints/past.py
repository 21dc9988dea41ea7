"""Goals as of a date over the API: what was written and shown then, one level at a time."""

from datetime import date
from typing import Any

from ninja import Schema

from headway.okrs.past import moment_of, objective_as_of, unit_as_of
from headway.okrs.payloads.past import past_objective_out, past_unit_out
from headway.people.doors.api import HttpRequest, Router, caller_of

router = Router(tags=["as of a date"])


class PastGoalOut(Schema):
    """An objective or key result as of a day. Progress in parts per million, the share in ten-thousandths."""

    key: str
    title: str
    owner: str
    progress: int | None
    status: str
    hand_status: str
    share: int | None
    kind: str
    image: dict[str, Any]
    shown: dict[str, Any]


class PastUnitOut(Schema):
    """A unit as of a day: the keys and names of the units in it, and its objectives."""

    as_of: date
    key: str
    name: str
    parent: str
    units: dict[str, str]
    objectives: list[PastGoalOut]


class PastObjectiveOut(Schema):
    """An objective as of a day, with everything one level around it."""

    as_of: date
    objective: PastGoalOut
    unit: str
    cycle: str
    key_results: list[PastGoalOut]
    children: list[PastGoalOut]
    parents: list[PastGoalOut]
    theme: str
    co_owners: list[str]


@router.get("/as-of/units/{key}", response=PastUnitOut, operation_id="show_unit_as_of")
def show_unit(request: HttpRequest, key: str, as_of: date | None = None) -> dict[str, Any]:
    """A unit as of a date (today by default), with the units and objectives that belonged to it then."""
    caller = caller_of(request)
    moment = moment_of(caller, as_of)
    return past_unit_out(unit_as_of(caller, moment, key), moment)


@router.get("/as-of/objectives/{key}", response=PastObjectiveOut, operation_id="show_objective_as_of")
def show_objective(request: HttpRequest, key: str, as_of: date | None = None) -> dict[str, Any]:
    """An objective as of a date (today by default), as Headway showed it then."""
    caller = caller_of(request)
    moment = moment_of(caller, as_of)
    return past_objective_out(objective_as_of(caller, moment, key), moment)
