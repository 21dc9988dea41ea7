"""Which KPIs are offered for improvement: computed when read, so there is nothing to keep in step."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from headway.kpis.access import kpis_for
from headway.kpis.models import Metric, State
from headway.loop.models import Choice, Decision, Trigger
from headway.loop.rules.plateau import is_plateau, may_offer
from headway.okrs.models import KeyResult
from headway.people.caller import Caller
from headway.people.options import options_of


@dataclass(frozen=True)
class Offer:
    """A KPI on a plateau: since how many periods, and the mean it stays at (scaled integer)."""

    metric: Metric
    periods: int
    mean: int | None


def offers_for(caller: Caller) -> list[Offer]:
    """The plateaus a caller may see, the longest first: one statement."""
    at_least = options_of(caller.workspace).plateau_periods
    rows = _candidates(caller, at_least).select_related("owner", "unit").order_by("-flat_periods", "pk")
    return [offer for row in rows if (offer := _offer(caller, row, at_least))]


def offer_of(caller: Caller, metric: Metric) -> Offer | None:
    """The offer for one KPI, if there is one now."""
    at_least = options_of(caller.workspace).plateau_periods
    row = _candidates(caller, at_least).filter(pk=metric.pk).first()
    return _offer(caller, row, at_least) if row else None


def _candidates(caller: Caller, at_least: int) -> QuerySet[Metric]:
    improving = KeyResult.objects.filter(
        metric=OuterRef("pk"), archived_at=None, objective__closed_at=None, objective__archived_at=None
    )
    open_ones = Decision.objects.filter(metric=OuterRef("pk"), answered_at=None, resolved_itself_at=None)
    left = Max("decisions__answered_at", filter=Q(decisions__trigger=Trigger.PLATEAU, decisions__choice=Choice.LEAVE))
    rows = kpis_for(caller).filter(state=State.GREEN, flat_periods__gte=max(1, at_least))
    return rows.filter(~Exists(improving), ~Exists(open_ones)).annotate(left_at=left)


def _offer(caller: Caller, row: Metric, at_least: int) -> Offer | None:
    left_at = getattr(row, "left_at", None)
    left_on: date | None = caller.workspace.local(left_at).date() if left_at else None
    healthy = is_plateau(row.flat_periods, at_least, row.state_at(caller.now), improving=False)
    if not healthy or not may_offer(caller.today, left_on, row.calendar, at_least):
        return None
    return Offer(row, row.flat_periods, row.usual_mean)
