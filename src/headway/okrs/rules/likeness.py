"""How alike two titles are, by the words they share."""

import re
from collections.abc import Iterable
from functools import lru_cache

EMPTY = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "to",
        "up",
        "we",
        "with",
        "der",
        "die",
        "das",
        "und",
        "ein",
        "eine",
        "für",
        "mit",
        "von",
        "zu",
        "im",
        "in",
        "den",
        "dem",
        "wir",
        "unser",
        "unsere",
        "auf",
    ]
)


@lru_cache(maxsize=16_384)
def words_of(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, without their endings."""
    found = re.findall(r"\w{2,}", text.casefold())
    return frozenset(_stem(word) for word in found if word not in EMPTY)


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """From 0 (nothing shared) to 1 (the same words): shared words over all words."""
    first, second = frozenset(one), frozenset(other)
    return len(first & second) / len(first | second) if first and second else 0.0


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ies", "es", "s", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
