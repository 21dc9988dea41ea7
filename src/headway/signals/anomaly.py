"""Anomaly score of each reading, from that reading and earlier ones only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from headway.signals.features import SEASON_WINDOWS, features, season_features
from headway.signals.tails import FIRST, surprisals

Array = NDArray[np.float64]

# Beyond one chance in 10^7 a reading is not more surprising for being further away.
CAP = 7.0
# What one feature alone says, beside what all of them say on average, the value itself counting twice.
ALONE = 0.12
OF_VALUE, VALUES = 2.0, 2
# What it says that so much surprise is itself rare in this series.
RARE = 0.35
# A feature that goes on being unusual counts less, by this part of what it said some readings ago.
WORN, WORN_HALF_LIFE = 0.25, 15.0
# Surprise wears off: readings until half of it is forgotten, growing with the age of the series.
HALF_LIFE = 50.0
HALF_LIFE_GROWTH = 0.12
# Surprise at which the score is 0.5.
EVEN = 0.5


def anomaly_scores(values: Sequence[float | None], *, season: int | None = None) -> tuple[float, ...]:
    """Score 0..1 of each reading in time order; 0.5 and more deserves a look.

    `season` is the number of readings in the natural season (a day of hourly readings, a week of daily
    ones). Missing readings score 0, as do the first twenty. Raises ValueError for infinite values or a
    season below 2.
    """
    if season is not None and season < 2:
        raise ValueError(f"A season has at least 2 readings, not {season}.")
    series = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    if np.isinf(series).any():
        raise ValueError(f"The reading at position {int(np.isinf(series).argmax())} is infinite.")
    missing = np.isnan(series)
    if missing.all():
        return (0.0,) * len(series)
    first = int((~missing).argmax())
    novel = np.zeros(len(series))
    novel[first:] = _habituated(_surprise(_carried_forward(series[first:]), season))
    scores = np.where(missing, 0.0, novel / (novel + EVEN))
    return tuple(scores.tolist())


def _surprise(series: Array, season: int | None) -> Array:
    rarity = surprisals(features(series, season))
    if season is not None:
        seasonal = np.zeros((2 * len(SEASON_WINDOWS), len(series)))
        if season < len(series):
            seasonal[:, season:] = surprisals(season_features(series, season))
        rarity = np.vstack((rarity, seasonal))
    fresh = _wearing_off(np.minimum(rarity, CAP))
    surprise = ALONE * fresh.max(axis=0) + _on_average(fresh)
    rare = np.zeros(len(series))
    rare[FIRST:] = np.minimum(surprisals(surprise[None, FIRST:])[0], CAP)
    return surprise + RARE * rare


def _on_average(fresh: Array) -> Array:
    """The weighted mean of all features, added up one by one: a matrix product rounds by how many readings follow."""
    total = np.zeros(fresh.shape[1])
    for at, row in enumerate(fresh):
        total += (OF_VALUE if at < VALUES else 1.0) * row
    return total / (len(fresh) + (OF_VALUE - 1.0) * VALUES)


def _wearing_off(rarity: Array) -> Array:
    """Each feature less a part of what it said shortly before: a slow drift must not hide a sudden fall."""
    told = np.zeros(len(rarity))
    fresh = np.empty(rarity.T.shape)
    for at, now in enumerate(np.ascontiguousarray(rarity.T)):
        fresh[at] = np.maximum(now - WORN * told, 0.0)
        told = np.maximum(told * 0.5 ** (1 / WORN_HALF_LIFE), now)
    return fresh.T


def _habituated(surprise: Array) -> Array:
    """What each reading adds to the surprise that is still fresh: one event is told once.

    At first the series itself is new, so that its first judged readings have to surprise more.
    """
    fresh = EVEN
    novel = np.zeros(len(surprise))
    for at, value in enumerate(surprise.tolist()):
        novel[at] = max(value - fresh, 0.0)
        fresh = max(fresh * 0.5 ** (1 / (HALF_LIFE + HALF_LIFE_GROWTH * at)), value)
    return novel


def _carried_forward(series: Array) -> Array:
    """The last value known at each reading; the first one must not be missing."""
    known = np.where(np.isnan(series), 0, np.arange(len(series)))
    return series[np.maximum.accumulate(known)]
