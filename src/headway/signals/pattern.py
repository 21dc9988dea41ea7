"""Additive seasonal pattern of a series, shrunk towards none as far as its noise suggests."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

SEASONS_NEEDED = 3


def seasonal_pattern(values: Array, season: int) -> Array:
    """Deviation from the level at each place of the season, by classical decomposition.

    Shrunk by the James-Stein rule of Miller and Williams, "Shrinkage estimators of time series seasonal
    factors and their effect on forecasting accuracy" (2003). Needs two seasons of readings.
    """
    half = season // 2
    weights = np.full(season, 1.0) if season % 2 else np.r_[0.5, np.ones(season - 1), 0.5]
    level = np.convolve(values, weights / season, "valid")
    rest = values[half : half + len(level)] - level
    place = np.arange(half, half + len(level)) % season
    count = np.bincount(place, minlength=season)
    raw = np.bincount(place, rest, season) / count
    pattern = raw - raw.mean()
    return pattern * _kept(rest - raw[place], pattern, count)


def is_seasonal(values: Array, season: int) -> bool:
    """True when values one season apart are alike beyond chance (the test of the M4 competition)."""
    if season < 2 or len(values) < SEASONS_NEEDED * season:
        return False
    moved = values - values.mean()
    total = float(moved @ moved)
    if total <= 0:
        return False
    likeness = [float(moved[lag:] @ moved[:-lag]) / total for lag in range(1, season + 1)]
    error = np.sqrt((1 + 2 * sum(r * r for r in likeness[:-1])) / len(values))
    return bool(abs(likeness[-1]) > 1.645 * error)


def _kept(noise: Array, pattern: Array, count: NDArray[np.int64]) -> float:
    """Share of the pattern that is kept."""
    season = len(pattern)
    freedom = len(noise) - season
    size = float(pattern @ pattern) / (season - 1)
    if freedom <= 0 or size <= 0:
        return 1.0
    error = float(noise @ noise) / freedom * float(np.mean(1 / count))
    return 1.0 - min(max((season - 3) / (season - 1) * error / size, 0.0), 1.0)
