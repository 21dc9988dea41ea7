"""The dates of a cycle, as they stand or as its name tells them."""

import re
from calendar import monthrange
from datetime import date

Span = tuple[date, date]
YEAR = r"(?P<year>(?:19|20)\d\d|FY\s?\d\d(?!\d))"
PART = re.compile(r"\b(?P<kind>[QH])\s?(?P<number>[1-4])\b", re.I)
FORMS = ((r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", (1, 2, 3)), (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", (3, 2, 1)))


def day_in(text: str) -> date | None:
    """A day written as 2018-07-01 (also with a time), 2018/7/1 or 1.7.2018; None for anything else."""
    for pattern, (year, month, day) in FORMS:
        if found := re.match(rf"\s*{pattern}(?:[T ].*)?\s*$", text):
            try:
                return date(int(found[year]), int(found[month]), int(found[day]))
            except ValueError:
                return None
    return None


def span_of(name: str) -> Span | None:
    """The calendar span that a name tells: “2018-Q3”, “Q1 2020”, “2020 Q1 and Q2”, “H2 2021”, “2020”."""
    year = re.search(YEAR, name, re.I)
    if year is None or year["year"].upper().startswith("FY"):
        return None  # where a fiscal year begins, no name says
    number = int(year["year"])
    months = [_months(part["kind"].upper(), int(part["number"])) for part in PART.finditer(name)]
    first, last = (min(m[0] for m in months), max(m[1] for m in months)) if months else (1, 12)
    if last > 12:
        return None
    return date(number, first, 1), date(number, last, monthrange(number, last)[1])


def _months(kind: str, number: int) -> tuple[int, int]:
    length = 3 if kind == "Q" else 6
    return (number - 1) * length + 1, number * length
