"""Whether two series move together: a KPI that only repeats another tells nothing of its own."""

from collections.abc import Hashable, Mapping
from itertools import pairwise
from math import sqrt
from operator import mul
from typing import TypeVar

FEWEST = 8
P = TypeVar("P", bound=Hashable)


def moving_together(one: Mapping[P, float], other: Mapping[P, float], fewest: int = FEWEST) -> float | None:
    """Pearson correlation of the changes from period to period, -1 to 1; None with fewer than `fewest` changes.

    Changes and not values are compared: two series that merely both grow correlate by their trend (spurious
    correlation, Granger & Newbold 1974, https://doi.org/10.1016/0304-4076(74)90034-7). The periods are those that
    both have, in the order of `one`.
    """
    common = [period for period in one if period in other]
    if len(common) - 1 < fewest:
        return None
    first = _changes([one[period] for period in common])
    second = _changes([other[period] for period in common])
    spread = sqrt(_product(first, first) * _product(second, second))
    return _product(first, second) / spread if spread > 0 else None


def _changes(values: list[float]) -> list[float]:
    steps = [after - before for before, after in pairwise(values)]
    mean = sum(steps) / len(steps)
    return [step - mean for step in steps]


def _product(one: list[float], other: list[float]) -> float:
    return sum(map(mul, one, other))
