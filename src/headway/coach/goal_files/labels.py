"""Labels in front of goals: "KR2: Cut …" is a key result called KR2."""

import re
from typing import NamedTuple

from .words import SLOT_OF_WORD, is_field

_WORDS = r"objective|obj|key[ _-]?result|goal|initiative|task|kpi|okr|kr|o"
_LABEL = re.compile(
    rf"^\W{{0,6}}(?:\d{{1,2}}[.)]\s{{0,3}})?\b(?P<word>{_WORDS})\.?[ _]{{0,2}}[#-]?\s?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|(?:one|two|three|four|five|six|seven)\b)?(?:\s?[(\[][^()\[\]]{0,60}[)\]])?"
    r"(?P<end>\s{0,3}\W{0,2}:\W{0,3}(?=[\s\w\"“'(<>≥≤$€£+~–-]|$)|\s{0,3}[–—|]\s{0,3}|\s{0,3}-\s{1,3}|[.)]\s{1,3}"
    r"|[.)]?\s{0,3}$|\s{1,3}(?=[^\W\d_]))",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"^\W{0,6}(?:[^\W\d_][\w&/'’-]{0,20} ){1,3}(?P<word>objective|key result|kpi|kr) ?#?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})?\W{0,2}:\W{0,2}\s",
    re.IGNORECASE,
)
"""A label with whose goal it is: "CRO KR: …"."""
_SHORT = {"objective": "O", "obj": "O", "okr": "O", "key result": "KR"}
_NUMBERED = frozenset({"objective", "obj", "key result", "okr", "kr", "o"})
"""Labels that need nothing behind their number."""
_MOST_DIGITS = 2
"""Of a number without a colon; with more, it is part of a name or an amount: "O365", "Kr 500 million"."""
_SPELLED = ("", "one", "two", "three", "four", "five", "six", "seven")
_FIELD = re.compile(r"^\W{0,4}([^\W\d_][\w &/()-]{0,39}?)\W{0,2}\s?[:=]\W{0,2}(?:\s|(?<=[:=*])|$)(.*)$", re.DOTALL)


class Label(NamedTuple):
    """What a label says: the slot and the key of the goal behind it, and the text of that, "" where it stands alone."""

    slot: str
    key: str | None
    text: str


def label_of(line: str) -> Label | None:
    """The label in front of `line`, if there is one."""
    owned = _OWNED.match(line)
    match = _LABEL.match(line) or owned
    if not match:
        return None
    word = re.sub(r"[ _-]", " ", match["word"].lower()).replace("keyresult", "key result")
    number, end = _in_digits(match["number"]), ":" if match is owned else match["end"].strip()
    text = line[match.end() :].strip()
    if word in {"o", "okr"} and not number and ":" not in end:
        return None
    if text and not end and not (number and word in _NUMBERED and (word != "o" or text[0].isupper())):
        return None
    if text and not end and len(number or "") > _MOST_DIGITS and "." not in (number or ""):
        return None
    if end in {".", ")"} and not number and text:
        return None
    slot = "objective" if word == "okr" else SLOT_OF_WORD[word]
    return Label(slot, f"{_SHORT.get(word, word.upper())}{number}" if number else None, text)


def _in_digits(number: str | None) -> str | None:
    return str(_SPELLED.index(number.lower())) if number and number.lower() in _SPELLED else number


def field_of(line: str) -> tuple[str, str] | None:
    """Name and value where `line` describes a goal: "Owner: Ines", "Target: 60"."""
    match = _FIELD.match(line[:200])
    if match is None or not is_field(match[1]):
        return None
    return match[1], line[match.start(2) :].strip()
