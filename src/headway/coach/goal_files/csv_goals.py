"""Goals as CSV: one goal a row, with a header line."""

import csv
import itertools
import re
from collections.abc import Iterator

from .rows import Row, Table, goals_of, table, upright
from .statement import FileError, Found

_FIELD_LIMIT = 16 * 1024 * 1024
_SEPARATOR = re.compile(r"\s*sep=([,;\t|])\s*", re.IGNORECASE)
"""The first line that spreadsheets write to say what stands between the columns."""
_END = "\x00"
"""A line after the last: where a quote is open, it ends up in a field."""
_NAMES = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
_MOST_COLUMNS = 1_000
_ABOVE_HEADER = 10
"""Rows that may stand above the header: a title, a date, blanks."""


def read_csv(text: str) -> Found:
    """The goals of a CSV text with comma, semicolon or tab.

    Their texts stand in a column text (or title, statement, name), or in columns Objective and Key Result.
    """
    lines = text.replace(_END, "").split("\n")
    said = _SEPARATOR.fullmatch(lines[0])
    skipped = 1 if said else 0
    if not text.strip():
        return Found()
    of, rows = _found(lines, skipped, [said.group(1)] if said else _likely(lines[:_ABOVE_HEADER]))
    return Found(list(goals_of(of, rows)))


def _likely(heads: list[str]) -> list[str]:
    """What may stand between the columns, the likeliest first."""
    return sorted(",;\t", key=lambda each: -max(line.count(each) for line in heads))


def _found(lines: list[str], skipped: int, delimiters: list[str]) -> tuple[Table, list[Row]]:
    """The table and its rows, by the first delimiter that shows a header of goals."""
    for delimiter in delimiters:
        at = _header_among(lines, skipped, delimiter)
        if at is not None:
            (line, header), *rows = itertools.islice(_rows(lines, skipped, delimiter), at, None)
            of, below = upright(header, [_whole(row, len(header), delimiter) for row in rows], line)
            return table(of, "the CSV", tall=True), list(below)
    list(_rows(lines, skipped, delimiters[0]))  # a quote that is never closed is to be told first
    raise FileError(
        "The CSV has no column for the goal's text. Name one of its columns key result, text, title, statement, name "
        "or objective."
    )


def _header_among(lines: list[str], skipped: int, delimiter: str) -> int | None:
    """Which of the first rows names most columns that a goal has; None where none names its text."""
    try:
        rows = list(itertools.islice(_rows(lines, skipped, delimiter), _ABOVE_HEADER))
    except FileError:
        return None
    tables = [table(row[:_MOST_COLUMNS], "the CSV") for _, row in rows]
    best = max(range(len(tables)), key=lambda at: tables[at].known if tables[at].is_of_goals else 0, default=None)
    if best is None or not tables[best].is_of_goals:
        return None
    above = any(cell.strip() for _, row in rows[:best] for cell in row)
    return best if tables[best].known > 1 or not above else None  # a word of a goal is no header


def _whole(row: Row, width: int, delimiter: str) -> Row:
    """A row that is no wider than the header; where that has one column, all of the line is its text."""
    line, cells = row
    if width == 1:
        return line, [delimiter.join(cells)]
    if any(cell.strip() for cell in cells[width:]):
        raise FileError(
            f"Line {line} of the CSV has {len(cells)} fields where its header names {width}. Put a text that holds "
            f"{_NAMES[delimiter]} in double quotes."
        )
    return row


def _rows(lines: list[str], skipped: int, delimiter: str) -> Iterator[Row]:
    """The rows with the lines that they begin at."""
    csv.field_size_limit(_FIELD_LIMIT)
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
