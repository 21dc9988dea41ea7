"""From text to tree: ``K-3 / K-4 * 100``, with ``+ - * /``, parentheses, numbers, keys and a few functions.

Nothing is ever evaluated by Python's own means: what the grammar does not know is refused where it stands.

    sum      = product { ("+" | "-") product }
    product  = factor { ("*" | "/") factor }
    factor   = "-" factor | number | key | function "(" sum { "," sum } ")" | "(" sum ")"
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

LONGEST, DEEPEST, MOST_KEYS, FARTHEST = 500, 30, 20, 400
TOKEN = re.compile(r"\s*(?:(?P<key>K-\d{1,9})|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]+)|(?P<sign>[-+*/(),]))")
SPREADS = ("sum", "mean", "min", "max")
"""Functions over several values."""
BACK = ("lag", "rolling")
"""Functions of a key and a number of periods: its value so long ago, and the sum of so many up to now."""


class FormulaError(ValueError):
    """What cannot stand in a formula, in a whole sentence, and from which character on."""

    def __init__(self, sentence: str, at: int = 0) -> None:
        super().__init__(sentence)
        self.sentence, self.at = sentence, at


@dataclass(frozen=True, slots=True)
class Number:
    value: Fraction


@dataclass(frozen=True, slots=True)
class Key:
    """The value of a metric, ``back`` periods ago; with ``span`` the sum of so many periods up to then."""

    key: str
    back: int = 0
    span: int = 1

    @property
    def offsets(self) -> range:
        """How many periods later than a reading the values lie that it goes into."""
        return range(self.back, self.back + self.span)


@dataclass(frozen=True, slots=True)
class Negative:
    of: "Node"


@dataclass(frozen=True, slots=True)
class Operation:
    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Spread:
    name: str
    parts: tuple["Node", ...]


Node = Number | Key | Negative | Operation | Spread


def parse(text: str) -> Node:
    """The tree of a formula. Raises :class:`FormulaError`."""
    if len(text) > LONGEST:
        raise FormulaError(f"A formula holds up to {LONGEST} characters; this one has {len(text)}.")
    if not text.strip():
        raise FormulaError("A formula needs at least one other metric, by its key: K-3, for example.")
    reader = _Reader(text)
    tree = reader.sum()
    reader.end()
    found = {leaf.key for leaf in keys_in(tree)}
    if not found:
        raise FormulaError("A formula needs at least one other metric, by its key: K-3, for example.")
    if len(found) > MOST_KEYS:
        raise FormulaError(f"A formula reads up to {MOST_KEYS} metrics; this one reads {len(found)}.")
    return tree


def keys_in(node: Node) -> Iterator[Key]:
    """Every place where a metric is read, from left to right."""
    match node:
        case Key():
            yield node
        case Negative(of):
            yield from keys_in(of)
        case Operation(_, left, right):
            yield from keys_in(left)
            yield from keys_in(right)
        case Spread(_, parts):
            for part in parts:
                yield from keys_in(part)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


class _Reader:
    """Reads by descent; ``depth`` bounds how deep parentheses may go."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.place = self.depth = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.place]

    def take(self) -> _Token:
        token = self.next
        self.place += 1
        return token

    def expect(self, sign: str) -> None:
        if self.next.text != sign:
            raise FormulaError(f"Here {_named(self.next)} stands where “{sign}” is missing.", self.next.at)
        self.take()

    def end(self) -> None:
        if self.next.kind != "end":
            raise FormulaError(f"{_named(self.next).capitalize()} does not follow from what is before it: put + - * "
                               "or / between, or take it out.", self.next.at)  # fmt: skip

    def sum(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError("It is nested too deeply to be read by anybody: split it into two metrics.")
        node = self.product()
        while self.next.text in {"+", "-"}:
            node = Operation(self.take().text, node, self.product())
        self.depth -= 1
        return node

    def product(self) -> Node:
        node = self.factor()
        while self.next.text in {"*", "/"}:
            node = Operation(self.take().text, node, self.factor())
        return node

    def factor(self) -> Node:
        negative = False
        while self.next.text == "-":
            self.take()
            negative = not negative
        node = self.atom()
        return Negative(node) if negative else node

    def atom(self) -> Node:
        token = self.take()
        if token.kind == "number":
            return Number(Fraction(token.text))
        if token.kind == "key":
            return Key(token.text)
        if token.kind == "name":
            return self.function(token)
        if token.text == "(":
            node = self.sum()
            self.expect(")")
            return node
        raise FormulaError(f"Here {_named(token)} stands where a number, a key or a parenthesis is missing.", token.at)

    def function(self, name: _Token) -> Node:
        if name.text not in SPREADS + BACK:
            known = ", ".join(SPREADS + BACK)
            raise FormulaError(f"“{name.text}” is no function here: there are {known}.", name.at)
        self.expect("(")
        parts = [self.sum()]
        while self.next.text == ",":
            self.take()
            parts.append(self.sum())
        self.expect(")")
        return _back(name, parts) if name.text in BACK else Spread(name.text, tuple(parts))


def _back(name: _Token, parts: list[Node]) -> Node:
    match parts:
        case [Key(key, 0, 1), Number(count)] if count.denominator == 1 and 1 <= count <= FARTHEST:
            return Key(key, back=int(count)) if name.text == "lag" else Key(key, span=int(count))
    raise FormulaError(f"{name.text} takes a key and a whole number of periods from 1 to {FARTHEST}: "
                       f"{name.text}(K-3, 4).", name.at)  # fmt: skip


def _tokens(text: str) -> Iterator[_Token]:
    at, end = 0, len(text.rstrip())
    while at < end:
        match = TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            wrong = text[at:].lstrip()[:1]
            raise FormulaError(f"“{wrong}” has no meaning in a formula: use keys, numbers, + - * / and parentheses.",
                               len(text) - len(text[at:].lstrip()))  # fmt: skip
        yield _Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup))
        at = match.end()
    yield _Token("end", "", end)


def _named(token: _Token) -> str:
    return f"“{token.text}”" if token.text else "the end"
