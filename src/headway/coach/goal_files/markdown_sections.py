"""What each piece of a Markdown text is: which headings are objectives, and which only name what stands below them."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..reader import parse
from .cells import has_figure
from .labels import Label, field_of, label_of
from .markdown_markup import LONGEST, is_struck, plain, without_breaks
from .markdown_text import BOLD, Block, TableLines
from .rows import Row, Table, goals_of, table, upright
from .statement import LeftOut, Written
from .words import Named, named_by, without_number

_TITLE = re.compile(r"\b(?:okrs?|goals|objectives|kpis?|key results|q[1-4]|h[12]|20\d\d)\b", re.IGNORECASE)
"""A first heading with one of these names a list of goals, and is none."""
_BAR = re.compile(r"(?<!\\)\|")
_MOST_COLUMNS = 200
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Rows:
    """A table in the text, with its rows below the header, and the line of that.

    `is_of_goals` says whether it holds goals, as far as its header tells, and `holds_objectives` whether one of them is
    an objective; `struck` are its cells that are struck out.
    """

    number: int
    of: Table
    rows: Sequence[Row]
    is_of_goals: bool
    holds_objectives: bool
    struck: list[LeftOut]
    rank: int = 0

    def goals(self, slot: str | None, above: str | None) -> Iterator[Written]:
        """Its goals; `slot` and `above` say what they are, and below which objective, where the table does not."""
        for goal in goals_of(self.of, self.rows, above):
            yield replace(goal, declared=goal.declared or slot)


@dataclass(slots=True)
class Part:
    """A block with what its words say: its label, the field that it is, or what it names.

    `role` is what a heading is where its words alone do not tell: objective, group or aside. `figures` says whether the
    first goal below a heading has any, `empty` that there is none, and `holds` whether items stand below an item.
    """

    block: Block
    label: Label | None
    field: tuple[str, str] | None
    named: Named | None
    rank: int
    role: str = "group"
    holds: bool = False
    empty: bool = False
    figures: bool = False

    @property
    def number(self) -> int:
        """Its line."""
        return self.block.number


def parts_of(blocks: Sequence[Block | TableLines]) -> list[Part | Rows]:
    """The parts of a text, each with its role."""
    parts = [_rows(each) if isinstance(each, TableLines) else _part(each) for each in blocks]
    for part, after in itertools.zip_longest(parts, parts[1:]):
        if isinstance(part, Part):
            _relate(part, after)
    _give_roles(parts)
    return parts


def _part(block: Block) -> Part:
    line = block.text = without_number(block.text) if 0 < block.rank < BOLD else block.text
    label = label_of(line)
    field = field_of(line) if label is None and not block.rank else None
    alone = block.rank or block.depth or line.endswith(":") or len(line.split()) <= 3
    named = None
    if alone and label is None and len(line) <= _LONGEST_NAME and not (field and field[1]):
        named = named_by(line.rstrip(": "))
    if label is not None and not label.text and label.key is None:
        named = named_by(line.rstrip(": ")) or Named("slot", label.slot)
        label = None
    return Part(block, label, field, named, block.rank)


def _relate(part: Part, after: Part | Rows | None) -> None:
    """Say what `part` is in the light of what comes next: a line above a list may be its heading."""
    block = part.block
    follows = isinstance(after, Part) and after.block.depth > block.depth and after.field is None
    if block.depth:
        part.holds = follows and isinstance(after, Part) and not after.block.boxed
        part.figures = isinstance(after, Part) and follows and has_figure(after.block.text)
        if (part.field and not follows) or (part.figures and part.named is not None and part.named.topic):
            part.named = None
        return
    listed = isinstance(after, Rows) or (isinstance(after, Part) and after.block.depth > 0)
    if block.rank == BOLD:
        heads = listed or (part.named is not None and part.named.what != "group")
        part.rank = BOLD if heads and part.label is None else 0
    elif not block.rank and part.named is not None and part.named.what != "group":
        told = isinstance(after, Part) and not after.rank and after.label is None and after.number == part.number + 1
        part.rank = BOLD if listed or (part.named.what == "slot" and (told or block.text.endswith(":"))) else 0
    part.named = part.named if part.rank else None


def _rows(lines: TableLines) -> Rows:
    (number, first), *below = lines.lines
    struck: list[LeftOut] = []
    header, rows = upright(
        _cells(first, number, struck), [(at, _cells(line, at, struck)) for at, line in below], number
    )
    of = table(header, "the Markdown")
    surely = of.is_surely_of_goals(rows)
    objectives = surely and any(each.declared == "objective" for each in goals_of(of, rows))
    return Rows(number, of, rows, surely, objectives, struck)


def _cells(line: str, number: int, struck: list[LeftOut]) -> list[str]:
    """The cells of a row of a table, without markup and without what is `struck`; a break begins a new line."""
    inner = line.strip().removeprefix("|")
    cells = _BAR.split(inner, maxsplit=_MOST_COLUMNS)
    if "~~" in line or "<" in line:
        struck.extend(LeftOut(number, f"“{plain(cell)[:80]}” is struck out") for cell in cells if is_struck(cell))
        cells = ["" if is_struck(cell) else cell for cell in cells]
    return ["\n".join(map(plain, without_breaks(cell.replace("\\|", "|")[:LONGEST]))).strip() for cell in cells]


def _give_roles(parts: list[Part | Rows]) -> None:
    """Say what headings are whose words do not tell, from the last one on, as it rests on what stands below."""
    explicit = any(_says_objective(part) for part in parts)
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        if isinstance(part, Part) and part.rank and part.label is None:
            first, prose = _first_below(parts, at)
            part.empty = first is None
            part.figures = first is not None and (isinstance(first, Rows) or has_figure(first.block.text))
            if part.figures and part.named is not None and part.named.topic:
                part.named = None
            if part.named is None and part.rank > 1:
                part.role = _role(part, first, prose, explicit)
    titled = explicit or any(
        part.holds_objectives if isinstance(part, Rows) else part.rank > 1 and part.role == "objective"
        for part in parts
    )
    for part in parts:
        if isinstance(part, Part) and part.rank == 1 and part.named is None and part.label is None:
            part.role = "group" if titled or _TITLE.search(part.block.text) else "objective"


def _says_objective(part: Part | Rows) -> bool:
    if isinstance(part, Rows):
        return False
    slot = part.label.slot if part.label else part.named.slot if part.named and part.rank > 1 else None
    return slot == "objective"


def _role(part: Part, first: Part | Rows | None, prose: bool, explicit: bool) -> str:
    """What a heading of the second rank or a lower one is, by what comes first below it.

    Where others are called objectives, one that only names a thing is none, unless figures stand below it.
    """
    says = parse(part.block.text).head.form != "nominal"
    kind = _kind(first) if first is not None else None
    short = len(part.block.text.split()) < 3  # "Code quality" may be a name, though it begins like an order
    if (short or not says) and isinstance(first, Part) and first.holds and first.label is None and not part.figures:
        return "group"  # an objective with its key results stands below the name of a team
    if kind == "objective":
        return "objective" if says and not explicit else "group"
    if (
        (says and (kind or not explicit))
        or has_figure(part.block.text)
        or (kind is None and not prose and not explicit)
    ):
        return "objective"
    return "objective" if kind == "goal" and (part.figures or not explicit) else "aside"


def _first_below(parts: list[Part | Rows], at: int) -> tuple[Part | Rows | None, bool]:
    """The first goal below the heading at `at`, and whether prose stands before it."""
    rank, prose, aside = parts[at].rank, False, 0
    for index in range(at + 1, len(parts)):
        part = parts[index]
        if part.rank and part.rank <= rank:
            break
        aside = 0 if part.rank and part.rank <= aside else aside
        kind = "" if aside else _kind(part)
        if kind in {"objective", "goal"}:
            return part, prose
        aside = part.rank if kind == "aside" else aside
        prose = prose or kind == "prose"
    return None, prose


def _kind(part: Part | Rows) -> str:
    """What a part is for the heading above it: objective, goal, aside, prose or ""."""
    if isinstance(part, Rows):
        return ("objective" if part.holds_objectives else "goal") if part.is_of_goals else ""
    if part.label is not None:
        return "objective" if part.label.slot == "objective" else "goal"
    if part.block.struck:
        return ""
    if part.rank:
        what = part.named.what if part.named else part.role
        slot = part.named.slot if part.named else None
        return {"slot": "objective" if slot == "objective" else "goal", "objective": "objective", "aside": "aside"}.get(
            what, ""
        )
    if part.field is not None:
        return ""
    return "goal" if part.block.depth else "prose"
