"""Statements laid end to end as the rows of one table, so that all are reckoned with at once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Table(NamedTuple):
    """Some statements as n rows, each begun by the row of its slot.

    ``numbers`` (n): which of its rows a network puts where; of each statement where it ``starts`` and its ``lengths``.
    """

    numbers: np.ndarray
    starts: np.ndarray
    lengths: np.ndarray

    def around(self, reach: int) -> np.ndarray:
        """Where the row `reach` before each one stands, it itself, and the one as far after it (n, 3); n where that
        is outside its statement."""
        many = len(self.numbers)
        first = np.repeat(self.starts, self.lengths)[:, None]
        end = np.repeat(self.starts + self.lengths, self.lengths)[:, None]
        places = np.arange(many)[:, None] + (-reach, 0, reach)
        places[(places < first) | (places >= end)] = many
        return places

    def second(self) -> np.ndarray:
        """Where the first piece of each statement stands; n for one without any."""
        return np.where(self.lengths > 1, self.starts + 1, len(self.numbers))


def laid(statements: Sequence[Sequence[int]], slots: Sequence[int], pieces: int) -> Table:
    """Statements as numbers of pieces, of which a network knows so many; rows of slots stand behind those of pieces."""
    numbers: list[int] = []
    starts = []
    for statement, slot in zip(statements, slots, strict=True):
        starts.append(len(numbers))
        numbers.append(pieces + slot)
        numbers += statement
    return Table(np.array(numbers), np.array(starts), np.diff(starts, append=len(numbers)))
