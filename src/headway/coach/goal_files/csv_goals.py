"""Goals as CSV: one goal a row, with a header line."""

import csv
import io

from .statement import SLOT_OF_WORD, FileError, Written

_TEXT = ("text", "title", "statement", "name", "goal", "description")
_SLOT = ("declared", "slot", "type", "kind", "level", "goal type")
_KEY = ("key", "id", "ref", "no")
_PARENT = ("parent_objective", "parent objective", "objective", "parent", "parent goal")
_FIELD_LIMIT = 16 * 1024 * 1024


def read_csv(text: str) -> list[Written]:
    """The goals of a CSV text with comma, semicolon or tab; the column `text` (or title, statement, name) is needed."""
    csv.field_size_limit(_FIELD_LIMIT)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=delimiter)
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        columns = {
            role: _column(header, names)
            for role, names in (("text", _TEXT), ("slot", _SLOT), ("key", _KEY), ("parent", _PARENT))
        }
        if columns["text"] is None:
            raise FileError(f"The CSV has no column for the goal's text. Name one of its columns {', '.join(_TEXT)}.")
        return [goal for row in rows if (goal := _goal(row, columns, rows.line_num)) is not None]
    except csv.Error as error:
        raise FileError(f"Line {rows.line_num} of the CSV cannot be read: {error}.") from error


def _column(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _goal(row: list[str], columns: dict[str, int | None], line: int) -> Written | None:
    cells = {role: row[at].strip() if at is not None and at < len(row) else "" for role, at in columns.items()}
    if not cells["text"]:
        return None
    slot = SLOT_OF_WORD.get(cells["slot"].lower().replace("-", "_"))
    return Written(cells["text"], slot, line, cells["key"] or None, cells["parent"] or None)
