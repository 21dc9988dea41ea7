"""The movement that an objective on a KPI is drafted with: from what it usually shows to a level that counts.

A target that noise reaches would reward doing nothing, so it lies at least two standard deviations of the
process from its mean, and, where there is a band, where the usual range just clears it.
"""

from dataclasses import dataclass

from headway.kpis.rules.bands import Band
from headway.loop.rules.evidence import Usual

TWO_SIGMA = (2, 3)
"""Natural limits lie three sigma from the mean (Wheeler, "Making Sense of Data", 2003): two are two thirds."""


@dataclass(frozen=True)
class Movement:
    """From the usual level to the target; ``enough`` is False when the baseline rests on too few readings."""

    baseline: int
    target: int
    n: int
    enough: bool

    @property
    def rising(self) -> bool:
        return self.target > self.baseline


def movement(usual: Usual, band: Band | None, direction: str, value: int) -> Movement:
    """The proposed baseline and target in scaled integers.

    ``direction`` is that of the metric; inside a range, the target lies on the side that ``value`` came from.
    """
    rising = _rising(usual.mean, band, direction, value)
    far = usual.half * TWO_SIGMA[0] // TWO_SIGMA[1] if usual.half else max(1, abs(usual.mean) // 10)
    reach = usual.mean + (max(1, far) if rising else -max(1, far))
    target = _clear(reach, usual, band, rising)
    return Movement(usual.mean, _kept_inside(target, band, direction, usual.mean), usual.n, usual.enough)


def _rising(mean: int, band: Band | None, direction: str, value: int) -> bool:
    if direction != "within":
        return direction == "up"
    side = band.side(value) or band.side(mean) if band else ""
    return side == "low"


def _clear(reach: int, usual: Usual, band: Band | None, rising: bool) -> int:
    """The further of ``reach`` and the level from which noise no longer leaves the band."""
    half = usual.half or 0
    if band is None:
        return reach
    if rising:
        return reach if band.lower is None else max(reach, band.lower + half)
    return reach if band.upper is None else min(reach, band.upper - half)


def _kept_inside(target: int, band: Band | None, direction: str, mean: int) -> int:
    """Inside a range, never past its middle: beyond it one side is bought with the other."""
    if direction != "within" or band is None or band.lower is None or band.upper is None:
        return target
    middle = (band.lower + band.upper) // 2
    if middle == mean:
        return target
    return max(target, middle) if mean > middle else min(target, middle)
