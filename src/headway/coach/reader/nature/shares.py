"""Bare shares: "80 % of A have B"."""

import re

from ..lexicon import words
from ..lexicon.nouns import OWN_STAFF
from ..model import Figures, Nature, Sentence
from .common import is_attainment, is_measured_once, share_of, starts_with_amount, within_days

_OWN_TRAINED = re.compile(
    r"\b(?:certified|trained|onboarded|enabled|certification|completed? (?:[\w-]+ ){0,3}(?:training|course"
    r"|certification|onboarding)|(?:gone|been) through (?:[\w-]+ ){0,4}(?:training|course|workshop|onboarding)"
    r"|have (?:completed|taken)|attend(?:ed)?|completed? (?:their|a|an) (?:[\w-]+ ){0,2}plans?)\b",
    re.IGNORECASE,
)
_OWN_COVERED = re.compile(
    r"\b(?:documented|written|published|migrated|reviewed|tested|automated|implemented|mapped|deployed|instrumented"
    r"|tagged|defined|created|drafted|completed|built|configured|covered with tests)"
    r"\b(?!.*\b(?:on time|within|in time)\b)",
    re.IGNORECASE,
)
_FEELING = re.compile(
    r"\b(?:pleased|confident|give (?:[\w-]+ ){0,3}(?:score|rating)"
    r"|rate (?:it|us|the|our|their|this|them|\w+ing)|rated|rates|satisfied|happy|recommend"
    r"|agree(?! to)|feel|feels|positive (?:answers|feedback"
    r"|ratings?|response)|find (?:[\w-]+ ){1,5}(?:easy|helpful|useful|valuable))\b",
    re.IGNORECASE,
)
_EVERY = words("all every each everyone everybody")


def share_nature(sentence: Sentence, figures: Figures) -> Nature | None:
    """The nature of "X % of A (have B)" and "all A have B"; None when no share opens the statement.

    Own people trained is work; attainment of a plan and shares of one cohort start at zero; at the ceiling
    (95 % and up, all, every) it is a guard rail; else a share that already has a value.
    """
    share = share_of(sentence)
    opening = starts_with_amount(sentence)
    if (
        share is not None
        and opening is not share
        and sentence.head.verb in {"say", "show"}
        and _FEELING.search(sentence.line)
    ):
        return Nature("outcome" if is_measured_once(sentence) else "level", sentence.line[:60])
    if share is not None and _is_served_in_time(sentence):
        return Nature("level", sentence.line[:60])
    if share is None or opening is not share:
        return _every(sentence)
    evidence = sentence.quote(sentence.head.start, sentence.head.start + 8)
    if figures.relative or share.change_word:
        return Nature("movement", evidence)
    if _about_own_people(sentence) and _OWN_TRAINED.search(sentence.line):
        return Nature("work", evidence)
    if figures.baseline is not None and figures.direction in {"increase", "decrease"}:
        return Nature("movement", evidence)
    if is_attainment(sentence):
        return Nature("outcome", evidence)
    if _FEELING.search(sentence.line):
        return Nature("outcome" if is_measured_once(sentence) else "level", evidence)
    if share.comparator == "<" and sentence.head.form == "nominal" and not share.after.startswith(" of "):
        return Nature("level", evidence)
    if share.value >= 95 or share.value == 0:
        covered = _OWN_COVERED.search(sentence.line) and not sentence.dates
        return Nature("work" if covered else "level", evidence)
    own_work = sentence.head.cls == "work" and sentence.head.passive
    return Nature("outcome" if is_measured_once(sentence) and not own_work else "share", evidence)


def _is_served_in_time(sentence: Sentence) -> bool:
    """Whether what comes in is handled within a time limit: "85 % of parcels are delivered **within 24 hours**"."""
    served = sentence.head.form == "clause" and sentence.head.passive and sentence.head.cls in {"work", "service"}
    limited = any(amount.unit.family == "duration" and amount.comparator == "<" for amount in sentence.amounts)
    return served and (limited or within_days(sentence))


def is_own_training(sentence: Sentence) -> bool:
    """Whether a share or count is of own people trained, certified or enabled."""
    return _about_own_people(sentence) and _OWN_TRAINED.search(sentence.line) is not None


def _about_own_people(sentence: Sentence) -> bool:
    return not OWN_STAFF.isdisjoint(sentence.words[:9])


def _every(sentence: Sentence) -> Nature | None:
    """ "All A have B", "every A has B": a share of 100 % in words."""
    head = sentence.head
    if sentence.words[head.start : head.start + 1] and sentence.words[head.start] in _EVERY and head.form == "clause":
        if _about_own_people(sentence) and _OWN_TRAINED.search(sentence.line):
            return Nature("work", sentence.quote(head.start, head.after + 3))
        if (
            head.verb in {"have", "be", "get", "include", "contain", "carry", "meet", "receive"}
            and not head.passive
            and sentence.words[head.start] not in {"everyone", "everybody"}
        ):
            return Nature("level", sentence.quote(head.start, head.after + 3))
    return None
