"""Where paths meet, a thing counts once: along its heaviest path, and what remains is scaled to the whole.

A key result that reaches an ancestor by two paths would otherwise count for more than anybody gave it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from headway.okrs.rules.progress import clamped, rounded
from headway.okrs.rules.rollup import Part, shares_of
from headway.okrs.rules.shares import WHOLE as ALL_SHARES

Parts = Mapping[str, Sequence[Part]]


@dataclass(frozen=True)
class Doubled:
    """A thing that came by ``paths`` ways and counted once, through the part ``through``."""

    key: str
    through: str
    paths: int


@dataclass(frozen=True)
class Once:
    """The mean with everything counted once; share (ten-thousandths) and progress of each direct part."""

    progress: int | None
    ways: Mapping[str, tuple[int, int]]
    doubled: tuple[Doubled, ...]


@dataclass
class _Reached:
    weight: Fraction
    through: str
    paths: int


def count_once(root: str, parts: Parts) -> Once:
    """Roll up ``root`` over the whole graph below it. ``parts`` names what counts in each goal.

    What has no parts of its own is a leaf. A leaf without data counts as nothing done, as in
    :func:`headway.okrs.rules.rollup.roll_up`.
    """
    reached: dict[str, _Reached] = {root: _Reached(Fraction(1), "", 1)}
    leaves: dict[str, Part] = {}
    for goal in _from_above(root, parts):
        _hand_down(goal, parts[goal], parts, reached, leaves, root)
    return _sum_up(leaves, reached)


def _from_above(root: str, parts: Parts) -> list[str]:
    """Goals with parts, each after everything above it."""
    ordered: list[str] = []
    seen: set[str] = set()

    def visit(key: str) -> None:
        if key in seen or not parts.get(key):
            return
        seen.add(key)
        for part in parts[key]:
            visit(part.key)
        ordered.append(key)

    visit(root)
    return ordered[::-1]


def _hand_down(
    goal: str, of_goal: Sequence[Part], parts: Parts, reached: dict[str, _Reached], leaves: dict[str, Part], root: str
) -> None:
    mine = reached[goal]
    for part, share in zip(of_goal, shares_of(of_goal), strict=True):
        weight = mine.weight * share / ALL_SHARES
        through = part.key if goal == root else mine.through
        known = reached.setdefault(part.key, _Reached(weight, through, 0))
        known.paths += mine.paths
        if weight > known.weight:
            known.weight, known.through = weight, through
        if not parts.get(part.key):
            leaves[part.key] = part


def _sum_up(leaves: Mapping[str, Part], reached: Mapping[str, _Reached]) -> Once:
    total = sum((reached[key].weight for key in leaves), Fraction())
    doubled = tuple(Doubled(k, reached[k].through, reached[k].paths) for k in leaves if reached[k].paths > 1)
    if not total:
        return Once(None, {}, doubled)
    ways: dict[str, tuple[int, int]] = {}
    for through in dict.fromkeys(reached[key].through for key in leaves):
        mine = [key for key in leaves if reached[key].through == through]
        weight = sum((reached[key].weight for key in mine), Fraction())
        ways[through] = (_share(weight / total), _mean(leaves, reached, mine))
    known = any(part.progress is not None for part in leaves.values())
    return Once(_mean(leaves, reached, list(leaves)) if known else None, ways, doubled)


def _mean(leaves: Mapping[str, Part], reached: Mapping[str, _Reached], keys: Sequence[str]) -> int:
    weight = sum((reached[key].weight for key in keys), Fraction())
    done = sum((reached[key].weight * clamped(leaves[key].progress or 0) for key in keys), Fraction())
    mean = done / weight if weight else Fraction()
    return rounded(mean.numerator, mean.denominator)


def _share(weight: Fraction) -> int:
    return rounded(weight.numerator * ALL_SHARES, weight.denominator)
