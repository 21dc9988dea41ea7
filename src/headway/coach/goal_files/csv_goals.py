"""Goals as CSV: one goal a row, with a header line."""

import csv
import io

from .statement import SLOT_OF_WORD, FileError, Written

_TEXT = ("text", "title", "statement", "name", "goal", "description")
_SLOT = ("declared", "slot", "type", "kind", "level", "goal type")
_SAYS_SLOT = frozenset({"declared", "slot"})
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
        numbered = [(rows.line_num, row) for row in rows]
        names_slots = _names_slots(header, columns["slot"], [row for _, row in numbered])
        return [goal for line, row in numbered if (goal := _goal(row, columns, line, header, names_slots)) is not None]
    except csv.Error as error:
        raise FileError(f"Line {rows.line_num} of the CSV cannot be read: {error}.") from error


def _column(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _names_slots(header: list[str], at: int | None, rows: list[list[str]]) -> bool:
    """Whether a column says what each goal is: by its name, or because it does in some row ("level" may say else)."""
    if at is None:
        return False
    return header[at] in _SAYS_SLOT or any(_slot(row[at]) for row in rows if at < len(row))


def _slot(cell: str) -> str | None:
    return SLOT_OF_WORD.get(cell.strip().lower().replace("-", "_"))


def _goal(
    row: list[str], columns: dict[str, int | None], line: int, header: list[str], names_slots: bool
) -> Written | None:
    cells = {role: row[at].strip() if at is not None and at < len(row) else "" for role, at in columns.items()}
    if not any(cells.values()):
        return None
    if not cells["text"]:
        raise FileError(f"Line {line} of the CSV has no text in the column {header[columns['text'] or 0]}.")
    slot = _slot(cells["slot"])
    if names_slots and cells["slot"] and slot is None:
        raise FileError(
            f"Line {line} of the CSV says {cells['slot']!r} in the column {header[columns['slot'] or 0]}. "
            "It must be objective, key result, KPI or task, or be left out."
        )
    return Written(cells["text"], slot, line, cells["key"] or None, cells["parent"] or None)
