"""How values and words are set on a drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import floor, log10

from headway.charts.model import Words

Write = Callable[[float, int], str]


def plain(value: float, decimals: int) -> str:
    """A value with its thousands grouped and a true minus: −1,234.5."""
    return f"{value:,.{decimals}f}".replace("-", "\N{MINUS SIGN}")


@dataclass(frozen=True)
class Writer:
    """How values are written, the words, and whether the drawing is the small one.

    `decimals` tell the ticks of the axis apart; a value named beside a line gets one more. `grain` is the finest
    difference that `write` shows, 0 for any.
    """

    write: Write
    words: Words
    decimals: int
    small: bool = False
    grain: float = 0.0

    def tick(self, value: float) -> str:
        """A value on the axis."""
        return self.write(value, self.decimals)

    def value(self, value: float) -> str:
        """A value named beside its line."""
        return self.write(value, self.decimals + 1)

    def edge(self, value: float) -> str:
        """An edge of the band or a target, as people set them: without needless zeros."""
        short = self.tick(value)
        return short if abs(round(value, self.decimals) - value) < 1e-9 * max(1.0, abs(value)) else self.value(value)

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
    return next((d for d in range(max(0, -floor(log10(step))), 12) if abs(round(step, d) - step) < step / 1e6), 12)
