"""Forecast with intervals that cover what they say, in numpy alone: one method for every grain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from headway.signals.combine import combine, has_pattern
from headway.signals.spread import OF_PATTERN, Spread, spread_of
from headway.signals.sums import spread_of_sums

Array = NDArray[np.float64]

FEWEST_READINGS = 4
# Readings that still tell something: five seasons of a long season, three years of days.
MEMORY = 1095
LONG_SEASON = 24
SEASONS_REMEMBERED = 5
LEVELS = (50.0, 80.0, 95.0)
SEED = 1


class TooFewReadingsError(ValueError):
    """A forecast was asked of fewer readings than it takes."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Quantiles of the next periods. `intervals[level]` is (lower, upper), each `horizon` long.

    `logs` and `spread` are what `paths` needs, `sums` is the spread of the periods ahead added up; `low` and `high`
    are what nothing can leave. Errors belong to what is above `base`.
    """

    method: str
    n: int
    season: int | None
    horizon: int
    median: tuple[float, ...]
    intervals: dict[float, tuple[tuple[float, ...], tuple[float, ...]]]
    logs: bool
    spread: Spread
    sums: Spread
    low: float | None
    high: float | None
    base: float = 0.0

    def quantile(self, probability: float) -> tuple[float, ...]:
        """The value that is not exceeded with this probability, for each period ahead."""
        return tuple(self._moved(self.spread.quantile(probability, self.horizon)).tolist())

    def paths(self, count: int = 2000, seed: int = SEED) -> Array:
        """Simulated futures (count × horizon), the same ones for the same seed."""
        return self._moved(self.spread.paths(count, self.horizon, seed))

    def total(self, so_far: float = 0.0) -> Forecast:
        """What has been counted so far and the periods ahead added up, with the range that such sums have."""
        return replace(
            self,
            method="sum of steps, each the " + self.method,
            median=tuple((so_far + np.cumsum(self.median)).tolist()),
            intervals={},
            spread=self.sums,
            low=None if self.low is None else so_far + min(self.low, self.low * self.horizon),
            high=None if self.high is None else so_far + max(self.high, self.high * self.horizon),
            base=so_far,
        )

    def _moved(self, errors: Array) -> Array:
        middle = np.array(self.median) - self.base
        moved = self.base + (middle * np.exp(np.clip(errors, -50.0, 50.0)) if self.logs else middle + errors)
        return _within(moved, self.low, self.high)


def forecast(
    values: Sequence[float | None],
    horizon: int,
    *,
    season: int | None = None,
    levels: Sequence[float] = LEVELS,
    bounds: tuple[float | None, float | None] = (None, None),
) -> Forecast:
    """Forecast the `horizon` periods after the last one of `values`, a missing one being None or NaN.

    `season` is the number of periods in a season, `levels` the percentages of the intervals, `bounds`
    what the metric can never leave. Raises TooFewReadingsError below four readings and ValueError for
    infinite values, an impossible horizon, season or level.
    """
    _check(horizon, season, levels)
    series = _series(values)[-_memory(season) :]
    logs = bool(series.min() > 0)
    known = np.log(series) if logs else series
    combined = combine(known, horizon, season or 1)
    highest = np.abs(known).max() + 50.0
    low, high = bounds
    low = 0.0 if low is None and series.min() >= 0 else low

    def in_units(values: Array) -> Array:
        return _within(np.exp(np.clip(values, -highest, highest)) if logs else values, low, high)

    made = Forecast(
        method="median of " + ", ".join(combined.methods),
        n=_readings(values[-len(series) :]),
        season=season,
        horizon=horizon,
        median=tuple(in_units(combined.median).tolist()),
        intervals={},
        logs=logs,
        spread=replace(spread_of(combined.errors, known), near=OF_PATTERN * has_pattern(len(known), season or 1)),
        sums=spread_of_sums(in_units(combined.earlier), in_units(combined.earlier + combined.errors), known, logs),
        low=low,
        high=high,
    )
    for level in levels:
        made.intervals[level] = (made.quantile(0.5 - level / 200), made.quantile(0.5 + level / 200))
    return made


def _within(values: Array, low: float | None, high: float | None) -> Array:
    return np.clip(values, low, high) if low is not None or high is not None else values


def _memory(season: int | None) -> int:
    return SEASONS_REMEMBERED * season if season is not None and season > LONG_SEASON else MEMORY


def _check(horizon: int, season: int | None, levels: Sequence[float]) -> None:
    if horizon < 1:
        raise ValueError(f"A forecast reaches at least 1 period ahead, not {horizon}.")
    if season is not None and season < 1:
        raise ValueError(f"A season has at least 1 period, not {season}.")
    for level in levels:
        if not 0 < level < 100:
            raise ValueError(f"The level of an interval lies between 0 and 100, not at {level:g}.")


def _readings(values: Sequence[float | None]) -> int:
    """How many periods were read; a gap is forecast over, and no reading."""
    return sum(value is not None and not np.isnan(value) for value in values)


def _series(values: Sequence[float | None]) -> Array:
    """The readings from the first to the last, gaps filled in straight lines; later gaps keep the last."""
    series = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    if np.isinf(series).any():
        raise ValueError(f"The reading at position {int(np.isinf(series).argmax())} is infinite.")
    present = np.flatnonzero(~np.isnan(series))
    if len(present) < FEWEST_READINGS:
        raise TooFewReadingsError(f"A forecast needs at least {FEWEST_READINGS} readings; there are {len(present)}.")
    places = np.arange(present[0], len(series))
    return np.interp(places, present, series[present])
