"""A first band out of a KPI's own history, and a warning about targets beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from headway.signals.band import Band
from headway.signals.limits import SIGMA_DIVISOR
from headway.signals.xmr import behaviour

DIRECTIONS = ("up", "down", "within")
# A bound is rounded outwards to a step of at least a twentieth of the usual range.
STEPS_IN_RANGE = 20


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A band, the usual range and the number of readings that it rests on."""

    band: Band
    lower: float
    upper: float
    n: int


@dataclass(frozen=True, slots=True)
class BeyondHistory:
    """A target that no reading has reached: the best of `n` readings and where it was.

    `sigmas` is the distance from the mean of the current phase to the target in standard deviations of
    the process, None where it has no variation or too few readings.
    """

    target: float
    best: float
    best_at: int
    n: int
    sigmas: float | None


def suggest_band(
    values: Sequence[float | None], direction: str, *, season: int | None = None, decimals: int | None = None
) -> Suggestion | None:
    """Band from the natural limits of the current phase; None with fewer than eight readings in it.

    `direction` is the direction of good: "up" bounds it below, "down" above, "within" on both sides.
    Bounds are rounded outwards to sensible figures, never finer than `decimals`, and never below zero
    when no reading was. With a season, limits are widened to hold at every time of the season.
    """
    _check_direction(direction)
    found = behaviour(values, season=season)
    phase = found.current
    if phase is None or phase.lower is None:
        return None
    span = range(max(phase.start, phase.end - (found.season or 1) + 1), phase.end + 1)
    ranges = [limits for at in span if (limits := found.range_at(at))]
    lower, upper = min(limits[0] for limits in ranges), max(limits[2] for limits in ranges)
    step = _step(upper - lower, phase.mean, decimals)
    low, high = _multiple(floor(lower / step + 1e-9), step), _multiple(ceil(upper / step - 1e-9), step)
    if min(value for value in values if value is not None and value == value) >= 0:
        low = max(low, 0.0)
    band = Band(low if direction != "down" else None, high if direction != "up" else None)
    return Suggestion(band, lower, upper, phase.n)


def beyond_history(
    target: float, values: Sequence[float | None], direction: str, *, season: int | None = None
) -> BeyondHistory | None:
    """A warning when a target lies beyond every reading so far, or None.

    `direction` is the direction in which the target is reached, "up" or "down".
    """
    _check_direction(direction)
    readings = [(value, at) for at, value in enumerate(values) if value is not None and value == value]
    if not readings or direction == "within":
        return None
    best, at = max(readings) if direction == "up" else min(readings)
    if best >= target if direction == "up" else best <= target:
        return None
    phase = behaviour(values, season=season).current
    sigma = phase.mr_mean / SIGMA_DIVISOR if phase is not None and phase.lower is not None else 0.0
    sigmas = abs(target - phase.mean) / sigma if phase is not None and sigma > 0 else None
    return BeyondHistory(target, best, at, len(readings), sigmas)


def _check_direction(direction: str) -> None:
    if direction not in DIRECTIONS:
        raise ValueError(f'The direction of good is "up", "down" or "within", not "{direction}".')


def _step(width: float, mean: float, decimals: int | None) -> float:
    """One of 1, 2, 5 times a power of ten: the largest that fits ``STEPS_IN_RANGE`` times."""
    size = (width or abs(mean) or 1.0) / STEPS_IN_RANGE
    power = 10.0 ** floor(log10(size))
    step = max(nice * power for nice in (1, 2, 5) if nice * power <= size * (1 + 1e-9))
    return max(step, 10.0**-decimals) if decimals is not None else step


def _multiple(count: int, step: float) -> float:
    """count·step without the noise of binary fractions (0.30000000000000004)."""
    return float(f"{count * step:.12g}")
