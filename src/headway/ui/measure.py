"""What a number needs to be written down: its scale, its unit's kind and its unit."""

from dataclasses import dataclass
from typing import Protocol


class Measure(Protocol):
    """Anything with a scale and a unit: a metric, a key result, or a `Plain`.

    `scale`: decimals held, 0 to 6; a value of 148 at scale 1 reads 14.8.
    `unit_kind`: number, percent, points, money or duration.
    `unit_label`: a label for numbers, an ISO 4217 code for money, s, min, h or d for durations.
    """

    @property
    def scale(self) -> int: ...

    @property
    def unit_kind(self) -> str: ...

    @property
    def unit_label(self) -> str: ...


@dataclass(frozen=True)
class Plain:
    """A measure by itself, for tests, forms and totals that belong to no metric."""

    scale: int = 0
    unit_kind: str = "number"
    unit_label: str = ""


COUNT = Plain()
PERCENT = Plain(1, "percent")
