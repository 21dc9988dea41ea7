"""Goals as rows below a header, as a CSV and a table of Markdown have them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .cells import Piece, pieces_of
from .columns import TEXT_NAMES, Column, columns_of
from .labels import label_of
from .statement import UNSTATED, FileError, Written, stated_in
from .words import SLOT_OF_WORD, figure_named, first_of, is_field, named_by, plain_name

_OF_ANYTHING = frozenset({"title", "name", "description", "metric", "measure", "indicator", "goal", "summary"})
"""Text columns that tables of other things have too."""
_SLOT = (
    "declared",
    "slot",
    "type",
    "kind",
    "level",
    "goal type",
    "item type",
    "okr type",
    "typ",
    "ebene",
    "issue type",
)
_SAYS_SLOT = frozenset({"declared", "slot"})
_KEY = ("key", "id", "ref", "no", "nr", "number", "kr no", "kr id", "o no", "goal id", "okr id", "kr")
_MOST_BESIDE = 20
_PARENT = ("parent objective", "objective", "parent", "parent goal")
Row = tuple[int, Sequence[str]]
"""A row with the line that it begins at."""


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table by their roles; `what` is what an error calls it: "the CSV".

    Where the header of the texts says their slot, or there is a column of objectives which are goals of the table too,
    `paired` holds. `tall` says that a line within a cell is one of the file.
    """

    what: str
    header: tuple[str, ...]
    columns: dict[str, int]
    texts: tuple[Column, ...]
    paired: bool
    tall: bool

    @property
    def is_of_goals(self) -> bool:
        """Whether a column holds goals."""
        return bool(self.texts) or self.paired

    @property
    def known(self) -> int:
        """How many columns have a role."""
        return len(self.texts) + len(self.columns) + sum(len(each.figures) for each in self.texts)

    def is_surely_of_goals(self, rows: Sequence[Row]) -> bool:
        """The same for a table among other text, where a name or a title alone may be that of anything."""
        loose = "parent" not in self.columns and any(
            plain_name(self.header[each.at]) in _OF_ANYTHING for each in self.texts
        )
        measured = any(each.figures for each in self.texts)
        return self.is_of_goals and (not loose or measured or self.names_slots(rows))

    def names_slots(self, rows: Sequence[Row]) -> bool:
        """Whether a column says what each goal is: by its name, or as some row does ("level" may say else, and the
        types of a tracker, bug and task among them, do)."""
        at = self.columns.get("slot")
        if at is None:
            return False
        said = {_slot_of(row[at]) for _, row in rows if at < len(row)}
        return plain_name(self.header[at]) in _SAYS_SLOT or not said <= {None, "task"}

    def cell(self, row: Sequence[str], role: str) -> str:
        """What a row says in a role, "" where it says nothing."""
        at = self.columns.get(role)
        return row[at].strip() if at is not None and at < len(row) else ""

    def pieces(self, row: Sequence[str], at: int) -> list[Piece]:
        """The goals of a cell, with how many lines below the first of the row each begins."""
        found = pieces_of(row[at]) if at < len(row) else []
        if not self.tall:
            return [piece._replace(offset=0) for piece in found]
        above = sum(cell.count("\n") for cell in row[:at])
        return [piece._replace(offset=piece.offset + above) for piece in found]

    def no_text(self, line: int) -> FileError:
        """What to say about a row without a goal."""
        at = self.texts[0].at if self.texts else self.columns["parent"]
        return FileError(f"Line {line} of {self.what} has no text in the column {self.header[at]}.")


def table(header: Sequence[str], what: str, tall: bool = False) -> Table:
    """The table with this header."""
    return _table(tuple(header), what, tall)


@lru_cache(64)
def _table(header: tuple[str, ...], what: str, tall: bool) -> Table:
    names = [plain_name(name) for name in header]
    slot = first_of(names, _SLOT)
    found = columns_of(header, names, slot is not None)
    paired = found.objective is not None or any(each.slot for each in found.texts)
    taken = {each.at for each in found.texts}
    key = first_of(names, _KEY)
    columns = {
        "slot": None if paired else slot,
        "key": None if key in taken else key,
        "described": first_of(names, ("description", "details")) if paired else None,
        "parent": found.objective if paired else first_of(names, _PARENT),
    }
    shown = {role: at for role, at in columns.items() if at is not None and at not in taken}
    return Table(what, tuple(name.strip().lower() for name in header), shown, found.texts, paired, tall)


def goals_of(of: Table, rows: Sequence[Row], above: str | None = None) -> Iterator[Written]:
    """The goals of the rows; `above` is the objective that the table stands below."""
    return _paired(of, rows, above) if of.paired else _listed(of, rows, above)


def _listed(of: Table, rows: Sequence[Row], above: str | None) -> Iterator[Written]:
    """Each row's goal, of the slot that its cell, its label or its key says."""
    names_slots = of.names_slots(rows)
    (column,) = of.texts
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        said, key = _checked_slot(of, of.cell(row, "slot"), line, names_slots), of.cell(row, "key")
        pieces = of.pieces(row, column.at)
        if not pieces:
            if key or any(of.cell(row, role) for role in of.columns):
                raise of.no_text(line)
            continue
        parent = of.cell(row, "parent") or above
        for piece in pieces:
            slot = said or piece.slot or _slot_of_key(key)
            above_it = of.cell(row, "parent") if slot == "objective" else parent
            yield _written((line, row), column, piece, slot, key, above_it or None)
            if slot == "objective" and "parent" not in of.columns:
                above = parent = piece.text


def _paired(of: Table, rows: Sequence[Row], above: str | None) -> Iterator[Written]:
    """Each row's goals below its objective, or the one above it; each objective once, where it first stands."""
    seen: set[str] = set()
    objective_at = of.columns.get("parent", -1)
    for line, row in rows:
        key = of.cell(row, "key")
        objectives = of.pieces(row, objective_at) if objective_at >= 0 else []
        goals = [(column, piece) for column in of.texts for piece in _spelled_out(of, row, column)]
        if key and not goals and not objectives:
            raise of.no_text(line)
        for piece in objectives:
            above = piece.text
            if above not in seen:
                seen.add(above)
                own = piece.key or (None if goals else key or None)
                yield Written(above, "objective", line + piece.offset, own)
        for column, piece in goals:
            slot = piece.slot or column.slot
            if slot == "objective":
                above = piece.text
            yield _written((line, row), column, piece, slot, key, None if slot == "objective" else above)


def _spelled_out(of: Table, row: Sequence[str], column: Column) -> list[Piece]:
    """The goals of a cell; where it holds but a label, "KR1", the description beside it is the text."""
    pieces = of.pieces(row, column.at)
    label = label_of(pieces[0].text) if len(pieces) == 1 else None
    if label is None or label.text:
        return pieces
    described = of.pieces(row, of.columns["described"]) if "described" in of.columns else []
    return [piece._replace(key=label.key) for piece in described]


def _written(at: Row, column: Column, piece: Piece, slot: str | None, key: str, above: str | None) -> Written:
    line, row = at
    fields = ((name, row[each]) for name, each in column.figures if each < len(row))
    stated = stated_in(fields) if slot != "task" or column.slot is None else UNSTATED
    return Written(piece.text, slot, line + piece.offset, key or piece.key, above, stated)


def upright(header: Sequence[str], rows: Sequence[Row], line: int) -> tuple[Sequence[str], Sequence[Row]]:
    """Header and rows of a table, also where its goals stand side by side with their labels: "KR1 | Cut delay"."""
    second = plain_name(header[1]) if len(header) > 1 else ""
    firsts = [row[0] if row else "" for _, row in rows]
    if len(header) < 2 or second in TEXT_NAMES or figure_named(second) or not any(map(_is_label, firsts)):
        return header, rows
    if not all(_is_label(each) or not each.strip() or is_field(each) for each in firsts):
        return header, rows
    if header[0].strip() and not _is_label(header[0]):
        return header, rows
    lines = [(line, header), *rows]
    beside = (each for each in range(1, min(_MOST_BESIDE, len(header))) if not is_field(header[each]))
    return ("text",), [
        (at, [f"{row[0]}: {row[each]}"])
        for each in beside
        for at, row in lines
        if each < len(row) and _is_label(row[0]) and row[each].strip()
    ]


def _is_label(cell: str) -> bool:
    label, named = label_of(cell), named_by(cell) if cell.strip() else None
    return (label is not None and not label.text) or (named is not None and named.what == "slot" and not named.many)


def _slot_of(cell: str) -> str | None:
    return SLOT_OF_WORD.get(plain_name(cell))


def _slot_of_key(key: str) -> str | None:
    label = label_of(key)
    return label.slot if label is not None and not label.text else None


def _checked_slot(of: Table, cell: str, line: int, names_slots: bool) -> str | None:
    slot = _slot_of(cell)
    if names_slots and cell and slot is None:
        raise FileError(
            f"Line {line} of {of.what} says {cell!r} in the column {of.header[of.columns['slot']]}. "
            "It must be objective, key result, KPI or task, or be left out."
        )
    return slot
