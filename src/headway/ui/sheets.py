"""Rows as CSV that no spreadsheet takes for a formula.

A text that begins with one of ``= + - @``, a tab or a line break is read as a formula by common spreadsheets
(OWASP, *CSV Injection*); an apostrophe before it makes it a text. Numbers are written as numbers.
"""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse

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


def csv_answer(name: str, header: Iterable[Any], rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    """A CSV file to keep, sent while it is made."""
    answer = StreamingHttpResponse(lines(header, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def percentage(ppm: int | None) -> float | None:
    """Parts per million as a percentage with one decimal, as a number."""
    return None if ppm is None else round(ppm / 10_000, 1)


def decimals(value: int | None, scale: int) -> float | int | None:
    """A scaled integer as the number it stands for."""
    return value if value is None or not scale else value / 10**scale
