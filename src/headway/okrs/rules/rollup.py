"""Roll-up: the weighted mean of the parts, with its spread. A mean alone hides its worst part."""

from collections.abc import Sequence
from dataclasses import dataclass

from headway.okrs.rules.progress import clamped, rounded
from headway.okrs.rules.shares import WHOLE as ALL_SHARES
from headway.okrs.rules.shares import shares


@dataclass(frozen=True)
class Part:
    """One thing that counts: a key result or a contributing objective. Progress in parts per million.

    ``told`` says that its status rests on chances of arriving, not on pace.
    """

    key: str
    progress: int | None
    status: str
    fixed_share: int | None = None
    told: bool = False


@dataclass(frozen=True)
class Rolled:
    """The mean, the worst part, the share (ten-thousandths) of parts with data, and the parts' shares."""

    progress: int | None
    worst: int | None
    worst_key: str
    data_share: int
    shares: tuple[int, ...]


def shares_of(parts: Sequence[Part]) -> list[int]:
    """The share of each part. Which of them get the odd units is told by their keys, not by the order they come in."""
    order = sorted(range(len(parts)), key=lambda at: _rank(parts[at].key))
    given = shares([parts[at].fixed_share for at in order])
    share = dict(zip(order, given, strict=True))
    return [share[at] for at in range(len(parts))]


def _rank(key: str) -> tuple[str, int, str]:
    kind, _, number = key.partition("-")
    return kind, len(number), number


def roll_up(parts: Sequence[Part]) -> Rolled:
    """The weighted mean of ``parts``, each clamped to 0…1.

    A part without data counts as nothing done, so that leaving out a bad number never helps; if no part
    has data there is no progress to speak of.
    """
    weights = shares_of(parts)
    known = [(part, weight) for part, weight in zip(parts, weights, strict=True) if part.progress is not None]
    if not known:
        return Rolled(None, None, "", 0, tuple(weights))
    total = sum(clamped(part.progress or 0) * weight for part, weight in known)
    worst = min((part for part, _ in known), key=lambda part: (part.progress or 0, part.key))
    return Rolled(
        rounded(total, ALL_SHARES), worst.progress, worst.key, sum(weight for _, weight in known), tuple(weights)
    )
