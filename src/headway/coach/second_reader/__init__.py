"""A second reader: how much speaks for each pattern in a statement, by its words alone.

The rules know the ways of writing that they were made for; published goals know more. Networks that learned from many
labelled statements answer for each pattern without seeing what the rules found. A small one glances at every statement;
where that leaves doubt, a second one looks, and where doubt remains, the layers of a language model study it: slower
and better readers, for few. Of glance and look the mean counts; what the study says counts by itself.

They lie in the folders beside this file; the glance and the look are taught on by
`python -m bench.teach_second_reader`. All reckon in whole numbers, so that a text always gets the same answer.
`weightiest` names the words that the glance rests on.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ..reader.slot import SLOTS
from . import encoder, network, pieces
from .network import LOGIT

__all__ = ["CODES", "LOGIT", "LOOKS", "Leaning", "leanings", "load", "reasons", "weightiest"]

CODES = (
    "task_not_outcome",
    "static_kpi",
    "vanity_metric",
    "unmeasurable",
    "no_baseline",
    "no_target",
    "bau_routine",
    "objective_is_metric",
    "compound",
)
"""The patterns it is asked about, in the order of its answers."""
TELLING = 3
"""A shorter word is never what an answer is said to rest on."""
Leaning = Mapping[str, int]
"""By code, how much speaks for it in 1,024ths of a logit; below 0 it rather is not."""


class Look(NamedTuple):
    """A network: its folder, what answers from there on numbers of pieces and slots, (statements, 9), and whether that
    counts by itself, or as much as what was answered before."""

    name: str
    answers: Callable[[str, Sequence[Sequence[int]], Sequence[int]], np.ndarray]
    by_itself: bool


LOOKS = (
    Look("glance", network.answers, by_itself=True),
    Look("look", network.answers, by_itself=False),
    Look("study", encoder.answers, by_itself=True),
)
"""From the quickest to the slowest."""


def load() -> None:
    """Load every network now, so that no statement waits for it."""
    leanings([("A word", SLOTS[0])], lambda *_asked: True)


def leanings(
    statements: Sequence[tuple[str, str]], in_doubt: Callable[[int, Leaning, int], bool] = lambda *_asked: False
) -> list[Leaning]:
    """How it leans on each (text, slot).

    `in_doubt` tells of the place of a statement, the leaning so far and how many networks have looked whether the next
    one is to look, too.
    """
    if not statements:
        return []
    words = [[match.group() for match in pieces.words_of(text)] for text, _slot in statements]
    slots = [slot for _text, slot in statements]
    answers = _answers(LOOKS[0], words, slots)
    told, again = _leanings(answers), list(range(len(statements)))
    for looks, look in enumerate(LOOKS[1:], 1):
        again = [at for at in again if in_doubt(at, told[at], looks)]
        if not again:
            break
        found = _answers(look, [words[at] for at in again], [slots[at] for at in again])
        answers[again] = found if look.by_itself else (answers[again] + found) // 2
        for at, leaning in zip(again, _leanings(answers[again]), strict=True):
            told[at] = leaning
    return told


def _answers(look: Look, words: Sequence[Sequence[str]], slots: Sequence[str]) -> np.ndarray:
    known = pieces.shipped(look.name)
    return look.answers(look.name, [known.numbers_of(each) for each in words], [SLOTS.index(slot) for slot in slots])


def _leanings(answers: np.ndarray) -> list[Leaning]:
    return [dict(zip(CODES, row, strict=True)) for row in answers.tolist()]


def weightiest(text: str, slot: str, code: str) -> tuple[int, int]:
    """Where the word stands in `text` without which least would speak for `code`: its start and its end.

    Every word of three letters or more is left out in turn. Without any such word nothing stands there: (0, 0).
    """
    matches = pieces.words_of(text)
    words = [match.group() for match in matches]
    telling = [at for at, word in enumerate(words) if len(word) >= TELLING and word.isalpha()]
    if not telling:
        return (0, 0)
    left = [leaning[code] for leaning in _glances([[*words[:at], *words[at + 1 :]] for at in telling], slot)]
    return matches[telling[left.index(min(left))]].span()


def reasons(text: str, slot: str, code: str, most: int = 5) -> list[tuple[str, int]]:
    """The words that weigh most either way in the answer on `code`, heaviest first: each with what it adds."""
    words = [match.group() for match in pieces.words_of(text)]
    whole, *left = _glances([words, *([*words[:at], *words[at + 1 :]] for at in range(len(words)))], slot)
    found = [(word, whole[code] - each[code]) for word, each in zip(words, left, strict=True)]
    return sorted((pair for pair in found if pair[1]), key=lambda pair: (-abs(pair[1]), pair[0]))[:most]


def _glances(words: Sequence[Sequence[str]], slot: str) -> list[Leaning]:
    return _leanings(_answers(LOOKS[0], words, [slot] * len(words)))
