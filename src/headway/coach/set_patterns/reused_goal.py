"""A goal of this cycle that says what a goal of an earlier cycle said."""

from collections.abc import Iterator
from datetime import date

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import KeyResult, Objective, Snapshot

CODE = "reused_goal"
TITLE = _("A goal from last cycle, again")
WHAT = _("An objective or key result repeats one of an earlier cycle of the same unit, in meaning if not in letters.")
WHY = _(
    "What comes back every cycle is either never done or never over: the first needs another way, the second is a KPI."
)
REWRITE = _(
    "Say what is different this time (what was learned, what changes), or make “{title}” a KPI with "
    "a healthy band and set an objective for what has to rise above it."
)
EXAMPLES = (
    SetExample(
        _("“Delight our customers in the onboarding” after “Make customer onboarding delightful”."),
        Snapshot(
            objectives=(
                Objective("O-1", "Make customer onboarding delightful in Q3", cycle="C-1", closed=True),
                Objective("O-2", "Delight our customers during onboarding"),
            )
        ),
        True,
    ),
    SetExample(
        _("A key result that comes back with other figures."),
        Snapshot(
            objectives=(
                Objective("O-1", "Customers stay", cycle="C-1", closed=True),
                Objective("O-2", "Growth from the base"),
            ),
            key_results=(
                KeyResult("KR-1", "Increase renewal rate of enterprise clients from 80% to 85%", "O-1"),
                KeyResult("KR-2", "Raise the renewal rate of enterprise customers from 82% to 90%", "O-2"),
            ),
        ),
        True,
    ),
    SetExample(
        _("Two cycles about different things."),
        Snapshot(
            objectives=(
                Objective("O-1", "Make onboarding delightful", cycle="C-1", closed=True),
                Objective("O-2", "Win the public sector in France"),
            )
        ),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a repeated objective, or key result of an objective that is not itself repeated."""
    repeated = set()
    for one, other, how in snapshot.like_objectives:
        pair = snapshot.objective[one], snapshot.objective[other]
        if pair[0].unit != pair[1].unit:
            continue
        earlier, later = sorted(pair, key=lambda goal: _start(snapshot, goal))
        if _again(snapshot, earlier, later):
            repeated.add(later.key)
            yield _seen(snapshot, later, earlier, (later.key, later.title), (earlier.key, earlier.title), how)
    yield from _key_results(snapshot, repeated)


def _key_results(snapshot: Snapshot, repeated: set[str]) -> Iterator[Seen]:
    for one, other, how in snapshot.like_key_results:
        first, second = snapshot.key_result[one], snapshot.key_result[other]
        one_goal, other_goal = snapshot.objective.get(first.objective), snapshot.objective.get(second.objective)
        if one_goal is None or other_goal is None or one_goal.unit != other_goal.unit:
            continue  # most pairs are of two units: they are left before anything is put in order
        pair = ((one_goal, first), (other_goal, second))
        (before, old), (now, row) = sorted(pair, key=lambda each: _start(snapshot, each[0]))
        if now.key not in repeated and _again(snapshot, before, now):
            yield _seen(snapshot, now, before, (row.key, row.title), (old.key, old.title), how)


def _start(snapshot: Snapshot, goal: Objective) -> tuple[date, str]:
    return snapshot.cycle[goal.cycle].start, goal.key


def _again(snapshot: Snapshot, earlier: Objective, later: Objective) -> bool:
    apart = snapshot.cycle[later.cycle].start > snapshot.cycle[earlier.cycle].end
    return apart and not later.closed


def _seen(
    snapshot: Snapshot, goal: Objective, earlier: Objective, now: tuple[str, str], old: tuple[str, str], how: float
) -> Seen:
    grade = (
        _(", which ended at {earlier_grade:.1f}").format(earlier_grade=earlier.grade)
        if earlier.grade is not None
        else ""
    )
    evidence = _(
        "“{now1}” says what “{old1}” ({old0}, {name}{grade}) said: {how:.0%} of their ideas are the same."
    ).format(now1=now[1], old1=old[1], old0=old[0], name=snapshot.cycle[earlier.cycle].name, grade=grade, how=how)
    level = "hint" if goal.carried_from else "warning"
    return Seen(level, goal.unit, (now[0], old[0]), evidence, REWRITE.format(title=now[1]), (now[1], old[1]))
