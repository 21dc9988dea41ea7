"""An amount with what stands around it: its side, and the word behind it that makes it a change."""

import re

from .amount import Amount
from .sides import side_before
from .units import Unit

_AFTER_MORE = re.compile(
    r"^\s?(?:\+(?!/)|(?:or|and) (?:more|higher|above|better|greater|over)\b|or \+|(?:plus|minimum|min)\b)", re.I
)
_AFTER_LESS = re.compile(
    r"^\s?(?:(?:or|and) (?:less|fewer|lower|below|under|better than that|faster|sooner)|at most)\b", re.I
)
_AT_MOST = re.compile(r"^\s?(?:[a-z]\w{0,11} )?(?:maximum|max)\b", re.I)
_FEWER = re.compile(
    r"^\s?(fewer|less|lower|shorter|faster|cheaper|more|higher|increase|decrease|reduction|growth|improvement|decline"
    r"|drop|uplift|rise|lift|gain|cut|boost|savings?)\b"
    r"|^\s?(below|under|above|over) (?:the )?"
    r"(?:(?:19|20)\d\d\b|last year|(?:today|current|previous|pre-)[^\W\d_]{0,10} levels?\b)",
    re.I,
)


def placed(line: str, value: float, unit: Unit, start: int, end: int, sign: str = "") -> Amount:
    """The amount at a place of `line`, with its side and what stands around it."""
    before, after = line[max(0, start - 40) : start], line[end : end + 40]
    comparator = side_before(before)
    if not comparator and _AFTER_MORE.match(after):
        comparator = ">"
    elif not comparator and (_AFTER_LESS.match(after) or ("max" in after and _AT_MOST.match(after))):
        comparator = "<"
    change = _FEWER.match(after)
    if unit.family == "count" and before.endswith("factor of "):
        unit = Unit("multiple", "x")
    word = (change.group(1) or change.group(2)).lower() if change else ""
    return Amount(value, unit, start, end, comparator, sign, before, after, word)
