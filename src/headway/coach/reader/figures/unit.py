"""In what a target is counted."""

import re

from ..amount import Amount
from ..lexicon import words
from ..lexicon.nouns import MEASURES
from ..lexicon.phrases import NEGATIONS
from ..model import Sentence

_WITH = re.compile(r"\bwith\s(?:at least |over |more than )?$", re.IGNORECASE)
_LETTERS = re.compile(r"^\+? ?([A-Za-z][\w-]*)")
_PLURALS = words("people children women men folks staff alumni criteria")
_SCORES = words("nps enps score scores rating ratings csat index ces")
_END_OF_COUNT = words("""
a across after among an and are as at before by during each every for from has have if in into is of on or our over per
so than that the their these this those through throughout to under until up using versus via vs we when where which who
who's will with within
""") | (NEGATIONS - {"no"})


def unit_name(sentence: Sentence, target: Amount, baseline: Amount | None) -> str | None:
    """The unit of the target: its own, else its baseline's, else what is counted."""
    if target.unit.name:
        return target.unit.name
    if (
        baseline is not None
        and baseline.unit.name
        and target.unit.family == "count"
        and baseline.unit.family != "duration"
    ):
        return baseline.unit.name
    behind = _LETTERS.match(target.after)
    counts = behind is not None and behind.group(1).lower() not in _END_OF_COUNT | _SCORES
    if counts and target.unit.family == "count":
        return counted(sentence, target)
    if not sentence.bag.isdisjoint(_SCORES) or "net promoter" in sentence.line.lower():
        return "score"
    return counted(sentence, target)


def counted(sentence: Sentence, amount: Amount) -> str | None:
    """The plural noun behind an amount: "10 enterprise deals" counts deals; else what the statement moves.

    People hired are hires, and "partnerships with five distributors" counts partnerships.
    """
    moved = sentence.head.form == "clause" and sentence.head.cls in {"up", "down"}
    head = sentence.subject.head if moved else sentence.object.head
    if sentence.head.verb == "hire":
        return "hires"
    if head.endswith("s") and _WITH.search(amount.before):
        return head
    words: list[str] = []
    for token in sentence.tokens:
        if token.start < amount.end or token.text == "+" or (token.text == "/" and words):
            continue
        if not token.is_word or token.low in _END_OF_COUNT or len(words) >= 5:
            break
        words.append(token.low)
    plural = [word for word in words if (word.endswith("s") and not word.endswith(("ss", "ous"))) or word in _PLURALS]
    if plural:
        return plural[-1] if len(plural) == 1 else plural[0]
    if words:
        return words[-1]
    return head if head.endswith("s") or head in MEASURES else None
