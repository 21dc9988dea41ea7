"""Process behaviour of a series: phases with natural limits, and the changes that are not noise."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isfinite

from headway.signals.detection import RUN, Signal, detect
from headway.signals.limits import ENOUGH, Limits, natural_limits
from headway.signals.season import Seasonal, adjust
from headway.signals.shifts import shift_starts

BASELINE_READINGS = 6

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of one process; `start` and `end` are the positions of its first and last reading.

    `lower`, `upper` and `mr_upper` are None while it has fewer than eight readings.
    """

    start: int
    end: int
    n: int
    mean: float
    lower: float | None
    upper: float | None
    mr_mean: float
    mr_upper: float | None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a series usually does. Limits are of the seasonally adjusted values when `season` is set."""

    n: int
    enough: bool
    phases: tuple[Phase, ...]
    signals: tuple[Signal, ...]
    season: int | None
    adjusted: tuple[float | None, ...]
    seasonal: Seasonal | None

    @property
    def current(self) -> Phase | None:
        """The phase in force now."""
        return self.phases[-1] if self.phases else None

    def phase_at(self, position: int) -> Phase | None:
        """The phase in force at a position, in a gap too."""
        begun = [phase for phase in self.phases if phase.start <= position]
        return begun[-1] if begun else self.current

    def range_at(self, position: int) -> tuple[float, float, float] | None:
        """(lower, mean, upper) in the units of the readings at a position, its season put back."""
        phase = self.phase_at(position)
        if phase is None or phase.lower is None or phase.upper is None:
            return None
        lower, mean, upper = phase.lower, phase.mean, phase.upper
        if self.seasonal is None:
            return lower, mean, upper
        restore = self.seasonal.restore
        return restore(lower, position), restore(mean, position), restore(upper, position)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The level to start an improvement from, and how many closed readings it rests on."""

    value: float
    n: int
    enough: bool


def behaviour(
    values: Values,
    *,
    starts: Collection[int] = (),
    locked: Collection[int] = (),
    season: int | None = None,
) -> Behaviour:
    """Process behaviour of readings in period order; a missing period is None or NaN.

    `starts` are positions where a person began a phase; a phase that begins at one of `locked` is never
    split by the shifts found in the data. `season` is the number of periods in a season, taken out
    before limits are computed. Raises ValueError for infinite values or positions outside the series.
    """
    readings = _present(values)
    given = _check_starts({*starts, *locked}, len(values))
    seasonal = adjust(values, season) if season else None
    levels = [seasonal.remove(value, at) if seasonal else value for at, value in readings]
    phases: list[Phase] = []
    signals: list[Signal] = []
    positions = [at for at, _ in readings]
    for begin, stop, is_locked, found in _bounds(levels, positions, given, frozenset(locked)):
        limits = natural_limits(levels[begin:stop])
        phases.append(_phase(positions[begin], positions[stop - 1], limits, is_locked))
        told = detect(levels[begin:stop], limits)
        if found:
            told.insert(0, _shift_signal(levels, phases, begin))
        signals += [_in_place(signal, begin, readings) for signal in told]
    return Behaviour(
        n=len(readings),
        enough=bool(phases) and phases[-1].n >= ENOUGH,
        phases=tuple(phases),
        signals=tuple(sorted(signals, key=lambda signal: signal.at)),
        season=seasonal.season if seasonal else None,
        adjusted=_spread(levels, positions, len(values)),
        seasonal=seasonal,
    )


def usual_range(values: Values, *, season: int | None = None) -> tuple[float, float] | None:
    """Lower and upper limit in force at the last reading, or None with fewer than eight readings."""
    found = behaviour(values, season=season)
    limits = found.range_at(len(values) - 1)
    return (limits[0], limits[2]) if limits else None


def baseline(
    values: Values, *, starts: Collection[int] = (), locked: Collection[int] = (), season: int | None = None
) -> Baseline | None:
    """Mean of the current phase of closed readings; `enough` from six of them on, None without any."""
    current = behaviour(values, starts=starts, locked=locked, season=season).current
    if current is None:
        return None
    return Baseline(current.mean, current.n, current.n >= BASELINE_READINGS)


def _present(values: Values) -> list[tuple[int, float]]:
    present = [(at, float(value)) for at, value in enumerate(values) if value is not None and value == value]
    for at, value in present:
        if not isfinite(value):
            raise ValueError(f"The reading at position {at} is {value}; readings must be finite numbers.")
    return present


def _check_starts(starts: set[int], n: int) -> list[int]:
    for start in starts:
        if not 0 <= start < n:
            raise ValueError(f"A phase cannot start at position {start} of a series of {n} periods.")
    return sorted(starts)


def _bounds(
    levels: list[float], positions: list[int], given: list[int], locked: frozenset[int]
) -> list[tuple[int, int, bool, bool]]:
    """(begin, stop, locked, found in the data) of each phase, as indices of the present readings."""
    opened: dict[int, int] = {0: -1}
    for start in given:
        index = sum(at < start for at in positions)
        if index < len(positions):
            opened[index] = start
    edges = [*sorted(opened), len(positions)]
    bounds: list[tuple[int, int, bool, bool]] = []
    for begin, stop in pairwise(edges):
        is_locked = opened[begin] in locked
        inner = [] if is_locked else shift_starts(levels[:stop], begin)
        cuts = [begin, *inner, stop]
        bounds += [(a, b, is_locked, a != begin) for a, b in pairwise(cuts) if a < b]
    return bounds


def _phase(start: int, end: int, limits: Limits, locked: bool) -> Phase:
    return Phase(
        start=start,
        end=end,
        n=limits.n,
        mean=limits.mean,
        lower=limits.lower,
        upper=limits.upper,
        mr_mean=limits.mr_mean,
        mr_upper=limits.mr_upper,
        locked=locked,
    )


def _shift_signal(levels: list[float], phases: list[Phase], begin: int) -> Signal:
    """The run of eight that opened a phase, seen from the phase before it."""
    direction = "up" if phases[-1].mean > phases[-2].mean else "down"
    return Signal(ENOUGH - 1, 0, levels[begin + ENOUGH - 1], RUN, direction)


def _in_place(signal: Signal, begin: int, readings: list[tuple[int, float]]) -> Signal:
    """The signal with positions of the whole series and the value as it was read."""
    at, value = readings[begin + signal.at]
    return replace(signal, at=at, since=readings[begin + signal.since][0], value=value)


def _spread(levels: list[float], positions: list[int], n: int) -> tuple[float | None, ...]:
    spread: list[float | None] = [None] * n
    for at, level in zip(positions, levels, strict=True):
        spread[at] = level
    return tuple(spread)
