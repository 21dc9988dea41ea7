"""Goals as Markdown: headings are objectives, list items below them key results.

A heading "KPIs", "Initiatives" or "Key results" changes what the items below it are; a label such as
"Objective:", "KR2:" or "KPI:" in front of a line says so itself. A table is read as the same rows of a CSV.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .rows import Row, Table, goals_of, table
from .statement import SLOT_OF_WORD, Written

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r"^(\s*)(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(.+)$")
_LABEL = re.compile(
    r"^\W{0,4}(objective|key result|goal|initiative|task|kpi|kr|o)\s?#?([\d.]{0,6})\W{0,3}[:.–-]\s*\W{0,2}(?=\S)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\*\*|__|`|~~|<[^<>]{1,80}>|!?\[([^\[\]]{0,200})\]\([^()]{0,300}\)")
_LONGEST = 5_000
"""Characters of a line that are read: what is longer is a text and no goal, and is judged by how it begins."""
_FENCE = re.compile(r"^\s{0,3}(```|~~~)")
_TITLE = re.compile(r"\b(?:okrs?|goals|objectives|kpis?|key results|q[1-4]|h[12]|20\d\d)\b", re.IGNORECASE)
"""A heading with one of these names a list of goals, and is none."""


_BAR = re.compile(r"(?<!\\)\|")
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class _Rows:
    """A table in the text, with its rows below the header."""

    of: Table
    rows: list[Row]

    @property
    def holds_objectives(self) -> bool:
        """Whether it has a goal that is an objective."""
        return any(goal.declared == "objective" for goal in goals_of(self.of, self.rows))

    def goals(self, slot: str | None, above: str | None) -> Iterator[Written]:
        """Its goals; `slot` and `above` say what they are, and below which objective, where the table does not."""
        for goal in goals_of(self.of, self.rows, above):
            yield replace(goal, declared=goal.declared or slot)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may hold a goal: the rank of its heading (0 for none), whether it is a list item, the slot and key
    that its label names, and what it says."""

    number: int
    rank: int
    item: bool
    labelled: str | None
    key: str | None
    said: str

    @property
    def heads(self) -> str | None:
        """The slot of what stands below a heading that only names one: "Key results"."""
        word = self.said.lower().rstrip(":")
        return (SLOT_OF_WORD.get(word) or SLOT_OF_WORD.get(f"{word}s")) if self.rank else None

    @property
    def is_objective(self) -> bool:
        """Whether it is one by its label or by its rank."""
        return self.labelled == "objective" or (self.rank > 1 and not self.labelled and not self.heads)


def read_markdown(text: str) -> list[Written]:
    """The goals of a Markdown text; code blocks and plain paragraphs without a label are skipped.

    A heading of the first rank is the title of the text, and an objective where nothing else in the text is one.
    """
    goals: list[Written] = []
    parts = list(_parts(text))
    titled = any(part.holds_objectives if isinstance(part, _Rows) else part.is_objective for part in parts)
    slot: str | None = None
    parent: str | None = None
    for part in parts:
        if isinstance(part, _Rows):
            goals.extend(part.goals(slot, parent))
        elif part.heads:
            slot = part.heads
        elif part.is_objective or (part.rank == 1 and not titled and not _TITLE.search(part.said)):
            goals.append(Written(part.said, "objective", part.number, part.key))
            slot, parent = "key_result", part.said
        elif part.labelled:
            goals.append(Written(part.said, part.labelled, part.number, part.key, parent))
        elif part.item and part.said:
            above = parent if slot != "objective" else None
            goals.append(Written(part.said, slot or "key_result", part.number, None, above))
    return goals


def _parts(text: str) -> Iterator[_Line | _Rows]:
    """The lines outside code blocks that are not empty, and the tables of goals."""
    fenced = False
    lines = text.splitlines()
    end = 0
    for at, raw in enumerate(lines):
        if at < end:
            continue
        if _FENCE.match(raw):
            fenced = not fenced
        if fenced or not raw.strip():
            continue
        if "|" in raw and at + 1 < len(lines) and _is_rule(lines[at + 1]):
            end = _end_of_table(lines, at + 2)
            yield from _table(lines, at, end)
            continue
        start = raw[:_LONGEST]
        heading, item = _HEADING.match(start), _ITEM.match(start)
        line = plain(heading.group(2) if heading else item.group(2) if item else start)
        yield _Line(at + 1, len(heading.group(1)) if heading else 0, item is not None, *_label(line))


def _is_rule(line: str) -> bool:
    """Whether `line` is the one below the header of a table: "|---|:--:|"."""
    return "|" in line and "-" in line and set(line) <= set("|:- \t")


def _end_of_table(lines: list[str], at: int) -> int:
    """Where the table that `at` is in ends: at a line without a bar, or with another beginning."""
    while (
        at < len(lines)
        and "|" in lines[at]
        and not any(each.match(lines[at][:_LONGEST]) for each in (_FENCE, _HEADING, _ITEM))
    ):
        at += 1
    return at


def _table(lines: list[str], at: int, end: int) -> Iterator[_Rows]:
    """The table whose header is line `at`; one that has no column of goals is skipped."""
    of = table(_cells(lines[at]), "the Markdown")
    rows: list[Row] = [(number + 1, _cells(lines[number])) for number in range(at + 2, end)]
    if of.is_surely_of_goals(rows):
        yield _Rows(of, rows)


def _cells(line: str) -> list[str]:
    """The cells of a row of a table, without markup."""
    inner = line.strip().removeprefix("|")
    cells = _BAR.split(inner, maxsplit=_MOST_COLUMNS)
    return [plain(cell.replace("\\|", "|")[:_LONGEST]) for cell in cells]


def plain(line: str) -> str:
    """`line` without Markdown markup; a link keeps its words."""
    return _MARKUP.sub(lambda match: match.group(1) or "", line).strip()


def _label(line: str) -> tuple[str | None, str | None, str]:
    """Slot and key a label in front of `line` names, and the rest: "KR2: Cut …" is a key result called KR2."""
    match = _LABEL.match(line)
    if not match:
        return None, None, line
    word, number = match.group(1).lower(), match.group(2)
    if word == "o" and not number:
        return None, None, line
    return SLOT_OF_WORD[word], f"{word.upper()}{number}" if number else None, line[match.end() :].strip()
