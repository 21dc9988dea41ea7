"""How a percentage comes about: what counted, with which share, and what counted only once."""

from collections.abc import Sequence
from dataclasses import dataclass

from headway.okrs.models import KeyResult, Objective
from headway.okrs.rules.once import Doubled, count_once
from headway.okrs.rules.progress import clamped
from headway.okrs.rules.rollup import roll_up
from headway.okrs.tree import Tree, parts_below, parts_of, read_tree


@dataclass(frozen=True)
class Counted:
    """One line of the workings: progress and contribution in parts per million, share in ten-thousandths."""

    key: str
    title: str
    progress: int | None
    share: int
    is_objective: bool
    has_share_fixed: bool

    @property
    def contribution(self) -> int:
        return clamped(self.progress or 0) * self.share // 10_000


@dataclass(frozen=True)
class Workings:
    """The lines of a roll-up, the share of parts with data (ten-thousandths), and what paths met."""

    objective_id: int
    lines: tuple[Counted, ...]
    data_share: int
    doubled: tuple[Doubled, ...]

    def share_of(self, key: str) -> int | None:
        return next((line.share for line in self.lines if line.key == key), None)

    @property
    def heaviest(self) -> Counted | None:
        return max(self.lines, key=lambda line: line.share, default=None)


def workings_of(objective: Objective) -> Workings:
    """The workings of an objective as it is stored: three statements, two more where paths meet."""
    return workings_in(read_tree([objective.pk]), objective)


def workings_in(tree: Tree, objective: Objective) -> Workings:
    """The workings of an objective of a tree that was read. Of what is above it only stored numbers are of interest."""
    goal = tree.objectives[objective.pk]
    tree.objectives = {objective.pk: goal}
    parts = parts_of(tree, goal)
    rolled = roll_up(parts)
    titles = _titles(tree, goal)
    shares = dict(zip([part.key for part in parts], rolled.shares, strict=True))
    progress = {part.key: part.progress for part in parts}
    doubled: tuple[Doubled, ...] = ()
    if goal.meets:
        once = count_once(goal.key, parts_below(tree, goal))
        doubled = once.doubled
        shares = {key: once.ways.get(key, (0, 0))[0] for key in shares}
        progress = {key: once.ways[key][1] if key in once.ways else value for key, value in progress.items()}
    fixed = {part.key for part in parts if part.fixed_share is not None}
    lines = tuple(
        Counted(key, titles[key], progress[key], share, key.startswith("O-"), key in fixed)
        for key, share in shares.items()
    )
    return Workings(objective.pk, lines, rolled.data_share, doubled)


def _titles(tree: Tree, goal: Objective) -> dict[str, str]:
    rows: Sequence[KeyResult] = tree.key_results.get(goal.pk, [])
    hosted = {one.key_result.key: one.key_result.title for one in tree.mirrors.get(goal.pk, [])}
    return (
        {row.key: row.title for row in rows}
        | hosted
        | {e.child.key: e.child.title for e in tree.edges.get(goal.pk, [])}
    )
