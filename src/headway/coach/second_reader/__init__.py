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
from collections.abc import Sequence
from operator import mul

from . import weights
from .weights import ASKED

SURE_IT_IS, SURE_IT_IS_NOT = 619, -2_197
"""Thousandths of a logit at chances of 0.65 and 0.1: ln(0.65 / 0.35) and ln(0.1 / 0.9)."""
ALWAYS = "always"

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|0|[%<>≥≤→$€£+:;/(),.&-]")
_NUMBER = re.compile(r"\d[\d.,]*")
_ENDING = re.compile(r"(?:ing|ed|es|s)$")
_AT_MOST = 50
_TEXT_AT_MOST = 600


def tokens_of(text: str) -> list[str]:
    """The words, signs and numbers (each "0") at the beginning of a statement, in lower case."""
    return _TOKEN.findall(_NUMBER.sub("0", text[:_TEXT_AT_MOST].lower()))[:_AT_MOST]


def features_of(tokens: Sequence[str], slot: str) -> list[str]:
    """What is seen of a statement in its slot: stems, neighbours, and how it begins and ends; each once.

    >>> features_of(tokens_of("Hire 4 nurses"), "key_result")[:4]
    ['always', 'key_result: hire', 'key_result: 0', 'key_result: nurs']
    """
    stems = [_stem(token) for token in tokens]
    found = [ALWAYS, *(f"{slot}: {stem}" for stem in stems)]
    found += [f"{one} {other}" for one, other in zip(["^", *stems], [*stems, "$"], strict=True)]
    if tokens:
        found += [f"{slot} begins {stems[0]}", f"{slot} begins -{tokens[0][-3:]}", f"{slot} ends -{tokens[-1][-4:]}"]
    if len(tokens) > 1:
        found.append(f"{slot} goes on -{tokens[1][-3:]}")
    return list(dict.fromkeys(found))


def _stem(token: str) -> str:
    return _ENDING.sub("", token) if len(token) > 4 else token


def places_of(tokens: Sequence[str]) -> list[tuple[str, str, float]]:
    """The words of a statement as (word, place, share): of n words each counts 1/√n anywhere, and 1 where it stands
    first, second or last.

    >>> places_of(tokens_of("Hire 4 ward nurses"))[3:]
    [('hire', 'first', 1.0), ('ward', 'second', 1.0), ('nurses', 'last', 1.0)]
    """
    words = [token for token in tokens if token[0].isalpha()]
    anywhere = [(word, "anywhere", 1 / math.sqrt(len(words))) for word in words]
    return (
        anywhere
        + [(word, place, 1.0) for word, place in zip(words, ("first", "second"), strict=False)]
        + [(word, "last", 1.0) for word in words[-1:]]
    )


def answers(text: str, slot: str) -> dict[str, bool]:
    """By code of a pattern, whether `text` in `slot` shows it; only where the second reader is nearly sure."""
    if slot not in ASKED:
        return {}
    weighed = _weighed(text, slot)
    shares = [share for _what, share, _weights in weighed]
    columns = zip(*(weights for _what, _share, weights in weighed), strict=True)
    scores = [sum(map(mul, shares, column)) for column in columns]
    heard = zip(ASKED[slot], scores, strict=False)
    return {code: score > 0 for code, score in heard if not SURE_IT_IS_NOT <= score <= SURE_IT_IS}


def reasons(text: str, slot: str, code: str, most: int = 5) -> list[tuple[str, int]]:
    """What of `text` weighs most either way in the answer on `code`, in thousandths of a logit, heaviest first."""
    at = ASKED[slot].index(code)
    found = [(", ".join(what), round(share * weighed[at])) for what, share, weighed in _weighed(text, slot)]
    found = [(what, weight) for what, weight in found if what != ALWAYS]
    return sorted(found, key=lambda pair: (-abs(pair[1]), pair[0]))[:most]


def _weighed(text: str, slot: str) -> list[tuple[tuple[str, ...], float, Sequence[int]]]:
    """What of a statement has weight: (a feature or a word and its place, share, weights by question). Their order is
    that of the text, so that sums come out the same to the last bit."""
    tokens = tokens_of(text)
    known, of_word = weights.of_features(slot), weights.of_words(slot)
    features = [((feature,), 1.0, known[feature]) for feature in features_of(tokens, slot) if feature in known]
    placed = [((word, place), share, of_word(word, place)) for word, place, share in places_of(tokens)]
    return features + [(what, share, weighed) for what, share, weighed in placed if weighed is not None]
