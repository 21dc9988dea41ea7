"""Program health: how well the system of KPIs and OKRs is kept, 0 to 100, with every point explained.

The health is the weighted mean of the parts below. A part with nothing to judge (no decision fell due, no KPI is
there yet to be stale) is left out, and the weights of the others carry the whole. It judges how goals are kept, never
whether they are reached: a unit that fails openly at hard goals is healthy. Private goals and KPIs are not counted,
whoever asks: two people who speak of the same number mean the same.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .said import _, ngettext
from .snapshot import KeyResult, Kpi, Objective, Snapshot
from .wording import recorded

GRACE_DAYS = 3
LATE = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """One input: its weight in points, how much of it is there (0.0 to 1.0), and the count it comes from."""

    code: str
    title: str
    weight: int
    share: float | None
    told: str
    advice: str

    @property
    def points(self) -> float:
        """The points it brings, to a tenth."""
        return round(self.weight * (self.share or 0.0), 1)


@dataclass(frozen=True, slots=True)
class Health:
    """The health of a workspace or unit: None where no part can be judged."""

    parts: tuple[Part, ...]

    @property
    def judged(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.share is not None)

    @property
    def weight(self) -> int:
        """The points there are to have."""
        return sum(part.weight for part in self.judged)

    @property
    def had(self) -> float:
        """The points there are."""
        return round(sum(part.points for part in self.judged), 1)

    @property
    def score(self) -> int | None:
        """Points had over points to have, in whole percent."""
        return round(100 * self.had / self.weight) if self.weight else None

    @property
    def weakest(self) -> Part | None:
        """The part that costs most points."""
        return max(self.judged, key=lambda part: (part.weight - part.points, part.code), default=None)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What belongs to the unit that is judged."""

    world: Snapshot
    units: frozenset[str]
    goals: tuple[Objective, ...]
    running: tuple[Objective, ...]
    rows: tuple[KeyResult, ...]
    kpis: tuple[Kpi, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep well or badly; that a unit has nothing is told of those above it."""
        return not self.goals and not self.kpis


Answer = tuple[float | None, str]
Judge = Callable[[_Scope], Answer]


def health_of(world: Snapshot, unit: str = "") -> Health:
    """The health of a unit with all units below it, or of the whole without one; of what is public."""
    world = world.public
    units = world.below(unit) if unit else frozenset(each.key for each in world.units)
    if not unit:
        goals, running, kpis = world.current, world.running, world.kpis
    else:
        goals, running = world.of_units(world.current, units), world.of_units(world.running, units)
        kpis = world.of_units(world.kpis, units)
    scope = _Scope(world, units, goals, running, tuple(world.krs_of(*running)), kpis)
    return Health(tuple(_part(scope, *row) for row in INPUTS))


def _part(scope: _Scope, code: str, title: str, weight: int, advice: str, judge: Judge) -> Part:
    share, told = judge(scope)
    return Part(code, title, weight, share, told, advice)


def _counted(good: int, all_: int, told: str, none: str, **more: int) -> Answer:
    """`good` of `all_`, as a share and a sentence; not judged where there is nothing."""
    return (good / all_, told.format(good=good, all=all_, **more)) if all_ else (None, none)


def _direction(scope: _Scope) -> Answer:
    if scope.is_empty:
        return None, _("Nothing is watched or wanted here yet.")
    busy = {goal.unit for goal in scope.goals} | {kpi.unit for kpi in scope.kpis}
    return _counted(
        len(busy & scope.units), len(scope.units), _("{good:,} of {all:,} units have an objective or a KPI."),
        _("There is no unit."),
    )  # fmt: skip


def _floor(scope: _Scope) -> Answer:
    least = scope.world.limits.unit_kpis[0]
    count = len(scope.kpis)
    if scope.is_empty:
        return None, _("Nothing is watched or wanted here yet.")
    told = ngettext(
        "{n:,} KPI; {least} are the least that is usual.", "{n:,} KPIs; {least} are the least that is usual.", count
    )
    return min(1.0, count / least), told.format(n=count, least=least)


def _measured(scope: _Scope) -> Answer:
    fresh = [kpi for kpi in scope.kpis if kpi.state not in {"stale", "unknown"}]
    return _counted(
        len(fresh),
        len(scope.kpis),
        _("{good:,} of {all:,} KPIs have a band and fresh readings."),
        _("There is no KPI yet."),
    )


def _rhythm(scope: _Scope) -> Answer:
    limit = timedelta(days=7 * scope.world.check_in_weeks + GRACE_DAYS)
    asked = [row for row in scope.rows if row.kind != "done" and row.start + limit < scope.world.today]
    heard = [row for row in asked if row.metric or (row.heard and scope.world.today - row.heard <= limit)]
    return _counted(
        len(heard), len(asked), _("{good:,} of {all:,} key results were heard of within {days} days."),
        _("No check-in was due yet."), days=limit.days,
    )  # fmt: skip


def _answered(scope: _Scope) -> Answer:
    due = [each for each in scope.world.of_units(scope.world.decisions, scope.units) if each.in_time is not None]
    good = [each for each in due if each.in_time]
    return _counted(
        len(good), len(due), _("{good:,} of {all:,} decisions of the last 13 weeks were answered in time."),
        _("No decision fell due in the last 13 weeks."),
    )  # fmt: skip


def _aligned(scope: _Scope) -> Answer:
    world = scope.world
    asked = [goal for goal in scope.goals if not world.busy.isdisjoint(world.above(goal.unit))]
    good = [goal for goal in asked if goal.parents]
    return _counted(
        len(good),
        len(asked),
        _("{good:,} of {all:,} objectives are aligned to one above."),
        _("No unit above has objectives."),
    )


def _worded(scope: _Scope) -> Answer:
    texts = [recorded(goal.title, "objective") for goal in scope.goals]
    for goal in scope.goals:
        texts += [recorded(row.title, "key_result", goal.title, row.kind) for row in scope.world.krs_of(goal)]
    clean = [found for found in texts if all(one.level == "hint" for one in found)]
    return _counted(
        len(clean), len(texts), _("{good:,} of {all:,} objectives and key results read without an error or a warning."),
        _("No objective is open."),
    )  # fmt: skip


def _worked(scope: _Scope) -> Answer:
    served, general = scope.world.served
    asked = [row for row in scope.rows if row.start + timedelta(days=14) < scope.world.today]
    good = [row for row in asked if row.key in served or row.objective in general or (row.progress or 0) >= 1]
    return _counted(
        len(good), len(asked), _("{good:,} of {all:,} key results have work written down behind them."),
        _("No key result is two weeks old."),
    )  # fmt: skip


def _honest(scope: _Scope) -> Answer:
    green = {row.key for row in scope.rows if row.hand_status == "on_track" and row.status in {"at_risk", "off_track"}}
    changed = scope.world.changed
    wrong = green | {row.key for row in scope.rows if row.key in changed and _was_late(row, changed[row.key])}
    return _counted(
        len(scope.rows) - len(wrong), len(scope.rows),
        _("{good:,} of {all:,} key results are neither a watermelon nor had their target changed late."),
        _("No key result is running."),
    )  # fmt: skip


def _was_late(row: KeyResult, changes: Iterable[date]) -> bool:
    return any((on - row.start).days > LATE * (row.due - row.start).days for on in changes)


INPUTS: tuple[tuple[str, str, int, str, Judge], ...] = (
    ("rhythm", _("Check-ins keep their rhythm"), 20, _("Check in on what was not heard of, or drop it."), _rhythm),
    ("answered", _("Decisions are answered in time"), 15, _("Answer what is late on the Loop page."), _answered),
    (
        "measured",
        _("KPIs are banded and fresh"),
        15,
        _("Set bands, and record what is missing on the board."),
        _measured,
    ),
    (
        "direction",
        _("Every unit takes part"),
        10,
        _("Ask the units that are missing what they watch or want."),
        _direction,
    ),
    ("floor", _("Enough is watched"), 10, _("Name what would be a crisis at zero, and watch it."), _floor),
    ("aligned", _("Goals are aligned"), 10, _("Align what hangs in the air, or ask why it is done."), _aligned),
    ("worded", _("Goals are well worded"), 10, _("Take up the rewrites among the findings."), _worded),
    ("worked", _("Work is behind the numbers"), 5, _("Write down the work you believe will move them."), _worked),
    (
        "honest",
        _("Colours and targets are honest"),
        5,
        _("Let the data speak again, and keep the first target."),
        _honest,
    ),
)
"""What is published: each input with its weight in points; they total 100."""


def weights() -> Iterable[tuple[str, str, int]]:
    """Code, title and weight of each input."""
    return [(code, title, weight) for code, title, weight, _advice, _judge in INPUTS]
