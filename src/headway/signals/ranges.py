"""The moving range of a process behaviour chart: how far each reading lies from the one before."""

from __future__ import annotations

from dataclasses import dataclass

from headway.signals.detection import RANGE
from headway.signals.limits import moving_ranges
from headway.signals.xmr import Behaviour


@dataclass(frozen=True, slots=True)
class MovingRange:
    """The step from the reading before to the one at a position; `beyond` when it is above the upper range limit."""

    at: int
    size: float
    beyond: bool


def ranges_of(found: Behaviour) -> tuple[MovingRange, ...]:
    """The moving ranges of each phase, of seasonally adjusted values where there is a season.

    They are those that the limits of the phase rest on (Wheeler, "Understanding Variation", 1993): its first reading
    has none, and a gap is stepped over.
    """
    beyond = {signal.at for signal in found.signals if signal.rule == RANGE}
    ranges: list[MovingRange] = []
    for phase in found.phases:
        held = [(at, value) for at, value in enumerate(found.adjusted) if value is not None]
        inside = [(at, value) for at, value in held if phase.start <= at <= phase.end]
        sizes = moving_ranges([value for _, value in inside])
        ranges += [MovingRange(at, size, at in beyond) for (at, _), size in zip(inside[1:], sizes, strict=True)]
    return tuple(ranges)
