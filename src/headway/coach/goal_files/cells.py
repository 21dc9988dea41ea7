"""Goals in one cell or value: one, or a list of them, each with its label."""

import re
from typing import NamedTuple

from .labels import label_of

_BULLET = re.compile(r"^\s*(?:[-*+•·▪◦‣–]|\(?\d{1,2}[.)])\s+")
_RESULT = re.compile(r"\s=={0,2}>\.?(?=\s|$)")
_AMOUNT = re.compile(r"\s*[<>≥≤~]?\s?[$€£]?\d[\d.,]*\s?(?:%|[a-z]{1,8})?\s*", re.IGNORECASE)
_ENDS_IN_AMOUNT = re.compile(r"\d[\d.,]*\s?(?:%|[a-z]{1,3})?$", re.IGNORECASE)
_FIGURE = re.compile(r"(?<![\w.])(?!20\d\d\b)[$€£]?\d")
_PAGE = re.compile(r"(?<!\s)\s*\(https?://[^\s()]{1,500}\)")
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
    """`text` without the result that was written behind it when it was scored: "Win 30 deals => 70%", "… => Done".

    An arrow between two amounts, or before the only one, is part of the goal.
    """
    mark = _RESULT.search(text)
    if mark is None:
        return text
    goal, result = text[: mark.start()].rstrip(), text[mark.end() :]
    amount = _AMOUNT.match(result)
    moves = amount is not None and _ENDS_IN_AMOUNT.search(goal) is not None
    only = amount is not None and goal[-1:] not in ".!)" and not has_figure(goal)
    return text if moves or only or not goal else goal


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
