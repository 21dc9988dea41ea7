"""What waits where, and the cycle that runs: one statement, which every page asks once.

Home reads only those lists in which something waits, so that it costs what it shows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import add
from typing import Any

from django.db.models import QuerySet, Subquery
from django.http import HttpRequest

from headway.kpis.access import kpis_for
from headway.loop.access import decisions_for, graduations_for
from headway.okrs.access import objectives_for, themes_for
from headway.okrs.queries.listing import in_view
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
    "scores": needs.my_scores,
    "turns": needs.my_turns,
    "proposals": needs.my_proposals,
}
"""What waits for a person, each thing a row of these."""
TOGETHER = {"check_ins", "proposals", "scores", "turns"}
"""Kinds of which all together are one thing to do."""
PLACES: dict[str, Callable[[Caller], list[QuerySet]]] = {
    "objectives": lambda caller: [
        objectives_for(caller).filter(cycle__in=in_view(caller).values("pk")[:1], archived_at=None)
    ],
    "kpis": lambda caller: [kpis_for(caller)],
    "themes": lambda caller: [themes_for(caller).filter(archived_at=None)],
    "loop": lambda caller: [
        decisions_for(caller).filter(answered_at=None, resolved_itself_at=None),
        graduations_for(caller).filter(decided_at=None, withdrawn_at=None),
    ],
}
"""What a place of the contents holds."""
FIRST: dict[str, Callable[[Caller], QuerySet]] = {
    "cycle": in_view,
    "nudge": lambda caller: needs.my_nudges(caller).order_by("-at"),
    "score": lambda caller: needs.my_scores(caller).order_by("cycle__end", "due", "pk"),
    "turn": lambda caller: needs.my_turns(caller).order_by("end", "-start", "pk"),
}
"""What is told of a kind without reading its list: its first row."""
ONE_ROW = {
    "cycle": ("name", "start", "end"),
    "nudge": ("at", "by__name"),
    "score": ("key", "title", "cycle__key", "cycle__name"),
    "turn": ("key", "name", "state", "start", "end"),
}


@dataclass(frozen=True)
class Cycling:
    """The cycle that lists open with."""

    name: str
    start: date
    end: date


@dataclass
class ToScore:
    """The first objective that waits for its score; ``nth`` is its place in what waits."""

    key: str
    title: str
    cycle_key: str
    cycle_name: str
    nth: int = 0


@dataclass
class Turn:
    """The first cycle whose state its days have passed; ``nth`` is its place in what waits."""

    key: str
    name: str
    state: str
    start: date
    end: date
    nth: int = 0


@dataclass(frozen=True)
class Nudged:
    """The last one in this round to ask for a check-in."""

    at: datetime
    by: str


KINDS: dict[str, Any] = {"cycle": Cycling, "nudge": Nudged, "score": ToScore, "turn": Turn}


@dataclass(frozen=True)
class Waits:
    """How many things wait, by their kind and by place."""

    cycle: Cycling | None = None
    nudge: Nudged | None = None
    score: ToScore | None = None
    turn: Turn | None = None
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
    first = {name: _first(row, name, kind) for name, kind in KINDS.items()}
    return Waits(counts=counts, **first)


def _first(row: Any, name: str, kind: Callable[..., Any]) -> Any:
    """The first row of a kind; None where there is none."""
    values = [getattr(row, f"{name}_{path}") for path in ONE_ROW[name]]
    return kind(*values) if values[0] else None


@prepared_for_caller(moment=lambda caller: (caller.today, round_of(caller)))
def _row_for(caller: Caller) -> QuerySet[Person]:
    counts = {f"n_{name}": how_many(rows(caller)) for name, rows in NEEDS.items()}
    counts |= {f"n_{name}": reduce(add, map(how_many, rows(caller))) for name, rows in PLACES.items()}
    told = {name: rows(caller) for name, rows in FIRST.items()}
    first = {f"{name}_{path}": Subquery(told[name].values(path)[:1]) for name in told for path in ONE_ROW[name]}
    return Person.objects.filter(pk=caller.person_id).only("pk").annotate(**counts, **first)
