"""Dates and numbers as they are meant in one file: told from the file where it tells, asked where it does not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from headway.hours import Hour
from headway.kpis.rules.periods import Calendar
from headway.ui.format import rounded
from headway.ui.measure import Measure, Plain
from headway.ui.parse import AmountError, parse_measure

SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
MONTH = re.compile(r"(\d{4})[-/.]?(?:M)?(\d{2})")
WEEK = re.compile(r"(\d{4})-?W(\d{1,2})")
QUARTER = re.compile(r"(\d{4})[- ]?Q([1-4])|Q([1-4])[- /]?(\d{4})")
LOCALES = {".": "en", ",": "de"}


class DateError(ValueError):
    """A text that is no date, with the sentence that says so."""


@dataclass(frozen=True)
class Found:
    """What a column tells of itself: an answer, or nothing, or a contradiction in words."""

    answer: str = ""
    problem: str = ""


def date_order(texts: Iterable[tuple[int, str]]) -> Found:
    """``dmy`` or ``mdy`` from the dates of a column (with their lines); no answer where all fit both."""
    first = {"dmy": 0, "mdy": 0}
    slashed = False
    for line, text in texts:
        match = SLASHED.fullmatch(text.strip().partition(" ")[0])
        if match is None:
            continue
        slashed = True
        if "." in match[0] or int(match[1]) > 12:
            first["dmy"] = first["dmy"] or line
        elif int(match[2]) > 12:
            first["mdy"] = first["mdy"] or line
    if first["dmy"] and first["mdy"]:
        sentence = _("Line %(a)s writes the day first and line %(b)s the month first. Write all dates as 2026-11-02.")
        return Found(problem=sentence % {"a": first["dmy"], "b": first["mdy"]})
    if first["dmy"] or first["mdy"]:
        return Found("dmy" if first["dmy"] else "mdy")
    return Found("" if slashed else "iso")


def decimal_mark(texts: Iterable[tuple[int, str]], delimiter: str) -> Found:
    """The decimal mark of a column: ``.`` or ``,``; no answer where 1,234 may mean either."""
    first = {".": 0, ",": 0}
    unclear = {".": False, ",": False}
    for line, text in texts:
        mark = _mark_of(text)
        if mark in (".", ","):
            first[mark] = first[mark] or line
        elif mark:
            unclear[mark[0]] = True
    if first["."] and first[","]:
        sentence = _(
            "Line %(a)s writes decimals after a point and line %(b)s after a comma. "
            "Write them all one way and send it again."
        )
        return Found(problem=sentence % {"a": first["."], "b": first[","]})
    for mark in (".", ","):
        if first[mark]:
            return Found(mark)
    if unclear[","]:
        return Found()
    return Found("" if unclear["."] and delimiter == ";" else ".")


def _mark_of(text: str) -> str:
    """The decimal mark that a number proves: itself; with a question mark where it may also group thousands."""
    marks = [char for char in text if char in ".,"]
    if not marks:
        return ""
    last = marks[-1]
    if len(set(marks)) == 2:
        return last
    other = "," if last == "." else "."
    if len(marks) > 1:
        return other
    whole, _mark, rest = text.strip().partition(last)
    digits = re.match(r"\d*", rest)
    grouped = digits is not None and len(digits[0]) == 3 and re.search(r"[1-9]\d{0,2}$", whole) is not None
    return f"{last}?" if grouped else last


def read_date(text: str, order: str) -> date:
    """A day, month, week, quarter or year as its first day. Raises :class:`DateError`."""
    text = text.strip()
    try:
        found = _read_date(text, order)
    except ValueError:
        found = None
    if found is None:
        raise DateError(_("That is no date. Write it as 2026-11-02, 2026-11, 2026-W45 or 2026-Q4."))
    return found


def _read_date(text: str, order: str) -> date | None:
    if match := SLASHED.fullmatch(text):
        day, month = (match[2], match[1]) if order == "mdy" else (match[1], match[2])
        return date(int(match[3]), int(month), int(day))
    if match := WEEK.fullmatch(text):
        return date.fromisocalendar(int(match[1]), int(match[2]), 1)
    if match := QUARTER.fullmatch(text):
        year, quarter = (match[1], match[2]) if match[1] else (match[4], match[3])
        return date(int(year), int(quarter) * 3 - 2, 1)
    if match := MONTH.fullmatch(text):
        return date(int(match[1]), int(match[2]), 1)
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1)
    moment = datetime.fromisoformat(text.replace("/", "-"))
    return moment.date() if moment.time() == time() or "T" in text or " " in text else None


CLOCK = re.compile(r"(\d{1,2})(?::\d{2}){0,2}(?:[.,]\d+)?(b?)")
ZONED = re.compile(r".*\d{2}:?\d{2}.*(Z|[+-]\d{2}:?\d{2})")


def read_period(text: str, order: str, calendar: Calendar) -> date:
    """The period of a calendar that a text lies in. Raises :class:`DateError`, ``ValueError`` and ``OverflowError``.

    An hour needs its time: local, the first of two hours of one name, the second with a ``b``; or with an offset.
    """
    if calendar.grain != "hour":
        return calendar.start_of(read_date(text, order))
    day, _space, clock = text.strip().replace("T", " ").partition(" ")
    if ZONED.fullmatch(clock):
        return calendar.holding(datetime.fromisoformat(f"{read_date(day, order)}T{clock.strip()}"))
    match = CLOCK.fullmatch(clock.strip())
    if match is None or int(match[1]) > 23:
        raise DateError(_("It counts by hour, and that is none. Write the day and the time, as 2026-11-02T14:00."))
    hour = Hour.on(read_date(day, order), int(match[1]), int(bool(match[2])))
    if not calendar.has(hour):
        raise DateError(_("There is no such hour on that day, because clocks are moved: check the time."))
    return hour


def read_value(text: str, measure: Measure, mark: str, rounding: bool) -> int:
    """A value as a scaled integer. Raises ``AmountError``; ``rounding`` takes decimals beyond the scale."""
    locale = LOCALES[mark]
    if not rounding:
        return parse_measure(text, measure, locale)
    decimals = len(re.sub(r"\D", "", text.rpartition(mark)[2])) if mark in text else 0
    if decimals <= measure.scale:
        return parse_measure(text, measure, locale)
    kept = min(decimals, 12)
    cut = text[: len(text) - (decimals - kept)] if kept < decimals else text
    return rounded(parse_measure(cut, Plain(kept, measure.unit_kind, measure.unit_label), locale), kept, measure.scale)


def ratio_of(numerator: int, denominator: int, measure: Measure) -> int:
    """The value of a ratio at the measure's scale, rounded half away from zero; percentages times 100."""
    if denominator <= 0:
        raise AmountError(_("A ratio needs a denominator above 0: leave the period out."))
    times = 100 if measure.unit_kind == "percent" else 1
    size, half = abs(numerator) * times * 10**measure.scale, denominator // 2
    value = (size + half) // denominator
    return -value if numerator < 0 else value
