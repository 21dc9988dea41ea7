"""Numbers that stand together: what is told of one holds for the other."""

import itertools
import re
from dataclasses import replace

from .amount import Amount
from .units import MULTIPLES, SECONDS

_JOINT = re.compile(
    r"\s?(?:-|to|and|→|->|=>|or|,? ?not|,? ?(?:instead of|rather than|compared (?:to|with)|versus|vs\.?|against)"
    r"|,? ?(?:up|down) from|[,;]? ?[([]?(?:from|today|now|currently|was|previously|baseline|actual)(?: at)?:?)"
    r"\s?(?:[<>≥≤]\s?|(?:below|under|about|above|over|at least|at most) )?$",
    re.IGNORECASE,
)
"""What joins two numbers of one quantity, so that what is told of one holds for the other."""
_GROUPED = re.compile(r"[$€£]?\d{1,3}\.(?:000|\d{3})(?![\d%.,]|\s?%)")
_WHOLE = re.compile(r" (?:out )?of (?:the |our |all |a total of )?", re.IGNORECASE)
_MULTIPLE_WORD = re.compile(r"\d\s?(thousand|million|billion|mn|bn|mio|k|m)\b", re.IGNORECASE)
_ALIKE = 10.0
"""Numbers that share a multiple are this near to one another: "from 800 to 1.2k" are not."""
_CARRIED = frozenset({"duration", "percent", "size"})
_CLOSED = re.compile(
    r"\s?(?:$|[.,;)(\]]|(?:to|today|now|currently|before|last|at present|previously|in 20\d\d|by|for|or|until)\b)",
    re.IGNORECASE,
)


def joined(line: str, amounts: list[Amount]) -> list[Amount]:
    """`amounts` by place, where those that are joined share what is told of one: a time, a multiple, a unit."""
    if len(amounts) < 2:
        return amounts
    told = _together(line, amounts)
    told = _parts_of_wholes(line, told) if " of " in line else told
    told = _grouped_alike(line, told) if "." in line else told
    return _shared_units(line, _multiplied_alike(line, told))


def _grouped_alike(line: str, amounts: list[Amount]) -> list[Amount]:
    """The amounts, each grouped by thousands as the one that it is joined to: "from 8.400 to 12.000"."""
    grouped = list(amounts)
    for index, (first, second) in enumerate(itertools.pairwise(amounts)):
        pair = [_GROUPED.match(line, each.start) for each in (first, second)]
        if None not in pair and _JOINT.match(line[first.end : second.start]):
            for place in (index, index + 1):
                value = grouped[place].value
                grouped[place] = replace(grouped[place], value=value * 1000 if abs(value) < 1000 else value)
    return grouped


def is_closed(after: str) -> bool:
    """Whether nothing is counted by a number before `after`."""
    return _CLOSED.match(after) is not None


def _parts_of_wholes(line: str, amounts: list[Amount]) -> list[Amount]:
    """The amounts, with a whole left to the part that is told of it: "from **3** of 12 to **9** of 12 teams"."""
    kept: list[Amount] = []
    for amount in amounts:
        part = kept[-1] if kept else None
        whole = part is not None and part.unit == amount.unit and part.unit.family == "count"
        if part is not None and whole and part.value <= amount.value and _WHOLE.fullmatch(line, part.end, amount.start):
            kept[-1] = replace(part, end=amount.end, after=amount.after)
        else:
            kept.append(amount)
    return kept


def _shared_units(line: str, amounts: list[Amount]) -> list[Amount]:
    """Give both of two joined numbers the unit of one: "15-20 %", "from 45 to 60 %", "from nine days to two"."""
    shared = list(amounts)
    for index, (first, second) in enumerate(itertools.pairwise(amounts)):
        bare = first.unit.family == "count" and second.unit.family not in {"count", "scale"}
        if bare and _JOINT.match(line[first.end : second.start]):
            shared[index] = replace(first, unit=second.unit)
        told = second.unit.name is None and not first.before.endswith(" than ")
        follows = told and first.unit.family in _CARRIED and is_closed(second.after)
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
