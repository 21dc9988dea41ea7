"""What the numbers say, as data and as the plain sentence that a careful person would write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import floor, log10

from headway.signals.band import Band
from headway.signals.detection import NEAR_LIMIT, OUTSIDE, RUN, Signal
from headway.signals.limits import ENOUGH
from headway.signals.xmr import Behaviour

Number = Callable[[float], str]
# Decimals beyond the usual ones, to tell a value just beside a limit from it.
MOST_MORE = 6


@dataclass(frozen=True, slots=True)
class Description:
    """The last reading against what the KPI usually does.

    `kind` is none, few, usual, constant, outside, shifted, drifting or jumped; `text` says it in plain
    English. `closes_itself` is True for a reading outside its band while the mean is inside and nothing
    has changed: such gaps usually close without anybody's help.
    """

    kind: str
    changed: bool
    n: int
    value: float | None
    lower: float | None
    upper: float | None
    direction: str | None
    closes_itself: bool
    text: str


def describe(
    values: Sequence[float | None],
    found: Behaviour,
    *,
    name: str = "",
    unit: str = "",
    band: Band | None = None,
    number: Number | None = None,
) -> Description:
    """Describe the last reading of a series whose behaviour was `found`.

    `number` writes a value for the reader's locale; by default three or four significant digits.
    """
    last = _last(values)
    if last is None:
        return Description("none", False, 0, None, None, None, None, False, "There is no reading yet.")
    value = float(values[last] or 0.0)
    limits = found.range_at(last)
    words = _Words(
        name, unit, number or (_telling(value, limits) if limits else plain_number), value, _before(values, last)
    )
    if limits is None:
        text = words.few(found.current.n if found.current else 0, found.n)
        return Description("few", False, found.n, value, None, None, None, False, text)
    lower, mean, upper = limits
    signal = _latest_signal(found, last)
    kind = _kind(signal, found, last, lower, upper)
    closes = band is not None and signal is None and band.contains(mean) and not band.contains(value)
    text = words.sentence(kind, signal, found, (lower, mean, upper))
    if closes:
        text += " Its mean is inside the band: such gaps usually close by themselves."
    direction = signal.direction if signal else None
    return Description(kind, signal is not None, found.n, value, lower, upper, direction, closes, text)


def plain_number(value: float) -> str:
    """Three significant digits, four from 1,000 on in thousands groups: 0.0412, 14.8, 1,234."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 1 else f"{value:.3g}"


def _telling(value: float, limits: tuple[float, float, float]) -> Number:
    """All numbers with as many decimals as the largest needs, and as tell the value from a limit that it is not."""
    size = max(abs(value), *map(abs, limits))
    fewest = 0 if size >= 100 or not size else 1 if size >= 1 else 2 - floor(log10(size))
    others = [limit for limit in limits if limit != value]
    told = (d for d in range(fewest, fewest + MOST_MORE) if f"{value:.{d}f}" not in [f"{o:.{d}f}" for o in others])
    return partial(_with_decimals, decimals=next(told, fewest))


def _with_decimals(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}"


def _last(values: Sequence[float | None]) -> int | None:
    present = [at for at, value in enumerate(values) if value is not None and value == value]
    return present[-1] if present else None


def _before(values: Sequence[float | None], last: int) -> float | None:
    before = _last(values[:last])
    return values[before] if before is not None else None


def _latest_signal(found: Behaviour, last: int) -> Signal | None:
    """The signal that the last reading is part of; a new phase counts while it has eight readings."""
    current = [s for s in found.signals if s.at == last]
    order = {RUN: 0, OUTSIDE: 1, NEAR_LIMIT: 2}
    if current:
        return min(current, key=lambda signal: order.get(signal.rule, 3))
    phase = found.phases[-1]
    opened = len(found.phases) > 1 and not phase.locked and phase.n <= ENOUGH
    runs = [s for s in found.signals if s.rule == RUN and s.since == phase.start]
    return runs[0] if opened and runs else None


def _kind(signal: Signal | None, found: Behaviour, last: int, lower: float, upper: float) -> str:
    if signal is None:
        return "constant" if lower == upper else "usual"
    if signal.rule == RUN:
        return "shifted"
    return {OUTSIDE: "outside", NEAR_LIMIT: "drifting"}.get(signal.rule, "jumped")


@dataclass(frozen=True, slots=True)
class _Words:
    name: str
    unit: str
    number: Number
    value: float
    before: float | None

    def few(self, in_phase: int, n: int) -> str:
        count = f"{in_phase} reading{'s' if in_phase != 1 else ''}"
        whole = "" if in_phase == n else " since its new phase began"
        return f"{self._said()}, on {count}{whole}: it takes {ENOUGH} to tell a change from noise."

    def sentence(self, kind: str, signal: Signal | None, found: Behaviour, limits: tuple[float, float, float]) -> str:
        lower, mean, upper = limits
        between = " to " if lower < 0 or upper < 0 else "–"
        usual = f"its usual range of {self._bare(lower)}{between}{self._with_unit(upper)}"
        if kind == "constant":
            return f"{self._said()}, as in all {found.phases[-1].n} readings of this phase."
        if kind == "usual" or signal is None:
            return f"{self._said('inside')} {usual}, so nothing has changed yet."
        if kind == "outside":
            side = "above" if signal.direction == "up" else "below"
            return f"{self._said(side)} {usual}: something has changed."
        if kind == "shifted":
            return f"{self._said()}. {self._shift(signal, found, mean)}"
        if kind == "drifting":
            way = "upper" if signal.direction == "up" else "lower"
            return f"{self._said()}: three of its last four readings are near the {way} end of {usual}."
        return f"{self._said()}: a step larger than this process usually takes, so something has changed."

    def _shift(self, signal: Signal, found: Behaviour, mean: float) -> str:
        verb = "risen" if signal.direction == "up" else "fallen"
        side = "above" if signal.direction == "up" else "below"
        if len(found.phases) > 1 and signal.since == found.phases[-1].start:
            before = found.range_at(found.phases[-2].end)
            level = f" from {self._bare(before[1])}" if before else ""
            return f"The level has {verb}{level} to {self._with_unit(mean)}: the change has lasted."
        return f"Eight readings in a row are {side} its mean of {self._with_unit(mean)}: the level has {verb}."

    def _said(self, place: str = "") -> str:
        """The reading with its movement: "Churn rose to 4.1 %; that is inside"."""
        shown = self._with_unit(self.value)
        if not self.name:
            return f"{shown} is {place}" if place else f"It is {shown}"
        return f"{self.name} {self._moved()} {shown}" + (f"; that is {place}" if place else "")

    def _moved(self) -> str:
        if self.before is None:
            return "is"
        if self.number(self.before) == self.number(self.value):
            return "stayed at"
        return "rose to" if self.value > self.before else "fell to"

    def _bare(self, value: float) -> str:
        return self.number(value)

    def _with_unit(self, value: float) -> str:
        return f"{self.number(value)} {self.unit}".rstrip()
