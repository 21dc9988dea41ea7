"""The stage that the demo company's story is played on: who is who, and which key each slug became."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from heapq import heappush
from zoneinfo import ZoneInfo

from headway.demo import moments
from headway.demo.story import Story
from headway.kpis.access import kpi_for
from headway.kpis.models import Metric
from headway.loop.access import decision_for
from headway.loop.models import Decision
from headway.okrs.access import cycle_for, key_result_for, objective_for
from headway.okrs.models import Cycle, KeyResult, Objective
from headway.people.caller import Caller
from headway.people.models import Person, Unit, Workspace


@dataclass(order=True)
class Event:
    """Something that happens at a moment; at the same moment, the lower rank comes first."""

    at: datetime
    rank: int
    run: Callable[[datetime], object] = field(compare=False)


@dataclass
class Stage:
    """What the story has made so far. Objects are fetched afresh by their keys, as any door does."""

    story: Story
    now: datetime
    founded: datetime
    workspace: Workspace
    people: dict[str, Person] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    keys: dict[tuple[str, str], str] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    heard: dict[str, datetime] = field(default_factory=dict)
    looked_at: set[tuple[int, datetime]] = field(default_factory=set)

    @property
    def zone(self) -> ZoneInfo:
        return self.workspace.zone

    def caller(self, slug: str, at: datetime) -> Caller:
        """A person of the story, acting at a moment."""
        return Caller(self.workspace, self.people[slug], at, "demo")

    def moment(self, text: str) -> datetime:
        """A moment that the story tells backwards from now; never before the company took Headway up."""
        return max(moments.moment(text, self.now, self.zone).astimezone(UTC), self.founded)

    def day(self, text: str) -> date:
        return moments.day(text, self.now, self.zone)

    def plan(self, at: datetime, run: Callable[[datetime], object], rank: int = 5) -> None:
        """Let ``run`` happen at ``at``, which it is given; what lies ahead does not happen."""
        if at <= self.now:
            heappush(self.events, Event(at, rank, run))

    def kpi(self, caller: Caller, slug: str) -> Metric:
        return kpi_for(caller, self.keys["kpi", slug])

    def objective(self, caller: Caller, slug: str) -> Objective:
        return objective_for(caller, self.keys["objective", slug])

    def key_result(self, caller: Caller, slug: str) -> KeyResult:
        return key_result_for(caller, self.keys["key_result", slug])

    def decision(self, caller: Caller, slug: str) -> Decision:
        return decision_for(caller, self.keys["decision", slug])

    def cycle(self, caller: Caller, slug: str) -> Cycle:
        return cycle_for(caller, self.keys["cycle", slug])


def scaled(value: Decimal | None, scale: int) -> int | None:
    """A decimal of the story as a scaled integer."""
    return None if value is None else int(value.scaleb(scale))
