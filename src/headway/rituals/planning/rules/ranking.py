"""The forced order of a plan and its cut line: if we could only do three things, which three?"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def in_order(order: Sequence[str], keys: Iterable[str]) -> list[str]:
    """``keys`` in the order that was chosen; those nobody ranked yet come last, as they came."""
    present = list(dict.fromkeys(keys))
    ranked = [key for key in dict.fromkeys(order) if key in set(present)]
    return ranked + [key for key in present if key not in set(ranked)]


def moved(order: Sequence[str], key: str, steps: int) -> list[str]:
    """The order with ``key`` moved by ``steps`` places (down is positive), not past either end."""
    rest = [other for other in order if other != key]
    if len(rest) == len(order):
        return list(order)
    at = min(len(rest), max(0, list(order).index(key) + steps))
    return [*rest[:at], key, *rest[at:]]


def split(order: Sequence[T], cut: int | None) -> tuple[list[T], list[T]]:
    """What stands above the cut line and what below; without a line, all stand."""
    return (list(order), []) if cut is None else (list(order[:cut]), list(order[cut:]))
