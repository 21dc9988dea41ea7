"""Runs: how many of the latest readings in a row are at the target. One spike is not an arrival."""

from collections.abc import Callable, Sequence


def count_run(values: Sequence[int], there: Callable[[int], bool]) -> int:
    """How many values from the end backwards satisfy ``there``."""
    count = 0
    for value in reversed(values):
        if not there(value):
            break
        count += 1
    return count
