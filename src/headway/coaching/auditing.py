"""The evidence of a KPI audit, gathered for every KPI at once in a fixed number of statements."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce

from headway.coach.audit import HALF_YEAR, TWIN, Facts, Reason, reasons, suggestion
from headway.coaching.access import audits_for
from headway.coaching.models import Audit
from headway.kpis.access import kpis_for
from headway.kpis.models import Band, Metric, PastReading, Reading
from headway.loop.models import Decision
from headway.okrs.access import key_results_for, objectives_for
from headway.okrs.models import Companion
from headway.people.caller import Caller
from headway.people.errors import NotHere
from headway.people.models import Unit
from headway.people.options import options_of
from headway.signals.together import moving_together

MOST_COMPARED = 150
"""Beyond so many KPIs, twins are only looked for inside a unit."""
Ids = QuerySet[Any, Any]
"""The primary keys of the KPIs, to be read by the statement that asks about them."""
TOLD = (
    "key", "name", "grain", "state", "fresh_until", "promoted_at", "owner__key", "owner__name", "owner__left_at",
    "unit__key", "unit__name",
)  # fmt: skip
"""What is asked of every KPI: there may be thousands."""


@dataclass(frozen=True)
class Case:
    """One KPI before the audit: what speaks against it, what that suggests, and what was last decided."""

    kpi: Metric
    reasons: tuple[Reason, ...]
    last: Audit | None
    quarter: date

    @property
    def suggestion(self) -> str:
        return suggestion(self.reasons)

    @property
    def codes(self) -> tuple[str, ...]:
        """What kinds of things speak against it."""
        return tuple(each.code for each in self.reasons)

    @property
    def is_due(self) -> bool:
        """Whether this quarter has not decided on it yet."""
        return self.last is None or self.last.at.date() < self.quarter


def cases(caller: Caller, units: frozenset[str] | None = None, key: str = "") -> list[Case]:
    """The KPIs that the caller may see, those with most against them first, those alike together:
    seven statements.
    """
    since, quarter = caller.now - HALF_YEAR, quarter_of(caller.today, caller.workspace.fiscal_start)
    rows = kpis_for(caller).select_related("owner", "unit").only(*TOLD).order_by("pk")
    kpis = list(_with_corrections(rows, since.date()))
    ids = kpis_for(caller).values("pk")  # as a part of each statement: thousands of numbers take longer to send
    decided = Counter(Decision.objects.filter(metric__in=ids, opened_at__gte=since).values_list("metric", flat=True))
    tied, through_goals = _tied(caller, ids, since.date())
    decided.update(through_goals)
    series = _series(ids, since.date() - HALF_YEAR)
    first = since.date().isoformat()
    read = {kpi: sum(period >= first for period in found) for kpi, found in series.items()}
    bands = _bands(ids, since.date())
    last = _latest(caller)
    board = Counter(kpi.unit_id for kpi in kpis)
    near = _near(kpis)
    shown = [k for k in kpis if (units is None or k.unit.key in units) and key in {"", k.key}]
    limit = options_of(caller.workspace).unit_kpis_max
    found = []
    for kpi in shown:
        twin, r = _twin(kpi, near(kpi), series)
        facts = Facts(
            kpi.key, kpi.name, kpi.state_at(caller.now), kpi.promoted_at.date() if kpi.promoted_at else caller.today,
            kpi.unit.name, kpi.owner.left_at is not None, banded=kpi.pk in bands, decisions=decided[kpi.pk],
            tied_to=tuple(tied[kpi.pk]), readings=read.get(kpi.pk, 0), corrected=kpi.corrected,
            bands_set=bands.get(kpi.pk, 0), twin=twin.key if twin else "", twin_name=twin.name if twin else "",
            twin_r=r, board=board[kpi.unit_id], limit=limit,
        )  # fmt: skip
        found.append(Case(kpi, reasons(facts, caller.today), last.get(kpi.pk), quarter))
    order = {"cut": 0, "sharpen": 1, "keep": 2}
    return sorted(
        found,
        key=lambda case: (not case.is_due, order[case.suggestion], -len(case.reasons), case.codes, case.kpi.pk),
    )


def units_below(caller: Caller, unit: str) -> frozenset[str] | None:
    """The keys of ``unit`` and of those below it, None where none is named; :class:`NotHere` if there is no such."""
    if not unit:
        return None
    parents = dict(Unit.objects.filter(workspace=caller.workspace).values_list("key", "parent__key"))
    if unit not in parents:
        raise NotHere.under(unit)
    found = {unit}
    while more := {key for key, parent in parents.items() if parent in found} - found:
        found |= more
    return frozenset(found)


def quarter_of(today: date, fiscal_start: int) -> date:
    """The first day of the fiscal quarter of ``today``."""
    back = (today.month - fiscal_start) % 3
    month = today.month - back
    return date(today.year if month > 0 else today.year - 1, month if month > 0 else month + 12, 1)


def _tied(caller: Caller, ids: Ids, since: date) -> tuple[dict[int, list[str]], Counter[int]]:
    """The keys of open goals that rest on each KPI: in a key result, as a guardrail or as a supporting one.

    Also how many key results were begun on each since then: an objective opened on a KPI is a decision resting on it.
    """
    found: dict[int, list[str]] = defaultdict(list)
    open_ = objectives_for(caller).filter(archived_at=None, closed_at=None)
    rows = (
        key_results_for(caller).filter(metric__in=ids).annotate(runs=Exists(open_.filter(pk=OuterRef("objective_id"))))
    )
    begun: Counter[int] = Counter()
    columns = ("metric", "key", "created_at", "archived_at", "runs")
    for metric, key, created, archived, runs in rows.order_by("pk").values_list(*columns):
        begun[metric] += created.date() >= since
        if runs and archived is None:
            found[metric].append(key)
    beside = Companion.objects.filter(metric__in=ids, objective__in=open_.values("pk")).order_by("pk")
    for metric, key in beside.values_list("metric", "objective__key"):
        found[metric].append(key)
    return found, begun


def _with_corrections(rows: QuerySet[Metric], since: date) -> QuerySet[Any]:
    """KPIs with how many of their periods since then were corrected."""
    past = PastReading.objects.filter(metric=OuterRef("pk"), period__gte=since).order_by().values("metric")
    counted = past.annotate(n=Count("period", distinct=True)).values("n")
    return rows.annotate(corrected=Coalesce(Subquery(counted), 0))


def _bands(ids: Ids, since: date) -> dict[int, int]:
    """How many bands were set since then; a KPI without any band has no entry."""
    bands: dict[int, int] = {}
    for metric, day in Band.objects.filter(metric__in=ids).values_list("metric", "set_at"):
        bands[metric] = bands.get(metric, 0) + (day.date() >= since)
    return bands


Series = dict[int, dict[str, int]]
"""The values of each KPI by their periods, as the database writes them: they are told apart, and never shown."""


def _series(ids: Ids, since: date) -> Series:
    found: Series = defaultdict(dict)
    rows = Reading.objects.filter(metric__in=ids, period__gte=since).order_by("metric", "period")
    for metric, period, value in rows.values_list("metric", Cast("period", TextField()), "value"):
        found[metric][period] = value
    return found


def _near(kpis: Sequence[Metric]) -> Callable[[Metric], Sequence[Metric]]:
    """Whom a KPI is compared with: all of them, or in a large company those of its unit."""
    if len(kpis) <= MOST_COMPARED:
        return lambda kpi: kpis
    by_unit: dict[int, list[Metric]] = defaultdict(list)
    for kpi in kpis:
        by_unit[kpi.unit_id].append(kpi)
    return lambda kpi: by_unit[kpi.unit_id]


def _twin(kpi: Metric, near: Sequence[Metric], series: Series) -> tuple[Metric | None, float]:
    """The KPI of the same rhythm that it moves with most, if it does, with the correlation of their changes."""
    best: tuple[Metric | None, float] = (None, 0.0)
    for other in near:
        if other.pk == kpi.pk or other.grain != kpi.grain:
            continue
        r = moving_together(series[kpi.pk], series[other.pk])
        if r is not None and abs(r) >= TWIN and abs(r) > abs(best[1]):
            best = (other, r)
    return best


def _latest(caller: Caller) -> dict[int, Audit]:
    rows = audits_for(caller).filter(withdrawn_at=None).select_related("by").order_by("at", "pk")
    return {row.metric_id: row for row in rows}
