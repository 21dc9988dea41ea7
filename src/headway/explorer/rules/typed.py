"""What a filter's text says: ``10..50``, ``..today-7``, ``at_risk,off_track``."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

T = TypeVar("T", int, date)
RELATIVE = re.compile(r"today(?:\s*([+\- ])\s*(\d{1,5}))?")
HOW_A_DAY = "write 2026-11-30, today, today-7, or a range such as 2026-11-01..2026-11-30"


class Unreadable(ValueError):
    """A filter's text says nothing; the message is a whole sentence."""


@dataclass(frozen=True)
class Span(Generic[T]):
    """From ``low`` to ``high``, both included; None is open."""

    low: T | None
    high: T | None


def read_span(text: str, read: Callable[[str], T]) -> Span[T]:
    """``a..b``, ``a..``, ``..b`` or one value alone, each end read by ``read``."""
    low, dots, high = text.strip().partition("..")
    if not dots:
        only = read(low)
        return Span(only, only)
    if not low.strip() and not high.strip():
        raise Unreadable("“..” has no end: write a value before it, after it, or both.")
    span = Span(read(low) if low.strip() else None, read(high) if high.strip() else None)
    if span.low is not None and span.high is not None and span.low > span.high:
        raise Unreadable(f"“{text}” ends before it begins: write the smaller value first.")
    return span


def read_day(text: str, today: date) -> date:
    """A date: ``2026-11-30``, or so many days from ``today``. A plus may have become a blank on its way."""
    clean = text.strip().lower()
    if found := RELATIVE.fullmatch(clean):
        sign, days = found.groups()
        try:
            return today + timedelta(days=int(days or 0) * (-1 if sign == "-" else 1))
        except OverflowError:
            raise Unreadable(f"“{text}” is too far away: {HOW_A_DAY}.") from None
    try:
        return date.fromisoformat(clean)
    except ValueError:
        raise Unreadable(f"“{text}” is no date: {HOW_A_DAY}.") from None


def read_whole(text: str, unit: str = "") -> int:
    """A whole number; a unit that stands behind it is passed over."""
    clean = text.strip().replace("−", "-").removesuffix(unit or "\0").strip()
    if not re.fullmatch(r"-?\d{1,9}", clean):
        raise Unreadable(f"“{text}” is no whole number: write one such as 40, or a range such as 10..50.")
    return int(clean)


def read_choices(text: str, choices: tuple[str, ...]) -> list[str]:
    """One or several of ``choices``, with commas between."""
    wanted = [word.strip().lower().replace(" ", "_") for word in text.split(",") if word.strip()]
    if strange := [word for word in wanted if word not in choices]:
        raise Unreadable(f"“{strange[0]}” is none of the choices: write {', '.join(choices)}.")
    return wanted
