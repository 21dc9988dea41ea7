"""Amounts as one writes them: 60, 99.9%, 1 hour, 500,000 EUR."""

import re

from ..reader.amount import Amount
from ..reader.model import Statement

_ONE = {
    "seconds": "second", "hours": "hour", "days": "day", "business days": "business day", "weeks": "week",
    "months": "month", "quarters": "quarter", "years": "year", "sprints": "sprint",
}  # fmt: skip
TIMES = frozenset({*_ONE, "ms", "min"})
_NEXT_WORD = re.compile(r"\s([A-Za-z-]+)")


def told_amount(unit: str | None, value: float, text: str, name: str) -> str:
    """`value` in `unit`, in the words of the `text`; a unit that the `name` of the quantity tells is left out."""
    shown = f"{value:,.10g}"
    if unit in {"%", "x"}:
        return f"{shown}{unit}"
    if not unit or unit == "score" or (unit not in TIMES and unit.lower() in name.lower()):
        return shown
    if unit == "business days" and "working day" in text.lower():
        unit = "working days"
    if value == 1:
        unit = _ONE.get(unit, unit.removesuffix("s") if unit.islower() else unit)
    return f"{shown} {unit}"


def told_range(unit: str | None, low: float, high: float, text: str, name: str) -> tuple[str, str]:
    """Two amounts of one unit, told once where it is a word: 70% and 80%, but 2 and 4 weeks."""
    first, second = (told_amount(unit, value, text, name) for value in (low, high))
    return (f"{low:,.10g}" if " " in second else first), second


def as_written(statement: Statement, amount: Amount, name: str) -> str:
    """An amount of a statement in its own words, with the things it counts where `name` does not tell them."""
    text, counted = statement.text, statement.figures.unit or ""
    shown = text[amount.start : amount.end].strip(" ,")
    if not any(map(str.isdigit, shown)):
        return told_amount(amount.unit.name, amount.value, text, name)
    following = _NEXT_WORD.match(text, amount.end)
    if amount.unit.family != "count" or following is None or following.group(1).lower() != counted.lower():
        return shown
    return shown if counted.lower() in name.lower() else f"{shown} {following.group(1)}"
