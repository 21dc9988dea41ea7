"""Goals as rows below a header, as a CSV and a table of Markdown have them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .statement import FIGURE_OF_WORD, SLOT_OF_WORD, FileError, Written, figures_in, plain_name

TEXT = (
    "key result", "key results", "text", "title", "statement", "name", "kr", "krs", "kpi", "kpis", "goal",
    "description",
)  # fmt: skip
"""Columns that hold the text of a goal, from the surest."""
_BY_HEADER = frozenset({"key result", "key results", "kr", "krs", "kpi", "kpis"})
"""Text columns whose name says what each goal in them is."""
_OF_ANYTHING = frozenset({"title", "name", "description"})
"""Text columns that tables of other things have too."""
_SLOT = ("declared", "slot", "type", "kind", "level", "goal type")
_SAYS_SLOT = frozenset({"declared", "slot"})
_KEY = ("key", "id", "ref", "no")
_PARENT = ("parent objective", "objective", "parent", "parent goal")
_OBJECTIVE = ("objective", "objectives", "objective title", "parent objective", "goal", "goals")
Row = tuple[int, Sequence[str]]
"""A row with the line that it begins at."""


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table by their roles; `what` is what an error calls it: "the CSV".

    Where the header of the text says its slot, or there is a column of objectives and none of texts, `paired` holds:
    the objectives are goals of the table too.
    """

    what: str
    header: tuple[str, ...]
    columns: dict[str, int]
    figures: dict[str, int]
    slot: str | None
    paired: bool

    @property
    def is_of_goals(self) -> bool:
        """Whether a column holds goals."""
        return "text" in self.columns or self.paired

    def is_surely_of_goals(self, rows: Sequence[Row]) -> bool:
        """The same for a table among other text, where a name or a title alone may be that of anything."""
        loose = "text" in self.columns and plain_name(self.header[self.columns["text"]]) in _OF_ANYTHING
        return self.is_of_goals and (not loose or bool(self.figures) or self.names_slots(rows))

    def names_slots(self, rows: Sequence[Row]) -> bool:
        """Whether a column says what each goal is: by its name, or as some row does ("level" may say else)."""
        at = self.columns.get("slot")
        if at is None:
            return False
        return self.header[at] in _SAYS_SLOT or any(_slot_of(row[at]) for _, row in rows if at < len(row))

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """What a row says in each role, "" where it says nothing."""
        return {role: row[at].strip() if at < len(row) else "" for role, at in self.columns.items()}

    def beside(self, row: Sequence[str]) -> frozenset[str]:
        """The figures that a row has in columns of their own."""
        return figures_in((name, row[at]) for name, at in self.figures.items() if at < len(row))

    def no_text(self, line: int) -> FileError:
        """What to say about a row without a goal."""
        column = self.header[self.columns["text" if "text" in self.columns else "parent"]]
        return FileError(f"Line {line} of {self.what} has no text in the column {column}.")


def table(header: Sequence[str], what: str) -> Table:
    """The table with this header."""
    names = [plain_name(name) for name in header]
    text = _first(names, TEXT)
    by_header = text is not None and names[text] in _BY_HEADER
    paired = by_header or (text is None and _first(names, _OBJECTIVE) is not None)
    found = {
        "text": text,
        "slot": None if paired else _first(names, _SLOT),
        "key": _first(names, _KEY),
        "parent": _first(names, _OBJECTIVE if paired else _PARENT),
    }
    columns = {role: at for role, at in found.items() if at is not None}
    figures = {name: at for name in FIGURE_OF_WORD if (at := _first(names, (name,))) is not None}
    slot = SLOT_OF_WORD[names[text]] if by_header and text is not None else None
    return Table(what, tuple(name.strip().lower() for name in header), columns, figures, slot, paired)


def goals_of(of: Table, rows: Sequence[Row], above: str | None = None) -> Iterator[Written]:
    """The goals of the rows; `above` is the objective that the table stands below."""
    if of.paired:
        yield from _paired(of, rows, above)
        return
    names_slots = of.names_slots(rows)
    for line, row in rows:
        cells = of.cells(row)
        if any(cells.values()):
            slot = _checked_slot(of, cells.get("slot", ""), line, names_slots)
            if not cells["text"]:
                raise of.no_text(line)
            parent = cells.get("parent") or above
            yield Written(cells["text"], slot, line, cells.get("key") or None, parent, of.beside(row))


def _paired(of: Table, rows: Sequence[Row], above: str | None) -> Iterator[Written]:
    """Each row's goal below its objective, or the one above it; each objective once, where it first stands."""
    seen: set[str] = set()
    for line, row in rows:
        cells = of.cells(row)
        text, objective, key = cells.get("text", ""), cells.get("parent", ""), cells.get("key") or None
        if key and not text and not objective:
            raise of.no_text(line)
        above = objective or above
        if objective and objective not in seen:
            seen.add(objective)
            yield Written(objective, "objective", line, None if text else key)
        if text:
            yield Written(text, of.slot, line, key, above, of.beside(row))


def _first(names: list[str], wanted: tuple[str, ...]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _slot_of(cell: str) -> str | None:
    return SLOT_OF_WORD.get(cell.strip().lower().replace("-", "_"))


def _checked_slot(of: Table, cell: str, line: int, names_slots: bool) -> str | None:
    slot = _slot_of(cell)
    if names_slots and cell and slot is None:
        raise FileError(
            f"Line {line} of {of.what} says {cell!r} in the column {of.header[of.columns['slot']]}. "
            "It must be objective, key result, KPI or task, or be left out."
        )
    return slot
