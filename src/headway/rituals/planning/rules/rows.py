"""A block copied from a sheet, as rows of a plan: objective, key result, baseline, target, unit, owner, due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

MOST = 300
"""More rows than a plan can hold are a slip: a quarter of a unit has a dozen."""


@dataclass(frozen=True)
class Row:
    """One row as it was typed; ``line`` counts from 1 as its author counts."""

    line: int
    objective: str = ""
    key_result: str = ""
    baseline: str = ""
    target: str = ""
    unit: str = ""
    owner: str = ""
    due: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, name) for name in COLUMNS)

    @property
    def is_key_result(self) -> bool:
        return any((self.key_result, self.baseline, self.target))


COLUMNS = tuple(field.name for field in fields(Row) if field.name != "line")
HEADS = {
    "objective": "objective", "goal": "objective", "o": "objective",
    "key result": "key_result", "key results": "key_result", "kr": "key_result", "result": "key_result",
    "baseline": "baseline", "from": "baseline", "start": "baseline", "current": "baseline",
    "target": "target", "to": "target", "unit": "unit", "owner": "owner", "who": "owner",
    "due": "due", "until": "due", "due date": "due", "end": "due",
}  # fmt: skip
"""What the first row of a sheet may call each column."""


@dataclass(frozen=True)
class Group:
    """An objective with the rows of its key results; ``head`` is the row that names it."""

    head: Row
    rows: tuple[Row, ...]


def read_block(text: str) -> list[Row]:
    """The rows of tab-separated text. A first row of column names puts the columns in order and is left out."""
    lines = [line.split("\t") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return read_cells((n, cells) for n, cells in enumerate(lines, start=1))


def read_cells(lines: Iterable[tuple[int, Sequence[str]]]) -> list[Row]:
    """Rows from numbered lines of cells; empty ones are left out."""
    order: Sequence[str] = COLUMNS
    found: list[Row] = []
    for line, raw in lines:
        cells = [cell.strip() for cell in raw]
        if not found and (named := _heads(cells)):
            order = named
            continue
        row = Row(line, **{name: cell for name, cell in zip(order, cells, strict=False) if name})
        if not row.is_empty:
            found.append(row)
    return found


def _heads(cells: Sequence[str]) -> list[str]:
    """The columns that a row of names stands for, in its order; empty for a row of content."""
    names = [HEADS.get(cell.casefold().rstrip(":"), "") for cell in cells]
    known = [name for name in names if name]
    return names if "objective" in known and len(known) > 1 and len(known) == len(set(known)) else []


def grouped(rows: Iterable[Row]) -> list[Group]:
    """Rows by objective: a row without one (or with the same) belongs to the objective above it."""
    heads: list[Row] = []
    below: list[list[Row]] = []
    for row in rows:
        if not heads or (row.objective and row.objective != heads[-1].objective):
            heads.append(row)
            below.append([])
        if row.is_key_result:
            below[-1].append(row)
    return [Group(head, tuple(mine)) for head, mine in zip(heads, below, strict=True)]
