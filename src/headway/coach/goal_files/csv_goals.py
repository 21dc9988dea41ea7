"""Goals as CSV: one goal a row, with a header line."""

import csv
import re
from collections.abc import Iterator

from .rows import TEXT, Row, goals_of, table
from .statement import FileError, Written

_FIELD_LIMIT = 16 * 1024 * 1024
_SEPARATOR = re.compile(r"\s*sep=([,;\t|])\s*", re.IGNORECASE)
"""The first line that spreadsheets write to say what stands between the columns."""
_END = "\x00"
"""A line after the last: where a quote is open, it ends up in a field."""


def read_csv(text: str) -> list[Written]:
    """The goals of a CSV text with comma, semicolon or tab.

    Their texts stand in a column text (or title, statement, name), or in columns Objective and Key Result.
    """
    rows = list(_rows(text.replace(_END, "")))
    of = table(rows[0][1] if rows else (), "the CSV")
    if not of.is_of_goals:
        raise FileError(
            f"The CSV has no column for the goal's text. Name one of its columns {', '.join(TEXT)} or objective."
        )
    return list(goals_of(of, rows[1:]))


def _rows(text: str) -> Iterator[Row]:
    """The rows with the lines that they begin at, from the header on."""
    csv.field_size_limit(_FIELD_LIMIT)
    lines = text.split("\n")
    said = _SEPARATOR.fullmatch(lines[0])
    skipped = 1 if said else 0
    first = lines[skipped] if skipped < len(lines) else ""
    delimiter = said.group(1) if said else max(",;\t", key=first.count)
    reader = csv.reader((f"{line}\n" for line in [*lines[skipped:], _END]), delimiter=delimiter)
    begins = skipped + 1
    try:
        for row in reader:
            if row and row[-1].startswith(_END) and len(row) == 1:
                return
            if row and _END in row[-1]:
                raise _unclosed(row[-1], skipped + reader.line_num)
            yield begins, row
            begins = skipped + reader.line_num + 1
    except csv.Error as error:
        raise FileError(f"Line {skipped + reader.line_num} of the CSV cannot be read: {error}.") from error


def _unclosed(field: str, last: int) -> FileError:
    """What to say about a quoted field that goes on to the end, which is the line `last`."""
    begins = last - field.partition(_END)[0].count("\n")
    return FileError(
        f"The quote that opens at line {begins} of the CSV is never closed, so all that follows would be one field. "
        "Close it, or write it twice where it is part of the text."
    )
