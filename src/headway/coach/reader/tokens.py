"""Words and signs of a statement, with their places."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"[^\W\d_][^\W_]*(?:['&-][^\W_]+|\.(?:com|org|net|io|js|py|gov|dev|app|ai|fm|rs|edu)\b)*|\d+(?:[.,]\d+)*[^\W\d_]*(?:-[^\W\d_]+)*|[^\w\s]"
)


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


def tokenise(line: str) -> list[Token]:
    """The words, numbers and signs of `line`, in order."""
    return [Token(m.group(), m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(line)]
