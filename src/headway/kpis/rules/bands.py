"""A band and the verdict it gives: one reading against the band in force then, stateless."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

SEVERITY = {"green": 0, "amber": 1, "red": 2}


@dataclass(frozen=True)
class Band:
    """Healthy from ``lower`` to ``upper`` (scaled integers, both included); amber outside, to the amber limits.

    Leaving takes ``leave_count`` of the last ``leave_of`` readings; returning ``return_count`` in a row.
    """

    valid_from: date
    lower: int | None = None
    upper: int | None = None
    amber_lower: int | None = None
    amber_upper: int | None = None
    leave_count: int = 1
    leave_of: int = 1
    return_count: int = 2

    def verdict(self, value: int) -> str:
        """green, amber or red."""
        if self.lower is not None and value < self.lower:
            return "amber" if self.amber_lower is not None and value >= self.amber_lower else "red"
        if self.upper is not None and value > self.upper:
            return "amber" if self.amber_upper is not None and value <= self.amber_upper else "red"
        return "green"

    def side(self, value: int) -> str:
        """low, high, or an empty text for a value inside."""
        if self.lower is not None and value < self.lower:
            return "low"
        return "high" if self.upper is not None and value > self.upper else ""


def in_force(bands: Sequence[Band], period: date) -> Band | None:
    """The band that holds for ``period``; ``bands`` are sorted by their first day."""
    at = bisect_right(bands, period, key=lambda band: band.valid_from)
    return bands[at - 1] if at else None


@dataclass(frozen=True)
class BandError:
    """Why a band cannot stand: the field and the sentence."""

    field: str
    message: str


def problems(band: Band) -> list[BandError]:
    """What is wrong with a band as it was typed; an empty list when nothing is."""
    found = []
    if band.lower is None and band.upper is None:
        found.append(BandError("lower", "A band needs a floor, a roof, or both: fill in at least one."))
    if band.lower is not None and band.upper is not None and band.lower >= band.upper:
        found.append(BandError("upper", "The roof lies at or under the floor: choose a roof above it."))
    if band.amber_lower is not None and (band.lower is None or band.amber_lower >= band.lower):
        found.append(BandError("amber_lower", "The amber margin lies below the floor: choose a value under it."))
    if band.amber_upper is not None and (band.upper is None or band.amber_upper <= band.upper):
        found.append(BandError("amber_upper", "The amber margin lies above the roof: choose a value over it."))
    if not 1 <= band.leave_count <= band.leave_of <= 12:
        found.append(BandError("leave_count", "Leaving takes n of the last m readings, with 1 ≤ n ≤ m ≤ 12."))
    if not 1 <= band.return_count <= 12:
        found.append(BandError("return_count", "Returning takes 1 to 12 readings in a row inside the band."))
    return found
