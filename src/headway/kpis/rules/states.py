"""The state of a KPI: a pure fold over its closed readings in period order.

Because it depends only on the readings and the bands, any order of arrival and any batching of the same
readings ends in the same state.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from headway.kpis.rules.bands import Band, in_force

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Said:
    """The state after some readings, since which period it holds, and why.

    Reasons: ``inside``, ``below``, ``above`` (the band), ``no-reading``, ``no-band``.
    """

    state: str
    since: date | None
    reason: str
    period: date | None = None
    value: int | None = None


NOTHING = Said(UNKNOWN, None, "no-reading")


MEMORY = 12
"""How many readings back the fold can look: the limit of a band's leave and return counts."""


def fold(
    readings: Iterable[tuple[date, int]],
    bands: Sequence[Band],
    after: Said = NOTHING,
    tail: Iterable[tuple[date, int]] = (),
) -> Said:
    """The state after ``readings`` (period, scaled value), sorted by period; ``bands`` sorted by first day.

    To go on from an earlier end, give what was said there as ``after`` and the last ``MEMORY`` readings
    before it as ``tail``: the result is the same as that of a fold over the whole history.
    """
    if not bands:
        return _bandless(readings, after)
    machine = _Machine()
    for period, value in tail:
        machine.remember(value, in_force(bands, period))
    machine.said = after
    for period, value in readings:
        machine.read(period, value, in_force(bands, period))
    return machine.said


def _bandless(readings: Iterable[tuple[date, int]], after: Said) -> Said:
    first = last = None
    for last in readings:
        first = first or last
    if first is None or last is None:
        return after
    return Said(UNKNOWN, after.since or first[0], "no-band", *last)


class _Machine:
    """Leaves green when n of the last m readings are outside; returns after k in a row inside."""

    def __init__(self) -> None:
        self.said = NOTHING
        self.band: Band | None = None
        self.verdicts: deque[str] = deque(maxlen=1)
        self.inside = 0

    def read(self, period: date, value: int, band: Band | None) -> None:
        verdict = self.remember(value, band)
        if band is None:
            self._say(UNKNOWN, "no-band", period, value)
            return
        state = self._next_state(verdict, band)
        self._say(state, self._reason(state, verdict, band.side(value)), period, value)

    def remember(self, value: int, band: Band | None) -> str:
        """Count a reading without saying anything; return its verdict."""
        if band is not self.band:
            self._start_band(band)
        if band is None:
            return UNKNOWN
        verdict = band.verdict(value)
        self.verdicts.append(verdict)
        self.inside = self.inside + 1 if verdict == "green" else 0
        return verdict

    def _start_band(self, band: Band | None) -> None:
        self.band = band
        self.verdicts = deque(maxlen=band.leave_of if band else 1)
        self.inside = 0

    def _next_state(self, verdict: str, band: Band) -> str:
        now = self.said.state
        if now == UNKNOWN:
            return verdict
        if now == "green":
            outside = sum(v != "green" for v in self.verdicts)
            return verdict if verdict != "green" and outside >= band.leave_count else now
        if verdict == "green":
            return "green" if self.inside >= band.return_count else now
        return verdict

    def _reason(self, state: str, verdict: str, side: str) -> str:
        if state == "green":
            return "inside"
        return {"low": "below", "high": "above"}.get(side) or self.said.reason

    def _say(self, state: str, reason: str, period: date, value: int) -> None:
        since = self.said.since if state == self.said.state and self.said.since else period
        self.said = Said(state, since, reason, period, value)
