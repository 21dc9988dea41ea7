"""Words and signs of a statement, with their places."""

import re
from typing import NamedTuple

_DOMAINS = "com|org|net|io|js|py|gov|dev|app|ai|fm|rs|edu"


def _token_of(letter: str, letter_or_digit: str) -> re.Pattern[str]:
    return re.compile(
        rf"{letter}{letter_or_digit}*(?:['&-]{letter_or_digit}+|\.(?:{_DOMAINS})\b)*"
        rf"|\d+(?:[.,]\d+)*{letter}*(?:-{letter}+)*|[^\w\s]"
    )


_TOKEN = _token_of(r"[^\W\d_]", r"[^\W_]")
_PLAIN_TOKEN = _token_of("[A-Za-z]", "[A-Za-z0-9]")
"""The same in a line of ASCII, found in half the time."""


class Token(NamedTuple):
    """One word or sign: `low` is its lower-case form, `start` and `end` its place in the statement."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether the token begins with a letter."""
        return self.text[0].isalpha()


def tokenise(line: str) -> tuple[Token, ...]:
    """The words, numbers and signs of `line`, in order."""
    matches = (_PLAIN_TOKEN if line.isascii() else _TOKEN).finditer(line)
    return tuple([Token(text := match[0], text.lower(), *match.span()) for match in matches])
