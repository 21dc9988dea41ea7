"""How rare a value is, judged by its own past: peaks over a threshold with a generalised Pareto tail.

Siffer et al., "Anomaly Detection in Streams with Extreme Value Theory", KDD 2017, with the tail fitted
by moments (Hosking and Wallis, "Parameter and Quantile Estimation for the GPD", 1987).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Readings before anything is judged, readings remembered, and the share of them that makes the tail.
FIRST = 20
MEMORY = 8000
TAIL = 0.02
LEAST_TAIL = 8
# The tail is refitted when the history has grown by a tenth.
GROWTH = 10
HEAVIEST = 0.4


def surprisals(features: Array) -> Array:
    """−log10 of the chance of a value as high as each, given only what came before it (same shape).

    Zero for values that are not in the upper tail, and for the first ``FIRST`` readings.
    """
    rarity = np.zeros_like(features)
    for begin, end in _blocks(features.shape[1]):
        history = features[:, max(0, begin - MEMORY) : begin]
        rarity[:, begin:end] = _rarity(history, features[:, begin:end])
    return rarity


def _blocks(n: int) -> Iterator[tuple[int, int]]:
    begin = FIRST
    while begin < n:
        end = begin + max(1, begin // GROWTH)
        yield begin, min(end, n)
        begin = end


def _rarity(history: Array, values: Array) -> Array:
    n = history.shape[1]
    size = max(LEAST_TAIL, int(TAIL * n))
    tail = np.partition(history, n - size - 1, axis=1)[:, n - size - 1 :]
    threshold = tail[:, :1]
    shape, scale = _fit(tail - threshold, np.abs(threshold))
    excess = np.maximum(values - threshold, 0.0) / scale
    straight = shape < 1e-6
    bent = np.log1p(shape * excess) / np.where(straight, 1.0, shape)
    decay = np.where(straight, excess, bent)
    return np.where(values > threshold, (decay - np.log(size / n)) / np.log(10.0), 0.0)


def _fit(excesses: Array, size: Array) -> tuple[Array, Array]:
    """Shape (0 .. ``HEAVIEST``) and scale of the excesses of each row; 5 % of `size` where there is none."""
    count = (excesses > 0).sum(axis=1, keepdims=True)
    known = np.maximum(count, 1)
    mean = excesses.sum(axis=1, keepdims=True) / known
    variance = (excesses**2).sum(axis=1, keepdims=True) / known - mean**2
    mean = np.where(count > 0, mean, 0.05 * size + 1e-12)
    varied = (variance > 0) & (count > 0)
    ratio = mean**2 / np.where(varied, variance, 1.0)
    shape = np.where(varied, np.clip(0.5 * (1 - ratio), 0.0, HEAVIEST), 0.0)
    return shape, np.maximum(mean * (1 - shape), 1e-300)
