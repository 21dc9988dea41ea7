"""How readings come together: over time by the metric's aggregation, over units by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

REFUSED_PERCENTILE = "percentile"
"""Two percentiles have no common one: it takes the single observations."""
REFUSED_PARTS = "parts"
"""A ratio comes together from numerators and denominators, and some reading keeps none."""
EMPTY = "empty"


At = TypeVar("At", date, int)
Total = TypeVar("Total", int, float)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: scaled value and, where it keeps them, the parts of a ratio. A percentile's denominator is its n."""

    period: date
    value: int
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """What several readings come to, whatever the aggregation: enough for any of them."""

    count: int
    total: int
    least: int
    most: int
    parts: int
    numerator: int
    denominator: int
    last: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A scaled value, or why there is none: ``percentile``, ``parts`` or ``empty``."""

    value: int | None
    refused: str = ""


def add_up(readings: Sequence[Reading]) -> Sums:
    """The sums of at least one reading, in order of their periods."""
    values = [reading.value for reading in readings]
    return Sums(
        count=len(values), total=sum(values), least=min(values), most=max(values),
        parts=sum(reading.numerator is not None for reading in readings),
        numerator=sum(reading.numerator or 0 for reading in readings),
        denominator=sum(reading.denominator or 0 for reading in readings),
        last=values[-1],
    )  # fmt: skip


def together(aggregation: str, sums: Sums | None, times: int) -> Amount:
    """One value of several readings by ``aggregation``.

    ``times`` turns a numerator : denominator into the metric's scaled unit: 100·10^scale for a percentage,
    10^scale otherwise. A ratio is the ratio of the sums, never a mean of ratios; percentiles are refused.
    """
    if sums is None or not sums.count:
        return Amount(None, EMPTY)
    if aggregation == "ratio":
        return _ratio(sums, times)
    if aggregation == "percentile" and sums.count > 1:
        return Amount(None, REFUSED_PERCENTILE)
    if aggregation == "average":
        return Amount(divided(sums.total, sums.count))
    return Amount({"sum": sums.total, "min": sums.least, "max": sums.most}.get(aggregation, sums.last))


def over_units(aggregation: str, sums: Sums | None, times: int) -> Amount:
    """One value of several units, from the sums of their values (and, for a ratio, of their parts).

    Units have no order, so their last value is their average.
    """
    return together("average" if aggregation == "last" else aggregation, sums, times)


def times_of(unit_kind: str, scale: int) -> int:
    """What a plain ratio is multiplied by to be a scaled value."""
    return (100 if unit_kind == "percent" else 1) * 10**scale


def divided(value: int, by: int) -> int:
    """``value`` : ``by`` (above 0), rounded half away from zero."""
    half = (2 * abs(value) + by) // (2 * by)
    return -half if value < 0 else half


def _ratio(sums: Sums, times: int) -> Amount:
    if sums.count == 1 and not sums.parts:
        return Amount(sums.last)
    if sums.parts < sums.count or sums.denominator <= 0:
        return Amount(None, REFUSED_PARTS)
    return Amount(divided(sums.numerator * times, sums.denominator))


def increments(totals: Sequence[tuple[At, Total]]) -> list[tuple[At, Total]]:
    """What each period added to a running total. A total below the one before was reset: it counts from 0.

    The first period has none, because nothing says where it began.
    """
    return [(period, value - before if value >= before else value) for (_, before), (period, value) in pairwise(totals)]
