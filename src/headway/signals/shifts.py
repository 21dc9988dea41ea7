"""Sustained shifts: where a process left its old level for a new one and stayed there."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from itertools import accumulate
from math import inf, pi, sqrt

from headway.signals.limits import ENOUGH, SIGMA_DIVISOR, moving_ranges

# Eight in a row happen by chance about once in 250 readings of pure noise; a new phase asks for more:
# both medians must differ by this many standard errors. On noise that is about once in 2,000 readings.
SEPARATION = 3.0
# Standard error of a median over that of a mean, for normal readings.
MEDIAN_ERROR = sqrt(pi / 2)


def shift_starts(values: Sequence[float], first: int = 0) -> list[int]:
    """Positions where a new phase begins, oldest first, in readings without gaps.

    A phase begins where eight or more readings in a row lie on one side of the phase's median (a mean
    would follow a short spell away) and their median differs from it by ``SEPARATION`` standard errors.
    The search runs forward and never looks past the reading that completes a run, so that a later
    reading cannot move an earlier phase.
    """
    sums = _Sums(values)
    starts: list[int] = []
    start, ordered = first, sorted(values[first : first + ENOUGH - 1])
    last = first + 2 * ENOUGH - 1
    while last < len(values):
        insort(ordered, values[last - ENOUGH])
        shift = _shift_at(values, sums, start, last, _middle(ordered))
        if shift is not None:
            starts.append(shift)
            start = shift
            last = max(last, start + 2 * ENOUGH - 2)
            ordered = sorted(values[start : last - ENOUGH + 1])
        last += 1
    return starts


def _shift_at(values: Sequence[float], sums: _Sums, start: int, last: int, level: float) -> int | None:
    """Where the run that ends at `last` began, if it proves a shift away from `level`."""
    begin = last - ENOUGH + 1
    run = values[begin : last + 1]
    if not (min(run) > level or max(run) < level):
        return None
    side = 1 if run[0] > level else -1
    while begin - 1 >= start + ENOUGH and side * values[begin - 1] > side * level:
        begin -= 1
    error = MEDIAN_ERROR * sums.error(start, begin, last + 1)
    distance = abs(_middle(sorted(values[begin : last + 1])) - level)
    if distance <= 1e-9 * abs(level) or distance < SEPARATION * error:
        return None
    # A reading before the shift may lie on its side by chance: then the new level is not yet eight long.
    best = max(range(begin, last - 1), key=lambda k: sums.separation(start, k, last + 1))
    return best if best <= last - ENOUGH + 1 else None


def _middle(ordered: Sequence[float]) -> float:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


class _Sums:
    """Means and mean moving ranges of any stretch, from running sums."""

    def __init__(self, values: Sequence[float]) -> None:
        self._values = list(accumulate(values, initial=0.0))
        self._ranges = list(accumulate(moving_ranges(values), initial=0.0))

    def mean(self, start: int, stop: int) -> float:
        return (self._values[stop] - self._values[start]) / (stop - start)

    def error(self, start: int, middle: int, stop: int) -> float:
        """Standard error of the difference of two means; sigma from the moving ranges inside each."""
        before, after = middle - start, stop - middle
        total = self._ranges[middle - 1] - self._ranges[start] + self._ranges[stop - 1] - self._ranges[middle]
        sigma = max(total, 0.0) / (before + after - 2) / SIGMA_DIVISOR
        return sigma * sqrt(1 / before + 1 / after)

    def separation(self, start: int, middle: int, stop: int) -> float:
        """Distance of the means of two stretches in standard errors."""
        distance = abs(self.mean(start, middle) - self.mean(middle, stop))
        error = self.error(start, middle, stop)
        return distance / error if error > 1e-12 * distance else inf
