"""In what a target is counted."""

import re
from dataclasses import replace

from ..amount import Amount
from ..cues import Cued
from ..lexicon import words
from ..lexicon.phrases import METRIC_HEADS, NEGATIONS
from ..model import Phrase, Sentence
from ..units import DURATIONS, Unit, unit_of

_WITH = re.compile(r"\bwith\s(?:at least |over |more than )?$", re.IGNORECASE)
_LETTERS = re.compile(r"^\+? ?([A-Za-z][\w-]*)")
_IN_BRACKETS = re.compile(r"\s[(\[](?:in )?([^\W\d_]{1,12}|[%€$£])[)\]]")
"""In what a quantity is told, behind its name: "lead time (days): 14 → 7"."""
_SHARE_OF = Cued("of", r"(?<!\S)(?:%|percentage|percent|share|proportion) of ")
_PLURALS = words("people children women men folks staff alumni criteria")
_SCORES = words("nps enps score scores rating ratings csat index ces")
_UNCOUNTED = (_SCORES | METRIC_HEADS) - {"responses"}
"""Names of what is measured that are no units of it: a frequency is not told in frequencies."""
_COLLECTIVE = words("attendance audience enrollment enrolment membership readership ridership staff")
_END_OF_COUNT = words("""
a across after among an and are as at before by during each every for from has have if in into is of on or our over p
per so than that the their these this those through throughout to under until up using versus via vs we when where which
who who's will with within
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
    if target.unit.family == "count" and " of " in sentence.line and _SHARE_OF.search(sentence.line, 0, target.start):
        return "%"
    if not sentence.bag.isdisjoint(_SCORES) or "net promoter" in sentence.line.lower():
        return "score"
    return counted(sentence, target)


def told_in_brackets(line: str, amounts: list[Amount]) -> list[Amount]:
    """The amounts, where nothing else is told in the unit that stands in brackets: "lead time (days): 14 → 7"."""
    told = _IN_BRACKETS.search(line)
    unit = unit_of(told.group(1).lower()) if told else None
    if told is None or unit is None:
        return amounts
    bare = Unit("count", None)
    return [replace(a, unit=unit) if a.unit == bare and a.start > told.end() else a for a in amounts]


def counted(sentence: Sentence, amount: Amount) -> str | None:
    """The plural noun behind an amount: "10 enterprise deals" counts deals; else what the statement moves.

    People hired are hires, and "partnerships with five distributors" counts partnerships.
    """
    moved = sentence.head.form == "clause" and sentence.head.cls in {"up", "down"}
    head = _noun(sentence.subject if moved else sentence.object, sentence.line)
    if sentence.head.verb == "hire":
        return "hires"
    if head.endswith("s") and _WITH.search(amount.before):
        return head
    end = _end_of_range(sentence, amount)
    words: list[str] = []
    for token in sentence.tokens:
        if token.start < end or token.text == "+" or (token.text == "/" and words):
            continue
        if not token.is_word or token.low in _END_OF_COUNT or len(words) >= 5:
            break
        words.append(token.text if token.text[:2].isupper() else token.low)
    plural = [word for word in words if (word.endswith("s") and not word.endswith(("ss", "ous"))) or word in _PLURALS]
    if plural:
        return plural[-1] if len(plural) == 1 else plural[0]
    if words:
        return words[-1]
    counts = (head.endswith("s") and not head.endswith("ss")) or head in _COLLECTIVE
    return head if counts and head not in _UNCOUNTED else None


def _noun(phrase: Phrase, line: str) -> str:
    """What a phrase counts: its main noun, what it is a number of ("number of **teams** deploying daily"), or what
    stands before "down" ("bring audit **findings** down")."""
    words = phrase.words
    if "umber of " in line:
        counted = next((word for word in words if word.endswith("s") and not word.endswith("ss")), "")
        return counted or phrase.head
    noun = words[-2] if len(words) > 1 and words[-1] in {"down", "up"} else phrase.head
    return phrase.head if noun in DURATIONS and len(words) > 1 else noun


def _end_of_range(sentence: Sentence, amount: Amount) -> int:
    """Where an amount ends, with the upper end of its range: "10-12 deals" counts deals."""
    behind = (other for other in sentence.amounts if other.start > amount.start)
    upper = next(behind, amount)
    return upper.end if sentence.line[amount.end : upper.start].strip() in {"-", "to"} else amount.end
