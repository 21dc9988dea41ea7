"""What a statement is about, and the figures that are figures of just that."""

from dataclasses import replace

from ..reader.model import Figures, Statement
from .amounts import TIMES
from .counts import count_in
from .measured import Measured
from .named import named_in
from .shares import share_in
from .times import time_in

_UNIT_OF_CHANGE = {"%": None, "x": None, "points": None, "pp": "%"}
"""By the unit of a change, that of what changes, where the change tells it: 5 pp are of a percentage."""


def quantity_in(statement: Statement, is_kpi: bool) -> Measured | None:
    """The quantity that a statement is about; None where it names none."""
    return count_in(statement, is_kpi) or share_in(statement) or time_in(statement) or named_in(statement)


def figures_of(statement: Statement, quantity: Measured | None) -> Figures:
    """The figures of a quantity: its unit says more than its name, and a time may stand where the reader saw a date."""
    figures = statement.figures
    if quantity is None:
        return _without_time(figures)
    if quantity.amount is not None and figures.target is None:
        time = quantity.amount
        return Figures("decrease", None, time.value, time.unit.name, False, time)
    return figures if _is_unit(figures.unit or "", quantity.name) else replace(figures, unit=None)


def levels_of(figures: Figures) -> Figures:
    """Figures without an amount of change, which tells no level to keep."""
    if not figures.relative:
        return figures
    unit = _UNIT_OF_CHANGE.get(figures.unit or "", figures.unit)
    return replace(figures, target=None, unit=unit, relative=False, target_amount=None)


def edges_of(figures: Figures) -> tuple[float, float] | None:
    """The two edges of a range that is aimed at; None for any other figures."""
    low, high = figures.baseline, figures.target
    ranged = figures.direction == "within" and low is not None and high is not None and low < high
    return (low, high) if ranged and low is not None and high is not None else None


def _without_time(figures: Figures) -> Figures:
    """The figures of a statement that names no quantity: a time in it is none of its level."""
    amount = figures.target_amount
    return Figures() if amount is not None and amount.unit.family == "duration" else figures


def _is_unit(unit: str, name: str) -> bool:
    """Whether a unit says more than the name, as things counted do; cases are counted, whatever time they name."""
    named = name.split()
    if unit not in [word.lower() for word in named]:
        return True
    return unit.endswith("s") and unit.upper() not in named and not (unit in TIMES and name.startswith("Cases "))
