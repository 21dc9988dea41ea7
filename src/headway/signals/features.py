"""What a reading can be unusual in: its value, its step, levels and spreads of windows, its season.

Every feature of a reading is computed from that reading and earlier ones, and is large when unusual.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Readings in a window: a few, a dozen, and up to the length of a working day of five minutes; then one season.
WINDOWS = (4, 12, 36, 96)
# Windows that are compared with the same place of earlier seasons, and how many of these.
SEASON_WINDOWS = (1, 2, 4, 12, 36)
EARLIER_SEASONS = 7


def features(values: Array, season: int | None = None) -> Array:
    """Feature matrix (features × readings) of a series without gaps, the value itself in its first two rows."""
    rows = [*_both_ways(values), *_both_ways(np.diff(values, prepend=values[:1]))]
    floor = 1e-6 * float(np.abs(values[:20]).mean()) + 1e-12
    for size in (*WINDOWS, season) if season else WINDOWS:
        level = rolling_mean(values, size)
        spread = rolling_spread(values, size)
        rows += [*_both_ways(level), *_both_ways(level - _before(level, size, level[0]))]
        rows += [spread, -np.log(spread + floor)]
    return np.stack(rows)


def season_features(values: Array, season: int) -> Array:
    """Feature matrix of the readings from the second season on (features × readings after the first).

    How far the level of each window lies above, and below, all levels at its place in earlier seasons.
    """
    rows: list[Array] = []
    for size in SEASON_WINDOWS:
        rows += _beyond_earlier_seasons(rolling_mean(values, size), season)
    return np.stack(rows)[:, season:]


def rolling_mean(values: Array, size: int) -> Array:
    """Mean of the last `size` readings, of fewer at the start."""
    sums = np.cumsum(np.concatenate(([0.0], values)))
    after = np.arange(1, len(values) + 1)
    first = np.maximum(after - size, 0)
    return (sums[after] - sums[first]) / (after - first)


def rolling_spread(values: Array, size: int) -> Array:
    """Standard deviation of the last `size` readings, of fewer at the start."""
    moved = values - values[:1]
    mean = rolling_mean(moved, size)
    return np.sqrt(np.maximum(rolling_mean(moved * moved, size) - mean * mean, 0.0))


def _both_ways(feature: Array) -> list[Array]:
    return [feature, -feature]


def _before(values: Array, lag: int, otherwise: float) -> Array:
    """The values `lag` readings earlier, and `otherwise` where the series had not begun."""
    return np.concatenate((np.full(lag, otherwise), values))[: len(values)]


def _beyond_earlier_seasons(level: Array, season: int) -> list[Array]:
    lags = range(season, EARLIER_SEASONS * season + 1, season)
    highest = np.max([_before(level, lag, -np.inf) for lag in lags], axis=0)
    lowest = np.min([_before(level, lag, np.inf) for lag in lags], axis=0)
    return [np.maximum(level - highest, 0.0), np.maximum(lowest - level, 0.0)]
