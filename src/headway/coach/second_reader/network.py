"""A small convolutional network over pieces of words, in whole numbers.

Each piece is a row of numbers. Layer upon layer, what stands left and right of a piece is added to it; the first two
rows, the highest and the sum of all rows of a statement then answer nine questions. All numbers are whole and so small
that their products add up exactly in single precision: a statement gets the same answer alone, among others, and on
every machine.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from ..reader.slot import SLOTS
from .pieces import FOLDER

STEP = 64
"""What a weight of 1 is in whole numbers."""
MOST = 127
"""The largest number in a row, or of a weight: 3 rows of 192 such products stay below 2 to the 24."""
SHARED = 8
"""By what the sum of a statement's rows is divided."""


class Network(NamedTuple):
    """The whole numbers of a network with rows `d` wide, as floats.

    ``rows`` (pieces + 5, d): behind those of pieces one for each slot, which stands before a statement, and an empty
    one; ``layers``: how far away the neighbours stand that it hears, weights (3 d, d) for the row before, itself and
    the one after, and biases (d); ``hidden`` (4 d, h) and (h); ``answers`` by slot (4, h, 9) and (4, 9).
    """

    rows: np.ndarray
    layers: tuple[tuple[int, np.ndarray, np.ndarray], ...]
    hidden: tuple[np.ndarray, np.ndarray]
    answers: tuple[np.ndarray, np.ndarray]


class Laid(NamedTuple):
    """Statements laid end to end as n rows, each begun by the row of its slot.

    ``numbers`` (n + 1): which row of the network stands where, at the very end the empty one; ``starts`` and ``ends``:
    where each statement begins, and where the next would.
    """

    numbers: np.ndarray
    starts: np.ndarray
    ends: np.ndarray

    def around(self, reach: int) -> np.ndarray:
        """Where the row `reach` before each one stands, it itself, and the one as far after it (n, 3).

        Outside its statement stands the empty row.
        """
        many, lengths = len(self.numbers) - 1, self.ends - self.starts
        places = np.arange(many)[:, None] + (-reach, 0, reach)
        first, end = np.repeat(self.starts, lengths)[:, None], np.repeat(self.ends, lengths)[:, None]
        places[(places < first) | (places >= end)] = many
        return places

    def second(self) -> np.ndarray:
        """Where the first piece of each statement stands; of one without any, the empty row."""
        return np.where(self.ends - self.starts > 1, self.starts + 1, len(self.numbers) - 1)


@cache
def shipped() -> Network:
    """The network beside this file."""
    with np.load(FOLDER / "network.npz") as file:
        kept = {name: file[name].astype(np.float32) for name in file.files}
        reaches = file["reaches"].tolist()
    rows = np.concatenate([kept["rows"], np.zeros_like(kept["rows"][:1])])
    layers = tuple(zip(reaches, kept["layers"], kept["layer_biases"], strict=True))
    return Network(rows, layers, (kept["hidden"], kept["hidden_bias"]), (kept["answers"], kept["answers_bias"]))


def laid(statements: Sequence[Sequence[int]], slots: Sequence[int], rows: int) -> Laid:
    """Statements of numbers of pieces as rows of a network that has `rows` of them."""
    numbers: list[int] = []
    starts = []
    for statement, slot in zip(statements, slots, strict=True):
        starts.append(len(numbers))
        numbers.append(rows - 1 - len(SLOTS) + slot)
        numbers += statement
    ends = np.array([*starts[1:], len(numbers)])
    return Laid(np.array([*numbers, rows - 1]), np.array(starts), ends)


def answers_of(network: Network, statements: Sequence[Sequence[int]], slots: Sequence[int]) -> np.ndarray:
    """What speaks for each of nine answers, in 1,024ths of a logit: (statements, 9).

    `statements` are numbers of pieces, `slots` the number of each one's slot.
    """
    table = laid(statements, slots, len(network.rows))
    around = {reach: table.around(reach) for reach, _weights, _bias in network.layers}
    rows = network.rows[table.numbers]
    said = rows[:-1]
    for reach, weights, bias in network.layers:
        said += _lowered(rows[around[reach]].reshape(len(said), -1) @ weights + bias)
        np.minimum(said, MOST, out=said)
    weights, bias = network.hidden
    hidden = _lowered(_pooled(rows, table) @ weights + bias)
    weights, bias = network.answers
    found = np.empty((len(slots), bias.shape[1]), np.float32)
    for slot, in_slot in ((slot, np.equal(slots, slot)) for slot in set(slots)):
        found[in_slot] = hidden[in_slot] @ weights[slot] + bias[slot]
    return found.astype(np.int64)


def _pooled(rows: np.ndarray, table: Laid) -> np.ndarray:
    """Of each statement its first two rows, the highest number of each column, and its lowered sum."""
    said = rows[:-1]
    shared = np.clip(np.floor(np.add.reduceat(said, table.starts) / SHARED), -MOST, MOST)
    highest = np.maximum.reduceat(said, table.starts)
    return np.concatenate([rows[table.starts], rows[table.second()], highest, shared], axis=1)


def _lowered(sums: np.ndarray) -> np.ndarray:
    """Sums of products as numbers of a row: nothing below 0, in whole steps, at most MOST."""
    sums /= STEP
    np.floor(sums, out=sums)
    return np.clip(sums, 0, MOST, out=sums)
