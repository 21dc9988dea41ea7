"""A KPI that breaches, recovers and is watched, made for the tests of the loop."""

from datetime import date, timedelta

from headway.activity.followers import catch_up
from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.actions.standing import promote
from headway.kpis.models import Metric
from headway.kpis.qualification import QUESTIONS
from headway.loop.models import Decision
from headway.okrs.actions.cycles import NewCycle, create_cycle
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective, create_objective
from headway.okrs.models import Cycle, KeyResult
from headway.people.caller import Caller
from headway.people.keys import next_key
from headway.people.models import Person, Role, Unit, User
from tests import world

FIRST = date(2026, 8, 17)
"""Twelve closed weeks before the Monday that tests happen at."""


ANSWERS = {question.slug: "Yes, as everybody agreed." for question in QUESTIONS}


def kpi(caller: Caller, name: str = "Trial-to-paid conversion", *, lower: int | None = 110, **fields: object) -> Metric:
    """A weekly KPI with a floor of 11 %, amber down to 10 %, and a response for each side."""
    limits = {key: fields.pop(key) for key in ("upper", "amber_lower", "amber_upper") if key in fields}
    metric = world.metric(caller, name, definition="Trials that pay within 30 days, of all trials.", **fields)
    limits = {"lower": lower, "amber_lower": lower - 10 if lower else None} | limits
    words = {"low_means": "Trials do not see the value.", "low_response": "Call the last ten trials."}
    set_band(caller, metric, NewBand(valid_from=date(2026, 1, 5), high_response="Look closer.", **words, **limits))
    return promote(caller, metric, ANSWERS)


def read(caller: Caller, metric: Metric, values: list[int], first: date = FIRST) -> None:
    """Record weekly values from ``first`` on and let the followers read on."""
    metric.refresh_from_db()
    lines = [Line(metric, first + timedelta(weeks=at), value) for at, value in enumerate(values)]
    record_readings(caller, lines, source="page")
    metric.refresh_from_db()
    follow(caller)


def follow(caller: Caller) -> None:
    catch_up(caller.workspace.pk, caller.now)


HEALTHY = [120, 126, 118, 124, 122, 119, 125, 121, 123, 120, 124]


def breached(caller: Caller, value: int = 95, **fields: object) -> tuple[Metric, Decision]:
    """A KPI that was healthy for eleven weeks and left its band in the twelfth, with its open decision."""
    metric = kpi(caller, **fields)
    read(caller, metric, [*HEALTHY, value])
    return metric, Decision.objects.get(metric=metric)


def member(caller: Caller, name: str, role: str = Role.MEMBER, unit: Unit | None = None) -> Person:
    """Somebody with a login in the caller's workspace."""
    login = f"{name.lower().replace(' ', '.')}@{caller.workspace.slug}.example"
    user = User.objects.create_user(login, "correct horse battery")
    person = Person.objects.create(
        workspace=caller.workspace, key=next_key(caller.workspace, Person), user=user, name=name, email=login, role=role
    )
    if unit:
        unit.members.add(person)
    return person


def as_person(caller: Caller, person: Person) -> Caller:
    return Caller(caller.workspace, person, caller.now)


def cycle(caller: Caller) -> Cycle:
    """The quarter that runs when tests happen, and the next one after it; the first is returned."""
    create_cycle(caller, NewCycle("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)))
    return create_cycle(caller, NewCycle("Q4 2026", date(2026, 10, 1), date(2026, 12, 31), state="active"))


def reached(caller: Caller) -> tuple[Metric, KeyResult]:
    """A KPI with a key result from 12 to 15 %, reached and held for three closed weeks."""
    metric = kpi(caller)
    read(caller, metric, HEALTHY[:9])
    objective = create_objective(caller, NewObjective(
        "Clinics that try us become clinics that pay", caller.person, world.company(caller), cycle(caller),
        key_results=(NewKeyResult(metric=metric, baseline=122, target=150),),
    ))  # fmt: skip
    row = objective.key_results.get()
    read(caller, metric, [152, 154, 153], FIRST + timedelta(weeks=9))
    row.refresh_from_db()
    return metric, row
