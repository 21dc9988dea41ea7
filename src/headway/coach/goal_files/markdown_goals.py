"""Goals as Markdown: headings are objectives, list items below them key results.

A heading "KPIs", "Initiatives" or "Key results" changes what the items below it are; a label such as
"Objective:", "KR2:" or "KPI:" in front of a line says so itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    lines = list(_lines(text))
    titled = any(line.is_objective for line in lines)
    slot, parent = "key_result", None
    for line in lines:
        if line.heads:
            slot = line.heads
        elif line.is_objective or (line.rank == 1 and not titled and not _TITLE.search(line.said)):
            goals.append(Written(line.said, "objective", line.number, line.key))
            slot, parent = "key_result", line.said
        elif line.labelled:
            goals.append(Written(line.said, line.labelled, line.number, line.key, parent))
        elif line.item and line.said:
            goals.append(Written(line.said, slot, line.number, None, parent if slot != "objective" else None))
    return goals


def _lines(text: str) -> Iterator[_Line]:
    """The lines outside code blocks that are not empty."""
    fenced = False
    for number, raw in enumerate(text.splitlines(), 1):
        if _FENCE.match(raw):
            fenced = not fenced
        if fenced or not raw.strip():
            continue
        start = raw[:_LONGEST]
        heading, item = _HEADING.match(start), _ITEM.match(start)
        line = plain(heading.group(2) if heading else item.group(2) if item else start)
        yield _Line(number, len(heading.group(1)) if heading else 0, item is not None, *_label(line))


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
