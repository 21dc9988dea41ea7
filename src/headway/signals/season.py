"""The season of a series: finding it, taking it out before limits are computed, putting it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

# Periods in a season, the likeliest first, by the grain of a metric.
SEASONS: dict[str, tuple[int, ...]] = {
    "hour": (24, 168),
    "day": (7,),
    "week": (52,),
    "month": (12,),
    "quarter": (4,),
    "year": (),
}
# A season is worth taking out when values one season apart are at least this alike.
LIKENESS = 0.3
# Candidates whose autocorrelations lie no farther apart than this are as good as each other; the first is taken.
ALIKE = 0.05
# Of several seasons the one is taken that so many of the last values have.
REMEMBERED = 600

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Seasonal:
    """Usual deviation from the level at each place of the season: factors, or differences."""

    season: int
    multiplicative: bool
    factors: tuple[float, ...]

    def remove(self, value: float, position: int) -> float:
        """The value at a position of the series as it would be without the season."""
        factor = self.factors[position % self.season]
        return value / factor if self.multiplicative else value - factor

    def restore(self, value: float, position: int) -> float:
        """The opposite of `remove`."""
        factor = self.factors[position % self.season]
        return value * factor if self.multiplicative else value + factor


def adjust(values: Values, season: int) -> Seasonal | None:
    """Seasonal factors by classical decomposition, or None with fewer than two seasons of readings.

    Factors multiply when every value is above zero and are added otherwise. Each is the mean of the
    ratios (differences) to the centred moving average at its place, without their highest and lowest
    from five of them on, so that one odd year does not move it. Raises ValueError when season < 2.
    """
    if season < 2:
        raise ValueError(f"A season has at least 2 periods, not {season}.")
    readings = _without_gaps(values)
    if sum(value is not None for value in values) < 2 * season or len(readings) < 2 * season:
        return None
    multiplicative = min(readings) > 0
    places = _by_place(readings, season, multiplicative)
    if not all(places):
        return None
    factors = [_trimmed_mean(place) for place in places]
    centre = sum(factors) / season
    if multiplicative:
        return Seasonal(season, True, tuple(factor / centre for factor in factors))
    return Seasonal(season, False, tuple(factor - centre for factor in factors))


def find_season(values: Values, candidates: Collection[int]) -> int | None:
    """The candidate at which detrended values are most alike one season apart, or None.

    Alike: autocorrelation above ``LIKENESS`` and above 1.645 of Bartlett's standard errors, over at
    least three seasons. A longer one has fewer pairs that far apart, which is made good before they are compared.
    """
    readings = _without_gaps(values)
    scores = {m: _likeness(readings, m) for m in candidates if m >= 2 and len(readings) >= 3 * m}
    found = {m: score / (1 - m / len(readings)) for m, score in scores.items() if score > LIKENESS}
    best: int | None = None
    for m, score in found.items():
        if best is None or score > found[best] + ALIKE:
            best = m
    return best


def season_ahead(values: Values, candidates: Sequence[int]) -> int | None:
    """The season that a forecast reckons with, from the candidates of the grain, the likeliest first.

    A single candidate needs no proof in the values, since forecasts shrink the patterns that these do not bear out
    (so they miss less on M4 weekly and Tourism). Of several it is the one most alike, else the first.
    """
    if len(candidates) < 2:
        return next(iter(candidates), None)
    return find_season(values[-REMEMBERED:], candidates) or candidates[0]


def _likeness(readings: list[float], season: int) -> float:
    """Autocorrelation at one season, or 0 where it is not significant."""
    trend = _centred_average(readings, season)
    rest = [value - level for value, level in zip(readings, trend, strict=True)]
    correlations = _autocorrelations(rest, season)
    error = sqrt((1 + 2 * sum(r * r for r in correlations[:-1])) / len(rest))
    return correlations[-1] if correlations[-1] > 1.645 * error else 0.0


def _autocorrelations(values: list[float], lags: int) -> list[float]:
    mean = sum(values) / len(values)
    deviations = [value - mean for value in values]
    total = sum(d * d for d in deviations)
    if total <= 1e-18 * (mean * mean + 1e-300) * len(values):
        return [0.0] * lags
    return [
        sum(a * b for a, b in zip(deviations, deviations[lag:], strict=False)) / total for lag in range(1, lags + 1)
    ]


def _by_place(readings: list[float], season: int, multiplicative: bool) -> list[list[float]]:
    trend = _centred_average(readings, season)
    places: list[list[float]] = [[] for _ in range(season)]
    half = season // 2
    for at in range(half, len(readings) - half):
        value, level = readings[at], trend[at]
        places[at % season].append(value / level if multiplicative else value - level)
    return places


def _centred_average(readings: list[float], season: int) -> list[float]:
    """Centred moving average over one season (2×m for an even one), held flat at both ends."""
    half = season // 2
    weights = [1.0] * season if season % 2 else [0.5, *[1.0] * (season - 1), 0.5]
    inner = [
        sum(w * v for w, v in zip(weights, readings[at - half : at + half + 1], strict=True)) / season
        for at in range(half, len(readings) - half)
    ]
    return [inner[0]] * half + inner + [inner[-1]] * half


def _trimmed_mean(values: list[float]) -> float:
    kept = sorted(values)[1:-1] if len(values) >= 5 else values
    return sum(kept) / len(kept)


def _without_gaps(values: Values) -> list[float]:
    """The series with its gaps filled in straight lines, so that every period keeps its place."""
    present = [(at, float(v)) for at, v in enumerate(values) if v is not None and v == v]
    filled = [present[0][1]] * present[0][0] if present else []
    for (at, value), (after, end) in pairwise(present):
        step = (end - value) / (after - at)
        filled += [value + step * i for i in range(after - at)]
    if present:
        filled += [present[-1][1]] * (len(values) - present[-1][0])
    return filled
