"""Words cut into the pieces that the second reader knows, so that it has something to go by in any word.

`pieces.txt` names a piece a line; one that goes on with a word begins with ##: "onboarding" is `onboard` and `##ing`.
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


@cache
def pieces() -> tuple[str, ...]:
    """Every piece there is; its place is its number."""
    return tuple((FOLDER / "pieces.txt").read_text(encoding="utf-8").split())


@cache
def _numbers() -> dict[str, int]:
    return {piece: number for number, piece in enumerate(pieces())}


def words_of(text: str) -> list[re.Match[str]]:
    """The words, numbers and signs at the beginning of a statement, each where it stands."""
    return list(_WORD.finditer(text[:_TEXT_AT_MOST].lower()))


def numbers_of(words: Sequence[str]) -> list[int]:
    """The numbers of the pieces of `words`, as many as are read."""
    found: list[int] = []
    for word in words:
        found += _numbers_of_word(word)
    return found[:_PIECES_AT_MOST]


@lru_cache(_WORDS_KEPT)
def _numbers_of_word(word: str) -> tuple[int, ...]:
    """The longest piece that a word begins with, then the longest that goes on, to its end."""
    known, start = _numbers(), 0
    found: list[int] = []
    while start < len(word):
        lead = GOES_ON if start else ""
        for end in range(min(len(word), start + _LONGEST_PIECE), start, -1):
            number = known.get(lead + word[start:end])
            if number is not None:
                break
        else:
            return (*found, known[UNKNOWN])
        found.append(number)
        start = end
    return tuple(found)
