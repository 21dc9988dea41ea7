"""One forecast out of several: the median of four simple methods, with the errors it made on the way.

Medians of such methods beat each of them in the M competitions (Petropoulos and Svetunkov, "A simple
combination of univariate models", 2020). All methods see logarithms where every reading is above zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headway.signals.autoregression import on_changes, on_seasonal_changes
from headway.signals.pattern import SEASONS_NEEDED, is_seasonal, seasonal_pattern
from headway.signals.smoothing import damped, theta

Array = NDArray[np.float64]
Method = Callable[[Array, int], Array]

# Readings that an autoregression needs, beside a season.
ENOUGH_FOR_LAGS = 24
# Origins whose errors are kept: earlier ones would weigh next to nothing.
ORIGINS = 240


@dataclass(frozen=True, slots=True)
class Combined:
    """The median forecast, the names of its methods, and forecasts made before with their errors[t, h].

    Each row of `earlier` and `errors` belongs to one origin, oldest first, the last being the forecast; an error is
    NaN where the series had ended.
    """

    methods: tuple[str, ...]
    median: Array
    earlier: Array
    errors: Array


def combine(values: Array, horizon: int, season: int) -> Combined:
    """Forecast `horizon` periods of four or more readings without gaps; season 1 is none."""
    made = _made(values, horizon, season)
    stacked = np.stack(list(made.values()))
    whole = np.isfinite(stacked).all(axis=(0, 2))
    origins = np.flatnonzero(whole)[-ORIGINS:]
    forecasts = np.median(stacked[:, origins], axis=0)
    later = np.concatenate((values, np.full(horizon, np.nan)))
    came = later[origins[:, None] + np.arange(1, horizon + 1)[None, :]]
    return Combined(tuple(made), forecasts[-1], forecasts, came - forecasts)


def has_pattern(count: int, season: int) -> bool:
    """Whether so many readings are enough for the pattern of a season; 1 is none."""
    return season > 1 and count >= SEASONS_NEEDED * season


def _made(values: Array, horizon: int, season: int) -> dict[str, Array]:
    """Forecasts after every reading (readings × horizon) of each method that the series is long enough for."""
    long = has_pattern(len(values), season)
    seasonal = long and is_seasonal(values, season)
    made = {
        "theta": _adjusted(theta, values, horizon, season if seasonal else 1),
        "damped trend": _adjusted(damped, values, horizon, season if long else 1),
    }
    if len(values) >= ENOUGH_FOR_LAGS:
        made["autoregression"] = on_changes(values, horizon, season)
    if season > 1 and len(values) >= season + ENOUGH_FOR_LAGS:
        made["seasonal autoregression"] = on_seasonal_changes(values, horizon, season)
    return made


def _adjusted(method: Method, values: Array, horizon: int, season: int) -> Array:
    """The method applied without the seasonal pattern, which is put back on its forecasts."""
    if season < 2:
        return method(values, horizon)
    pattern = seasonal_pattern(values, season)
    now = np.arange(len(values))
    ahead = now[:, None] + np.arange(1, horizon + 1)[None, :]
    return method(values - pattern[now % season], horizon) + pattern[ahead % season]
