"""Exponential smoothing: the Theta method and damped trend, as forecasts made after every reading.

Both return a matrix (readings × horizon): row t holds the forecasts of the next periods made after
reading t; the last row is the forecast. Parameters minimise the squared one-step errors over a grid.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LEVEL = np.array([0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
GRID = np.array(
    list(product((0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.75, 0.9, 0.99), (0.0, 0.05, 0.1, 0.2, 0.4), (0.8, 0.9, 0.95, 0.98)))
)

# Parameters are chosen on so many of the last readings.
FITTED = 400


def theta(values: Array, horizon: int) -> Array:
    """Theta method: simple smoothing with half the slope of the straight line through all readings so far.

    Assimakopoulos and Nikolopoulos (2000), in the form of Hyndman and Billah, "Unmasking the Theta
    method" (2003). Needs three readings.
    """
    alpha, levels = _simple(values)
    age = np.arange(1, len(values) + 1)[:, None]
    steps = np.arange(horizon)[None, :] + (1 - (1 - alpha) ** age) / alpha
    return levels[:, None] + 0.5 * _slopes(values)[:, None] * steps


def damped(values: Array, horizon: int) -> Array:
    """Damped additive trend (Gardner and McKenzie, 1985). Needs four readings."""
    alpha, beta, phi = _best_damped(values)
    level, trend = _start(values)
    states = np.empty((len(values), 2))
    for at, value in enumerate(values.tolist()):
        expected = level + phi * trend
        error = value - expected
        level, trend = expected + alpha * error, phi * trend + alpha * beta * error
        states[at] = level, trend
    reach = np.cumsum(phi ** np.arange(1, horizon + 1))
    return states[:, :1] + states[:, 1:] * reach[None, :]


def _simple(values: Array) -> tuple[float, Array]:
    """Smoothing parameter and the level after every reading."""
    level = np.full(len(LEVEL), values[:3].mean())
    squares = np.zeros(len(LEVEL))
    levels = np.empty((len(values), len(LEVEL)))
    for at, value in enumerate(values.tolist()):
        error = value - level
        if at:
            squares += error * error
        level = level + LEVEL * error
        levels[at] = level
    best = int(squares.argmin())
    return float(LEVEL[best]), levels[:, best]


def _slopes(values: Array) -> Array:
    """Least-squares slope through the readings up to each one; 0 for the first."""
    n = np.arange(1, len(values) + 1, dtype=np.float64)
    moved = values - values[0]
    cross = np.cumsum(moved * (n - 1)) - (n - 1) / 2 * np.cumsum(moved)
    spread = n * (n * n - 1) / 12
    return cross / np.maximum(spread, 1e-300)


def _best_damped(values: Array) -> tuple[float, float, float]:
    alpha, beta, phi = GRID.T
    gain = alpha * beta
    recent = values[-FITTED:]
    first_level, first_trend = _start(recent)
    level, trend = np.full(len(GRID), first_level), np.full(len(GRID), first_trend)
    squares = np.zeros(len(GRID))
    for value in recent.tolist():
        trend = phi * trend
        expected = level + trend
        error = value - expected
        squares += error * error
        level = expected + alpha * error
        trend += gain * error
    best = GRID[int(squares.argmin())]
    return float(best[0]), float(best[1]), float(best[2])


def _start(values: Array) -> tuple[float, float]:
    """Level before the first reading and slope, from a line through the first ten."""
    first = values[:10]
    slope = float(_slopes(first)[-1])
    return float(first.mean()) - slope * (len(first) + 1) / 2, slope
