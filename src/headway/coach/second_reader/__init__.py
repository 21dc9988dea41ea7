"""A second reader of four questions, of which the first is: would finishing work satisfy this statement?

The rules know the ways of writing that they were made for; published goals know more. A logistic regression over the
words of several thousand labelled statements answers the same questions without seeing what the rules found, and is
heard only where it is nearly sure. It was taught with word vectors at hand, so that it has a weight for words that no
taught statement holds, near the weights of words that are used alike.

Its weights are whole thousandths of a logit beside this file, made by `python -m bench.teach_second_reader`: sums are
exact, and the same text always gets the same answer.
"""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from . import weights
from .weights import ASKED

SURE_IT_IS, SURE_IT_IS_NOT = 619, -2_197
"""Thousandths of a logit at chances of 0.65 and 0.1: ln(0.65 / 0.35) and ln(0.1 / 0.9)."""
ALWAYS = "always"

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d.,]*|[%<>≥≤→$€£+:;/(),.&-]")
_ENDINGS = ("ing", "ed", "es", "s")
_AT_MOST = 50
_TEXT_AT_MOST = 600
_WORDS_KEPT = 4_096


def tokens_of(text: str) -> list[str]:
    """The words, signs and numbers (each "0") at the beginning of a statement, in lower case."""
    found = _TOKEN.findall(text[:_TEXT_AT_MOST].lower())[:_AT_MOST]
    return ["0" if token[0].isdigit() else token for token in found]


def features_of(tokens: Sequence[str], slot: str) -> list[str]:
    """What is seen of a statement in its slot: stems, neighbours, and how it begins and ends; each once.

    >>> features_of(tokens_of("Hire 4 nurses"), "key_result")[:4]
    ['always', 'key_result: hire', 'key_result: 0', 'key_result: nurs']
    """
    stems = [_stem(token) for token in tokens]
    found = [ALWAYS]
    found += [f"{slot}: {stem}" for stem in stems]
    found += [f"{one} {other}" for one, other in zip(["^", *stems], [*stems, "$"], strict=True)]
    if tokens:
        found += [f"{slot} begins {stems[0]}", f"{slot} begins -{tokens[0][-3:]}", f"{slot} ends -{tokens[-1][-4:]}"]
    if len(tokens) > 1:
        found.append(f"{slot} goes on -{tokens[1][-3:]}")
    return list(dict.fromkeys(found))


@lru_cache(_WORDS_KEPT)
def _stem(token: str) -> str:
    ending = next((ending for ending in _ENDINGS if token.endswith(ending)), "") if len(token) > 4 else ""
    return token.removesuffix(ending)


def words_of(tokens: Sequence[str]) -> list[str]:
    """The tokens that are words."""
    return [token for token in tokens if token[0].isalpha()]


def standing_of(words: Sequence[str]) -> list[tuple[str, str]]:
    """The words that count by where they stand, each with its place: first, second or last.

    >>> standing_of(["hire", "ward", "nurses"])
    [('hire', 'first'), ('ward', 'second'), ('nurses', 'last')]
    """
    return [*zip(words, ("first", "second"), strict=False), *((word, "last") for word in words[-1:])]


def share_of(words: Sequence[str]) -> float:
    """What each of `words` counts wherever it stands: of n words 1/√n."""
    return 1 / math.sqrt(len(words) or 1)


def leanings(text: str, slot: str) -> dict[str, float]:
    """By code of a pattern, how much speaks for it in `text`, in thousandths of a logit; below 0 it rather is not."""
    return dict(zip(ASKED[slot], scores(text, slot), strict=True)) if slot in ASKED else {}


def surely(leaning: Mapping[str, float]) -> dict[str, bool]:
    """By code of a pattern, whether a statement shows it; only where the second reader is nearly sure."""
    return {code: score > 0 for code, score in leaning.items() if not SURE_IT_IS_NOT <= score <= SURE_IT_IS}


def scores(text: str, slot: str) -> list[float]:
    """The answer to each question that is asked of `slot`, in thousandths of a logit."""
    tokens = tokens_of(text)
    words, of_words = words_of(tokens), weights.of_words(slot)
    whole = [weights.of_features(slot).sums(features_of(tokens, slot))]
    whole += [of_words[place].of(word) for word, place in standing_of(words)]
    anywhere, share = of_words["anywhere"].sums(words), share_of(words)
    return [sum(sums) + share * shared for *sums, shared in zip(*whole, anywhere, strict=True)]


def reasons(text: str, slot: str, code: str, most: int = 5) -> list[tuple[str, int]]:
    """What of `text` weighs most either way in the answer on `code`, in thousandths of a logit, heaviest first."""
    at, tokens = ASKED[slot].index(code), tokens_of(text)
    words, known, of_words = words_of(tokens), weights.of_features(slot), weights.of_words(slot)
    found = [(feature, known.of(feature)[at]) for feature in features_of(tokens, slot)]
    found += [(f"{word}, {place}", of_words[place].of(word)[at]) for word, place in standing_of(words)]
    found += [(f"{word}, anywhere", round(share_of(words) * of_words["anywhere"].of(word)[at])) for word in words]
    found = [(what, weight) for what, weight in found if weight and what != ALWAYS]
    return sorted(found, key=lambda pair: (-abs(pair[1]), pair[0]))[:most]
