"""Levels written as sentences: "Response time is below 2 s", "upgrades take 30 minutes"."""

from ..lexicon import words
from ..model import Figures, Nature, Sentence
from ..phrases import measure_in
from .common import (
    CEILING,
    has_upper_bound,
    is_attainment,
    is_benchmark,
    is_measured_once,
    is_stock,
    names_quantity,
    share_of,
    starts_with_amount,
    subject_is_outside,
    subject_is_own,
)

_TAKES = words("""
complete completes cost costs end ends finish finishes land load need needs require required requires respond
return returns take takes took
""")
_CROWD = words("people persons individuals households viewers readers listeners")
_QUICK = frozenset({"ms", "seconds", "min"})
_HANDS_OUT = frozenset({"receive", "get", "land"})
_STATES = frozenset({"be", "have", "average", "remain", "stand", "lie", "sit", "range", "show", "fall", "ends", "end"})
_MAKES_UP = words("contribute generate make account represent come constitute comprise cover")


def bounded(sentence: Sentence, figures: Figures, slot: str, evidence: str) -> Nature | None:
    """A level as a sentence: of a service it is to be held; under test conditions it is a benchmark to reach."""
    if not sentence.amounts and not (sentence.head.passive and any(when.is_period for when in sentence.dates)):
        return None
    opening = starts_with_amount(sentence)
    if is_attainment(sentence):
        return Nature("outcome", evidence)
    if opening is not None and not opening.is_share and opening.unit.family != "duration":
        return None
    if is_benchmark(sentence) and has_upper_bound(sentence) | any(
        a.unit.family in {"duration", "size"} for a in sentence.amounts
    ):
        return Nature("capability", evidence)
    if sentence.head.passive and sentence.head.verb in {"award", "grant", "sign", "certify"} and not share_of(sentence):
        return None if _counts(sentence) else Nature("level", evidence)
    if sentence.head.verb in _MAKES_UP and (share_of(sentence) or is_stock(sentence)):
        return Nature("share", evidence)
    if sentence.head.verb == "spend" and sentence.amounts:
        return Nature("level" if has_upper_bound(sentence) else "share", evidence)
    share = share_of(sentence)
    if (
        share
        and opening is None
        and share.after.lower().startswith(" of ")
        and sentence.head.cls in {"work", "service"}
    ):
        if sentence.head.passive or subject_is_own(sentence):
            return None
        return Nature("level" if share.value >= CEILING else "share", evidence)
    if sentence.head.verb in _HANDS_OUT and (_timed(sentence) or has_upper_bound(sentence)):
        return Nature("level", evidence)
    if sentence.head.verb == "meet" and sentence.bag & {"slo", "slos", "sla", "slas", "standard", "standards"}:
        return Nature("level", evidence)
    if sentence.head.cls in {"reach", "win"}:
        if not _CROWD.isdisjoint(sentence.object.words):
            return Nature("outcome", evidence)
        if is_measured_once(sentence):
            return Nature("outcome", evidence)
        if sentence.head.cls == "win" and sentence.head.tag == "ed" and share_of(sentence) is None:
            return Nature("outcome", evidence)
        arrives = measure_in(sentence.subject.words) or figures.target is not None
        return Nature("movement", evidence) if arrives else None
    if not _is_standing(sentence) or (slot == "objective" and subject_is_outside(sentence)):
        return None
    if figures.target_amount and figures.target_amount.unit.family == "multiple":
        return Nature("share", evidence)
    return Nature("outcome" if is_measured_once(sentence) and not _timed(sentence) else "level", evidence)


def _counts(sentence: Sentence) -> bool:
    return all(amount.unit.family in {"count", "money"} for amount in sentence.amounts)


def _timed(sentence: Sentence) -> bool:
    return any(amount.unit.family == "duration" for amount in sentence.amounts)


def _is_standing(sentence: Sentence) -> bool:
    """Whether the amount is a level of something that goes on: of a measure, or how long something takes."""
    verb = sentence.head.verb
    quick = any(a.unit.name in _QUICK and (a.comparator == "<" or a.before.endswith(" in ")) for a in sentence.amounts)
    if (
        verb in _TAKES
        or quick
        or (_timed(sentence) and (sentence.head.passive or sentence.words[0] in {"it", "reporting"}))
    ):
        return True
    counts = all(a.unit.family == "count" and not a.comparator for a in sentence.amounts)
    if sentence.head.passive and sentence.head.cls == "work" and counts:
        return False
    measured = measure_in(sentence.subject.words) or names_quantity(sentence, sentence.head.start)
    return bool(measured) and (verb in _STATES or sentence.head.cls == "hold" or sentence.head.passive)
