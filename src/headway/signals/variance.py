"""A reading against its target, the period before it, and the same period a year ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headway.signals.xmr import Behaviour


@dataclass(frozen=True, slots=True)
class Difference:
    """From `base` to the reading: absolute, relative (None from 0), and whether it is more than noise."""

    base: float
    change: float
    relative: float | None
    beyond_noise: bool | None


@dataclass(frozen=True, slots=True)
class Variance:
    """The last reading and its differences; None where there is nothing to compare with."""

    at: int
    value: float
    target: Difference | None
    last_period: Difference | None
    last_year: Difference | None


def variance(
    values: Sequence[float | None],
    found: Behaviour,
    *,
    target: float | None = None,
    year: int | None = None,
) -> Variance | None:
    """Variance of the last reading of a series whose behaviour was `found`; None without a reading.

    `year` is the number of periods in a year. A step from the period before is more than noise above
    the upper range limit; a gap to the target is, where there is one and the target lies outside the usual range.
    """
    present = [at for at, value in enumerate(values) if value is not None and value == value]
    if not present:
        return None
    at = present[-1]
    value = values[at] or 0.0
    before = values[at - 1] if at else None
    earlier = values[at - year] if year and at >= year else None
    limits = found.range_at(at)
    off_target = value != target and not limits[0] <= target <= limits[2] if limits and target is not None else None
    return Variance(
        at=at,
        value=value,
        target=_from(target, value, off_target),
        last_period=_from(before, value, _large_step(found, at)),
        last_year=_from(earlier, value, _moved(found, at, year)),
    )


def _from(base: float | None, value: float, beyond: bool | None) -> Difference | None:
    if base is None or base != base:
        return None
    change = value - base
    return Difference(base, change, change / abs(base) if base else None, beyond)


def _large_step(found: Behaviour, at: int) -> bool | None:
    """True when the seasonally adjusted step to the reading is above the upper range limit."""
    phase = found.phase_at(at)
    before, now = found.adjusted[at - 1] if at else None, found.adjusted[at]
    if phase is None or phase.mr_upper is None or before is None or now is None:
        return None
    return abs(now - before) > phase.mr_upper


def _moved(found: Behaviour, at: int, year: int | None) -> bool | None:
    """True when the usual level of then and of now are not the same phase."""
    then = found.phase_at(at - year) if year and at >= year else None
    now = found.phase_at(at)
    if then is None or now is None or now.lower is None:
        return None
    return then.start != now.start
