"""Process behaviour of a ratio KPI from its numerators and denominators.

A share of 40 cases moves more by chance than one of 4,000, so limits follow the denominator: the P′ chart
of Laney, "Improved control charts for attributes" (2002), whose limits are those of an XmR chart of the
deviations times the root of their denominators.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from headway.signals.detection import RUN, Signal, detect
from headway.signals.limits import Limits, natural_limits
from headway.signals.xmr import behaviour

Amounts = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class RatioPhase:
    """A stretch of one process: the ratio of its sums, and its limits for a denominator of 1."""

    start: int
    end: int
    n: int
    ratio: float
    reach: float | None


@dataclass(frozen=True, slots=True)
class RatioBehaviour:
    """Ratios by period (None where the denominator is missing or 0), phases and signals."""

    n: int
    enough: bool
    ratios: tuple[float | None, ...]
    denominators: tuple[float | None, ...]
    phases: tuple[RatioPhase, ...]
    signals: tuple[Signal, ...]

    def range_at(self, position: int) -> tuple[float, float, float] | None:
        """(lower, ratio, upper) for the denominator at a position; None without one, or without limits."""
        size = self.denominators[position]
        begun = [phase for phase in self.phases if phase.start <= position]
        if not begun or not size or begun[-1].reach is None:
            return None
        centre, reach = begun[-1].ratio, begun[-1].reach / sqrt(size)
        return centre - reach, centre, centre + reach


def ratio_behaviour(
    numerators: Amounts,
    denominators: Amounts,
    *,
    starts: Collection[int] = (),
    locked: Collection[int] = (),
) -> RatioBehaviour:
    """Behaviour of numerator : denominator in period order; phases as for single values.

    Raises ValueError when the lengths differ or a denominator is negative.
    """
    if len(numerators) != len(denominators):
        raise ValueError(f"{len(numerators)} numerators need as many denominators, not {len(denominators)}.")
    if any(size is not None and size < 0 for size in denominators):
        raise ValueError("The denominator of a ratio cannot be negative.")
    sizes = [size if _there(top) and _there(size) and size else None for top, size in _pairs(numerators, denominators)]
    ratios = [top / size if size and top is not None else None for top, size in _pairs(numerators, sizes)]
    plain = behaviour(ratios, starts=starts, locked=locked)
    phases: list[RatioPhase] = []
    signals = [signal for signal in plain.signals if _opens(signal, plain.phases[1:])]
    for phase in plain.phases:
        at = [i for i in range(phase.start, phase.end + 1) if ratios[i] is not None]
        ratio = sum(numerators[i] or 0.0 for i in at) / sum(sizes[i] or 0.0 for i in at)
        scaled = [((ratios[i] or 0.0) - ratio) * sqrt(sizes[i] or 0.0) for i in at]
        limits = _around_zero(natural_limits(scaled))
        phases.append(RatioPhase(phase.start, phase.end, phase.n, ratio, limits.upper))
        signals += [_in_place(signal, at, ratios) for signal in detect(scaled, limits)]
    return RatioBehaviour(
        n=plain.n,
        enough=plain.enough,
        ratios=tuple(ratios),
        denominators=tuple(sizes),
        phases=tuple(phases),
        signals=tuple(sorted(signals, key=lambda signal: signal.at)),
    )


def _pairs(tops: Amounts, sizes: Amounts) -> list[tuple[float | None, float | None]]:
    return list(zip(tops, sizes, strict=True))


def _there(value: float | None) -> bool:
    return value is not None and value == value


def _around_zero(limits: Limits) -> Limits:
    """Deviations are from the ratio of the sums, which is the mean that counts."""
    if limits.upper is None:
        return limits
    reach = limits.upper - limits.mean
    return replace(limits, mean=0.0, lower=-reach, upper=reach)


def _opens(signal: Signal, phases: Sequence[object]) -> bool:
    return signal.rule == RUN and any(signal.since == getattr(phase, "start", None) for phase in phases)


def _in_place(signal: Signal, at: Sequence[int], ratios: Sequence[float | None]) -> Signal:
    place = at[signal.at]
    return replace(signal, at=place, since=at[signal.since], value=ratios[place] or 0.0)
