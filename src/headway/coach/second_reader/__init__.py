"""A second reader: how much speaks for each pattern in a statement, by its words alone.

The rules know the ways of writing that they were made for; published goals know more. A small network that learned from
many labelled statements answers for each pattern without seeing what the rules found, and is heard where it is sure.
Words that no statement taught weigh like those that are used alike, since their rows of numbers began as those of a
language model.

It lies beside this file, is taught on by `python -m bench.teach_second_reader`, and reckons in whole numbers: the same
text always gets the same answer. `weightiest` names the words that an answer rests on.
"""

from collections.abc import Sequence

from ..reader.slot import SLOTS
from . import network, pieces

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
LOGIT = 1_024
"""What a logit is in the numbers it answers with."""


def leanings(statements: Sequence[tuple[str, str]]) -> list[dict[str, int]]:
    """Of each (text, slot): by code, how much speaks for it in 1,024ths of a logit; below 0 it rather is not."""
    if not statements:
        return []
    words = [[match.group() for match in pieces.words_of(text)] for text, _slot in statements]
    return _answers(words, [slot for _text, slot in statements])


def _answers(words: Sequence[Sequence[str]], slots: Sequence[str]) -> list[dict[str, int]]:
    numbers = [pieces.shipped().numbers_of(each) for each in words]
    found = network.answers_of(network.shipped(), numbers, [SLOTS.index(slot) for slot in slots])
    return [dict(zip(CODES, row, strict=True)) for row in found.tolist()]


def weightiest(text: str, slot: str, code: str) -> tuple[int, int]:
    """Where the word stands in `text` without which least would speak for `code`: its start and its end.

    Every word is left out in turn. Nothing stands where there is no word: (0, 0).
    """
    matches = pieces.words_of(text)
    if not matches:
        return (0, 0)
    words = [match.group() for match in matches]
    without = [[*words[:at], *words[at + 1 :]] for at in range(len(words))]
    left = [answer[code] for answer in _answers(without, [slot] * len(words))]
    return matches[left.index(min(left))].span()


def reasons(text: str, slot: str, code: str, most: int = 5) -> list[tuple[str, int]]:
    """The words that weigh most either way in the answer on `code`, heaviest first: each with what it adds."""
    words = [match.group() for match in pieces.words_of(text)]
    whole, *left = _answers(
        [words, *([*words[:at], *words[at + 1 :]] for at in range(len(words)))], [slot] * (len(words) + 1)
    )
    found = [(word, whole[code] - each[code]) for word, each in zip(words, left, strict=True)]
    return sorted((pair for pair in found if pair[1]), key=lambda pair: (-abs(pair[1]), pair[0]))[:most]
