"""Ways of saying something that are looked for only where one of their words stands.

The reader knows some 150 ways of writing, and a statement holds a few. A search over the whole line for each would
be most of the cost of reading, so a way of writing names its cues: words of which any text that it matches holds one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from sys import maxsize

from .lexicon import words

NUMBER = "0"
"""The cue of every number."""
_RUNS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=4)
def cues_of(line: str) -> frozenset[str]:
    """The runs of Latin letters in `line`, in lower case, and NUMBER where it holds a digit; kept for the next
    question about the same line.

    >>> sorted(cues_of("Q3: on-time delivery"))
    ['0', 'delivery', 'on', 'q', 'time']
    """
    found = _RUNS.findall(line.lower())
    if _DIGIT.search(line):
        found.append(NUMBER)
    return frozenset(found)


class Cued:
    """A pattern, whatever the case of its letters, with the words (see `lexicon.words`) of which every match holds
    one: as a run of Latin letters, or as NUMBER for a digit."""

    __slots__ = ("cues", "pattern")

    def __init__(self, cues: str, pattern: str) -> None:
        self.cues = words(cues)
        self.pattern = re.compile(pattern, re.IGNORECASE)

    def search(self, line: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The first match in `line` between `start` and `end`."""
        return None if self.cues.isdisjoint(cues_of(line)) else self.pattern.search(line, start, end)

    def all_in(self, line: str) -> Iterator[re.Match[str]]:
        """Every match in `line`, from left to right."""
        return iter(()) if self.cues.isdisjoint(cues_of(line)) else self.pattern.finditer(line)
