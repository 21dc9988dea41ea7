"""Noun phrases of a statement."""

import itertools
import re

from .lexicon import words as words_of
from .lexicon.nouns import ARTEFACTS, ATTENTION, MEASURES, OUTSIDERS, SOFT
from .lexicon.phrases import AUX, CONJUNCTIONS, DETERMINERS, PERIOD_NOUNS, PREPOSITIONS, RELATIVE
from .lexicon.verbs import FORMS, NOUNISH
from .model import Phrase
from .tokens import Token

_QUARTER = re.compile(r"^(?:[qh][1-4]|fy\d{2,4}|v\d{1,2})$")
_SKIP = DETERMINERS | {
    "of",
    "number",
    "#",
    "total",
    "overall",
    "than",
    "least",
    "up",
    "+",
    ">",
    "<",
    "≥",
    "≤",
    "~",
    "=",
    '"',
    "'",
}
_ENDING = words_of("""
associated attributable attributed caused committed coming created dedicated devoted due driven earned generated
going made needed originating raised related reported required resulting sourced spent taken waiting wasted
""")
_BUILT_PIPELINES = {
    f"{kind} pipeline"
    for kind in words_of("build ci ci/cd cd data delivery deployment etl ingestion ml processing release test training")
}
"""Pipelines that one builds; all others are of sales, and measured."""
_STOP = (PREPOSITIONS - {"of", "than"}) | RELATIVE | AUX | {",", ";", ".", ":", "(", ")", "→", "by", "and/or"}


def phrase_from(tokens: tuple[Token, ...], start: int, stop: int | None = None) -> Phrase:
    """The noun phrase that begins at token `start`: up to a preposition, clause or sign; "of" chains are kept."""
    words: list[str] = []
    head = ""
    seen_of = False
    begin = start + (start < len(tokens) and tokens[start].low in PREPOSITIONS)
    for token in tokens[begin : stop if stop is not None else begin + 16]:
        low = token.low
        if (
            (low in _STOP and words)
            or (low == "/" and words and _is_period(tokens, token))
            or (low == "every" and words)
            or (low in CONJUNCTIONS and _begins_work(tokens, token))
            or (words and low in _ENDING)
            or (words and low in {"a", "an"} and _is_period(tokens, token))
        ):
            break
        if low in CONJUNCTIONS and words:
            seen_of = True
        if low in {"of"} and words:
            seen_of = True
        if low in _SKIP or not low[0].isalpha() or _QUARTER.match(low):
            continue
        words.append(low)
        if not seen_of:
            head = low
    return Phrase(tuple(words), head)


def _is_period(tokens: tuple[Token, ...], article: Token) -> bool:
    """Whether an article behind a noun says how often: "one post **a week**"."""
    return next((token.low for token in tokens if token.start > article.start), "") in PERIOD_NOUNS


def _begins_work(tokens: tuple[Token, ...], conjunction: Token) -> bool:
    """Whether a verb that is never a noun follows a conjunction: "systems and **automate** …"."""
    following = next((token.low for token in tokens if token.start > conjunction.start), "")
    return (
        FORMS.get(following, ("", ""))[1] == "base"
        and following not in ARTEFACTS
        and following not in MEASURES
        and following not in SOFT
        and following not in NOUNISH
    )


def parts(words: tuple[str, ...]) -> set[str]:
    """Words of a phrase with the parts of hyphenated words and its neighbouring pairs."""
    found = set(words)
    for place, word in enumerate(words, 1):
        if "/" in word or ("-" in word and (place == len(words) or "-to-" in word)):
            found.update(word.replace("/", "-").split("-"))
    found.update(f"{a} {b}" for a, b in itertools.pairwise(words))
    return found


def measure_in(words: tuple[str, ...]) -> str:
    """The first quantity among `words` that could carry a number, "" when there is none."""
    found = parts(words)
    if "pipeline" in found and not found.isdisjoint(_BUILT_PIPELINES):
        words, found = tuple(word for word in words if word != "pipeline"), found - {"pipeline"}
    return next((word for word in (*words, *sorted(found)) if word in MEASURES or _singular(word) in MEASURES), "")


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def attention_in(words: tuple[str, ...]) -> str:
    """The first word of raw attention or volume among `words`, "" when there is none."""
    return next((word for word in sorted(parts(words)) if word in ATTENTION), "")


def is_soft(words: tuple[str, ...]) -> bool:
    """Whether a phrase speaks of a quality rather than a quantity."""
    return any(word in SOFT for word in words)


def outsider_in(words: tuple[str, ...]) -> str:
    """The first outside person or body among `words`, "" when there is none."""
    return next((word for word in words if word in OUTSIDERS), "")
