"""Adherence: the share of readings and of time inside the band, and every interval in breach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from headway.signals.band import Band


@dataclass(frozen=True, slots=True)
class Breach:
    """Readings in a row outside the band on one side; `start` and `end` are its first and last."""

    start: int
    end: int
    side: str
    duration: float
    worst: float


@dataclass(frozen=True, slots=True)
class Adherence:
    """Readings and time inside the band over a span. Shares are None when nothing was measured."""

    n: int
    inside: int
    missing: int
    time: float
    time_inside: float
    breaches: tuple[Breach, ...]

    @property
    def share(self) -> float | None:
        """Share of the readings inside, 0..1."""
        return self.inside / self.n if self.n else None

    @property
    def time_share(self) -> float | None:
        """Share of the measured time inside, 0..1."""
        return self.time_inside / self.time if self.time else None


def adherence(
    values: Sequence[float | None],
    bands: Band | Sequence[Band | None],
    *,
    durations: Sequence[float] | None = None,
) -> Adherence:
    """Adherence of a span of readings, in period order, to one band or to the band in force at each.

    A reading stands for its whole period, whose length is in `durations` (one each by default). A
    missing reading or a period without a band counts neither as inside nor as time, and ends a breach.
    Raises ValueError when the lengths differ or a duration is negative.
    """
    in_force = [bands] * len(values) if isinstance(bands, Band) else list(bands)
    lengths = list(durations) if durations is not None else [1.0] * len(values)
    if not len(values) == len(in_force) == len(lengths):
        raise ValueError(f"{len(values)} readings need as many bands and durations.")
    if any(length < 0 for length in lengths):
        raise ValueError("A period cannot last less than no time.")
    sides = [_side(value, band) for value, band in zip(values, in_force, strict=True)]
    judged = [at for at, side in enumerate(sides) if side is not None]
    inside = [at for at in judged if sides[at] == "inside"]
    return Adherence(
        n=len(judged),
        inside=len(inside),
        missing=len(values) - len(judged),
        time=sum(lengths[at] for at in judged),
        time_inside=sum(lengths[at] for at in inside),
        breaches=tuple(_breaches(values, in_force, sides, lengths)),
    )


def _side(value: float | None, band: Band | None) -> str | None:
    if value is None or value != value or band is None:
        return None
    return band.side(value) or "inside"


def _breaches(
    values: Sequence[float | None],
    bands: Sequence[Band | None],
    sides: Sequence[str | None],
    lengths: Sequence[float],
) -> list[Breach]:
    found: list[Breach] = []
    for side, group in groupby(range(len(values)), key=lambda at: sides[at]):
        if side is None or side == "inside":
            continue
        span = list(group)
        worst = max(span, key=lambda at: _distance(values[at], bands[at]))
        duration = sum(lengths[at] for at in span)
        found.append(Breach(span[0], span[-1], side, duration, float(values[worst] or 0.0)))
    return found


def _distance(value: float | None, band: Band | None) -> float:
    return band.distance(value) if band is not None and value is not None else 0.0
