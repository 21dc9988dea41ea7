"""The second reader's weights, in thousandths of a logit: of features and of words at their places.

`features.json` holds a weight per question for each feature. `words.txt` and `words.i16` hold them for each word: rows
of little-endian 16-bit numbers, in a row by slot, then by place, then by question.
"""

import json
import sys
from array import array
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path

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


@cache
def of_features(slot: str) -> dict[str, list[int]]:
    """The weights of each feature that counts in `slot`, one per question that it is asked."""
    return json.loads((FOLDER / "features.json").read_text(encoding="utf-8"))[slot]


@cache
def of_words(slot: str) -> Callable[[str, str], Sequence[int] | None]:
    """A function of a word and its place that gives its weights, one per question; None for an unknown word."""
    rows, table, many = _rows(), _table(), len(ASKED[slot])
    starts = {place: _STARTS[slot] + many * at for at, place in enumerate(PLACES)}

    @lru_cache(maxsize=16_384)
    def of_word(word: str, place: str) -> Sequence[int] | None:
        row = rows.get(word)
        return None if row is None else table[(start := row * WIDTH + starts[place]) : start + many].tolist()

    return of_word


def words() -> list[str]:
    """The words that have weights, the most frequent in English first."""
    return (FOLDER / "words.txt").read_text(encoding="ascii").split()


@cache
def _rows() -> dict[str, int]:
    return {word: row for row, word in enumerate(words())}


@cache
def _table() -> "array[int]":
    table = array("h")
    table.frombytes((FOLDER / "words.i16").read_bytes())
    if sys.byteorder == "big":
        table.byteswap()
    return table
