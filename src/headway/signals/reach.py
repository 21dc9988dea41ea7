"""Probability of reaching a target by a date, from the same forecast that a page shows."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np

from headway.signals.band import Band
from headway.signals.forecast import Forecast

PATHS = 4000
SHARPER = 1.05
"""Intervals are widened so that they cover on short series; chances are taken from a spread so much narrower.

Unwidened, told chances lie nearer to what comes (M3 monthly, Tourism): at 0.25 one in five arrives without it.
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """Probability 0..1, the median of what will be there at the date, and what both rest on."""

    probability: float
    median_at_date: float
    method: str
    n: int


def reach_level(made: Forecast, target: float, step: int, *, up: bool) -> Reach:
    """The value `step` periods ahead is at or beyond the target, upwards or downwards.

    Raises ValueError when the forecast does not reach that far.
    """
    middle = _median(made, step)
    below = _chance_below(made, target, step)
    return Reach(1 - below if up else below, middle, made.method, made.n)


def reach_total(made: Forecast, target: float, step: int, *, so_far: float = 0.0, up: bool = True) -> Reach:
    """What has been counted so far and the next `step` periods together are at or beyond the target."""
    return reach_level(made.total(so_far), target, step, up=up)


def stay_inside(made: Forecast, band: Band, step: int) -> Reach:
    """Every one of the next `step` periods stays inside the band."""
    paths = made.paths(PATHS)[:, :step]
    inside = np.ones(len(paths), dtype=bool)
    if band.lower is not None:
        inside &= (paths >= band.lower).all(axis=1)
    if band.upper is not None:
        inside &= (paths <= band.upper).all(axis=1)
    return Reach(float(inside.mean()), _median(made, step), made.method, made.n)


def _median(made: Forecast, step: int) -> float:
    if not 1 <= step <= made.horizon:
        raise ValueError(f"The forecast reaches 1 to {made.horizon} periods ahead, not {step}.")
    return made.median[step - 1]


def _chance_below(made: Forecast, target: float, step: int) -> float:
    """Probability that the value stays below the target; values never leave the metric's bounds."""
    if made.low is not None and target <= made.low:
        return 0.0
    if made.high is not None and target > made.high:
        return 1.0
    middle, target = made.median[step - 1] - made.base, target - made.base
    if made.logs and target <= 0:
        return 0.0
    away = log(target / middle) if made.logs else target - middle
    return made.spread.chance_below(SHARPER * away, step)
