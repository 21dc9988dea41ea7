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


class WordModel:
    """One logistic regression per code on sparse features."""

    def __init__(
        self,
        seen: Sequence[Features],
        codes: Sequence[set[str]],
        names: Sequence[str],
        penalty: float = _PENALTY,
        at_least: int = _SEEN,
    ) -> None:
        counts = Counter(name for each in seen for name in each)
        self.names = tuple(names)
        self.place = {name: index for index, name in enumerate(sorted(n for n, c in counts.items() if c >= at_least))}
        inputs, truth = self._table(seen), np.array([[name in own for name in names] for own in codes], dtype=float)
        self.weights = np.zeros((len(self.place), len(names)))
        squares = np.full_like(self.weights, 1e-8)
        for _ in range(_STEPS):
            slope = inputs.T @ (_chance(inputs @ self.weights) - truth) + penalty * self.weights
            squares += slope**2
            self.weights -= _RATE * slope / np.sqrt(squares)

    def chances(self, asked: Sequence[Features]) -> np.ndarray:
        """Statements by codes: how likely each code is."""
        return _chance(self._table(asked) @ self.weights)

    def reasons(self, code: str, most: int = 5) -> list[str]:
        """The features that speak loudest for `code`."""
        column, names = self.weights[:, self.names.index(code)], list(self.place)
        return [names[index] for index in np.argsort(-column)[:most]]

    def _table(self, statements: Sequence[Features]) -> np.ndarray:
        table = np.zeros((len(statements), len(self.place)))
        for row, own in enumerate(statements):
            table[row, [self.place[name] for name in own if name in self.place]] = 1.0
        return table


def _chance(score: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-score))
