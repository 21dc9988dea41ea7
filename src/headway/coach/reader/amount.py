"""A number of a statement and what stands around it."""

from dataclasses import dataclass

from .units import Unit


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and what stands around it; `start` and `end` are its place in the statement."""

    value: float
    unit: Unit
    start: int
    end: int
    comparator: str = ""
    sign: str = ""
    before: str = ""
    after: str = ""
    change_word: str = ""

    @property
    def is_share(self) -> bool:
        """Whether the amount is a percentage."""
        return self.unit.family == "percent"
