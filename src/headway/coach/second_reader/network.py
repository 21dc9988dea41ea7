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
from .table import Table, laid

STEP = 64
"""What a weight of 1 is in whole numbers."""
MOST = 127
"""The largest number in a row, or of a weight: 3 rows of 192 such products stay below 2 to the 24."""
LOGIT = 1_024
"""What a logit is in the numbers it answers with."""
TOGETHER = 64
"""As many statements as a processor can keep at hand; more at once take longer each."""
SHARED = 8
"""By what the sum of a statement's rows is divided."""


class Network(NamedTuple):
    """The whole numbers of a network with rows `d` wide; as floats, but for ``rows``, of which few are needed at once.

    ``rows`` (pieces + 4, d): behind those of pieces one for each slot, which stands before a statement; ``layers``:
    how far away the neighbours stand that it hears, weights (3 d, d) for the row before, itself and the one after, and
    biases (d); ``hidden`` (4 d, h) and (h); ``answers`` by slot (4, h, 9) and (4, 9).
    """

    rows: np.ndarray
    layers: tuple[tuple[int, np.ndarray, np.ndarray], ...]
    hidden: tuple[np.ndarray, np.ndarray]
    answers: tuple[np.ndarray, np.ndarray]


@cache
def shipped(name: str) -> Network:
    """The network in the folder `name` beside this file."""
    with np.load(FOLDER / name / "network.npz") as file:
        kept = {each: file[each].astype(np.float32) for each in file.files if each != "rows"}
        rows, reaches = file["rows"], file["reaches"].tolist()
    layers = tuple(zip(reaches, kept["layers"], kept["layer_biases"], strict=True))
    return Network(rows, layers, (kept["hidden"], kept["hidden_bias"]), (kept["answers"], kept["answers_bias"]))


def answers(name: str, statements: Sequence[Sequence[int]], slots: Sequence[int]) -> np.ndarray:
    """What the network in the folder `name` answers to one or more statements, as `answers_of` tells."""
    parts = (slice(start, start + TOGETHER) for start in range(0, len(statements), TOGETHER))
    return np.concatenate([answers_of(shipped(name), statements[part], slots[part]) for part in parts])


def answers_of(network: Network, statements: Sequence[Sequence[int]], slots: Sequence[int]) -> np.ndarray:
    """What speaks for each of nine answers, in 1,024ths of a logit: (statements, 9).

    `statements` are numbers of pieces, `slots` the number of each one's slot.
    """
    table = laid(statements, slots, len(network.rows) - len(SLOTS))
    around = {reach: table.around(reach) for reach, _weights, _bias in network.layers}
    rows = with_empty(network.rows[table.numbers].astype(np.float32))
    said = rows[:-1]  # a view: what is added here is heard by the next layer
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


def with_empty(rows: np.ndarray) -> np.ndarray:
    """`rows` and behind them an empty one, for what stands outside a statement."""
    return np.concatenate([rows, np.zeros_like(rows[:1])])


def _pooled(rows: np.ndarray, table: Table) -> np.ndarray:
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
