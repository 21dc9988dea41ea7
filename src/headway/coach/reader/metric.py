"""The short name of what a statement measures."""

import re

from .lexicon.phrases import AUX, DETERMINERS, LEADING
from .model import Figures, Sentence

_TRIM = re.compile(
    r"^(?:the|our|a|an|number of|# of|total|overall|average of|all|of|in|percentage of|percent of|share of|at least"
    r"|least)\s+|\s+(?:of|to|from|by|is|are|at|the|and|or|target|with|for|in)$",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z]{1,5}s?)\)")
_STOP = re.compile(
    r"\s(?:from|to|by|with|at|in order|so that|within|per quarter|through|via|during|until|up from|down from|below"
    r"|above|under|over|this|next|≥|≤|<|>|=|→|is|are|as|for at least)\s|[:;(<>≥≤=→]|\s-\s|$",
    re.IGNORECASE,
)
_MAX_WORDS = 9


def metric_of(sentence: Sentence, figures: Figures) -> str | None:
    """What is measured, in the statement's own words, or None when no quantity is named.

    The object of the verb ("Reduce **churn** from …"), what stands behind the amount ("a 15 % **conversion rate**"),
    what is counted ("10 **enterprise deals**"), or the subject ("**Average response time** is …").
    """
    for candidate in (_object(sentence), _behind_amount(sentence, figures), _subject(sentence)):
        name = _tidy(candidate)
        if name:
            return name
    return None


def _object(sentence: Sentence) -> str:
    head, tokens = sentence.head, sentence.tokens
    if head.form != "imperative" or head.after >= len(tokens):
        return ""
    begin = next((token for token in tokens[head.after :] if token.low not in DETERMINERS), tokens[-1])
    rest = sentence.line[begin.start :]
    return "" if rest[0].isdigit() or rest[0] in "<>≥≤+$€£~" else _until_stop(rest)


def _until_stop(rest: str) -> str:
    """The words of `rest` before a preposition, sign or clause that no longer names the quantity."""
    stop = _STOP.search(f"{rest} ")
    return rest[: stop.start()] if stop else rest


def _behind_amount(sentence: Sentence, figures: Figures) -> str:
    amount = figures.target_amount
    if amount is None or (sentence.head.form == "clause" and not amount.is_share):
        return ""
    rest = sentence.line[amount.end :].lstrip(" +-")
    return _until_stop(rest)


def _subject(sentence: Sentence) -> str:
    head, tokens = sentence.head, sentence.tokens
    if head.form == "clause" and head.at > head.start:
        return sentence.line[tokens[head.start].start : tokens[head.at].start]
    if head.form == "nominal" and tokens:
        rest = sentence.line[tokens[head.start].start :]
        return _until_stop(rest)
    return ""


def _tidy(candidate: str) -> str | None:
    """`candidate` without articles and dangling prepositions; None when nothing nameable is left."""
    text = candidate.strip(" .,;:-+%\"'")
    for _ in range(3):
        text = _TRIM.sub("", text).strip(" .,;:-+%\"'")
    listed = text.split()
    if (
        not listed
        or len(listed) > _MAX_WORDS * 2
        or all(word.lower() in AUX | DETERMINERS | LEADING for word in listed)
    ):
        return None
    return " ".join(listed[:_MAX_WORDS]) if any(char.isalpha() for char in text) else None
