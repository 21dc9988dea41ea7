"""Words cut into the pieces that a network knows, so that it has something to go by in any word.

A file names a piece a line; one that goes on with a word begins with ##: "onboarding" is `onboard` and `##ing`.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
UNKNOWN = "[UNK]"
GOES_ON = "##"
_WORD = re.compile(r"[a-z]+|\d+|[^\sa-z\d]")
_TEXT_AT_MOST, _PIECES_AT_MOST, _LONGEST_PIECE = 400, 62, 20
_WORDS_KEPT = 16_384


class Pieces:
    """The pieces that a network knows; the place of each is its number."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self._numbers = {name: number for number, name in enumerate(names)}
        self._numbers_of_word = lru_cache(_WORDS_KEPT)(self._cut)

    def numbers_of(self, words: Sequence[str]) -> list[int]:
        """The numbers of the pieces of `words`, as many as are read."""
        found: list[int] = []
        for word in words:
            found += self._numbers_of_word(word)
        return found[:_PIECES_AT_MOST]

    def _cut(self, word: str) -> tuple[int, ...]:
        """The longest piece that a word begins with, then the longest that goes on, to its end."""
        start = 0
        found: list[int] = []
        while start < len(word):
            lead = GOES_ON if start else ""
            for end in range(min(len(word), start + _LONGEST_PIECE), start, -1):
                number = self._numbers.get(lead + word[start:end])
                if number is not None:
                    break
            else:
                return (*found, self._numbers[UNKNOWN])
            found.append(number)
            start = end
        return tuple(found)


@cache
def shipped(name: str) -> Pieces:
    """The pieces that the network in the folder `name` beside this file knows."""
    return Pieces((FOLDER / name / "pieces.txt").read_text(encoding="utf-8").split())


def words_of(text: str) -> list[re.Match[str]]:
    """The words, numbers and signs at the beginning of a statement, each where it stands."""
    return list(_WORD.finditer(text[:_TEXT_AT_MOST].lower()))
