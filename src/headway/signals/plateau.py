"""Plateau: a KPI in its band, flat, for long: healthy, and nobody is improving it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from headway.signals.band import Band
from headway.signals.detection import OUTSIDE, RUN
from headway.signals.limits import ENOUGH, SIGMA_DIVISOR
from headway.signals.xmr import Behaviour, behaviour

LONG_ENOUGH = 12
# A reading now and then may leave the band by chance; a plateau is at home in it.
SHARE_INSIDE = 0.9
# A slope below two of its standard errors is flat.
FLAT = 2.0


@dataclass(frozen=True, slots=True)
class Plateau:
    """The flat stretch: position of its first reading, readings, mean, and share inside the band."""

    since: int
    n: int
    mean: float
    share_inside: float


def plateau(
    values: Sequence[float | None], band: Band, *, season: int | None = None, at_least: int = LONG_ENOUGH
) -> Plateau | None:
    """The plateau that a series is on now, or None.

    The current phase has `at_least` readings, no trend, no run and no last reading outside its limits, and
    its mean and nine tenths of its readings inside the band.
    """
    found = behaviour(values, season=season)
    phase = found.current
    if phase is None or phase.n < at_least or phase.lower is None or not band.contains(phase.mean):
        return None
    read = [v for v in values[phase.start : phase.end + 1] if v is not None and v == v]
    share = sum(band.contains(value) for value in read) / len(read)
    if share < SHARE_INSIDE or _changing(found) or not _flat(found):
        return None
    return Plateau(phase.start, phase.n, phase.mean, share)


def _changing(found: Behaviour) -> bool:
    """True when a run of eight ended among the last eight readings, or the last one lies outside."""
    recent = [at for at, value in enumerate(found.adjusted) if value is not None][-ENOUGH:]
    opening = found.phases[-1].start
    runs = any(s.rule == RUN and s.at >= recent[0] and s.since > opening for s in found.signals)
    return runs or any(s.rule == OUTSIDE and s.at == recent[-1] for s in found.signals)


def _flat(found: Behaviour) -> bool:
    """True when the least-squares slope of the phase is less than ``FLAT`` standard errors."""
    phase = found.phases[-1]
    points = [(at, v) for at, v in enumerate(found.adjusted) if at >= phase.start and v is not None]
    centre = sum(at for at, _ in points) / len(points)
    spread = sum((at - centre) ** 2 for at, _ in points)
    slope = sum((at - centre) * (value - phase.mean) for at, value in points) / spread
    error = phase.mr_mean / SIGMA_DIVISOR / sqrt(spread)
    return abs(slope) <= FLAT * error
