"""Statements without a verb: "12 streams", "Uptime: > 99.9 %", "API documentation", "Good setup"."""

import re

from ..lexicon import words as words_of
from ..lexicon.nouns import ARTEFACTS, GIVEN, OUTSIDERS
from ..model import Figures, Nature, Sentence
from ..phrases import attention_in, measure_in
from .common import (
    BY_OTHERS,
    OPERATED,
    is_measured_once,
    is_stock,
    starts_with_amount,
)
from .named import named
from .shares import share_nature

_READY = words_of("available deployed live operational ready ready-to-use")
_OCCASIONS = words_of("calls conversations interviews")
_PER_HEAD = re.compile(
    r"(?:\bper|/) ?(?:active |paying |new )?(?:user|customer|client|account|employee|person|rep|agent|engineer"
    r"|developer|member|visitor|visit|session|student|patient|team)\b",
    re.IGNORECASE,
)
_PER_PERIOD = re.compile(
    r"(?:\bper|/|\ban?\b|\beach|\bevery) ?(?:(?:week|work) ?)?(?:day|week|month|quarter|year)\b", re.IGNORECASE
)
_SHORT = 2
_PLACE = re.compile(r"(?:[XYNZ]{1,3}|xx+|\?\?+|tbd)\s[a-z]", re.IGNORECASE)


def nominal(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """The nature of a noun phrase: a share, a count, a measure with or without its level, a deliverable, or a wish."""
    if sentence.head.form != "nominal":
        return None
    if sentence.line.startswith("% ") and not sentence.amounts:
        return Nature("measure", sentence.line[:60])
    share = share_nature(sentence, figures)
    if share and starts_with_amount(sentence):
        return _share_of_measure(sentence, figures, share)
    evidence = sentence.quote(sentence.head.start, sentence.head.start + 6)
    if _PLACE.match(sentence.line):
        return Nature("outcome", evidence)
    opening = starts_with_amount(sentence)
    if opening is not None:
        return _count(sentence, figures, evidence)
    return named(sentence, figures, slot, evidence)


def _share_of_measure(sentence: Sentence, figures: Figures, share: Nature) -> Nature:
    if figures.relative:
        return Nature("movement", share.evidence)
    if (
        share.name == "share"
        and OPERATED & set(sentence.object.words)
        and not sentence.line[sentence.amounts[0].end :].lower().startswith(" of ")
    ):
        return Nature("level", share.evidence)
    return share


def _count(sentence: Sentence, figures: Figures, evidence: str) -> Nature:
    """ "3 blog posts" is output, "3 citations" is not."""
    words = sentence.object.words
    if figures.relative:
        return Nature("movement", evidence)
    if sentence.amounts[0].comparator == "<" and sentence.amounts[0].unit.family == "count":
        return Nature("level", evidence)
    if attention_in(words):
        return Nature("share" if _PER_PERIOD.search(sentence.line, sentence.amounts[0].end) else "outcome", evidence)
    if _is_done_each_day(sentence):
        return Nature("work", evidence)
    if _PER_HEAD.search(sentence.line):
        return Nature("share", evidence)
    if sentence.object.head in _OCCASIONS and not BY_OTHERS.search(sentence.line):
        return Nature("work", evidence)
    if OUTSIDERS.isdisjoint(words) and not _READY.isdisjoint(sentence.words[2:]):
        return Nature("work", evidence)
    fresh = {"new", "first-time", "additional", "external"} & sentence.bag
    if is_stock(sentence) and not fresh and not is_measured_once(sentence):
        return Nature("share", evidence)
    last = sentence.object.head
    others = any(word in OUTSIDERS for word in words) and (last in GIVEN or "paying" in words)
    if last in ARTEFACTS and not others and not BY_OTHERS.search(sentence.line):
        return Nature("work", evidence)
    if last in {"rating", "score", "stars"} and not is_measured_once(sentence):
        return Nature("level", evidence)
    measured = measure_in((last,)) if last else ""
    if (
        measured
        and sentence.amounts[0].unit.family in {"duration", "multiple", "percent"}
        and not is_measured_once(sentence)
    ):
        return Nature("level", evidence)
    return Nature("outcome", evidence)


def _is_done_each_day(sentence: Sentence) -> bool:
    """Whether a count is of what one does oneself time and again: "20 sketches **each day**"."""
    count, period = sentence.amounts[0], _PER_PERIOD.search(sentence.line, sentence.amounts[0].end)
    if period is None or count.unit.family != "count" or not OUTSIDERS.isdisjoint(sentence.object.words):
        return False
    directly = len(sentence.line[count.end : period.start()].split()) <= _SHORT
    return directly and not measure_in(sentence.object.words)
