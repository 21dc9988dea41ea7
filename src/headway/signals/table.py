"""Readings out of a CSV file, with errors that name the row, the column and the value."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from math import isfinite
from pathlib import Path

TIMES = ("timestamp", "date", "ds", "period", "time")
VALUES = ("value", "y")
NAME = "unique_id"
MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-"})

Stamp = datetime | int


class TableError(ValueError):
    """A file that cannot be read as readings; the message says where and why."""


@dataclass(slots=True)
class Series:
    """One series of a file: texts as they stand there, times as dates or numbers, values or None."""

    name: str
    labels: list[str] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    values: list[float | None] = field(default_factory=list)

    @property
    def dated(self) -> bool:
        """True when its times are dates."""
        return bool(self.stamps) and isinstance(self.stamps[0], datetime)

    @property
    def dates(self) -> list[datetime]:
        """Its times, when they are dates."""
        return [stamp for stamp in self.stamps if isinstance(stamp, datetime)]


def read_series(path: Path, *, ordered: bool = True) -> list[Series]:
    """Every series of a file with a time column and a value column, and perhaps `unique_id`.

    Raises TableError when the file has no such columns, no rows, or a cell that is not what it should
    be; `ordered` also refuses a time that is not after the one before it in its series.
    """
    found: dict[str, Series] = {}
    for row, columns, cells in _rows(path):
        name = cells.get(NAME, path.stem)
        series = found.setdefault(name, Series(name))
        time, value = columns
        stamp = _stamp(cells[time], path, row, time) if time else len(series.stamps)
        if ordered and series.stamps:
            _check_order(series, stamp, cells, path, row, time)
        series.labels.append(cells[time].strip() if time else str(stamp))
        series.stamps.append(stamp)
        series.texts.append(cells[value])
        series.values.append(_number(cells[value], path, row, value))
    if not found:
        raise TableError(f"{path.name} has no rows under its header. Add one reading in each row.")
    return list(found.values())


def _rows(path: Path) -> Iterator[tuple[int, tuple[str, str], dict[str, str]]]:
    """(line, (time column or "", value column), cells by column) of every row that is not empty."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as lines:
            reader = csv.reader(lines)
            header = [cell.strip() for cell in next(reader, [])]
            columns = _columns(header, path)
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) != len(header):
                    raise TableError(
                        f"{path.name}, row {reader.line_num}, column {_column_at(header, len(cells))}: the row"
                        f' "{",".join(cells)}" has {len(cells)} cells where the header has {len(header)}.'
                    )
                yield reader.line_num, columns, dict(zip(header, cells, strict=True))
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name} is not UTF-8 text. Save it as CSV in UTF-8.") from error
    except csv.Error as error:
        raise TableError(f"{path.name} cannot be read as CSV: {error}.") from error
    except OSError as error:
        raise TableError(f"{path} cannot be opened: {error.strerror}.") from error


def _columns(header: list[str], path: Path) -> tuple[str, str]:
    """The time column ("" when there is none) and the value column."""
    rest = [name for name in header if name != NAME]
    time = next((name for name in TIMES if name in rest), "")
    value = next((name for name in VALUES if name in rest), "")
    if not value and len(rest) - bool(time) == 1:
        value = next(name for name in rest if name != time)
    if not value:
        raise TableError(
            f'{path.name}, row 1: the header "{",".join(header)}" names no column of values. Call the times'
            f' "date" (or "timestamp", "ds") and the values "value" (or "y").'
        )
    return time, value


def _column_at(header: list[str], count: int) -> str:
    return f'"{header[min(count, len(header) - 1)]}"'


def _number(text: str, path: Path, row: int, column: str) -> float | None:
    bare = text.strip()
    if bare.lower() in MISSING:
        return None
    try:
        value = float(bare)
    except ValueError:
        value = float("nan")
    if not isfinite(value) or "_" in bare:
        raise TableError(
            f'{_cell(path, row, column)}: "{text}" is not a number. Write it with a point and without'
            " thousands separators, or leave it empty when it is missing."
        )
    return value


def _stamp(text: str, path: Path, row: int, column: str) -> Stamp:
    bare = text.strip()
    if bare.isdigit() and len(bare) < 8:
        return int(bare)
    try:
        stamp = datetime.fromisoformat(f"{bare}-01" if len(bare) == 7 else bare)
    except ValueError as error:
        raise TableError(
            f'{_cell(path, row, column)}: "{text}" is not a date. Write it as 2026-01-31, with a time as'
            " 2026-01-31 14:05, or number the periods 1, 2, 3."
        ) from error
    return stamp.replace(tzinfo=None)


def _check_order(series: Series, stamp: Stamp, cells: dict[str, str], path: Path, row: int, time: str) -> None:
    last = series.stamps[-1]
    same_kind = isinstance(stamp, datetime) == isinstance(last, datetime)
    if same_kind and stamp > last:  # type: ignore[operator]
        return
    why = f'is not after "{series.labels[-1]}" above it' if same_kind else "mixes dates with numbers"
    raise TableError(f'{_cell(path, row, time)}: "{cells[time]}" {why}. Sort the rows, with one for each period.')


def _cell(path: Path, row: int, column: str) -> str:
    return f'{path.name}, row {row}, column "{column}"'
