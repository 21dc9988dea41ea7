"""What each period added to a running total."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def increments(totals: Sequence[float | None]) -> list[float | None]:
    """What each period added, None where that is not known. One below the total before was reset: it counts from 0."""
    added: list[float | None] = [None]
    for before, total in pairwise(totals):
        if before is None or total is None:
            added.append(None)
        else:
            added.append(total - before if total >= before else total)
    return added
