"""The five stations of the loop: how much is at each, and the rows of one page of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from headway.kpis.access import kpis_for
from headway.kpis.models import Metric
from headway.loop.access import decisions_for, graduations_for
from headway.loop.models import Decision, Graduation
from headway.people.caller import Caller

T = TypeVar("T")
NAMES = ("breaches", "decisions", "proposals", "graduations", "watches")
BESIDE, ALONE = 6, 30
"""Rows of a station beside the others, and on a page of its own."""
OPEN = Q(answered_at=None, resolved_itself_at=None)
DRAFTS = OPEN & Q(metric__isnull=False, evidence__usual__enough=True, evidence__closes_itself=False)
"""Open decisions from whose numbers an objective may be drafted; noise proposes nothing."""
PROPOSED = Q(decided_at=None, withdrawn_at=None)
WATCHED = Q(accepted=True, verdict="", withdrawn_at=None)


@dataclass(frozen=True)
class Station(Generic[T]):
    """One station: its name, the rows that are shown of it, and the page that they are of all there are."""

    name: str
    rows: Sequence[T]
    page: Page

    @property
    def count(self) -> int:
        return int(self.page.paginator.count)

    @property
    def more(self) -> int:
        """How many are not shown here."""
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Asked:
    """Which station is looked at alone, if one is, and which page of it."""

    alone: str = ""
    number: str = "1"

    def page(self, name: str, rows: Any, count: int) -> Page:
        """The page of a station of ``count`` rows; nothing of it while another is looked at alone."""
        if self.alone and self.alone != name:
            rows, size, number = (), BESIDE, "1"
        elif self.alone:
            size, number = ALONE, self.number
        else:
            size, number = BESIDE, "1"
        paginator = Paginator(rows, size)
        paginator.count = count  # it was counted with the others
        return paginator.get_page(number)


EVERYTHING = Asked()
"""The page with all its stations."""


class InTurn(Sequence[Any]):
    """The ``count`` rows of a query set, then those of a list: sliced without reading more than is asked for."""

    def __init__(self, rows: QuerySet[Any], count: int, then: Sequence[Any]) -> None:
        self.rows, self.count_, self.then = rows, count, then

    def __len__(self) -> int:
        return self.count_ + len(self.then)

    def __getitem__(self, at: Any) -> Any:
        start, stop, _ = at.indices(len(self))
        first = list(self.rows[start : min(stop, self.count_)]) if start < self.count_ else []
        return first + list(self.then[max(0, start - self.count_) : max(0, stop - self.count_)])


def breached_for(caller: Caller) -> QuerySet[Metric]:
    """KPIs out of their band by a reading that still counts: red ones first, the longest first.

    ``closes`` says whether its open decision found that such gaps usually close by themselves.
    """
    open_ones = Decision.objects.filter(OPEN, metric=OuterRef("pk"), evidence__closes_itself=True)
    fresh = Q(fresh_until=None) | Q(fresh_until__gte=caller.now)
    rows = kpis_for(caller).filter(fresh, state__in=["amber", "red"]).annotate(closes=Exists(open_ones))
    red_first = Case(When(state="red", then=Value(0)), default=Value(1))
    return rows.order_by(red_first, "state_since", "pk")


def open_decisions_for(caller: Caller) -> QuerySet[Decision]:
    """Open decisions with what is said of them, the most pressing first."""
    return with_subjects(decisions_for(caller).filter(OPEN)).order_by("answer_by", "pk")


def with_subjects(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Decisions with what they are about and whom they ask."""
    return rows.select_related(
        "metric__unit", "key_result__objective", "asked", "escalate_to", "fix_owner", "objective"
    )


def graduating_for(caller: Caller, which: Q) -> QuerySet[Graduation]:
    """Graduations with what they are about, the oldest first."""
    return graduations_for(caller).filter(which).select_related("metric__unit", "key_result__objective").order_by("pk")


def counted(which: Q) -> Count:
    """How many rows there are of a kind, whatever was joined to find out who may see them."""
    return Count("pk", filter=which, distinct=True)
