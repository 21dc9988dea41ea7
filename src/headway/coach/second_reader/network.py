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
    one; ``layers`` pairs of weights (d, 3 d), for the row before, itself and the one after, and biases (d);
    ``hidden`` (4 d, h) and (h); ``answers`` by slot (4, h, 9) and (4, 9).
    """

    rows: np.ndarray
    layers: tuple[tuple[np.ndarray, np.ndarray], ...]
    hidden: tuple[np.ndarray, np.ndarray]
    answers: tuple[np.ndarray, np.ndarray]


@cache
def shipped() -> Network:
    """The network beside this file."""
    with np.load(FOLDER / "network.npz") as file:
        kept = {name: file[name].astype(np.float32) for name in file.files}
    rows = np.concatenate([kept["rows"], np.zeros_like(kept["rows"][:1])])
    layers = tuple(zip(kept["layers"], kept["layer_biases"], strict=True))
    return Network(rows, layers, (kept["hidden"], kept["hidden_bias"]), (kept["answers"], kept["answers_bias"]))


def answers_of(network: Network, statements: Sequence[Sequence[int]], slots: Sequence[int]) -> np.ndarray:
    """What speaks for each of nine answers, in 1,024ths of a logit: (statements, 9).

    `statements` are numbers of pieces, `slots` the number of each one's slot.
    """
    rows, starts, within = _rows(network, statements, slots)
    for weights, bias in network.layers:
        rows = _with_neighbours(rows, weights, bias)
        rows *= within
    seen = np.concatenate([rows[starts], rows[starts + 1], *_pooled(rows, starts, within)], axis=1)
    weights, bias = network.hidden
    hidden = _lowered(seen @ weights + bias)
    weights, bias = network.answers
    found = np.empty((len(starts), bias.shape[1]), np.float32)
    for slot, in_slot in ((slot, np.equal(slots, slot)) for slot in set(slots)):
        found[in_slot] = hidden[in_slot] @ weights[slot] + bias[slot]
    return found.astype(np.int64)


def _rows(
    network: Network, statements: Sequence[Sequence[int]], slots: Sequence[int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All statements in one table, an empty row behind each; where each starts; and 0 in empty rows, 1 in others."""
    numbers, starts = in_a_row(statements, slots, len(network.rows))
    return network.rows[numbers], starts, (numbers < len(network.rows) - 1).astype(np.float32)[:, None]


def in_a_row(statements: Sequence[Sequence[int]], slots: Sequence[int], rows: int) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the rows of all statements, each between that of its slot and an empty one, and their starts."""
    numbers: list[int] = []
    starts = []
    for statement, slot in zip(statements, slots, strict=True):
        starts.append(len(numbers))
        numbers.append(rows - 1 - len(SLOTS) + slot)
        numbers += statement
        numbers.append(rows - 1)
    return np.array(numbers), np.array(starts)


def _with_neighbours(rows: np.ndarray, weights: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """The rows with what they and their neighbours say added."""
    before, itself, after = np.split(rows @ weights, 3, axis=1)
    itself[1:] += before[:-1]
    itself[:-1] += after[1:]
    rows = rows + _lowered(itself + bias)
    return np.clip(rows, -MOST, MOST, out=rows)


def _pooled(rows: np.ndarray, starts: np.ndarray, within: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The highest number of each column in a statement, and its lowered sum."""
    shared = np.clip(np.floor(np.add.reduceat(rows, starts) / SHARED), -MOST, MOST)
    highest = np.maximum.reduceat(np.where(within, rows, np.float32(-MOST)), starts)
    return highest, shared


def _lowered(sums: np.ndarray) -> np.ndarray:
    """Sums of products as numbers of a row: nothing below 0, in whole steps, at most MOST."""
    np.maximum(sums, 0, out=sums)
    sums /= STEP
    np.floor(sums, out=sums)
    return np.minimum(sums, MOST, out=sums)
