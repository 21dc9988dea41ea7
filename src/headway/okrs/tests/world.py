"""Goals to test with, made through actions."""

from datetime import date

from headway.okrs.actions.cycles import NewCycle, create_cycle
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective, create_objective
from headway.okrs.models import Cycle, Objective
from headway.people.caller import Caller
from headway.people.keys import next_key
from headway.people.models import Person, Role, User
from tests.world import company

OCTOBER, NEW_YEAR = date(2026, 10, 1), date(2026, 12, 31)


def quarter(caller: Caller, state: str = "active") -> Cycle:
    """Q4 2026; Monday of week 47 is its day 47 of 92."""
    return Cycle.objects.filter(workspace=caller.workspace, name="Q4 2026").first() or create_cycle(
        caller, NewCycle("Q4 2026", OCTOBER, NEW_YEAR, state=state)
    )


def steps(title: str = "Markets with checkout", baseline: int = 0, target: int = 10, **fields) -> NewKeyResult:
    """A manual movement from 0 to 10."""
    return NewKeyResult(title=title, baseline=baseline, target=target, **fields)


def objective(
    caller: Caller, title: str = "Clinics that try Lumen pay", *key_results: NewKeyResult, **fields
) -> Objective:
    """An objective of the company in the running quarter, with one key result unless others are given."""
    given = {"title": title, "owner": caller.person, "unit": company(caller), "cycle": quarter(caller)}
    return create_objective(caller, NewObjective(**(given | {"key_results": key_results or (steps(),)} | fields)))


def colleague(caller: Caller, name: str = "Ruth Adeyemi", role: str = Role.MEMBER) -> Caller:
    """Another person of the workspace with a login, member of the company."""
    user = User.objects.create_user(
        f"{name.split()[0].lower()}@{caller.workspace.slug}.example", "correct horse battery"
    )
    person = Person.objects.create(
        workspace=caller.workspace, key=next_key(caller.workspace, Person), user=user, name=name, role=role
    )
    company(caller).members.add(person)
    return Caller(caller.workspace, person, caller.now)


def only_kr(goal: Objective):
    """The single key result of an objective, as its door gives it."""
    return goal.key_results.select_related("workspace", "objective__cycle", "owner", "updater", "metric").get()
