"""Forecast of a running total: its steps are forecast as any series, and added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from headway.signals.forecast import Forecast, TooFewReadingsError, forecast

Array = NDArray[np.float64]
FEWEST_STEPS = 8


def running_forecast(totals: Sequence[float | None], horizon: int, *, season: int | None = None) -> Forecast:
    """Forecast the `horizon` totals after the last one, a missing one being None.

    A total below the one before was reset and counts from 0. It is not foreseen when the next reset comes, but where
    two were seen, the forecast reaches no further than the shortest stretch between them. A total that never fell
    otherwise never falls ahead. Raises TooFewReadingsError below eight steps and ValueError for an impossible horizon.
    """
    if horizon < 1:
        raise ValueError(f"A forecast reaches at least 1 period ahead, not {horizon}.")
    known = [(at, value) for at, value in enumerate(totals) if value is not None]
    if len(known) <= FEWEST_STEPS:
        raise TooFewReadingsError(f"A forecast of a running total needs {FEWEST_STEPS} steps, so one reading more.")
    horizon = min(horizon, _until_reset(known, len(totals)))
    made = forecast(steps_of(known).tolist(), horizon, season=season).total(known[-1][1])
    return replace(made, n=len(known))


def steps_of(known: Sequence[tuple[int, float]]) -> Array:
    """What each period added, from (place, total) pairs; over a gap every period added the same."""
    steps: list[float] = []
    for (at, before), (place, value) in pairwise(known):
        added = value - before if value >= before else value
        steps += [added / (place - at)] * (place - at)
    return np.array(steps, dtype=np.float64)


def _until_reset(known: Sequence[tuple[int, float]], count: int) -> int:
    """Periods until a reset is due, at least 1; as many as one likes where fewer than two were seen."""
    resets = [place for (_, before), (place, value) in pairwise(known) if value < before]
    gaps = [after - before for before, after in pairwise(resets)]
    return max(1, min(gaps) - (count - resets[-1])) if gaps else count + 10_000
