"""Detection rules of a process behaviour chart, over one phase of readings without gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headway.signals.limits import ENOUGH, Limits, moving_ranges

OUTSIDE = "point_outside"
RUN = "run_of_eight"
NEAR_LIMIT = "three_of_four"
RANGE = "range"


@dataclass(frozen=True, slots=True)
class Signal:
    """One change that is not noise: it began at `since` and was complete at `at` (positions)."""

    at: int
    since: int
    value: float
    rule: str
    direction: str


def detect(values: Sequence[float], limits: Limits) -> list[Signal]:
    """Every signal of the phase by position. Readings on a limit or on the mean are no signal.

    Rules of Wheeler, "Making Sense of Data" (2003): one point outside the limits; eight in a row on one
    side of the mean; three of four nearer to a limit than to the mean; a moving range above its limit.
    """
    if limits.lower is None or limits.upper is None or max(values) == min(values):
        return []
    slack = 1e-9 * max(abs(limits.mean), limits.mr_mean)
    found = [
        *_outside(values, limits.lower - slack, limits.upper + slack),
        *_runs(values, limits.mean, slack),
        *_near_limit(values, limits, slack),
        *_ranges(values, (limits.mr_upper or 0.0) + slack),
    ]
    return sorted(found, key=lambda signal: signal.at)


def _outside(values: Sequence[float], lower: float, upper: float) -> Iterator[Signal]:
    for at, value in enumerate(values):
        if not lower <= value <= upper:
            yield Signal(at, at, value, OUTSIDE, _direction(value > upper))


def _runs(values: Sequence[float], mean: float, slack: float) -> Iterator[Signal]:
    length, side = 0, 0
    for at, value in enumerate(values):
        now = _side(value - mean, slack)
        length = length + 1 if now == side and now else abs(now)
        side = now
        if length == ENOUGH:
            yield Signal(at, at - ENOUGH + 1, value, RUN, _direction(side > 0))


def _near_limit(values: Sequence[float], limits: Limits, slack: float) -> Iterator[Signal]:
    reach = ((limits.upper or 0.0) - limits.mean) / 2
    zones = [_side(value - limits.mean, reach + slack) for value in values]
    for side in (1, -1):
        quiet_until = 0
        for at, zone in enumerate(zones):
            begin = max(quiet_until, at - 3)
            near = [i for i in range(begin, at + 1) if zones[i] == side]
            if zone == side and len(near) >= 3:
                yield Signal(at, near[0], values[at], NEAR_LIMIT, _direction(side > 0))
                quiet_until = _end_of(zones, at, side)


def _end_of(zones: Sequence[int], at: int, side: int) -> int:
    """First position after the stretch in which the pattern goes on, so that it is told once."""
    end = at + 1
    while end < len(zones) and side in zones[end : end + 2]:
        end += 1
    return end


def _ranges(values: Sequence[float], upper: float) -> Iterator[Signal]:
    for at, size in enumerate(moving_ranges(values), start=1):
        if size > upper:
            yield Signal(at, at - 1, values[at], RANGE, _direction(values[at] > values[at - 1]))


def _side(distance: float, slack: float) -> int:
    return (distance > slack) - (distance < -slack)


def _direction(up: bool) -> str:
    return "up" if up else "down"
