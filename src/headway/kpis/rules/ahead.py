"""How far a forecast looks, and how well the ranges it gave held."""

from collections.abc import Sequence

HORIZONS = {"hour": 336, "day": 184, "week": 53, "month": 18, "quarter": 8, "year": 5}
"""Periods ahead, by grain: half a year of days, a year of weeks, and so on."""
REMEMBERED = 40


def with_outcome(kept: Sequence[int], held: bool | None) -> list[int]:
    """The outcomes of the latest ranges (1 held, 0 did not) with one more; None adds nothing."""
    return [*kept, *([] if held is None else [int(held)])][-REMEMBERED:]
