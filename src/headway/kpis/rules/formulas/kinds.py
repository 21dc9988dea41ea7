"""What a formula's result is measured in: money and percentages do not add up, money by a number is money."""

from collections.abc import Mapping
from dataclasses import dataclass

from headway.kpis.rules.formulas.parse import FormulaError, Key, Negative, Node, Number, Operation, Spread


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value is measured in: its kind, and for money and time in which unit. ``loose`` is a bare number."""

    name: str
    unit: str = ""
    loose: bool = False

    def __str__(self) -> str:
        words = {"number": "a number", "percent": "a percentage", "points": "percentage points"}
        return words.get(self.name) or (f"money in {self.unit}" if self.name == "money" else f"time in {self.unit}")


PLAIN, BARE = Kind("number"), Kind("number", loose=True)
POINTS = Kind("points")
SHARES = ("percent", "points")
MEASURED = ("money", "duration")


def kind_of(unit_kind: str, unit_label: str) -> Kind:
    """The kind of a metric. Labels of plain numbers (clinics, tickets) are words, not units."""
    return Kind(unit_kind, unit_label if unit_kind in MEASURED else "")


def result_kind(node: Node, kinds: Mapping[str, Kind]) -> Kind:
    """What the tree comes to, given the kind of each key. Raises :class:`FormulaError`."""
    match node:
        case Number():
            return BARE
        case Key(key):
            return kinds[key]
        case Negative(of):
            return result_kind(of, kinds)
        case Operation(sign, left, right):
            rule = {"+": _added, "-": _subtracted, "*": _multiplied, "/": _divided}[sign]
            return rule(result_kind(left, kinds), result_kind(right, kinds))
        case Spread(_, parts):
            found = [result_kind(part, kinds) for part in parts]
            for after in found[1:]:
                found[0] = _added(found[0], after)
            return found[0]


def refuse_mismatch(found: Kind, wanted: Kind) -> None:
    """Refuse a result that the metric is not measured in. A plain number may be a share of anything."""
    if found == wanted or (found.name == "number" and wanted.name in {"number", *SHARES}) or found.loose:
        return
    if {found.name, wanted.name} <= set(SHARES) or (found.name in SHARES and wanted.name == "number"):
        return
    raise FormulaError(f"It comes to {found}, and the metric is measured as {wanted}: change one of them.")


def _added(left: Kind, right: Kind) -> Kind:
    if left.loose or right.loose:
        return right if left.loose else left
    if left == right:
        return left
    if {left.name, right.name} <= set(SHARES):
        return Kind("percent")
    if left.name == right.name == "money":
        raise FormulaError(f"{left.unit} and {right.unit} do not add up: turn one into the other first, "
                           "by a metric that is the rate.")  # fmt: skip
    if left.name == right.name == "duration":
        raise FormulaError(f"{left} and {right} do not add up: multiply one, so that both count the same unit.")
    raise FormulaError(f"{left} and {right} do not add up.".capitalize())


def _subtracted(left: Kind, right: Kind) -> Kind:
    found = _added(left, right)
    return POINTS if left.name == right.name == "percent" else found


def _multiplied(left: Kind, right: Kind) -> Kind:
    if left.name in MEASURED and right.name in MEASURED:
        raise FormulaError(f"{left} times {right} has no unit that means anything: divide them, or take one out."
                           .capitalize())  # fmt: skip
    for one, other in ((left, right), (right, left)):
        if one.name in MEASURED:
            return one
        if one.name in SHARES and other.name == "number":
            return one
    if left.name in SHARES:
        return left
    return PLAIN if not (left.loose and right.loose) else BARE


def _divided(left: Kind, right: Kind) -> Kind:
    if left.loose and right.loose:
        return BARE
    if left == right:
        return PLAIN
    if left.name == right.name == "money":
        raise FormulaError(f"{left.unit} by {right.unit} is a rate of exchange, not a share: use one currency.")
    if left.name == right.name == "duration":
        raise FormulaError(f"{left} by {right} is no share: let both count the same unit.".capitalize())
    if right.name in {"number", *SHARES} or (left.name, right.name) == ("money", "duration"):
        return Kind(left.name, left.unit)
    return PLAIN
