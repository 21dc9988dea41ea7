"""What an objective of a file shows together with its key results: the patterns of sets that need no more."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from .finding import Finding
from .goal_files import Written
from .lint import Reading
from .set_patterns import all_set_patterns
from .snapshot import KeyResult, Objective, Snapshot

MOST = 2_000
"""Of more goals than these, what they show together is not asked: that is a workspace, and no longer a file."""
_KINDS = {"task_not_outcome": "done", "static_kpi": "control"}
"""What a key result is by how its text was read, where that tells: work that gets done, or a level that is held."""


class _Placed(NamedTuple):
    """A goal of a file, with the name by which findings call it: "line 12"."""

    name: str
    goal: Written
    reading: Reading


def found_together(goals: Sequence[Written], readings: Sequence[Reading]) -> dict[int, tuple[Finding, ...]]:
    """By the place of a goal, what it shows together with those of its objective; nothing in a very long file."""
    if len(goals) > MOST:
        return {}
    placed = [_Placed(*each) for each in zip(_names([goal.line for goal in goals]), goals, readings, strict=True)]
    world = _world(placed)
    at = {each.name: place for place, each in enumerate(placed)}
    found: dict[int, tuple[Finding, ...]] = {}
    for pattern in all_set_patterns():
        for seen in pattern.find(world) if pattern.in_files else ():
            if seen.level != "hint":
                place = at[seen.subjects[0]]
                told = Finding(pattern.code, seen.level, seen.evidence, pattern.why, seen.rewrite)
                found[place] = (*found.get(place, ()), told)
    return found


def _names(lines: Sequence[int]) -> Iterator[str]:
    """A name for each goal: its line, and which of that line it is where several stand there."""
    taken: set[str] = set()
    for line in lines:
        names = (f"line {line}" if nth == 1 else f"line {line}, goal {nth}" for nth in count(1))
        name = next(name for name in names if name not in taken)
        taken.add(name)
        yield name


def _world(placed: Sequence[_Placed]) -> Snapshot:
    """The objectives with the key results that stand below them; others are of none that the file holds."""
    names = {each.goal.text: each.name for each in reversed(placed) if each.goal.declared == "objective"}
    goals = tuple(Objective(each.name, each.goal.text) for each in placed if each.goal.declared == "objective")
    rows = tuple(
        KeyResult(each.name, each.goal.text, names[each.goal.parent_objective], kind=_kind(each.reading))
        for each in placed
        if each.goal.declared == "key_result" and each.goal.parent_objective in names
    )
    return Snapshot(objectives=goals, key_results=rows)


def _kind(reading: Reading) -> str:
    return next((kind for code, kind in _KINDS.items() if code in reading.issues), "move")
