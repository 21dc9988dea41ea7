"""The day that the words of an end name, where they name just one: "by 31 December", "within 3 months"."""

import re
from calendar import monthrange
from datetime import date, timedelta

from ..reader.units import NUMBER_WORDS

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:,?\s(?P<year>20\d\d))?"
_NAMED = (
    re.compile(r"\b(?P<year>20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)$"),
    re.compile(r"\b(?P<day>\d\d?)\.(?P<number>\d\d?)\.(?P<year>20\d\d)?$"),
    re.compile(rf"\b(?P<day>\d\d?)(?:st|nd|rd|th)?\s{_MONTH}{_YEAR}$", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s(?P<day>\d\d?)(?:st|nd|rd|th)?{_YEAR}$", re.IGNORECASE),
    re.compile(rf"\bend of\s{_MONTH}{_YEAR}$", re.IGNORECASE),
    re.compile(r"\bend of\s(?P<year>20\d\d)$", re.IGNORECASE),
)
_SPAN = re.compile(
    r"^(?:within|in|over|during)\s(?:the\s)?(?:next\s|coming\s)?(?P<count>\d{1,3}|[a-z]+)\s(?P<unit>day|week|month|year)s?$",
    re.IGNORECASE,
)
_A_YEAR = 12
_DECEMBER = 12


def day_of(end: str, today: date) -> date | None:
    """The last day of the work by the words of its `end`; None where they leave it open, as "by June" does."""
    span = _SPAN.match(end)
    if span:
        return _after(today, _count(span["count"]), span["unit"].lower())
    found = next((match for each in _NAMED if (match := each.search(end))), None)
    day = _named(found.groupdict(), today) if found else None
    return day - timedelta(days=1) if day and end.lower().startswith("before") else day


def _named(said: dict[str, str | None], today: date) -> date | None:
    """The day that is named; without a year, the next such day."""
    number, name = said.get("number"), said.get("month")
    month = int(number) if number else _MONTHS.index(name.lower()) + 1 if name else _DECEMBER
    year = int(said.get("year") or today.year)
    found = _day(year, month, said.get("day"))
    return found if found is None or said.get("year") or found >= today else _day(year + 1, month, said.get("day"))


def _day(year: int, month: int, day: str | None) -> date | None:
    if not 1 <= month <= _DECEMBER or int(day or 1) > monthrange(year, month)[1] or int(day or 1) < 1:
        return None
    return date(year, month, int(day or monthrange(year, month)[1]))


def _after(today: date, count: int, unit: str) -> date | None:
    if not count:
        return None
    if unit in {"day", "week"}:
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    months = today.month - 1 + count * (_A_YEAR if unit == "year" else 1)
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _count(said: str) -> int:
    return int(said) if said.isdigit() else NUMBER_WORDS.get(said.lower(), 1 if said.lower() in {"a", "an"} else 0)
