"""Statements without a verb: "12 streams", "Uptime: > 99.9 %", "API documentation", "Good setup"."""

import re

from ..lexicon import words
from ..lexicon.nouns import ARTEFACTS, OUTSIDERS, OWN_STAFF, SOFT
from ..lexicon.phrases import ASPIRING, FREQUENCIES, VAGUE
from ..model import Figures, Nature, Sentence
from ..phrases import attention_in, measure_in, outsider_in
from .common import (
    has_upper_bound,
    is_attainment,
    is_benchmark,
    is_measured_once,
    is_stock,
    names_artefact,
    names_quantity,
    share_of,
    starts_with_amount,
)
from .shares import share_nature

_PLACE = re.compile(r"(?:[XYNZ]{1,3}|xx+|\?\?+|tbd)\s[a-z]", re.IGNORECASE)
_MOVED = re.compile(r"\b(?:up|down)\s(?:to|by|from|at least|\d)", re.IGNORECASE)
_STATING = re.compile(r"(?:\b(?:of|at|is|to|above|below|under|over|than|least|most)|[:=<>≥≤])\s?$", re.IGNORECASE)
_MORE = words("more fewer less additional increased reduced higher lower improved")
_VS_PLAN = re.compile(
    r"\b(?:at|on|above|ahead of|below|to|in line with) (?:the )?(?:plan|target|budget|quota)\b", re.IGNORECASE
)
_DONE = words("""
available complete completed delivered deployed done finished launched live ready released shipped
""")
_OPERATING = words("availability uptime sla slo slas slos satisfaction csat compliance")
_ENDING = words("""
deployment implementation integration launch migration mvp poc prototype redesign release rewrite rollout upgrade
""")
_SETTLED = words("documented defined agreed published written drafted")
_DELIVERABLES = words("""
analysis audit automation cleanup completion concept construction creation decision definition delivery deployment
design development documentation establishment evaluation feedback handoff handover identity implementation
installation integration introduction investigation launch migration overhaul pilot plan poc preparation production
proposal prototype publication rebrand redesign refactoring relaunch release removal research revamp review rewrite
roadmap rollout setup strategy support update upgrade
""")


def nominal(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """The nature of a noun phrase: a share, a count, a measure with or without its level, a deliverable, or a wish."""
    if sentence.head.form != "nominal":
        return None
    share = share_nature(sentence, figures)
    if share and starts_with_amount(sentence):
        return _share_of_measure(sentence, figures, share)
    evidence = sentence.quote(sentence.head.start, sentence.head.start + 6)
    if _PLACE.match(sentence.line):
        return Nature("outcome", evidence)
    opening = starts_with_amount(sentence)
    if opening is not None:
        return _count(sentence, figures, evidence)
    return _named(sentence, figures, slot, evidence)


def _share_of_measure(sentence: Sentence, figures: Figures, share: Nature) -> Nature:
    if figures.relative:
        return Nature("movement", share.evidence)
    if (
        share.name == "share"
        and _OPERATING & set(sentence.object.words)
        and not sentence.line[sentence.amounts[0].end :].lower().startswith(" of ")
    ):
        return Nature("level", share.evidence)
    return share


def _count(sentence: Sentence, figures: Figures, evidence: str) -> Nature:
    """ "3 blog posts" is output, "3 citations" is not."""
    words = sentence.object.words
    if figures.relative:
        return Nature("movement", evidence)
    if attention_in(words):
        return Nature("outcome", evidence)
    fresh = {"new", "first-time", "additional", "external"} & sentence.bag
    if is_stock(sentence) and not fresh and not is_measured_once(sentence):
        return Nature("share", evidence)
    last = sentence.object.head
    others = any(word in OUTSIDERS for word in words)
    if last in ARTEFACTS and not others:
        return Nature("work", evidence)
    measured = measure_in((last,)) if last else ""
    if (
        measured
        and sentence.amounts[0].unit.family in {"duration", "multiple", "percent"}
        and not is_measured_once(sentence)
    ):
        return Nature("level", evidence)
    return Nature("outcome", evidence)


def _named(sentence: Sentence, figures: Figures, slot: str, evidence: str) -> Nature:
    """A named thing: a measure, a deliverable, or something wanted."""
    words = sentence.object.words
    measured = measure_in(words) or attention_in(words) or names_quantity(sentence, sentence.head.start)
    opening = sentence.words[sentence.head.start]
    if not sentence.amounts and _is_comparative(sentence, opening):
        return Nature("wish", evidence)
    if (
        not sentence.amounts
        and slot != "objective"
        and ((opening in _MORE and (measured or outsider_in(words))) or _VS_PLAN.search(sentence.line))
    ):
        return Nature("movement", evidence)
    travelled = figures.baseline is not None and figures.target is not None and figures.direction != "within"
    if travelled or figures.relative or (_MOVED.search(sentence.line) and sentence.amounts):
        return Nature("movement", evidence)
    if slot != "kpi" and not measured and _DONE & set(words[1:]):
        return Nature("work", evidence)
    if sentence.words[0] in {"hiring", "hires", "recruiting", "recruitment"} and not OWN_STAFF.isdisjoint(sentence.bag):
        return Nature("work", evidence)
    if (
        slot == "key_result"
        and opening == "first"
        and words
        and not (sentence.amounts or measured or "response" in words)
    ):
        return Nature("outcome", evidence)
    if slot == "key_result" and not measured and _is_doing(sentence):
        return Nature("share" if share_of(sentence) else "work", evidence)
    recurring = not measured and sentence.words[sentence.head.start] in FREQUENCIES
    if recurring and (slot == "key_result" or len(words) <= 3):
        return Nature("work", evidence)
    stated = bool(sentence.amounts) and _is_stated(sentence)
    if sentence.amounts and (measured or stated):
        return _level(sentence, evidence)
    if (
        slot != "objective"
        and (has_upper_bound(sentence) or any(when.is_period for when in sentence.dates))
        and sentence.amounts
    ):
        return Nature("capability" if is_benchmark(sentence) else "level", evidence)
    if measured and sentence.object.head in SOFT and not measure_in((sentence.object.head,)) and slot != "kpi":
        return Nature("wish", evidence)
    if measured and (slot != "objective" or len(words) <= 4):
        return Nature("measure", evidence)
    if slot == "kpi" and words and not VAGUE.intersection(words):
        return Nature("measure", evidence)
    if sentence.bag & _SETTLED and slot != "kpi":
        return Nature("work", evidence)
    if (
        _is_deliverable(sentence)
        and (slot != "objective" or sentence.object.head in _ENDING)
        and not VAGUE.intersection(words[:2])
    ):
        return Nature("work", evidence)
    return Nature("outcome" if sentence.amounts and slot == "key_result" else "wish", evidence)


def _is_doing(sentence: Sentence) -> bool:
    """Whether a noun of doing leads: "onboarding of 3 new hires", "implementation of the policy"."""
    words = sentence.words[sentence.head.start : sentence.head.start + 2]
    return words[1:] == ("of",) and (words[0] in _DELIVERABLES or words[0].endswith(("ing", "tion", "ment")))


def _is_stated(sentence: Sentence) -> bool:
    """Whether a preposition or sign puts the first amount as the level of what stands before it: "SSAT of 95 %"."""
    first = sentence.amounts[0]
    telling = first.unit.family in {"percent", "scale", "points"} or bool(first.comparator)
    return telling and _STATING.search(first.before) is not None


def _is_comparative(sentence: Sentence, opening: str) -> bool:
    """Whether an adjective on which readers differ leads: "faster builds", "more predictable revenue"."""
    following = sentence.words[sentence.head.start + 1 : sentence.head.start + 2]
    return (
        (opening in VAGUE and opening not in _MORE)
        or opening.startswith("well-")
        or (opening in _MORE and not (VAGUE | ASPIRING).isdisjoint(following))
    )


def _level(sentence: Sentence, evidence: str) -> Nature:
    if is_attainment(sentence):
        return Nature("outcome", evidence)
    first = sentence.amounts[0]
    if first.unit.family == "multiple" and is_stock(sentence):
        return Nature("share", evidence)
    if is_benchmark(sentence) and first.unit.family != "size":
        return Nature("capability", evidence)
    if (
        first.unit.family == "money"
        and not first.comparator
        and not is_stock(sentence)
        and not sentence.bag & {"average", "per"}
        and sentence.bag & {"revenue", "sales", "bookings", "funding", "income", "savings"}
    ):
        return Nature("outcome", evidence)
    return Nature("outcome" if is_measured_once(sentence) else "level", evidence)


def _is_deliverable(sentence: Sentence) -> bool:
    words = sentence.object.words
    main = sentence.object.head
    return main in _DELIVERABLES or (bool(names_artefact((main,))) and main in words)
