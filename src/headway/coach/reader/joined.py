"""Numbers that stand together: what is told of one holds for the other."""

import itertools
import re
from dataclasses import replace

from .amount import Amount
from .units import MULTIPLES, SECONDS

_JOINT = re.compile(r"\s?(?:-|to|and|→|or)\s?(?:[<>≥≤]\s?)?$")
_MULTIPLE_WORD = re.compile(r"\d\s?(thousand|million|billion|mn|bn|mio|k|m)\b", re.IGNORECASE)
_ALIKE = 10.0
"""Numbers that share a multiple are this near to one another: "from 800 to 1.2k" are not."""
_CARRIED = frozenset({"duration", "percent", "size"})
_CLOSED = re.compile(r"\s?(?:$|[.,;)(])")


def joined(line: str, amounts: list[Amount]) -> list[Amount]:
    """`amounts` by place, where those that are joined share what is told of one: a time, a multiple, a unit."""
    return _shared_units(line, _multiplied_alike(line, _together(line, amounts))) if len(amounts) > 1 else amounts


def _shared_units(line: str, amounts: list[Amount]) -> list[Amount]:
    """Give both of two joined numbers the unit of one: "15-20 %", "from 45 to 60 %", "from nine days to two"."""
    shared = list(amounts)
    for index, (first, second) in enumerate(itertools.pairwise(amounts)):
        bare = first.unit.family == "count" and second.unit.family not in {"count", "scale"}
        if bare and _JOINT.match(line[first.end : second.start]):
            shared[index] = replace(first, unit=second.unit)
        follows = second.unit.name is None and first.unit.family in _CARRIED and _CLOSED.match(second.after)
        if follows and _JOINT.match(line[first.end : second.start]):
            shared[index + 1] = replace(second, unit=first.unit)
    return shared


def _multiplied_alike(line: str, amounts: list[Amount]) -> list[Amount]:
    """The amounts, each with the multiple of the one that it is joined to: "from $3.2 to $4.5 million", "10 to 20k"."""
    multiplied = list(amounts)
    for index, (first, second) in enumerate(itertools.pairwise(amounts)):
        word = _MULTIPLE_WORD.search(line, second.start, second.end)
        bare = line[first.end - 1].isdigit() and _JOINT.match(line[first.end : second.start])
        if word is None or not bare:
            continue
        value = first.value * MULTIPLES[word.group(1).lower()]
        if second.value / _ALIKE <= value <= second.value * _ALIKE:
            multiplied[index] = replace(first, value=value)
    return multiplied


def _together(line: str, amounts: list[Amount]) -> list[Amount]:
    """The amounts, with a time that is told in two units as one, in the larger: "4h 30m" is 4.5 hours."""
    kept: list[Amount] = []
    for amount in amounts:
        whole, part = (SECONDS.get(each.unit.name or "", 0) for each in ((kept or amounts)[-1], amount))
        if kept and 0 < part < whole and line[kept[-1].end : amount.start] in {" ", " and ", ", "}:
            value = round(kept[-1].value + amount.value * part / whole, 4)
            kept[-1] = replace(kept[-1], value=value, end=amount.end, after=amount.after)
        else:
            kept.append(amount)
    return kept


def without_overlap(amounts: list[Amount]) -> list[Amount]:
    """`amounts` without those that overlap an earlier one of them."""
    kept: list[Amount] = []
    for amount in amounts:
        if not any(a.start < amount.end and amount.start < a.end for a in kept):
            kept.append(amount)
    return kept
