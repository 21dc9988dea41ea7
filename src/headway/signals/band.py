"""A healthy range with one or two sides."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """Healthy from `lower` to `upper`, both included; None leaves that side open."""

    lower: float | None = None
    upper: float | None = None

    def __post_init__(self) -> None:
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise ValueError(f"A band cannot start at {self.lower:g}, above its end at {self.upper:g}.")

    def side(self, value: float) -> str | None:
        """The side on which a value left the band, "above" or "below"; None when it is inside."""
        if self.lower is not None and value < self.lower:
            return "below"
        if self.upper is not None and value > self.upper:
            return "above"
        return None

    def contains(self, value: float) -> bool:
        """True when the value is healthy."""
        return self.side(value) is None

    def distance(self, value: float) -> float:
        """How far outside the value lies; 0 inside."""
        below = self.lower - value if self.lower is not None else 0.0
        above = value - self.upper if self.upper is not None else 0.0
        return max(below, above, 0.0)
