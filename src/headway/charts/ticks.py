"""Axis ticks: nice numbers for values, calendar steps for dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil, floor, log10

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STEPS = (
    ("hour", 1, 1 / 24), ("hour", 3, 1 / 8), ("hour", 6, 1 / 4), ("hour", 12, 1 / 2),
    ("day", 1, 1), ("day", 2, 2), ("day", 7, 7), ("day", 14, 14),
    ("month", 1, 30), ("month", 2, 61), ("month", 3, 91), ("month", 6, 183),
    ("year", 1, 366), ("year", 2, 731), ("year", 5, 1827),
    ("year", 10, 3653), ("year", 25, 9132), ("year", 100, 36525),
)  # fmt: skip


@dataclass(frozen=True)
class Tick:
    """A mark on the date axis; `until` is where the next one stands (for labels in the middle)."""

    at: date
    until: date
    label: str


def nice_step(span: float, most: int, grain: float = 0.0) -> float:
    """The smallest of 1, 2, 2.5, 5 × 10ⁿ that cuts `span` into at most `most` pieces, in whole multiples of `grain`.

    `grain` is the finest difference that values are written with: a tick between two of them would be told wrongly.
    """
    raw = max(span / max(1, most), grain)
    base = 10.0 ** floor(log10(raw))
    for times in (1, 2, 2.5, 5):
        if base * times >= raw * (1 - 1e-9) and _whole(base * times, grain):
            return base * times
    return base * 10


def _whole(step: float, grain: float) -> bool:
    return not grain or abs(step / grain - round(step / grain)) < 1e-6


def value_ticks(low: float, high: float, most: int = 6, grain: float = 0.0) -> list[float]:
    """Nice numbers from low to high, at most `most` and a border one. Empty without a span."""
    if not high > low:
        return []
    step = nice_step(high - low, most, grain)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    if last - first > most + 1:
        return []
    slack = step * 1e-6  # a float near 10¹⁵ moves by more than that
    return [tick for i in range(first, last + 1) if low - slack <= (tick := i * step) <= high + slack]


def date_ticks(first: date, last: date, room: int, months: Sequence[str] = MONTHS) -> list[Tick]:
    """Ticks from first to last, at most about `room` labels, by day, week, month, quarter or year.

    January is labelled with its year where months are skipped or the year has changed.
    """
    hours = isinstance(first, datetime)
    days = (last - first) / DAY if hours else max(1, (last - first).days)
    steps = STEPS if hours else [s for s in STEPS if s[0] != "hour"]
    unit, size, _ = next((s for s in steps if days / s[2] <= max(1, room)), STEPS[-1])
    starts = list(_walk(first, last, unit, size))
    ends = [*starts[1:], _next(starts[-1], unit, size)] if starts else []
    return [
        Tick(a, z, _label(a, unit, size > 1 or a.year > first.year, months)) for a, z in zip(starts, ends, strict=True)
    ]


def _walk(first: date, last: date, unit: str, size: int) -> Iterator[date]:
    at = _floor(first, unit, size)
    while at <= last:
        yield at
        following = _next(at, unit, size)
        if following <= at:
            return
        at = following


def _floor(at: date, unit: str, size: int) -> date:
    if isinstance(at, datetime):
        at = datetime.combine(at, time(at.hour // size * size if unit == "hour" else 0))
    if unit == "hour":
        return at
    if unit == "day":
        return at - timedelta(days=at.weekday()) if size >= 7 else at
    if unit == "month":
        return at.replace(month=(at.month - 1) // size * size + 1, day=1)
    return at.replace(year=max(1, at.year // size * size), month=1, day=1)


def _next(at: date, unit: str, size: int) -> date:
    """The tick after this one; the same day at the end of the calendar."""
    try:
        if unit == "hour":
            return at + size * HOUR
        if unit == "day":
            return at + timedelta(days=size)
        if unit == "month":
            months = at.year * 12 + at.month - 1 + size
            return at.replace(year=months // 12, month=months % 12 + 1, day=1)
        return at.replace(year=at.year + size, month=1, day=1)
    except (OverflowError, ValueError):
        return at


def _label(at: date, unit: str, dated: bool, months: Sequence[str]) -> str:
    if unit == "year":
        return str(at.year)
    if unit == "month":
        return str(at.year) if at.month == 1 and dated else months[at.month - 1]
    if unit == "hour" and isinstance(at, datetime) and at.hour:
        return f"{at:%H}:00"
    return f"{at.day} {months[at.month - 1]}"
