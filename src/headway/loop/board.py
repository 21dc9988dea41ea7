"""What the Loop page shows: five stations, what is decided and running, and the tally of the last quarter.

Beside each other the stations show their first rows; one that is looked at alone shows all of them, page by page.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Page
from django.db.models import Q

from headway.charts import Band as Ground
from headway.charts import Svg, spark
from headway.kpis.fold import bands_of
from headway.kpis.models import Metric, Reading
from headway.kpis.rules.bands import in_force
from headway.loop.access import decisions_for, graduations_for
from headway.loop.models import Choice, Decision, Graduation, Trigger
from headway.loop.plateaus import Offer, offers_for
from headway.loop.rules.draft import Movement, movement
from headway.loop.rules.evidence import kept_band, kept_usual
from headway.loop.stations import (
    DRAFTS,
    EVERYTHING,
    OPEN,
    PROPOSED,
    WATCHED,
    Asked,
    InTurn,
    Station,
    breached_for,
    counted,
    graduating_for,
    open_decisions_for,
    with_subjects,
)
from headway.loop.words import band_text
from headway.okrs.access import objectives_for
from headway.people.access import can
from headway.people.caller import Caller
from headway.ui.charting import real
from headway.ui.format import amount
from headway.ui.words import kind_of

QUARTER = timedelta(days=91)
BY_ITSELF = ("readings.recorded", "metric.judged", "decision.watched", "pace.refolded", "check_in.sent")
"""What closes a decision because the number came back; a band that was moved is not among them."""


@dataclass(frozen=True)
class Breach:
    """A KPI out of its band, with what its band is and whether such gaps usually close by themselves."""

    metric: Metric
    state: str
    band: str
    closes_itself: bool
    changed: bool


@dataclass(frozen=True)
class Proposal:
    """An objective drafted from a number, as it was shown with the decision."""

    decision: Decision
    metric: Metric
    way: Movement


@dataclass(frozen=True)
class Watching:
    """A graduated KPI under watch: its new and old standard, and its readings since."""

    graduation: Graduation
    standard: str
    before: str
    picture: Svg
    marks: tuple[bool, ...]


@dataclass(frozen=True)
class LoopPage:
    """The five stations, what runs, and what became of the last quarter's breaches."""

    alone: str
    first: Decision | None
    breaches: Station[Breach]
    decisions: Station[Decision]
    proposals: Station[Proposal | Offer]
    graduations: Station[Graduation]
    watches: Station[Watching]
    running: list[Decision]
    objectives: set[int]
    tally: dict[str, int]

    @property
    def stations(self) -> tuple[Station[Any], ...]:
        return self.breaches, self.decisions, self.proposals, self.graduations, self.watches

    @property
    def total(self) -> int:
        return sum(station.count for station in self.stations)


def read_loop(caller: Caller, asked: Asked = EVERYTHING) -> LoopPage:
    """Everything on the Loop page, as far as the caller may see it: about twelve statements, whatever waits."""
    tally, breached = read_tally(caller), breached_for(caller)
    decisions = asked.page("decisions", open_decisions_for(caller), tally["open"])
    graduations = asked.page("graduations", graduating_for(caller, PROPOSED), tally["proposed"])
    running = [] if asked.alone else _running(caller)
    opened = objectives_for(caller).filter(pk__in=[row.objective_id for row in running if row.objective_id])
    return LoopPage(
        alone=asked.alone,
        first=next(iter(decisions), None),
        breaches=_breaches(caller, asked.page("breaches", breached.select_related("owner"), breached.count())),
        decisions=Station("decisions", list(decisions), decisions),
        proposals=_proposals(caller, asked, tally["drafts"]),
        graduations=Station("graduations", list(graduations), graduations),
        watches=_watching(asked.page("watches", graduating_for(caller, WATCHED), tally["watched"])),
        running=running,
        objectives=set(opened.values_list("pk", flat=True)) if running else set(),
        tally=tally,
    )


def to_answer(caller: Caller, page: LoopPage) -> Decision | None:
    """The most pressing decision that asks the caller; else the first shown that they may answer."""
    if page.alone:
        return None
    mine = Q(asked=caller.person_id) | Q(escalate_to=caller.person_id, escalated_at__isnull=False)
    for row in open_decisions_for(caller).filter(mine)[:1] if page.decisions.count else ():
        return row
    return next((row for row in page.decisions.rows if can(caller, "decision.answer", row)), None)


def _running(caller: Caller) -> list[Decision]:
    """What was decided and is not over: watches, fixes, objectives that are open."""
    live = Q(choice=Choice.WATCH) | Q(choice=Choice.FIX, fixed_at=None)
    live |= Q(choice=Choice.OBJECTIVE, objective__closed_at=None, objective__archived_at=None)
    rows = with_subjects(decisions_for(caller)).filter(live, answered_at__isnull=False, resolved_itself_at=None)
    return list(rows.order_by("-answered_at")[:12])


def _breaches(caller: Caller, page: Page) -> Station[Breach]:
    kpis: list[Any] = list(page)
    bands = bands_of([kpi.pk for kpi in kpis]) if kpis else {}
    found = []
    for kpi in kpis:
        band = in_force(bands[kpi.pk], caller.today)
        text = band_text(band.lower, band.upper, kpi) if band else ""
        changed = kpi.signal_period is not None and kpi.signal_period == kpi.judged_period
        found.append(Breach(kpi, kpi.state, text, kpi.closes, changed))
    return Station("breaches", found, page)


def _proposals(caller: Caller, asked: Asked, count: int) -> "Station[Proposal | Offer]":
    """What may be drafted from decisions, then the KPIs that are flat."""
    rows = InTurn(open_decisions_for(caller).filter(DRAFTS), count, offers_for(caller))
    page = asked.page("proposals", rows, len(rows))
    found = [row if isinstance(row, Offer) else proposal_of(row) for row in page]
    return Station("proposals", [one for one in found if one is not None], page)


def proposal_of(decision: Decision) -> Proposal | None:
    """An objective to draft, where what the KPI usually shows is not good enough; noise proposes nothing."""
    usual, metric = kept_usual(decision.evidence), decision.metric
    if metric is None or usual is None or not usual.enough or decision.evidence.get("closes_itself"):
        return None
    way = movement(usual, kept_band(decision.evidence), metric.direction, decision.evidence["value"])
    return Proposal(decision, metric, way)


def _watching(page: Page) -> Station[Watching]:
    rows: list[Graduation] = list(page)
    return Station("watches", _watched_all(rows) if rows else [], page)


def _watched_all(rows: Sequence[Graduation]) -> list[Watching]:
    values: dict[int, list[int]] = defaultdict(list)
    readings = Reading.objects.filter(metric__in=[row.metric_id for row in rows]).order_by("period")
    first = min((row.watch_from for row in rows if row.watch_from), default=None)
    if first:
        readings = readings.filter(period__gte=first - timedelta(days=200))
    for metric_id, value in readings.values_list("metric_id", "value"):
        values[metric_id].append(value)
    return [_watched(row, values[row.metric_id or 0][-12:]) for row in rows if row.metric]


def _watched(row: Graduation, values: Sequence[int]) -> Watching:
    metric = row.metric
    assert metric is not None
    ground = Ground(low=real(row.lower, metric), high=real(row.upper, metric))
    label = f"{metric.name}: {amount(metric.judged_value, metric)}"
    picture = spark([real(value, metric) for value in values], ground, kind_of(metric.state), label=label)
    before = band_text(row.evidence.get("old_lower"), row.evidence.get("old_upper"), metric)
    marks = tuple(at < row.watch_seen for at in range(row.watch_needed))
    return Watching(row, band_text(row.lower, row.upper, metric), before, picture, marks)


def read_tally(caller: Caller) -> dict[str, int]:
    """What became of the breaches and graduations of the last thirteen weeks, and how much waits: two statements."""
    since = caller.now - QUARTER
    breach = Q(trigger__in=[Trigger.BREACH, Trigger.GUARDRAIL, Trigger.REGRESSION], opened_at__gte=since)
    asked: dict[str, int] = decisions_for(caller).aggregate(
        breaches=counted(breach),
        by_itself=counted(breach & Q(resolved_by__in=BY_ITSELF)),
        objectives=counted(breach & Q(choice=Choice.OBJECTIVE)),
        open=counted(OPEN),
        drafts=counted(DRAFTS),
    )
    stood: dict[str, int] = graduations_for(caller).aggregate(
        graduated=counted(Q(accepted=True, decided_at__gte=since)),
        held=counted(Q(verdict="held", verdict_at__gte=since)),
        regressed=counted(Q(verdict="regressed", verdict_at__gte=since)),
        proposed=counted(PROPOSED),
        watched=counted(WATCHED),
    )
    return asked | stood
