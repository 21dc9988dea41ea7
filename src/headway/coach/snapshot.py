"""What the coach knows of a workspace at one moment: plain values with public keys, no models.

Whoever makes a snapshot leaves out what its reader may not see. Progress is a share (0.7 is 70 %); values are in
the units of their measure. Defaults make the small worlds of the patterns' examples.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from .likeness import alike
from .limits import Limits
from .said import _

T = TypeVar("T")
ALIKE = 0.65
"""From so much on two goals say the same: half the words of a short one may still be its own."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A company, department or team; `parent` is the key of the unit above."""

    key: str
    name: str
    kind: str = "department"
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Cycle:
    """A span goals are set for; `state` is planning, active, scoring or closed."""

    key: str
    name: str
    start: date
    end: date
    state: str = "active"


@dataclass(frozen=True, slots=True)
class Kpi:
    """A KPI with what it is now; `state` is green, amber, red, stale or unknown."""

    key: str
    name: str
    unit: str = "U-1"
    owner: str = "P-1"
    state: str = "green"
    direction: str = "up"
    promoted: date = date(2026, 1, 5)
    definition: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective; `grade` is its final score, 0.0 to 1.0, and `parents` the keys of what it is aligned to.

    An `individual` one is a person's own and does not count among those of its unit.
    """

    key: str
    title: str
    unit: str = "U-2"
    owner: str = "P-1"
    cycle: str = "C-2"
    why: str = ""
    ambition: str = "aspirational"
    start: date = date(2026, 10, 1)
    due: date = date(2026, 12, 31)
    progress: float | None = None
    status: str = "unknown"
    hand_status: str = ""
    hand_reason: str = ""
    grade: float | None = None
    closed: bool = False
    parents: tuple[str, ...] = ()
    guardrails: tuple[str, ...] = ()
    carried_from: str = ""
    individual: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class KeyResult:
    """A key result; `metric` is the key of its KPI, "" when people type its values; `heard` is the last check-in.

    `made` is the day it was written down, where that is known: it may be later than its start.
    """

    key: str
    title: str
    objective: str = "O-1"
    owner: str = "P-1"
    kind: str = "move"
    metric: str = ""
    baseline: float | None = 10.0
    target: float | None = 20.0
    start: date = date(2026, 10, 1)
    due: date = date(2026, 12, 31)
    progress: float | None = None
    status: str = "unknown"
    hand_status: str = ""
    hand_reason: str = ""
    heard: date | None = None
    made: date | None = None

    @property
    def begun(self) -> date:
        """The day from which there was something to work on and to speak of."""
        return max(self.start, self.made or self.start)

    @property
    def quiet_since(self) -> date:
        """The day of the last word; before the first one, the day on which it was begun."""
        return self.heard or self.begun


@dataclass(frozen=True, slots=True)
class Initiative:
    """Work below an objective; `key_result` is "" when it serves none."""

    key: str
    title: str
    objective: str = "O-1"
    key_result: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Amendment:
    """An accepted change of a committed target, in the units of its key result."""

    key: str
    key_result: str
    old: float
    new: float
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that fell due: whether it was answered in time; None while it is open and not yet due."""

    key: str
    unit: str
    in_time: bool | None
    private: bool = False


InUnit = TypeVar("InUnit", Objective, Kpi, Decision)

_UNITS = (
    Unit("U-1", "Lumen", "company"),
    Unit("U-2", "Sales", "department", "U-1"),
    Unit("U-3", "Product", "department", "U-1"),
    Unit("U-4", "Sales North", "team", "U-2"),
)
_CYCLES = (
    Cycle("C-1", "Q3", date(2026, 7, 1), date(2026, 9, 30), "closed"),
    Cycle("C-2", "Q4", date(2026, 10, 1), date(2026, 12, 31), "active"),
)


@dataclass(frozen=True)
class Snapshot:
    """A workspace as one person may see it, at one date. Only live rows, and closed objectives of the last cycles.

    `check_in_weeks` is how many weeks lie between check-ins; `reviewed` the cycles whose alignment was reviewed, or
    None where nobody keeps such reviews here. `asked` are the units that are asked about, if not all: goals of two
    others need not be compared.
    """

    today: date = date(2026, 11, 16)
    units: tuple[Unit, ...] = _UNITS
    people: Mapping[str, str] = field(default_factory=lambda: {"P-1": "Ines Marchetti", "P-2": "Ruth Okafor"})
    cycles: tuple[Cycle, ...] = _CYCLES
    kpis: tuple[Kpi, ...] = ()
    objectives: tuple[Objective, ...] = ()
    key_results: tuple[KeyResult, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    decisions: tuple[Decision, ...] = ()
    limits: Limits = field(default_factory=Limits)
    check_in_weeks: int = 1
    reviewed: frozenset[str] | None = None
    asked: frozenset[str] | None = None

    @cached_property
    def public(self) -> "Snapshot":
        """What everybody may see of it, without what is private and all that hangs on it; itself where nothing is."""
        hidden = {goal.key for goal in self.objectives if goal.private} | {kpi.key for kpi in self.kpis if kpi.private}
        if not hidden and not any(each.private for each in self.decisions):
            return self
        kpis = tuple(each for each in self.kpis if not each.private)
        goals = tuple(
            replace(each, parents=tuple(key for key in each.parents if key not in hidden))
            for each in self.objectives
            if not each.private
        )
        rows = tuple(
            replace(each, metric=unnamed(each.key)) if each.metric in hidden else each
            for each in self.key_results
            if each.objective not in hidden
        )
        kept = {row.key for row in rows}
        owners = {kpi.owner for kpi in kpis} | {goal.owner for goal in goals} | {row.owner for row in rows}
        return replace(
            self, kpis=kpis, objectives=goals, key_results=rows,
            people={key: name for key, name in self.people.items() if key in owners},
            initiatives=tuple(each for each in self.initiatives if each.objective not in hidden),
            amendments=tuple(each for each in self.amendments if each.key_result in kept),
            decisions=tuple(each for each in self.decisions if not each.private),
        )  # fmt: skip

    @cached_property
    def unit(self) -> dict[str, Unit]:
        return {each.key: each for each in self.units}

    @cached_property
    def cycle(self) -> dict[str, Cycle]:
        return {each.key: each for each in self.cycles}

    @cached_property
    def objective(self) -> dict[str, Objective]:
        return {each.key: each for each in self.objectives}

    @cached_property
    def key_result(self) -> dict[str, KeyResult]:
        return {each.key: each for each in self.key_results}

    @cached_property
    def kpi(self) -> dict[str, Kpi]:
        return {each.key: each for each in self.kpis}

    @cached_property
    def current(self) -> tuple[Objective, ...]:
        """The objectives people work on or plan: open, and of a cycle that is planned or running."""
        going = {each.key for each in self.cycles if each.state in {"planning", "active"}}
        return tuple(each for each in self.objectives if not each.closed and each.cycle in going)

    @cached_property
    def running(self) -> tuple[Objective, ...]:
        """The open objectives that have begun."""
        return tuple(each for each in self.current if self.cycle[each.cycle].state == "active" and self.began(each))

    @cached_property
    def busy(self) -> frozenset[str]:
        """The units that have current objectives."""
        return frozenset(each.unit for each in self.current)

    @cached_property
    def served(self) -> tuple[frozenset[str], frozenset[str]]:
        """The key results that work is written down for, and the objectives that have work for no key result."""
        general = frozenset(work.objective for work in self.initiatives if not work.key_result)
        return frozenset(work.key_result for work in self.initiatives), general

    @cached_property
    def changed(self) -> dict[str, list[date]]:
        """When the target of a key result was changed, for those where it was."""
        return groups((each.key_result, each.on) for each in self.amendments)

    @cached_property
    def graded(self) -> tuple[Objective, ...]:
        """The objectives that were scored, the latest cycle first."""
        rows = [each for each in self.objectives if each.grade is not None]
        return tuple(sorted(rows, key=lambda each: (self.cycle[each.cycle].end, each.key), reverse=True))

    @cached_property
    def _krs(self) -> dict[str, list[KeyResult]]:
        return groups((each.objective, each) for each in self.key_results)

    @cached_property
    def like_objectives(self) -> tuple[tuple[str, str, float], ...]:
        """The keys of objectives that are alike, in pairs, with how much: several patterns ask."""
        return tuple(alike({each.key: each.title for each in self.objectives}, ALIKE, about=self.about))

    @cached_property
    def like_key_results(self) -> tuple[tuple[str, str, float], ...]:
        """The same for key results."""
        return tuple(alike({each.key: each.title for each in self.key_results}, ALIKE, about=self.about))

    @cached_property
    def about(self) -> frozenset[str] | None:
        """The keys of the goals, key results and KPIs of the units that are asked about; None where all are."""
        if self.asked is None:
            return None
        goals = {each.key for each in self.objectives if each.unit in self.asked}
        rows = {each.key for each in self.key_results if each.objective in goals}
        return frozenset(goals | rows | {each.key for each in self.kpis if each.unit in self.asked})

    def krs_of(self, *objectives: Objective) -> list[KeyResult]:
        """The key results of objectives, in order."""
        return [row for each in objectives for row in self._krs.get(each.key, ())]

    def began(self, objective: Objective) -> bool:
        return objective.start <= self.today

    def by_unit_and_cycle(self, rows: Iterable[Objective]) -> dict[tuple[str, str], list[Objective]]:
        """Objectives by the keys of their unit and cycle, without those that are one person's own."""
        return groups(((each.unit, each.cycle), each) for each in rows if not each.individual)

    def above(self, unit: str) -> tuple[str, ...]:
        """The keys of the units above `unit`, the nearest first."""
        return self._lines.get(unit, ())

    @cached_property
    def _lines(self) -> dict[str, tuple[str, ...]]:
        return {each.key: tuple(self._climb(each)) for each in self.units}

    def _climb(self, unit: Unit) -> list[str]:
        found: list[str] = []
        at = unit.parent
        while at in self.unit and at not in found:
            found.append(at)
            at = self.unit[at].parent
        return found

    def below(self, unit: str) -> frozenset[str]:
        """The keys of `unit` and of all units below it."""
        return frozenset(self._under.get(unit, ()))

    @cached_property
    def _under(self) -> dict[str, list[str]]:
        return groups((at, each.key) for each in self.units for at in {each.key, *self.above(each.key)})

    def of_units(self, rows: Sequence[InUnit], units: Iterable[str]) -> tuple[InUnit, ...]:
        """Those of `rows`, one of the tuples here, that belong to `units`."""
        by_unit = self._by_unit.get(id(rows))
        if by_unit is None:
            by_unit = self._by_unit[id(rows)] = groups((each.unit, each) for each in rows)
        return tuple(each for unit in units for each in by_unit.get(unit, ()))

    @cached_property
    def _by_unit(self) -> dict[int, dict[str, list[Any]]]:
        return {}

    def department(self, unit: str) -> str:
        """The unit right below the company that `unit` belongs to, or itself."""
        line = (unit, *self.above(unit))
        return line[-2] if len(line) > 1 else unit

    @cached_property
    def _root(self) -> str:
        return next((each.key for each in self.units if not each.parent), self.units[0].key if self.units else "")

    def root(self) -> str:
        """The key of the company, or of the first unit."""
        return self._root

    def elapsed(self, cycle: str) -> float:
        """How much of a cycle has passed: 0.0 at its start, 1.0 at its end."""
        span = self.cycle[cycle]
        return min(1.0, max(0.0, (self.today - span.start).days / max(1, (span.end - span.start).days)))

    def unit_name(self, key: str) -> str:
        return self.unit[key].name if key in self.unit else key

    def person(self, key: str) -> str:
        return self.people.get(key, key)


def unnamed(key_result: str) -> str:
    """What stands for a hidden KPI: it is never named, yet the number does come from it, and no two are the same."""
    return f"-{key_result}"


K = TypeVar("K", bound=Hashable)


def groups(pairs: Iterable[tuple[K, T]]) -> dict[K, list[T]]:
    """Values by key, in the order of their first coming."""
    found: dict[K, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)


def named(titles: Sequence[str], most: int = 3) -> str:
    """Titles quoted in a row: “A”, “B” and 2 more."""
    shown = [f"“{title[:70]}”" for title in titles[:most]]
    rest = len(titles) - len(shown)
    if rest:
        return _("{titles} and {rest} more").format(titles=", ".join(shown), rest=rest)
    if len(shown) < 2:
        return "".join(shown)
    return _("{titles} and {last}").format(titles=", ".join(shown[:-1]), last=shown[-1])
