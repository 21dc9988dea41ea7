"""Readings out of a CSV file, with errors that name the row, the column and the value."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, pairwise
from math import isfinite
from pathlib import Path
from statistics import median_low

TIMES = ("timestamp", "date", "ds", "period", "time")
VALUES = ("value", "y")
NAME = "unique_id"
MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-"})

# What parts the cells where the header has no comma; decimals may then be written with one.
OTHER_DELIMITERS = (";", "\t")
# Numbers of periods are short; nine digits and more are seconds or milliseconds since 1970.
DATE_DIGITS, LONGEST_NUMBER = 8, 13
WHOLE = re.compile(r"-?[0-9]+")

# Squares and sums of such values stay far from what a float holds.
LARGEST = 1e100

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

    @property
    def numbers(self) -> list[int]:
        """Its times, when they are numbers."""
        return [stamp for stamp in self.stamps if isinstance(stamp, int)]

    @property
    def step(self) -> int:
        """How far its periods lie apart, when they are numbered; 1 for a single one."""
        return max(1, median_low([after - before for before, after in pairwise(self.numbers)] or [1]))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns of a file are; a file without times or names has None there."""

    path: Path
    header: list[str]
    value: int
    time: int | None
    name: int | None
    delimiter: str

    def cell(self, row: int, column: int) -> str:
        """The words that say where a cell is."""
        return f'{self.path.name}, row {row}, column "{self.header[min(column, len(self.header) - 1)]}"'


def read_series(path: Path, *, ordered: bool = True) -> list[Series]:
    """Every series of a file with a time column and a value column, and perhaps `unique_id`.

    Raises TableError when the file has no such columns, no rows, or a cell that is not what it should
    be; `ordered` also refuses a time that is not after the one before it in its series.
    """
    found: dict[str, Series] = {}
    stamps: dict[str, Stamp] = {}
    for layout, row, cells in _rows(path):
        name = path.stem if layout.name is None else cells[layout.name]
        series = found.get(name) or found.setdefault(name, Series(name))
        label = str(len(series.stamps)) if layout.time is None else cells[layout.time].strip()
        stamp = stamps.get(label)
        if stamp is None:
            stamp = stamps[label] = _stamp(label, layout, row)
        if ordered and series.stamps:
            _check_order(series, stamp, label, layout, row)
        series.labels.append(label)
        series.stamps.append(stamp)
        series.texts.append(cells[layout.value])
        series.values.append(_number(cells[layout.value], layout, row))
    if not found:
        raise TableError(f"{path.name} has no rows under its header. Add one reading in each row.")
    for series in found.values():
        series.stamps = _on_one_clock(series.stamps)
    return list(found.values())


def _rows(path: Path) -> Iterator[tuple[_Layout, int, list[str]]]:
    """(layout, line, cells) of every row that holds anything."""
    try:
        with path.open(newline="", encoding=_encoding(path)) as lines:
            header, before, delimiter = _header(lines)
            reader = csv.reader(chain([header], lines), delimiter=delimiter, skipinitialspace=True)
            layout = _layout([cell.strip() for cell in next(reader, [])], path, delimiter, before + 1)
            for cells in reader:
                if any(cell and not cell.isspace() for cell in cells):
                    row = before + reader.line_num
                    _check_width(cells, layout, row)
                    yield layout, row, cells
    except UnicodeDecodeError as error:
        raise TableError(_not_text(path)) from error
    except csv.Error as error:
        raise TableError(f"{path.name} cannot be read as CSV: {error}.") from error
    except OSError as error:
        raise TableError(f"{path} cannot be opened: {error.strerror}.") from error


def _encoding(path: Path) -> str:
    """UTF-8, or UTF-16 where the file begins with its mark, as what a spreadsheet calls Unicode text does."""
    with path.open("rb") as file:
        return "utf-16" if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"


def _header(lines: Iterator[str]) -> tuple[str, int, str]:
    """The first line that holds anything, how many stand before it, and what parts its cells.

    Spreadsheets may write a line "sep=;" above it, which is no row.
    """
    told = ""
    for before, line in enumerate(lines):
        bare = line.rstrip("\r\n")
        if len(bare) == len("sep=;") and bare.startswith("sep="):
            told = bare[-1]
        elif bare.strip(" \t,;"):
            return line, before, told or _delimiter(line)
    return "", 0, ","


def _delimiter(header: str) -> str:
    return next((other for other in OTHER_DELIMITERS if other in header and "," not in header), ",")


def _not_text(path: Path) -> str:
    """Where the first byte stands that no text in UTF-8 has."""
    data = path.read_bytes()
    try:
        data.decode()
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        text = data[: error.start].rpartition(b"\n")[2] + data[error.start :].partition(b"\n")[0]
        shown = text.strip().decode(errors="replace")
        return f'{path.name}, row {row}: "{shown}" is not UTF-8 text. Save the file as CSV in UTF-8.'
    return f"{path.name} is not UTF-8 text. Save it as CSV in UTF-8."


def _check_width(cells: list[str], layout: _Layout, row: int) -> None:
    width = len(layout.header)
    if len(cells) != width:
        text, count = layout.delimiter.join(cells), "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        where = layout.cell(row, len(cells))
        raise TableError(f'{where}: the row "{text}" has {count} where the header has {width}.')


def _layout(header: list[str], path: Path, delimiter: str, row: int) -> _Layout:
    if not any(header):
        raise TableError(
            f'{path.name} has no header. Its first row names the columns, such as "date,value"; one reading stands in'
            " each row below."
        )
    places = {name.lower(): at for at, name in enumerate(header)}
    for known in (NAME, *TIMES, *VALUES):
        if [name.lower() for name in header].count(known) > 1:
            raise TableError(
                f'{path.name}, row {row}: the header names the column "{known}" twice. Rename one of them.'
            )
    name = places.pop(NAME, None)
    time = next((places.pop(known) for known in TIMES if known in places), None)
    value = next((places[known] for known in VALUES if known in places), None)
    if value is None and len(places) == 1:
        value = next(iter(places.values()))
    if value is None:
        raise TableError(
            f'{path.name}, row {row}: the header "{delimiter.join(header)}" names no column of values. Call the times'
            f' "date" (or "timestamp", "ds") and the values "value" (or "y").'
        )
    return _Layout(path, header, value, time, name, delimiter)


def _number(text: str, layout: _Layout, row: int) -> float | None:
    bare = text.strip()
    if bare.lower() in MISSING:
        return None
    try:
        value = float(bare if layout.delimiter == "," else bare.replace(",", "."))
    except ValueError:
        value = float("nan")
    if abs(value) > LARGEST and isfinite(value):
        raise TableError(f'{layout.cell(row, layout.value)}: "{text}" is too large to reckon with. Use a larger unit.')
    if not isfinite(value) or "_" in bare:
        raise TableError(
            f'{layout.cell(row, layout.value)}: "{text}" is not a number. Write it with a point and without'
            " thousands separators, or leave it empty when it is missing."
        )
    return value


def _stamp(text: str, layout: _Layout, row: int) -> Stamp:
    if WHOLE.fullmatch(text) and len(text) != DATE_DIGITS and len(text) <= LONGEST_NUMBER:
        return int(text)
    try:
        return datetime.fromisoformat(f"{text}-01" if len(text) == 7 else text)
    except ValueError as error:
        raise TableError(
            f'{layout.cell(row, layout.time or 0)}: "{text}" is not a date. Write it as 2026-01-31, with a time as'
            " 2026-01-31 14:05, or number the periods 1, 2, 3."
        ) from error


def _check_order(series: Series, stamp: Stamp, label: str, layout: _Layout, row: int) -> None:
    last = series.stamps[-1]
    same_kind = _kind(stamp) == _kind(last)
    if same_kind and stamp > last:  # type: ignore[operator]
        return
    mixed = "mixes dates with numbers"
    if isinstance(stamp, datetime) and isinstance(last, datetime):
        mixed = "mixes times that have a zone with times that have none"
    why = f'is not after "{series.labels[-1]}" above it' if same_kind else mixed
    where = layout.cell(row, layout.time or 0)
    raise TableError(f'{where}: "{label}" {why}. Sort the rows, with one for each period.')


def _kind(stamp: Stamp) -> str:
    """Only times of one kind can be compared."""
    if isinstance(stamp, datetime):
        return "local" if stamp.tzinfo is None else "zoned"
    return "number"


def _on_one_clock(stamps: list[Stamp]) -> list[Stamp]:
    """Times without their zone: local days where each begins at the same time of day, else all by the last one's clock.

    So an hour that a clock shows twice, when it is put back, is two hours.
    """
    dates = [stamp for stamp in stamps if isinstance(stamp, datetime)]
    zoned = [stamp for stamp in dates if stamp.tzinfo is not None]
    offsets = {stamp.utcoffset() for stamp in zoned}
    if len(offsets) > 1 and len(zoned) == len(stamps) and len({stamp.time() for stamp in zoned}) > 1:
        return [stamp.astimezone(zoned[-1].tzinfo).replace(tzinfo=None) for stamp in zoned]
    return [stamp.replace(tzinfo=None) if isinstance(stamp, datetime) else stamp for stamp in stamps]
