"""How far the sum of several periods ahead may miss, from what such sums missed by before.

Ranges of single periods cannot simply be added: what comes out high and low by turns cancels out, what stays high
together does not. So the forecasts made before, and what came, are added up along each of them first.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headway.signals.spread import OF_LOG_SUMS, OF_SUMS, Spread, spread_of

Array = NDArray[np.float64]

MORE_GROWTH = 0.03
"""Sums of what methods were fitted to grow apart a little slower than those to come (M3, M4, Tourism, added up)."""


def spread_of_sums(made: Array, came: Array, known: Array, logs: bool) -> Spread:
    """Spread of the sum of the first 1, 2 … periods, of its logarithm where `logs`.

    `made` and `came` (origins × horizon) are in units, NaN where nothing came; `known` are the readings, as logarithms
    where `logs`.
    """
    made, came = np.cumsum(made, axis=1), np.cumsum(came, axis=1)
    errors = np.log(came) - np.log(made) if logs else came - made
    found = spread_of(errors, known, OF_LOG_SUMS if logs else OF_SUMS)
    return Spread(found.scale, found.growth + MORE_GROWTH, of_log_sums=logs)
