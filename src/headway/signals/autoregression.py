"""Autoregression on changes, as forecasts made after every reading (readings × horizon).

Row t holds the forecasts of the next periods made after reading t, NaN while the lags reach back before
the first reading; the last row is the forecast. Coefficients are least squares with a small ridge.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Array = NDArray[np.float64]

RIDGE = 0.02
SHORT = tuple(range(1, 9))
SEASONAL = (1, 2, 3)
# Readings needed beyond the longest lag.
SPARE = 12


def lags_for(n: int, season: int) -> tuple[int, ...]:
    """The last eight changes and those around one season ago, as far as `n` readings can tell."""
    around = range(season - 2, season + 4) if season > 1 else ()
    return tuple(sorted({lag for lag in (*SHORT, *around) if 0 < lag < n - SPARE}))


def on_changes(values: Array, horizon: int, season: int) -> Array:
    """Autoregression of the changes from reading to reading, around their mean."""
    changes = np.diff(values)
    lags = lags_for(len(changes), season)
    steps = _forecasts(changes, horizon, lags)
    return np.vstack((np.full((1, horizon), np.nan), values[1:, None] + np.cumsum(steps, axis=1)))


def on_seasonal_changes(values: Array, horizon: int, season: int) -> Array:
    """Autoregression of the changes from one season to the next, around their mean."""
    changes = values[season:] - values[:-season]
    ahead = _forecasts(changes, horizon, SEASONAL)
    made = np.full((len(values), horizon), np.nan)
    for step in range(horizon):
        if step < season:
            base = values[step + 1 : len(values) - season + step + 1]
        else:
            base = made[season:, step - season]
        made[season:, step] = base[: len(ahead)] + ahead[:, step]
    return made


def _forecasts(series: Array, horizon: int, lags: tuple[int, ...]) -> Array:
    """Forecasts of a stationary series after each of its values; NaN before the longest lag."""
    mean = float(series.mean())
    made = np.full((len(series), horizon), mean)
    if not lags:
        return made
    moved, longest = series - mean, max(lags)
    weights = _weights(moved, lags)
    known = sliding_window_view(moved, longest)
    ahead = np.hstack((known, np.zeros((len(known), horizon))))
    for step in range(longest, longest + horizon):
        ahead[:, step] = ahead[:, [step - lag for lag in lags]] @ weights
    made[: longest - 1] = np.nan
    made[longest - 1 :] += ahead[:, longest:]
    return made


def _weights(moved: Array, lags: tuple[int, ...]) -> Array:
    longest = max(lags)
    past = np.stack([moved[longest - lag : len(moved) - lag] for lag in lags], axis=1)
    products = past.T @ past
    ridge = RIDGE * float(np.trace(products)) / len(lags) + 1e-300
    solved = np.linalg.solve(products + ridge * np.eye(len(lags)), past.T @ moved[longest:])
    return solved.astype(np.float64)
