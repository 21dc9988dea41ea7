"""A second reader of one question: would finishing work satisfy this statement?

The rules know the ways of writing that they were made for; published goals know more. A logistic regression over the
words of several thousand labelled statements answers the same question without seeing what the rules found, and is
heard only where it is nearly sure. Its weights are whole thousandths of a logit beside this file (`weights.json`,
made by `python -m bench.teach_second_reader`), so that sums are exact and the same text always gets the same answer.
"""

import json
import re
from functools import cache
from pathlib import Path

SURE_IT_IS, SURE_IT_IS_NOT = 1_386, -2_197
"""Thousandths of a logit at chances of 0.8 and 0.1: ln(0.8 / 0.2) and ln(0.1 / 0.9)."""
ALWAYS = "always"

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|0|[%<>≥≤→$€£+:;/(),.&-]")
_NUMBER = re.compile(r"\d[\d.,]*")
_ENDING = re.compile(r"(?:ing|ed|es|s)$")
_AT_MOST = 50
_TEXT_AT_MOST = 600


def features_of(text: str, slot: str) -> frozenset[str]:
    """What the second reader sees of a statement in its slot: stems, neighbours, and how it begins and ends.

    >>> sorted(features_of("Hire 4 nurses", "key_result"))[:4]
    ['0 nurs', '^ hire', 'always', 'hire 0']
    """
    words = _WORD.findall(_NUMBER.sub("0", text[:_TEXT_AT_MOST].lower()))[:_AT_MOST]
    stems = [_stem(word) for word in words]
    found = {f"{slot}: {stem}" for stem in stems}
    found |= {f"{one} {other}" for one, other in zip(["^", *stems], [*stems, "$"], strict=True)}
    if words:
        found |= {f"{slot} begins {stems[0]}", f"{slot} begins -{words[0][-3:]}", f"{slot} ends -{words[-1][-4:]}"}
    if len(words) > 1:
        found.add(f"{slot} goes on -{words[1][-3:]}")
    return frozenset(found | {ALWAYS})


def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > 4 else word


def is_work(text: str, slot: str) -> bool | None:
    """True or False where the second reader is nearly sure that `text` is work or is not; None where it is not."""
    weights = _weights()
    score = sum(weights.get(feature, 0) for feature in features_of(text, slot))
    return True if score > SURE_IT_IS else False if score < SURE_IT_IS_NOT else None


def reasons(text: str, slot: str, most: int = 5) -> list[tuple[str, int]]:
    """The features of `text` that weigh most either way, with their thousandths of a logit, heaviest first."""
    weighed = [(feature, _weights().get(feature, 0)) for feature in features_of(text, slot) - {ALWAYS}]
    return sorted(weighed, key=lambda pair: (-abs(pair[1]), pair[0]))[:most]


@cache
def _weights() -> dict[str, int]:
    return json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
