"""Natural process limits of an XmR chart (individual values and moving range)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# Wheeler, "Understanding Variation" (1993): 3 / d2 and D4 for moving ranges of two values.
LIMIT_FACTOR = 2.66
RANGE_FACTOR = 3.268
SIGMA_DIVISOR = 1.128
ENOUGH = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """Mean, mean moving range and, from ``ENOUGH`` readings on, the natural process limits."""

    n: int
    mean: float
    mr_mean: float
    lower: float | None
    upper: float | None
    mr_upper: float | None


def moving_ranges(values: Sequence[float]) -> list[float]:
    """Absolute differences of successive values: one fewer than the values."""
    return [abs(after - before) for before, after in pairwise(values)]


def natural_limits(values: Sequence[float]) -> Limits:
    """Limits of readings without gaps: mean ± 2.66·mR̄ and the upper range limit 3.268·mR̄.

    Fewer than eight readings have a mean but no limits. Raises ValueError when there is no reading.
    """
    if not values:
        raise ValueError("Process limits need at least one reading; there is none.")
    mean = sum(values) / len(values)
    ranges = moving_ranges(values)
    mr_mean = sum(ranges) / len(ranges) if ranges else 0.0
    if len(values) < ENOUGH:
        return Limits(len(values), mean, mr_mean, None, None, None)
    reach = LIMIT_FACTOR * mr_mean
    return Limits(len(values), mean, mr_mean, mean - reach, mean + reach, RANGE_FACTOR * mr_mean)
