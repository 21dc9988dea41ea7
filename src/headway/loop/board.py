"""What the Loop page shows: five stations, what is decided and running, and the tally of the last quarter."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q

from headway.charts import Band as Ground
from headway.charts import Svg, spark
from headway.kpis.access import kpis_for
from headway.kpis.fold import bands_of
from headway.kpis.models import Metric, Reading
from headway.kpis.rules.bands import Band, in_force
from headway.loop.access import decisions_for, graduations_for
from headway.loop.models import Choice, Decision, Graduation, Trigger
from headway.loop.plateaus import Offer, offers_for
from headway.loop.rules.draft import Movement, movement
from headway.loop.rules.evidence import kept_band, kept_usual
from headway.loop.words import band_text
from headway.okrs.access import objectives_for
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

    breaches: list[Breach]
    decisions: list[Decision]
    proposals: list[Proposal]
    offers: list[Offer]
    graduations: list[Graduation]
    watches: list[Watching]
    running: list[Decision]
    objectives: set[int]
    tally: dict[str, int]

    @property
    def proposed(self) -> int:
        return len(self.proposals) + len(self.offers)

    @property
    def total(self) -> int:
        return len(self.breaches) + len(self.decisions) + self.proposed + len(self.graduations) + len(self.watches)


def read_loop(caller: Caller) -> LoopPage:
    """Everything on the Loop page, as far as the caller may see it: about ten statements."""
    kpis = list(kpis_for(caller).filter(state__in=["amber", "red"]).select_related("owner"))
    decisions = list(_decisions(caller).filter(answered_at=None, resolved_itself_at=None).order_by("answer_by", "pk"))
    graduations = list(_graduations(caller).filter(decided_at=None, withdrawn_at=None).order_by("pk"))
    watched = list(_graduations(caller).filter(accepted=True, verdict="", withdrawn_at=None).order_by("pk"))
    bands = bands_of([kpi.pk for kpi in kpis])
    running = _running(caller)
    opened = objectives_for(caller).filter(pk__in=[row.objective_id for row in running if row.objective_id])
    return LoopPage(
        breaches=_breaches(caller, kpis, bands, decisions),
        decisions=decisions,
        proposals=[found for decision in decisions if (found := proposal_of(decision))],
        offers=offers_for(caller),
        graduations=graduations,
        watches=_watching(watched),
        running=running,
        objectives=set(opened.values_list("pk", flat=True)),
        tally=read_tally(caller),
    )


def _decisions(caller: Caller) -> Any:
    return decisions_for(caller).select_related(
        "metric__unit", "key_result__objective", "asked", "escalate_to", "fix_owner", "objective"
    )


def _graduations(caller: Caller) -> Any:
    return graduations_for(caller).select_related("metric__unit", "key_result__objective")


def _running(caller: Caller) -> list[Decision]:
    """What was decided and is not over: watches, fixes, objectives that are open."""
    live = Q(choice=Choice.WATCH) | Q(choice=Choice.FIX, fixed_at=None)
    live |= Q(choice=Choice.OBJECTIVE, objective__closed_at=None, objective__archived_at=None)
    rows = _decisions(caller).filter(live, answered_at__isnull=False, resolved_itself_at=None)
    return list(rows.order_by("-answered_at")[:12])


def _breaches(
    caller: Caller, kpis: Sequence[Metric], bands: dict[int, list[Band]], decisions: Sequence[Decision]
) -> list[Breach]:
    shown = {decision.metric_id: decision.evidence for decision in decisions}
    found = []
    for kpi in kpis:
        state = kpi.state_at(caller.now)
        if state == "stale":
            continue
        band = in_force(bands[kpi.pk], caller.today)
        text = band_text(band.lower, band.upper, kpi) if band else ""
        closes = bool(shown.get(kpi.pk, {}).get("closes_itself"))
        changed = kpi.signal_period is not None and kpi.signal_period == kpi.judged_period
        found.append(Breach(kpi, state, text, closes, changed))
    return sorted(found, key=lambda breach: (breach.state != "red", breach.metric.state_since, breach.metric.pk))


def proposal_of(decision: Decision) -> Proposal | None:
    """An objective to draft, where what the KPI usually shows is not good enough; noise proposes nothing."""
    usual, metric = kept_usual(decision.evidence), decision.metric
    if metric is None or usual is None or not usual.enough or decision.evidence.get("closes_itself"):
        return None
    way = movement(usual, kept_band(decision.evidence), metric.direction, decision.evidence["value"])
    return Proposal(decision, metric, way)


def _watching(rows: Sequence[Graduation]) -> list[Watching]:
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
    """What became of the breaches and graduations of the last thirteen weeks: two statements."""
    since = caller.now - QUARTER
    breach = Q(trigger__in=[Trigger.BREACH, Trigger.GUARDRAIL, Trigger.REGRESSION])
    asked: dict[str, int] = decisions_for(caller).filter(breach, opened_at__gte=since).aggregate(
        breaches=Count("pk", distinct=True),
        by_itself=Count("pk", filter=Q(resolved_by__in=BY_ITSELF), distinct=True),
        objectives=Count("pk", filter=Q(choice=Choice.OBJECTIVE), distinct=True),
    )  # fmt: skip
    stood: dict[str, int] = graduations_for(caller).aggregate(
        graduated=Count("pk", filter=Q(accepted=True, decided_at__gte=since), distinct=True),
        held=Count("pk", filter=Q(verdict="held", verdict_at__gte=since), distinct=True),
        regressed=Count("pk", filter=Q(verdict="regressed", verdict_at__gte=since), distinct=True),
    )  # fmt: skip
    return asked | stood
