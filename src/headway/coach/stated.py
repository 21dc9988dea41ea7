"""What a file says of a goal beside its text: figures read like those of a text, and told where the text has none."""

import re

from .finding import Finding
from .goal_files import Stated, Written
from .lint import Asked, Reading
from .patterns import all_patterns
from .reader.amount import Amount
from .reader.amounts import amounts_in
from .reader.dates import dates_in
from .reader.units import unit_of
from .rewriting import lower_first

_NO_BASELINE = "no_baseline"
_STANDING = frozenset({_NO_BASELINE, "static_kpi"})
"""What speaks for a quantity that has a value already, where it stands beside a target."""
_LONGEST = 200
_UP_TO = re.compile(r"\s*(?:to|and|-|–|->|→|\.\.)\s*", re.IGNORECASE)
"""What makes one field of two numbers: "40 to 60"."""


def as_dict(reading: Reading, stated: Stated) -> dict[str, object]:
    """The reading as plain JSON data, with the figures that stand beside the text where the text has none."""
    told = reading.as_dict()
    if reading.kind == "task" or stated == Stated():
        return told
    starts, ends = _amounts(stated.baseline, stated.unit), _amounts(stated.target, stated.unit)
    own_target = told["target"] is not None
    _fill(told, "metric", stated.metric or None)
    if not own_target and ends:
        _fill(told, "unit", _unit(stated.unit, ends[0]))
        _fill(told, "relative", False)
        told["target"] = _number(ends[-1].value)
        if len(ends) > 1 and not starts:
            _fill(told, "baseline", _number(ends[0].value))
            _fill(told, "direction", "within")
    if starts:
        _fill(told, "baseline", _number(starts[0].value))
    _fill(told, "direction", _direction(told["baseline"], told["target"]))
    return told


def with_target(goal: Written, reading: Reading) -> Asked | None:
    """The goal with the target beside it in its text, where that may tell that its start is missing."""
    lacks = "target" in goal.beside and "baseline" not in goal.beside
    figures = reading.statement.figures
    told = figures.target is not None or figures.baseline is not None or _NO_BASELINE in reading.issues
    if not lacks or told or reading.kind != "key_result":
        return None
    return _joined(goal.text.rstrip(" .:"), _amount(goal.stated), reading), "key_result", goal.parent_objective


def _joined(text: str, amount: str, reading: Reading) -> str:
    if reading.statement.slot == "kpi":  # a measure that sounds like work
        return f"Get {lower_first(text)} to {amount}"
    return f"{text}{':' if reading.statement.sentence.head.form == 'nominal' else ' to'} {amount}"


def lack_of_start(reading: Reading) -> Finding | None:
    """What to say about a goal that `with_target` made, where its quantity has a value today that nobody says."""
    pattern = next(each for each in all_patterns() if each.code == _NO_BASELINE)
    if _STANDING.isdisjoint(reading.issues) or pattern.told is None:
        return None
    return next((each for each in reading.findings if each.code == _NO_BASELINE), None) or pattern.told(
        reading.statement
    )


def _amount(stated: Stated) -> str:
    bare = not any(char.isalpha() or char in "%€$£" for char in stated.target)
    return f"{stated.target} {stated.unit}".strip() if bare else stated.target


def _amounts(said: str, unit: str) -> list[Amount]:
    """The number of a field, with its unit, or the two that it goes from and to; what says when is none of them, nor is
    what was once: "60 (2027)", "400 in 30 days", "60, was 45"."""
    text = _amount(Stated(target=said[:_LONGEST], unit=unit))
    whens = [(when.start, when.end) for when in dates_in(text) if not when.is_period or when.start]
    found = amounts_in(text, whens)
    is_range = len(found) > 1 and _UP_TO.fullmatch(text, found[0].end, found[1].start)
    return found[:2] if is_range else found[:1]


def _unit(said: str, amount: Amount) -> str | None:
    known = unit_of(said.lower())
    return (known.name if known else None) or said or amount.unit.name or None


def _fill(told: dict[str, object], name: str, value: object) -> None:
    if told[name] is None:
        told[name] = value


def _direction(start: object, end: object) -> str | None:
    if not isinstance(start, int | float) or not isinstance(end, int | float) or start == end:
        return None
    return "increase" if end > start else "decrease"


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value
