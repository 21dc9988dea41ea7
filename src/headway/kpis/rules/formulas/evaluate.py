"""The value of a formula for one period, exactly: fractions all the way, rounded once at the end."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from headway.kpis.rules.aggregate import divided
from headway.kpis.rules.formulas.parse import Key, Negative, Node, Number, Operation, Spread

LARGEST = 10**15

Look = Callable[[str, int], "Fraction | str"]
"""The value of a key so many periods back, or in words why there is none."""


class Missing(Exception):
    """There is no value, and why."""

    def __init__(self, why: str, key: str = "", back: int = 0) -> None:
        super().__init__(why)
        self.why, self.key, self.back = why, key, back


@dataclass(frozen=True, slots=True)
class Computed:
    """A scaled value with the parts of a ratio where it is one; or why there is none, and because of which key.

    Reasons: ``missing`` (no reading), ``percentile`` and ``parts`` (readings that do not come together),
    ``zero`` (a division by it), ``large``.
    """

    value: int | None
    numerator: int | None = None
    denominator: int | None = None
    why: str = ""
    key: str = ""
    back: int = 0


def compute(node: Node, look: Look, scale: int, *, parts: bool = False) -> Computed:
    """The value of the tree at ``scale``. With ``parts`` a quotient keeps its numerator and denominator."""
    try:
        value = _scaled(_value(node, look), scale)
        if abs(value) > LARGEST:
            return Computed(None, why="large")
        top, bottom = _parts(node, look) if parts else (None, None)
    except Missing as missing:
        return Computed(None, why=missing.why, key=missing.key, back=missing.back)
    return Computed(value, top, bottom)


def _value(node: Node, look: Look) -> Fraction:
    match node:
        case Number(value):
            return value
        case Key():
            return sum((_looked(node.key, back, look) for back in node.offsets), Fraction())
        case Negative(of):
            return -_value(of, look)
        case Operation(sign, left, right):
            return _operated(sign, _value(left, look), _value(right, look))
        case Spread(name, parts):
            values = [_value(part, look) for part in parts]
            if name == "mean":
                return sum(values, Fraction()) / len(values)
            return sum(values, Fraction()) if name == "sum" else {"min": min, "max": max}[name](values)


def _looked(key: str, back: int, look: Look) -> Fraction:
    found = look(key, back)
    if isinstance(found, str):
        raise Missing(found, key, back)
    return found


def _operated(sign: str, left: Fraction, right: Fraction) -> Fraction:
    if sign == "/":
        if right == 0:
            raise Missing("zero")
        return left / right
    return {"+": left + right, "-": left - right, "*": left * right}[sign]


def _scaled(value: Fraction, scale: int) -> int:
    scaled = value * 10**scale
    return divided(scaled.numerator, scaled.denominator)


def quotient_of(node: Node) -> tuple[Node, Node] | None:
    """Both sides of ``a / b`` or ``a / b * 100``, the shapes of a share; None for any other."""
    match node:
        case Operation("*", Operation("/", left, right), Number(Fraction(numerator=100, denominator=1))):
            return left, right
        case Operation("/", left, right):
            return left, right
    return None


def _parts(node: Node, look: Look) -> tuple[int | None, int | None]:
    sides = quotient_of(node)
    if sides is None:
        return None, None
    top, bottom = (_value(side, look) for side in sides)
    common = top.denominator * bottom.denominator
    whole = [int(side * common) for side in (top, bottom)]
    if whole[1] <= 0 or max(map(abs, whole)) > LARGEST:
        return None, None
    return whole[0], whole[1]
