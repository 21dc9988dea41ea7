"""What waits where, and the cycle that runs: one statement, which every page asks once.

Home reads only those lists in which something waits, so that it costs what it shows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Case, Q, QuerySet, Subquery, Value, When
from django.http import HttpRequest

from headway.kpis.access import kpis_for
from headway.loop.access import decisions_for, graduations_for
from headway.okrs.access import objectives_for, themes_for
from headway.okrs.models import Cycle, CycleState
from headway.okrs.rounds import round_of
from headway.pages import needs
from headway.people.caller import Caller, caller_of
from headway.people.models import Person
from headway.people.prepared import prepared_for_caller
from headway.people.queries import how_many

NEEDS: dict[str, Callable[[Caller], QuerySet]] = {
    "decisions": needs.my_decisions,
    "fixes": needs.my_fixes,
    "graduations": needs.my_graduations,
    "melons": needs.my_watermelons,
    "dependencies": needs.my_dependencies,
    "returned": needs.my_returned,
    "theme_reviews": needs.my_theme_reviews,
    "mentions": needs.my_mentions,
    "check_ins": needs.my_check_ins,
    "proposals": needs.my_proposals,
}
"""What waits for a person, each thing a row of these."""
TOGETHER = {"check_ins", "proposals"}
"""Kinds of which all together are one thing to do."""
PLACES: dict[str, Callable[[Caller], list[QuerySet]]] = {
    "objectives": lambda caller: [objectives_for(caller).filter(cycle__in=_in_view(caller), archived_at=None)],
    "kpis": lambda caller: [kpis_for(caller)],
    "themes": lambda caller: [themes_for(caller).filter(archived_at=None)],
    "loop": lambda caller: [
        decisions_for(caller).filter(answered_at=None, resolved_itself_at=None),
        graduations_for(caller).filter(decided_at=None, withdrawn_at=None),
    ],
}
"""What a place of the contents holds."""
ONE_ROW = {
    "cycle": ("name", "start", "end"),
    "nudge": ("at", "by__name"),
}


@dataclass(frozen=True)
class Cycling:
    """The shortest cycle that runs."""

    name: str
    start: date
    end: date


@dataclass(frozen=True)
class Nudged:
    """The last one in this round to ask for a check-in."""

    at: datetime
    by: str


@dataclass(frozen=True)
class Waits:
    """How many things wait, by their kind and by place."""

    cycle: Cycling | None = None
    nudge: Nudged | None = None
    counts: dict[str, int] = field(default_factory=dict)

    def of(self, name: str) -> int:
        """How many there are of a kind or in a place, "today" for all that waits; 0 where nothing is counted."""
        return self.today if name == "today" else self.counts.get(name, 0)

    @property
    def today(self) -> int:
        """How many things there are to do."""
        return sum(min(1, self.of(kind)) if kind in TOGETHER else self.of(kind) for kind in NEEDS)


def waits_of(request: HttpRequest) -> Waits:
    """What waits for whoever asks for the page: read once, however often it is asked."""
    if not hasattr(request, "waits"):
        request.waits = read_waits(caller_of(request))  # type: ignore[attr-defined]
    return request.waits  # type: ignore[attr-defined]


def read_waits(caller: Caller) -> Waits:
    """What waits for the caller: one statement."""
    row: Any = _row_for(caller)
    counts = {name: getattr(row, f"n_{name}") for name in (*NEEDS, *PLACES)}
    cycle, nudge = ([getattr(row, f"{name}_{path}") for path in paths] for name, paths in ONE_ROW.items())
    return Waits(cycle=Cycling(*cycle) if cycle[0] else None, nudge=Nudged(*nudge) if nudge[0] else None, counts=counts)


def _in_view(caller: Caller) -> QuerySet[Any, Any]:
    """The cycle that lists open with, as :func:`current_cycle` chooses it."""
    running = Q(state=CycleState.ACTIVE, start__lte=caller.today, end__gte=caller.today)
    rank = Case(When(running, then=Value(0)), When(state=CycleState.CLOSED, then=Value(2)), default=Value(1))
    rows = Cycle.objects.filter(workspace=caller.workspace).annotate(rank=rank)
    return rows.order_by("rank", Case(When(rank=0, then="end")), "-start", "end", "pk").values("pk")[:1]


@prepared_for_caller(moment=lambda caller: (caller.today, round_of(caller)))
def _row_for(caller: Caller) -> QuerySet[Person]:
    counts = {f"n_{name}": how_many(rows(caller)) for name, rows in NEEDS.items()}
    counts |= {f"n_{name}": reduce(add, map(how_many, rows(caller))) for name, rows in PLACES.items()}
    running = Cycle.objects.filter(workspace=caller.workspace, state=CycleState.ACTIVE)
    running = running.filter(start__lte=caller.today, end__gte=caller.today).order_by("end", "-start", "pk")
    told = {"cycle": running, "nudge": needs.my_nudges(caller).order_by("-at")}
    first = {f"{name}_{path}": Subquery(told[name].values(path)[:1]) for name in told for path in ONE_ROW[name]}
    return Person.objects.filter(pk=caller.person_id).only("pk").annotate(**counts, **first)
