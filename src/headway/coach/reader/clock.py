"""Times in two parts: those of the day are no figures ("by 18:30"), lengths are ("4:30 min", "3m20s")."""

import re

from .cues import Cued
from .lexicon import words
from .units import Unit, unit_of

_LENGTH = re.compile(r"(?<![\d:.,])(\d{1,3}):([0-5]\d)\s?(h|hrs?|hours?|mins?|minutes?)(?!\w)", re.IGNORECASE)
_GLUED = re.compile(r"(?<![\w:.,])(\d{1,3})(?:m ?([0-5]?\d)s|h([0-5]\d)(?:m(?:in)?)?|y ?(1?\d)m)(?!\w)", re.IGNORECASE)
_OF_DAY = re.compile(
    r"(?<![\d:.,])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:]|\s?(?:h|hrs?|hours?|mins?|minutes?)(?!\w))", re.IGNORECASE
)
HOURS = words("am pm m clock h y")
"""One of these stands with every time that has no colon."""
_HOUR = re.compile(r"(?<![\d:.,])(?:1[0-2]|0?\d)(?::[0-5]\d)?\s?(?:[ap]m\b|[ap]\.m\.|o'clock\b)", re.IGNORECASE)
_TO_MORE = re.compile(r"(?<![\d:.,])\d{1,3}:(?!1(?!\d))\d{1,3}(?![\d:])")
"""A ratio to more than one, which no single number tells: "1:12"."""
_RATIO = Cued("ratio ratios", r"\bratios?\b")


def lengths_in(line: str) -> list[tuple[float, Unit, int, int]]:
    """Value, unit and place of each length of time that is written with a colon, or in two units that touch.

    >>> [(value, unit.name) for value, unit, *_ in lengths_in("from 1:30 h to 4:15 min")]
    [(1.5, 'hours'), (4.25, 'min')]
    """
    found = [_glued(match) for match in _GLUED.finditer(line)]
    if ":" not in line:
        return found
    for match in _LENGTH.finditer(line):
        unit = unit_of(match.group(3).lower())
        if unit is not None:
            found.append((round(int(match.group(1)) + int(match.group(2)) / 60, 4), unit, *match.span()))
    return found


def _glued(match: re.Match[str]) -> tuple[float, Unit, int, int]:
    """A length in two units that touch: "3m20s", "1h15", "2y 3m"."""
    whole, seconds, minutes, months = (int(part or 0) for part in match.groups())
    unit = Unit("duration", "min" if match[2] else "hours" if match[3] else "years")
    return round(whole + seconds / 60 + minutes / 60 + months / 12, 4), unit, *match.span()


def times_of_day(line: str) -> list[tuple[int, int]]:
    """Where a time of the day stands; where a ratio is spoken of, the ratios that are no figures.

    >>> times_of_day("Doors open by 8:15"), times_of_day("Raise the ratio to 3:1")
    ([(14, 18)], [])
    """
    if ":" not in line:
        return _hours(line)
    if _RATIO.search(line):
        return [match.span() for match in _TO_MORE.finditer(line)]
    return [match.span() for match in _OF_DAY.finditer(line)] + _hours(line)


def _hours(line: str) -> list[tuple[int, int]]:
    return [match.span() for match in _HOUR.finditer(line)]
