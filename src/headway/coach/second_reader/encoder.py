"""The layers of a small language model over pieces of words, for the statements that smaller networks leave in doubt.

Each row of a statement asks all others what they have to say to it and is changed by the answers, layer upon layer
(Vaswani and others 2017, arXiv:1706.03762). In the last layer only the first row asks; it and the mean of the rows
below it answer nine questions.

Rows are in whole steps and weights in whole multiples of a power of two, so that their products, nearly all of the
reckoning, add up exactly in single precision. The rest is reckoned row by row and statement by statement: a statement
gets the same answer alone and among others.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from ..reader.slot import SLOTS
from .network import LOGIT
from .pieces import FOLDER
from .table import Table, laid

ROW_STEPS = 64
"""Into how many steps 1 is divided in a row, and in what changes it by itself."""
TOLD_STEPS = 256
"""Into how many in what a row is told."""
HEAD = 32
"""How many columns of a row are asked about together."""
TOGETHER = 4
"""Statements are asked together whose lengths are the same when rounded up to a multiple of so many."""


class Matrix(NamedTuple):
    """Weights (in, out) and what is added to the products (out), both in the steps that they meet and make."""

    weights: np.ndarray
    bias: np.ndarray

    def times(self, rows: np.ndarray) -> np.ndarray:
        """The products of rows (n, in) with the weights (n, out)."""
        found = rows @ self.weights
        found += self.bias
        return found


class Layer(NamedTuple):
    """What rows ask (d, a), what they hold against it and what they say (d, 2 a), what becomes of that (a, d), and the
    two matrices by which each row changes itself (d, f) and (f, d); and how rows are evened out after either change
    (2, 2, d): a weight and a bias each."""

    asking: Matrix
    holding: Matrix
    telling: Matrix
    inner: Matrix
    outer: Matrix
    even: np.ndarray


class Encoder(NamedTuple):
    """``rows`` (pieces + 4, d) of whole numbers, behind those of pieces one for each slot, and how large the ``steps``
    of each are; what is added at each of the ``places`` (63, d); how rows are evened out at first (2, d); the layers;
    and the answers (2 d, 9)."""

    rows: np.ndarray
    steps: np.ndarray
    places: np.ndarray
    even: np.ndarray
    layers: tuple[Layer, ...]
    answers: Matrix


@cache
def shipped(name: str) -> Encoder:
    """The encoder in the folder `name` beside this file."""
    with np.load(FOLDER / name / "network.npz") as file:
        kept = {each: file[each] for each in file.files}

    def matrix(part: str, meets: int, makes: int | np.ndarray) -> Matrix:
        weights = np.ldexp(kept[f"{part}_weights"].astype(np.float32), kept[f"{part}_powers"])
        return Matrix((weights * (makes / meets)).astype(np.float32), (kept[f"{part}_bias"] * makes).astype(np.float32))

    def layer(at: int) -> Layer:
        held = np.repeat([1, TOLD_STEPS], len(kept[f"holding_{at}_bias"]) // 2)
        return Layer(
            asking=matrix(f"asking_{at}", ROW_STEPS, 1),
            holding=matrix(f"holding_{at}", ROW_STEPS, held),
            telling=matrix(f"telling_{at}", TOLD_STEPS, ROW_STEPS),
            inner=matrix(f"inner_{at}", ROW_STEPS, ROW_STEPS),
            outer=matrix(f"outer_{at}", ROW_STEPS, ROW_STEPS),
            even=kept[f"even_{at}"] * np.float32(ROW_STEPS),
        )

    layers = tuple(layer(at) for at in range(int(kept["layers"])))
    even = kept["even"] * np.float32(ROW_STEPS)
    return Encoder(kept["rows"], kept["steps"], kept["places"], even, layers, matrix("answers", ROW_STEPS, LOGIT))


class Group(NamedTuple):
    """Statements of like length that are asked together: where their rows stand (s, l), and which places they fill;
    and the same of the rows that ask (s, k)."""

    places: np.ndarray
    filled: np.ndarray
    askers: np.ndarray
    asking: np.ndarray


def answers(name: str, statements: Sequence[Sequence[int]], slots: Sequence[int]) -> np.ndarray:
    """What the encoder in the folder `name` answers to one or more statements, as `answers_of` tells."""
    return answers_of(shipped(name), statements, slots)


def answers_of(encoder: Encoder, statements: Sequence[Sequence[int]], slots: Sequence[int]) -> np.ndarray:
    """What speaks for each of nine answers, in 1,024ths of a logit: (statements, 9).

    `statements` are numbers of pieces, `slots` the number of each one's slot.
    """
    table = laid(statements, slots, len(encoder.rows) - len(SLOTS))
    groups = list(_of_like_length(table))
    rows = _begun(encoder, table)
    for layer in encoder.layers[:-1]:
        rows = _changed(layer, rows, rows, groups)
    mean = np.rint(np.add.reduceat(rows, table.starts) / table.lengths[:, None].astype(np.float32))
    first = _changed(encoder.layers[-1], rows[table.starts], rows, list(_of_first_rows(groups, table)))
    return np.rint(encoder.answers.times(np.concatenate([first, mean], axis=1))).astype(np.int64)


def _begun(encoder: Encoder, table: Table) -> np.ndarray:
    """The row of each piece, with what its place in the statement adds."""
    places = np.arange(len(table.numbers)) - np.repeat(table.starts, table.lengths)
    rows = encoder.rows[table.numbers] * encoder.steps[table.numbers, None]
    return _even(rows + encoder.places[places], encoder.even)


def _of_like_length(table: Table) -> Iterator[Group]:
    """All statements, those together whose lengths are the same when rounded up to a multiple of TOGETHER."""
    widths = -(-table.lengths // TOGETHER) * TOGETHER
    for width in np.unique(widths):
        chosen = np.flatnonzero(widths == width)[:, None]
        within = np.arange(width)
        places = np.minimum(table.starts[chosen] + within, len(table.numbers) - 1)
        filled = within < table.lengths[chosen]
        yield Group(places, filled, places, filled)


def _of_first_rows(groups: Sequence[Group], table: Table) -> Iterator[Group]:
    """The same groups, where only the first row of each statement asks: the n-th statement's is the n-th that asks."""
    for group in groups:
        askers = np.searchsorted(table.starts, group.places[:, :1])
        yield group._replace(askers=askers, asking=group.filled[:, :1])


def _changed(layer: Layer, asking: np.ndarray, rows: np.ndarray, groups: Sequence[Group]) -> np.ndarray:
    """The rows that ask as what `rows` tell them, and then they themselves, change them."""
    told = _told(layer.asking.times(asking), layer.holding.times(rows), groups)
    asking = _even(asking + layer.telling.times(told), layer.even[0])
    inner = np.maximum(layer.inner.times(asking), 0)
    return _even(asking + layer.outer.times(np.rint(inner, out=inner)), layer.even[1])


def _told(asking: np.ndarray, holding: np.ndarray, groups: Sequence[Group]) -> np.ndarray:
    """What each row that asks is told: what all of its statement say, by how well what they hold answers it."""
    found = np.empty_like(asking)
    for group in groups:
        held, said = np.split(holding[group.places], 2, axis=2)
        weights = _by_head(asking[group.askers]) @ _by_head(held).swapaxes(2, 3)
        weights *= np.float32(HEAD**-0.5)
        weights = np.where(group.filled[:, None, None], weights, -np.inf)
        weights = np.exp(weights - weights.max(axis=3, keepdims=True))
        weights /= weights.sum(axis=3, keepdims=True)
        told = (weights @ _by_head(said)).swapaxes(1, 2).reshape(*group.askers.shape, -1)
        found[group.askers[group.asking]] = told[group.asking]
    return np.rint(found, out=found)


def _by_head(rows: np.ndarray) -> np.ndarray:
    """Rows of statements (s, l, a) by the columns that are asked about together: (s, heads, l, HEAD)."""
    return rows.reshape(*rows.shape[:2], -1, HEAD).swapaxes(1, 2)


def _even(rows: np.ndarray, even: np.ndarray) -> np.ndarray:
    """Rows with a mean of 0 and a variance of 1 each, weighted and moved column by column (Ba and others 2016,
    arXiv:1607.06450), in whole steps; changes `rows`."""
    rows -= rows.mean(axis=1, keepdims=True)
    rows *= 1 / np.sqrt(np.square(rows).mean(axis=1, keepdims=True))
    rows *= even[0]
    rows += even[1]
    return np.rint(rows, out=rows)
