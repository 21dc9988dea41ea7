"""Goals in one cell or value: one, or a list of them, each with its label."""

import re
from typing import NamedTuple

from .labels import label_of

_BULLET = re.compile(r"^\s*(?:[-*+•·▪◦‣–]|\(?\d{1,2}[.)])\s+")
_RESULT = re.compile(r"(?<=[.!)])\s*=>\s*\d[\d.,]*\s?%.*$", re.DOTALL)
_FIGURE = re.compile(r"(?<![\w.])(?!20\d\d\b)[$€£]?\d")
_PAGE = re.compile(r"\s*\(https?://[^\s()]{1,500}\)")
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "none", "?", "...", "…"})


class Piece(NamedTuple):
    """A goal in a cell: how many lines below its first it begins, the slot and key of its label, and its text."""

    offset: int
    slot: str | None
    key: str | None
    text: str


def pieces_of(cell: str) -> list[Piece]:
    """The goals of a cell: one for each line, where each begins with a bullet, a number or a label."""
    lines = _PAGE.sub("", cell).split("\n")
    begins = [at for at, line in enumerate(lines) if _BULLET.match(line) or _is_labelled(line)]
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if len(begins) < 2 or begins[0] != first:
        begins = [first]
    found = []
    for at, end in zip(begins, [*begins[1:], len(lines)], strict=True):
        own = "\n".join(line.strip() for line in lines[at:end]).strip()
        found.append(_piece(at, _BULLET.sub("", own, count=1) if len(begins) > 1 else own))
    return [piece for piece in found if piece.text.lower() not in _NOTHING]


def without_result(text: str) -> str:
    """`text` without the result that was written behind it when it was scored: "… plan. => 70%"."""
    return _RESULT.sub("", text)


def has_figure(text: str) -> bool:
    """Whether `text` holds a number that is no year and no quarter."""
    return _FIGURE.search(text) is not None


def _is_labelled(line: str) -> bool:
    label = label_of(line)
    return label is not None and bool(label.text)


def _piece(offset: int, text: str) -> Piece:
    label = label_of(text)
    if label is None or not label.text:
        return Piece(offset, None, None, without_result(text))
    return Piece(offset, label.slot, label.key, without_result(label.text))
