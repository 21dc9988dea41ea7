"""How a key result of an okr-tree is measured here: by its numbers, by its score, or as done or not."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from headway.coach.reader import read
from headway.exchange.okr_tree.told import KeyResultTold
from headway.okrs.typed import unit_of

GRADE = {"kind": "move", "unit_kind": "number", "unit_label": "score", "scale": 2, "baseline": 0, "target": 100}
DONE: dict[str, Any] = {"kind": "done"}


@dataclass(frozen=True)
class Measured:
    """The fields of the new key result, in a word how it is counted, and a remark where something was assumed."""

    fields: dict[str, Any]
    by: str
    remark: str = ""


def measured(told: KeyResultTold) -> Measured:
    """The measure of a key result, in this order: its numbers; its score where one lies between 0 and 1; done or
    not where it was scored 0 or 1; numbers that its words tell; done or not."""
    if told.target is not None:
        return _by_numbers(told, told.baseline, told.target, told.unit)
    scores = [score for score in (told.mid_score, told.final_score) if score is not None]
    if any(0 < score < 1 for score in scores):
        return Measured(dict(GRADE), "score")
    if scores or told.actual is not None:
        remark = "" if told.actual is None else f"Its value {told.actual} has no target, so it is kept as a note."
        return Measured(DONE, "done", remark)
    figures = read(told.title, "key_result").figures
    if figures.baseline is None or figures.target is None:
        return Measured(DONE, "done")
    start, end = (Decimal(str(value)) for value in (figures.baseline, figures.target))
    return _by_numbers(told, start, end, figures.unit or "", " Both were read from its words.")


def _by_numbers(told: KeyResultTold, baseline: Decimal | None, target: Decimal, unit: str, where: str = "") -> Measured:
    kind, label = unit_of(unit)
    values = [value for value in (baseline, target, told.actual) if value is not None]
    scale = min(6, max(_decimals(value) for value in values))
    measure = {"unit_kind": kind, "unit_label": label, "scale": scale}
    if baseline is None and (side := _kept_side(told.title)):
        reason = "It was set as something to keep, when it was imported."
        limits = {"kind": "control", side: scaled(target, scale), "control_reason": reason}
        return Measured(measure | limits, "limit", f"It has no start and is to be kept, so {target} is its limit.")
    start = Decimal(0) if baseline is None else baseline
    if start == target:
        return Measured(DONE, "done", f"Its start and target are both {target}, so it is done or not.")
    remark = f"It has no start, so it is counted from 0 to {target}." if baseline is None else where.strip()
    move = {"kind": "move", "baseline": scaled(start, scale), "target": scaled(target, scale)}
    return Measured(measure | move, "numbers", remark)


def _kept_side(title: str) -> str:
    words = set(title.casefold().split())
    if not words & {"keep", "maintain", "stay", "hold", "remain", "sustain"}:
        return ""
    return "limit_upper" if words & {"below", "under", "most", "less"} else "limit_lower"


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def scaled(value: Decimal, scale: int) -> int:
    """A decimal as a scaled integer."""
    return int(value.scaleb(scale).to_integral_value())
