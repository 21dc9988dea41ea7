"""The new standard that a held level becomes, and whether it held."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from headway.kpis.rules.bands import Band
from headway.loop.rules.evidence import Usual


@dataclass(frozen=True)
class Standard:
    """A proposed band in scaled integers, and the level it rests on.

    ``raised`` is False when the process varies too widely: noise alone would leave any higher floor.
    """

    level: int
    lower: int | None
    upper: int | None
    amber_lower: int | None
    amber_upper: int | None
    raised: bool


def reached_and_held(run: int, needed: int) -> bool:
    """Whether the latest closed readings in a row at the target are enough: one spike is not an arrival."""
    return needed > 0 and run >= needed


def propose(held: Sequence[int], usual: Usual | None, old: Band | None, direction: str, target: int | None) -> Standard:
    """The band that guards the level held: where the usual range ends, so that noise alone does not leave it.

    ``held`` are the closed readings at the target, in order. A side never becomes laxer than it was, and never
    stricter than the target that was reached.
    """
    level = _level(held, usual)
    half = usual.half if usual and usual.half is not None else _spread(held)
    lower = _floor(level - half, old.lower if old else None, target) if direction != "down" else _kept(old, "lower")
    upper = _roof(level + half, old.upper if old else None, target) if direction != "up" else _kept(old, "upper")
    raised = (lower, upper) != (_kept(old, "lower"), _kept(old, "upper"))
    return Standard(level, lower, upper, _amber(lower, level, old, "lower"), _amber(upper, level, old, "upper"), raised)


def _level(held: Sequence[int], usual: Usual | None) -> int:
    """The mean of the phase, unless statistics say that it moved; then the mean of the readings held.

    Readings picked for being at the target flatter the level, so they count alone only when they are news.
    """
    if usual and usual.half is not None and not usual.changed:
        return usual.mean
    return round(sum(held) / len(held))


def _spread(held: Sequence[int]) -> int:
    return max(held) - min(held)


def _floor(limit: int, old: int | None, target: int | None) -> int:
    wanted = limit if target is None else min(limit, target)
    return wanted if old is None else max(wanted, old)


def _roof(limit: int, old: int | None, target: int | None) -> int:
    wanted = limit if target is None else max(limit, target)
    return wanted if old is None else min(wanted, old)


def _kept(old: Band | None, side: str) -> int | None:
    value: int | None = getattr(old, side) if old else None
    return value


def _amber(edge: int | None, level: int, old: Band | None, side: str) -> int | None:
    """The margin keeps its width; where there was none, it is half the way from the level to the edge."""
    if edge is None:
        return None
    before, margin = _kept(old, side), _kept(old, f"amber_{side}")
    width = abs(before - margin) if before is not None and margin is not None else abs(level - edge) // 2
    if not width:
        return None
    return edge - width if side == "lower" else edge + width


HELD, REGRESSED = "held", "regressed"


@dataclass(frozen=True)
class Watched:
    """How a watch stands: readings seen and outside, and the verdict once there is one."""

    seen: int
    outside: int
    verdict: str


def watch(outside: Iterable[bool], needed: int) -> Watched:
    """Judge the readings since a graduation, in period order: True is one outside the new band.

    One reading outside is not a regression. Two of three in a row are, and so is more than a fifth of all;
    the rest is *held* once ``needed`` readings were seen. Later readings no longer change the verdict.
    """
    seen: list[bool] = []
    for at_fault in outside:
        seen.append(at_fault)
        if verdict := _verdict(seen, needed):
            return Watched(len(seen), sum(seen), verdict)
    return Watched(len(seen), sum(seen), "")


def _verdict(seen: Sequence[bool], needed: int) -> str:
    if sum(seen[-3:]) >= 2:
        return REGRESSED
    if len(seen) < needed:
        return ""
    return REGRESSED if sum(seen) * 5 > len(seen) else HELD
