"""A company with a Sales unit, a quarter that runs, and goals to find something in."""

from dataclasses import replace
from datetime import date

from headway.kpis.actions.standing import promote
from headway.kpis.models import Metric
from headway.okrs.actions.cycles import NewCycle, create_cycle
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective, create_objective
from headway.okrs.models import Cycle, Objective
from headway.people.actions.persons import NewPerson, add_person
from headway.people.actions.units import create_unit
from headway.people.caller import Caller
from headway.people.models import Role, Unit, User
from tests.world import company, metric

ANSWERS = {"consistently_measurable": "Yes.", "accountable_owner": "I.", "influences_decisions": "Yes."}


def quarter(caller: Caller, **fields: object) -> Cycle:
    """Q4, running."""
    given: dict[str, object] = {"start": date(2026, 10, 1), "end": date(2026, 12, 31), "state": "active"}
    return create_cycle(caller, NewCycle("Q4", **(given | fields)))  # type: ignore[arg-type]


def sales(caller: Caller, name: str = "Sales") -> Unit:
    """A unit below the company."""
    return create_unit(caller, name, company(caller), lead=caller.person)


def goal(caller: Caller, cycle: Cycle, title: str, *rows: NewKeyResult, **fields: object) -> Objective:
    """An objective of the company, unless told otherwise."""
    given: dict[str, object] = {"owner": caller.someone, "unit": company(caller), "key_results": rows}
    return create_objective(caller, NewObjective(title, cycle=cycle, **(given | fields)))  # type: ignore[arg-type]


def row(title: str, **fields: object) -> NewKeyResult:
    """A key result from 10 to 20."""
    return replace(NewKeyResult(title, baseline=10, target=20), **fields)  # type: ignore[arg-type]


def kpi(caller: Caller, name: str, **fields: object) -> Metric:
    """A promoted metric."""
    return promote(caller, metric(caller, name, definition="In plain words.", **fields), ANSWERS)


def member(caller: Caller, name: str = "Mallory", role: str = Role.MEMBER) -> Caller:
    """Somebody else in the workspace, with a login."""
    user = User.objects.create_user(f"{name.lower()}@lumen.example", "correct horse battery")
    person = add_person(caller, NewPerson(name, user.email, role=role), user=user)
    return Caller(caller.workspace, person, caller.now)
