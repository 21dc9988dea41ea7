"""The second reader's weights, in thousandths of a logit: of features and of words at their places.

`features.json` holds a weight per question for each feature. `words.txt` and `words.i16` hold them for each word: rows
of little-endian 16-bit numbers, in a row by slot, then by place, then by question.
"""

import json
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

ASKED = {
    "objective": ("task_not_outcome", "objective_is_metric"),
    "key_result": ("task_not_outcome", "unmeasurable", "no_target"),
}
"""The patterns that a statement in a slot is asked about."""
PLACES = ("anywhere", "first", "second", "last")
FOLDER = Path(__file__).parent
_STARTS = {"objective": 0, "key_result": len(PLACES) * len(ASKED["objective"])}
WIDTH = len(PLACES) * sum(len(codes) for codes in ASKED.values())
"""Numbers in the row of a word."""


class Weights(NamedTuple):
    """Weights by question, each question's in a column, and the row of each name in them."""

    rows: Mapping[str, int]
    columns: Sequence[Sequence[int]]

    def of(self, name: str) -> list[int]:
        """The weights of `name` by question: nothing where it has none."""
        row = self.rows.get(name)
        return [0 if row is None else column[row] for column in self.columns]

    def sums(self, names: Iterable[str]) -> list[int]:
        """The weights of `names` added up, by question."""
        rows = [self.rows[name] for name in names if name in self.rows]
        return [sum(map(column.__getitem__, rows)) for column in self.columns]


def weights_of(by_name: Mapping[str, Sequence[int]], slot: str) -> Weights:
    """The weights by question that each name has in `slot`."""
    columns = zip([0] * len(ASKED[slot]), *by_name.values(), strict=True)
    return Weights({name: row for row, name in enumerate(by_name, 1)}, [array("h", column) for column in columns])


@cache
def of_features(slot: str) -> Weights:
    """The weights of each feature that counts in `slot`."""
    return weights_of(json.loads((FOLDER / "features.json").read_text(encoding="utf-8"))[slot], slot)


@cache
def of_words(slot: str) -> dict[str, Weights]:
    """The weights of each word in `slot`, by its place."""
    rows, table, many = {word: row for row, word in enumerate(words())}, _table(), len(ASKED[slot])
    starts = {place: _STARTS[slot] + many * at for at, place in enumerate(PLACES)}
    return {place: Weights(rows, [table[start + at :: WIDTH] for at in range(many)]) for place, start in starts.items()}


def words() -> list[str]:
    """The words that have weights, the most frequent in English first."""
    return (FOLDER / "words.txt").read_text(encoding="ascii").split()


@cache
def _table() -> "array[int]":
    table = array("h")
    table.frombytes((FOLDER / "words.i16").read_bytes())
    if sys.byteorder == "big":
        table.byteswap()
    return table
