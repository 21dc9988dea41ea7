"""What moved a roll-up: the contribution of each component or unit to the change of the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one component did to the whole: `rate` by its own change, `mix` by its changed share.

    Of a sum, all is rate. Contributions add up to the change of the whole.
    """

    name: str
    before: float
    after: float
    rate: float
    mix: float

    @property
    def total(self) -> float:
        """Both together."""
        return self.rate + self.mix


Parts = Mapping[str, tuple[float, float]]


def of_sum(before: Mapping[str, float], after: Mapping[str, float]) -> tuple[Contribution, ...]:
    """Contributions to the change of a sum, the largest first; a component that is missing counts as 0."""
    names = {**before, **after}
    parts = [
        Contribution(name, before.get(name, 0.0), after.get(name, 0.0), after.get(name, 0.0) - before.get(name, 0.0), 0)
        for name in names
    ]
    return _ranked(parts)


def of_ratio(before: Parts, after: Parts) -> tuple[Contribution, ...]:
    """Contributions to the change of Σ numerators : Σ denominators, the largest first.

    Each component is (numerator, denominator). Raises ValueError when all denominators of one side are 0.
    """
    whole, weights = _whole(before)
    _, later = _whole(after)
    parts: list[Contribution] = []
    for name in {**before, **after}:
        now = _rate(after, name)
        then = _rate(before, name)
        own = now if then is None else then
        own = whole if own is None else own
        rate = later.get(name, 0.0) * ((own if now is None else now) - own)
        mix = (later.get(name, 0.0) - weights.get(name, 0.0)) * (own - whole)
        parts.append(Contribution(name, then or 0.0, now or 0.0, rate, mix))
    return _ranked(parts)


def _whole(parts: Parts) -> tuple[float, dict[str, float]]:
    """The ratio of the sums, and the share of each component in the denominators."""
    total = sum(size for _, size in parts.values())
    if total == 0:
        raise ValueError("The ratio of a whole whose denominators add up to 0 is unknown.")
    return sum(top for top, _ in parts.values()) / total, {name: size / total for name, (_, size) in parts.items()}


def _rate(parts: Parts, name: str) -> float | None:
    top, size = parts.get(name, (0.0, 0.0))
    return top / size if size else None


def _ranked(parts: list[Contribution]) -> tuple[Contribution, ...]:
    return tuple(sorted(parts, key=lambda part: (-abs(part.total), part.name)))
