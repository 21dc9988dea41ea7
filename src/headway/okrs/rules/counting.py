"""Update semantics: what counts of the values that arrive over a cycle. All values are scaled integers."""

from collections.abc import Sequence
from itertools import accumulate

from headway.okrs.rules.progress import rounded


def counted(values: Sequence[int], by: str) -> list[int]:
    """What counts after each value, in order of time: ``last``, ``sum``, ``average``, ``min`` or ``max``."""
    if by == "sum":
        return list(accumulate(values))
    if by == "average":
        return [rounded(total, number) for number, total in enumerate(accumulate(values), start=1)]
    if by == "min":
        return list(accumulate(values, min))
    if by == "max":
        return list(accumulate(values, max))
    return list(values)


def combined(values: Sequence[int], by: str) -> int | None:
    """The ``sum`` or ``mean`` of the values of child key results; None without any."""
    if not values:
        return None
    return sum(values) if by == "sum" else rounded(sum(values), len(values))
