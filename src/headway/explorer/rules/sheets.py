"""Rows as CSV that no spreadsheet takes for a formula.

A text that begins with one of ``= + - @``, a tab or a line break is read as a formula by common spreadsheets
(OWASP, *CSV Injection*); an apostrophe before it makes it a text. Numbers are written as numbers.
"""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
MARK = "\ufeff"
"""Without it, spreadsheets do not see that the file is UTF-8."""


class _Echo:
    def write(self, value: str) -> str:
        return value


def safe(value: Any) -> Any:
    """A cell's value; a text that would be a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.lstrip(" ").startswith(RISKY):
        return f"'{value}"
    return "" if value is None else value


def lines(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The lines of a CSV file, the byte-order mark first."""
    writer = csv.writer(_Echo())
    yield MARK + writer.writerow([safe(str(cell)) for cell in header])
    for row in rows:
        yield writer.writerow([safe(cell) for cell in row])
