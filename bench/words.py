"""A learned reader to compare the rules with: logistic regression on the words of a statement.

It knows the slot, the stems of the words and what the rules found, is trained without the organisation it is asked
about, and its weights can be looked at. Ridge penalty, plain gradient steps scaled per weight (Adagrad), no chance
involved: the same data give the same weights.
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

Features = frozenset[str]
_WORD = re.compile(r"[a-z]+|0|[%<>≥≤→$€£+:]")
_NUMBER = re.compile(r"\d[\d.,]*")
_ENDING = re.compile(r"(?:ing|ed|es|s|ly)$")
_PENALTY, _STEPS, _RATE, _SEEN = 1.0, 200, 0.5, 2


def features_of(text: str, declared: str, told: Sequence[str] = ()) -> Features:
    """What the model sees of a statement in its slot; `told` are the codes the rules found, when it may see them."""
    words = _WORD.findall(_NUMBER.sub("0", text.lower()))[:40]
    stems = {f"word {_ENDING.sub('', word)}" for word in words}
    first = {f"first {_ENDING.sub('', words[0])}"} if words else set()
    rules = {f"rule {code}" for code in told} | {f"rule {code} in {declared}" for code in told}
    return frozenset(stems | first | rules | {"always", f"slot {declared}", f"numbers {min(words.count('0'), 3)}"})


class Table:
    """A matrix of ones and noughts that holds only where its ones are: the few words of each statement.

    ``rows`` is sorted, and every row has a one.
    """

    def __init__(self, rows: np.ndarray, columns: np.ndarray) -> None:
        self.rows, self.columns = rows, columns
        self.starts = np.flatnonzero(np.diff(rows, prepend=-1))

    def times(self, other: np.ndarray) -> np.ndarray:
        """The product with a dense matrix."""
        return np.add.reduceat(other[self.columns], self.starts, axis=0)

    def turned(self) -> "Table":
        """Its transpose."""
        order = np.argsort(self.columns, kind="stable")
        return Table(self.columns[order], self.rows[order])


class WordModel:
    """One logistic regression per code on sparse features, and on columns of numbers `beside` them if there are any."""

    def __init__(
        self,
        seen: Sequence[Features],
        codes: Sequence[set[str]],
        names: Sequence[str],
        penalty: float = _PENALTY,
        at_least: int = _SEEN,
        beside: np.ndarray | None = None,
        steps: int = _STEPS,
    ) -> None:
        counts = Counter(name for each in seen for name in each)
        self.names = tuple(names)
        self.place = {name: index for index, name in enumerate(sorted(n for n, c in counts.items() if c >= at_least))}
        inputs, truth = self._table(seen), np.array([[name in own for name in names] for own in codes], dtype=float)
        by_feature, many = inputs.turned(), len(self.place)
        more = np.zeros((len(seen), 0)) if beside is None else beside
        learned = np.zeros((many + more.shape[1], len(names)))
        squares = np.full_like(learned, 1e-8)
        for _ in range(steps):
            wrong = _chance(inputs.times(learned[:many]) + more @ learned[many:]) - truth
            slope = np.concatenate([by_feature.times(wrong), more.T @ wrong]) + penalty * learned
            squares += slope**2
            learned -= _RATE * slope / np.sqrt(squares)
        self.weights, self.beside_weights = learned[:many], learned[many:]

    def chances(self, asked: Sequence[Features]) -> np.ndarray:
        """Statements by codes: how likely each code is."""
        return _chance(self._table(asked).times(self.weights))

    def reasons(self, code: str, most: int = 5) -> list[str]:
        """The features that speak loudest for `code`."""
        column, names = self.weights[:, self.names.index(code)], list(self.place)
        return [names[index] for index in np.argsort(-column)[:most]]

    def _table(self, statements: Sequence[Features]) -> "Table":
        places = [sorted(self.place[name] for name in own if name in self.place) for own in statements]
        return Table(
            np.repeat(np.arange(len(places)), [len(own) for own in places]), np.concatenate(places).astype(int)
        )


def _chance(score: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-score))
