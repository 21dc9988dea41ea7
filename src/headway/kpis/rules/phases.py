"""Phases that a person, or another definition, lets begin: dates as positions of a series."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Mark:
    """A phase begins at ``start``; a ``locked`` one is not split by shifts found in the data."""

    start: date
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Starts:
    """Positions at which phases begin, and those of them that are locked."""

    all: tuple[int, ...] = ()
    locked: tuple[int, ...] = ()


NONE = Starts()


def starts_in(periods: Sequence[date], marks: Iterable[Mark]) -> Starts:
    """The marks as positions in ``periods``. Of those before the first period the latest is in force there;
    those after the last period have not begun."""
    found: dict[int, bool] = {}
    for mark in sorted(marks, key=lambda mark: mark.start):
        found[bisect_left(periods, mark.start)] = mark.locked
    found.pop(len(periods), None)
    return Starts(tuple(found), tuple(at for at, locked in found.items() if locked))
