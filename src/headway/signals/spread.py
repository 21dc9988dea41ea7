"""How far a forecast may miss: scale by horizon from its own past errors, quantiles and joint paths.

Errors are taken as Student's t with ``FREEDOM`` degrees, times ``scale · h ** growth`` at h periods
ahead. Both constants were chosen for 80 %, 95 % and 99 % coverage on monthly and weekly series.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FREEDOM = 8
WIDENING = 0.94
# The pattern of a season was fitted to the very readings that past errors were measured on. So what comes misses by
# more than they say: most for the next period, whose error is little else.
OF_PATTERN = 0.15
# Standard deviation over mean absolute error, for normal errors.
SIGMA_PER_MEAN_ERROR = 1.2533
# Origins until an error counts half.
HALF_LIFE = 30.0
FEWEST = 3
# Least and most power of the horizon with which errors grow: of single values, of sums, and of logarithms of sums.
# What errs independently from period to period makes sums grow with 0.5, what wanders by itself with 1.5.
OF_VALUES = (0.02, 1.0)
OF_SUMS = (0.5, 2.0)
OF_LOG_SUMS = (-0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Spread:
    """Scale of the errors one period ahead, and the power of the horizon with which it grows.

    `near` is the share that is added one period ahead, half of it at two, and so on. `of_log_sums` tells `paths` that
    the errors are those of logarithms of sums, which later periods even out.
    """

    scale: float
    growth: float
    near: float = 0.0
    of_log_sums: bool = False

    def quantile(self, probability: float, horizon: int) -> Array:
        """Error that is not exceeded with this probability, at 1 .. horizon periods ahead."""
        steps = np.arange(1, horizon + 1, dtype=np.float64)
        return student(probability) * self._widened(steps) * steps**self.growth

    def chance_below(self, error: float, step: int) -> float:
        """Probability that the error at `step` periods ahead stays below `error`."""
        size = float(self._widened(np.array(step))) * step**self.growth
        if size <= 0:
            return 0.5 if error == 0 else float(error > 0)
        return student_chance(error / size)

    def paths(self, count: int, horizon: int, seed: int) -> Array:
        """Errors along `count` paths (count × horizon) whose quantiles at each horizon are the above.

        Along a path they move like fractional Brownian motion, whose variance grows as h^(2·growth); where it grows
        faster than that can, a path keeps to its side.
        """
        source = np.random.default_rng(seed)
        steps = np.arange(1, horizon + 1, dtype=np.float64)
        growth = self.growth + self.of_log_sums
        power = 2 * min(growth, 1.0)
        own, other = steps[:, None] ** power, steps[None, :] ** power
        covariance = (own + other - np.abs(steps[:, None] - steps[None, :]) ** power) / 2
        root = np.linalg.cholesky(covariance + 1e-9 * np.diag(own[:, 0]))
        shocks = source.standard_normal((count, horizon)) @ root.T
        heavy = np.sqrt(FREEDOM / source.chisquare(FREEDOM, size=(count, 1)))
        return shocks * heavy * self._widened(steps) * steps ** (max(growth - 1.0, 0.0) - self.of_log_sums)

    def _widened(self, steps: Array) -> Array:
        return WIDENING * self.scale * (1 + self.near / steps)


def spread_of(errors: Array, values: Array, growth: tuple[float, float] = OF_VALUES) -> Spread:
    """Spread from past errors (origins × horizon, NaN where unknown), the latest counting most.

    It grows with a power of the horizon within ``growth``. With fewer than three errors it rests on the changes
    from reading to reading alone.
    """
    least, most = growth
    known = np.isfinite(errors)
    counts = known.sum(axis=0)
    usable = counts >= FEWEST
    if not usable.any():
        step = float(np.abs(np.diff(values)).mean()) if len(values) > 1 else 0.0
        return Spread(SIGMA_PER_MEAN_ERROR * step, most - 0.5)
    age = np.arange(len(errors))[::-1, None]
    weight = np.where(known, 0.5 ** (age / HALF_LIFE), 0.0)
    sizes = (weight * np.abs(np.where(known, errors, 0.0))).sum(axis=0) / np.maximum(weight.sum(axis=0), 1e-300)
    usable &= sizes > 0
    if not usable.any():
        return Spread(0.0, most - 0.5)
    steps = np.arange(1, len(sizes) + 1)[usable]
    return _power_law(steps, SIGMA_PER_MEAN_ERROR * sizes[usable], np.sqrt(counts[usable]), least, most)


def student(probability: float) -> float:
    """Quantile of Student's t with ``FREEDOM`` degrees (Abramowitz and Stegun, 26.7.5)."""
    z = NormalDist().inv_cdf(probability)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / FREEDOM**power for power, term in enumerate(terms, start=1))


def student_chance(value: float) -> float:
    """Probability below a value of Student's t with ``FREEDOM`` (even) degrees (ibidem, 26.7.4)."""
    share = FREEDOM / (FREEDOM + value * value)
    total = term = 1.0
    for k in range(1, FREEDOM // 2):
        term *= share * (2 * k - 1) / (2 * k)
        total += term
    return 0.5 + 0.5 * value / sqrt(FREEDOM + value * value) * total


def _power_law(steps: NDArray[np.int64], sizes: Array, weights: Array, least: float, most: float) -> Spread:
    """Weighted least squares of log size on log horizon."""
    x, y = np.log(steps), np.log(sizes)
    weights = weights / weights.sum()
    middle, level = float(weights @ x), float(weights @ y)
    across = float(weights @ (x - middle) ** 2)
    slope = float(weights @ ((x - middle) * (y - level))) / across if across > 0 else 0.5
    growth = min(max(slope, least), most)
    return Spread(float(np.exp(level - growth * middle)), growth)
