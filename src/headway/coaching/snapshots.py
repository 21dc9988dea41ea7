"""A workspace as the coach sees it: plain values, in a fixed number of statements, of what the caller may see."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from headway.coach import snapshot as seen
from headway.coach.limits import Limits
from headway.coaching.beside import Beside
from headway.kpis.access import kpis_for
from headway.kpis.models import Metric
from headway.loop.access import decisions_for
from headway.okrs.access import key_results_for, objectives_for
from headway.okrs.models import (
    Alignment,
    AlignmentReview,
    Cycle,
    KeyResult,
    Objective,
    Score,
)
from headway.people.caller import Caller
from headway.people.models import Role, Unit
from headway.people.options import chose_limits, options_of, preset_of

BACK = timedelta(days=550)
"""How far back closed objectives still say something: six quarters."""
MILLION = 1_000_000


def snapshot_for(caller: Caller, *, near: Collection[str] | None = None, for_health: bool = False) -> seen.Snapshot:
    """What ``caller`` may see of the workspace, in five statements.

    ``near`` are keys of units: then only their goals and KPIs are read, with those of the units above and the goals
    that are aligned right below. ``for_health`` leaves out the key results of closed goals, which it does not count.
    """
    units, cycles, reviewed = _units_and_cycles(caller)
    goals = objectives_for(caller).filter(archived_at=None, parked_at=None, cycle__isnull=False)
    kpis, decisions = kpis_for(caller), decisions_for(caller)
    goals = goals.filter(Q(closed_at=None) | Q(cycle__end__gte=caller.today - BACK))
    if near is not None:
        line = _lines(units, near)
        below = Alignment.objects.filter(parent__unit__key__in=line & set(near)).values("child")
        goals, kpis = goals.filter(Q(unit__key__in=line) | Q(pk__in=below)), kpis.filter(unit__key__in=line)
    rows = key_results_for(caller).filter(archived_at=None, objective__in=goals.values("pk"))
    if for_health:
        rows = rows.filter(objective__closed_at=None)
    people: dict[str, str] = {}
    metrics = _kpis(caller, kpis, people)
    results = _key_results(rows, people, {kpi.key for kpi in metrics}, caller.workspace.zone)
    beside = Beside.read(caller, goals, rows, decisions)
    return seen.Snapshot(
        today=caller.today, units=units, cycles=cycles, reviewed=reviewed, people=people, kpis=metrics,
        objectives=_objectives(goals, people, beside), key_results=results,
        initiatives=beside.initiatives, amendments=beside.amendments, decisions=beside.decisions,
        limits=limits_of(caller), check_in_weeks=options_of(caller.workspace).check_in_weeks,
    )  # fmt: skip


def _lines(units: Sequence[seen.Unit], near: Collection[str]) -> set[str]:
    """The units ``near`` with all above them."""
    above = {unit.key: unit.parent for unit in units}
    return {at for key in near if key in above for at in _line(key, above)}


def _line(key: str, above: Mapping[str, str]) -> Iterator[str]:
    while key:
        yield key
        key = above.get(key, "")


def limits_of(caller: Caller) -> Limits:
    """The limits of the workspace, with the sentence of its size unless it chose limits of its own."""
    own = options_of(caller.workspace)
    return Limits(
        (own.company_objectives_min, own.company_objectives_max), (own.unit_objectives_min, own.unit_objectives_max),
        (own.objective_krs_min, own.objective_krs_max), (own.unit_kpis_min, own.unit_kpis_max),
        own.person_objectives_max, own.person_krs_max, own.person_kpis_max,
        "" if chose_limits(caller.workspace) else preset_of(caller.workspace).finding,
    )  # fmt: skip


def _units_and_cycles(
    caller: Caller,
) -> tuple[tuple[seen.Unit, ...], tuple[seen.Cycle, ...], frozenset[str] | None]:
    """The units, the cycles, and the keys of those whose alignment was reviewed; None where no review was ever kept.

    One statement.
    """
    rows = list(_cycles(caller).union(_units(caller), all=True))
    units = sorted((row for row in rows if row.of_unit), key=lambda row: row.pk)
    cycles = sorted((row for row in rows if not row.of_unit), key=lambda row: (row.start, row.pk))
    reviewed = frozenset(row.key for row in cycles if row.held) if any(row.said for row in cycles) else None
    return (
        tuple(seen.Unit(row.key, row.name, row.state, row.above) for row in units),
        tuple(seen.Cycle(row.key, row.name, row.start, row.end, row.state) for row in cycles),
        reviewed,
    )


_COLUMNS = ("of_unit", "pk", "key", "name", "state", "above", "start", "end", "said", "held")
_YES, _NO = Value(True, BooleanField()), Value(False, BooleanField())


def _units(caller: Caller) -> QuerySet[Any]:
    """The units in the columns of the cycles, with their kind for a state."""
    rows = Unit.objects.filter(workspace=caller.workspace, archived_at=None)
    if caller.role == Role.GUEST:
        rows = rows.filter(members=caller.person)
    no_day = Cast(Value(None), DateField())
    told = rows.annotate(
        of_unit=_YES, state=F("kind"), above=_or_empty("parent__key"), start=no_day, end=no_day, said=_NO, held=_NO
    )
    return told.order_by().values_list(*_COLUMNS, named=True)


def _cycles(caller: Caller) -> QuerySet[Any]:
    reviews = AlignmentReview.objects.filter(cycle=OuterRef("pk"))
    rows = Cycle.objects.filter(workspace=caller.workspace).annotate(
        of_unit=_NO, above=Value("", CharField()), said=Exists(reviews), held=Exists(reviews.filter(held=True))
    )
    return rows.order_by().values_list(*_COLUMNS, named=True)


def _or_empty(path: str) -> Any:
    return Coalesce(F(path), Value(""))


def _kpis(caller: Caller, kpis: QuerySet[Metric], people: dict[str, str]) -> tuple[seen.Kpi, ...]:
    found = []
    for row in kpis.select_related("owner", "unit").order_by("pk"):
        people[row.owner.key] = row.owner.name
        assert row.promoted_at is not None
        found.append(
            seen.Kpi(
                row.key, row.name, row.unit.key, row.owner.key, row.state_at(caller.now), row.direction,
                caller.workspace.local(row.promoted_at).date(), row.definition, row.private,
            )
        )  # fmt: skip
    return tuple(found)


def _objectives(goals: QuerySet[Objective], people: dict[str, str], beside: Beside) -> tuple[seen.Objective, ...]:
    """Objectives with their grade, parents and guardrails: one statement."""
    grade = Score.objects.filter(objective=OuterRef("pk"), key_result=None).values("grade")[:1]
    carried = Objective.objects.filter(retrospective__carried_to=OuterRef("pk")).values("key")[:1]
    rows = goals.annotate(grade=Subquery(grade), carried=Subquery(carried)).order_by("pk")
    read = list(rows.values_list(*_OBJECTIVE, named=True))
    known = {row.key for row in read}
    found = []
    for row in read:
        people[row.owner__key] = row.owner__name
        grade_ = None if row.grade is None else row.grade / 100
        parents = (key for key in beside.parents[row.key] if key in known)
        above = (*parents, *([row.theme__key] if row.theme__key else []))
        found.append(
            seen.Objective(
                row.key, row.title, row.unit__key, row.owner__key, row.cycle__key, row.why, row.ambition, row.start,
                row.due, _share(row.progress), row.status, row.hand_status, row.hand_reason, grade_,
                row.closed_at is not None, above, tuple(beside.guards[row.key]), row.carried or "", row.individual,
                row.private,
            )
        )  # fmt: skip
    return tuple(found)


_OBJECTIVE = (
    "key", "title", "unit__key", "owner__key", "owner__name", "cycle__key", "why", "ambition", "start", "due",
    "progress", "status", "hand_status", "hand_reason", "closed_at", "theme__key", "individual", "private", "grade",
    "carried",
)  # fmt: skip


def _key_results(
    rows: QuerySet[KeyResult], people: dict[str, str], kpis: set[str], zone: ZoneInfo
) -> tuple[seen.KeyResult, ...]:
    found = []
    for row in rows.order_by("pk").values_list(*_KEY_RESULT, named=True):
        people[row.owner__key] = row.owner__name
        hidden = row.metric__private and row.metric__key not in kpis
        metric = seen.unnamed(row.key) if hidden else row.metric__key or ""
        heard = row.checked_in_at.astimezone(zone).date() if row.checked_in_at else None
        found.append(
            seen.KeyResult(
                row.key, row.title, row.objective__key, row.owner__key, row.kind, metric,
                _number(row.baseline, row.scale), _number(row.target, row.scale), row.start, row.due,
                _share(row.progress), row.status, row.hand_status, row.hand_reason, heard,
                row.created_at.astimezone(zone).date(),
            )
        )  # fmt: skip
    return tuple(found)


_KEY_RESULT = (
    "key", "title", "objective__key", "owner__key", "owner__name", "kind", "metric__key", "metric__private", "baseline",
    "target", "scale", "start", "due", "progress", "status", "hand_status", "hand_reason", "checked_in_at",
    "created_at",
)  # fmt: skip


def _share(ppm: int | None) -> float | None:
    return None if ppm is None else ppm / MILLION


def _number(value: int | None, scale: int) -> float | None:
    return None if value is None else value / 10**scale
