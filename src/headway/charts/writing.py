"""How values and words are set on a drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import floor, log10

from headway.charts.model import Words


@dataclass(frozen=True)
class Writer:
    """The writer of values, the words, and whether the drawing is the small one."""

    write: Callable[[float], str]
    words: Words
    small: bool = False

    def day(self, at: date) -> str:
        """5 Oct"""
        return f"{at.day} {self.words.months[at.month - 1]}"

    @staticmethod
    def width(text: str, size: float = 12) -> float:
        """Roughly how wide a label is: generous, so that no font makes it collide."""
        return len(text) * size * 0.56 + 2


def decimals_for(step: float) -> int:
    """Decimals that tell two axis labels apart which are `step` apart: 0 for 2, 1 for 0.5, 2 for 0.25."""
    if step <= 0:
        return 0
    return next(
        (d for d in range(max(0, -floor(log10(step))), 12) if abs(round(step, d) - step) < step / 1e6), 12
    )
