"""Where a series is heading: the slope over its last readings, and whether it is more than noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from headway.signals.limits import ENOUGH
from headway.signals.season import adjust

OVER = 12
# A slope below two of its standard errors is flat.
FLAT = 2.0


@dataclass(frozen=True, slots=True)
class Trend:
    """Change per period with its 95 % interval over `n` readings since position `since`.

    `direction` is up, down or flat: flat when the interval holds 0.
    """

    slope: float
    lower: float
    upper: float
    direction: str
    since: int
    n: int

    @property
    def rise(self) -> float:
        """What the slope comes to from the first of the readings to the last, none missing between them."""
        return self.slope * (self.n - 1)


def trend(values: Sequence[float | None], *, over: int = OVER, season: int | None = None) -> Trend | None:
    """Least-squares trend of the last `over` periods, their season taken out; None below eight readings.

    The standard error allows for residuals that follow their neighbours (by their lag-one correlation).
    """
    seasonal = adjust(values, season) if season else None
    points = [
        (at, seasonal.remove(value, at) if seasonal else value)
        for at, value in enumerate(values)
        if value is not None and value == value and at >= len(values) - over
    ]
    if len(points) < ENOUGH:
        return None
    slope, error = _line(points)
    reach = FLAT * error
    direction = "flat" if abs(slope) <= reach else "up" if slope > 0 else "down"
    return Trend(slope, slope - reach, slope + reach, direction, points[0][0], len(points))


def _line(points: list[tuple[int, float]]) -> tuple[float, float]:
    """Slope and its standard error."""
    n = len(points)
    middle, mean = sum(at for at, _ in points) / n, sum(value for _, value in points) / n
    across = sum((at - middle) ** 2 for at, _ in points)
    slope = sum((at - middle) * (value - mean) for at, value in points) / across
    rest = [value - mean - slope * (at - middle) for at, value in points]
    squares = sum(r * r for r in rest)
    if squares <= 1e-18 * (mean * mean + 1e-300):
        return slope, 0.0
    alike = sum(a * b for a, b in pairwise(rest)) / squares
    alike = min(max(alike, 0.0), 0.8)
    return slope, sqrt(squares / (n - 2) / across * (1 + alike) / (1 - alike))
