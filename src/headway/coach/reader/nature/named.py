"""Noun phrases that do not open with an amount: a measure, a level, a deliverable, or something wanted."""

import re

from ..amount import Amount
from ..cues import Cued
from ..lexicon import words
from ..lexicon.nouns import ARTEFACTS, ATTENTION, MEASURES, OUTSIDERS, OWN_STAFF, SOFT
from ..lexicon.phrases import ASPIRING, AWARDS, FREQUENCIES, PREPOSITIONS, VAGUE
from ..model import Figures, Nature, Sentence
from ..phrases import attention_in, is_soft, measure_in
from .common import (
    CEILING,
    OPERATED,
    has_upper_bound,
    is_attainment,
    is_bare,
    is_benchmark,
    is_measured_once,
    is_stock,
    names_artefact,
    names_quantity,
    share_of,
)

_MOVED = Cued("up down", r"\b(?:up|down)\s(?:to|by|from|at least|\d)")
_WITH = re.compile(r"\bwith\s(?:at least |over |more than )?$", re.IGNORECASE)
_ABLE = {("ability", "to"), ("option", "to"), ("possibility", "to"), ("support", "for"), ("way", "to")}
_FIRST = words("first second third 1st 2nd 3rd 4th 5th")
_THINGS = (
    ARTEFACTS
    - MEASURES
    - ATTENTION
    - SOFT
    - words("""
coverage flow content stream streams sensors nodes tests hires stories tasks sprints
""")
)
_TRIALS = words("calls interviews sessions study survey test tests trial workshop workshops")
_TRIED = words("discussed piloted reviewed shared tested tried validated")
_IN_PLACE = Cued(
    "place running production signed use",
    r"\bin place\b|\bup and running\b|\bin production\b|\bsigned off\b|\bin use\b",
)
_FLOOR = Cued(
    "lower less fewer below above over", r"\b(?:no|not|never) (?:lower|less|fewer|below)\b|\bat or (?:above|over)\b"
)
_CONSENTS = words(
    "accreditation approval attestation authorisation authorization certification clearance licence license permission"
)
_LIVE = Cued(
    "live available operational deployed launched released installed ready",
    r"\b(?:live|available|operational|deployed|launched|released|installed|ready(?= by|$))\b"
    r"(?=$|[.,;:]| \(| (?:in|on|for|by|to"
    r"|at|across|with)\b)",
)
_STAGES = words("draft iteration phase prototype release round set stage step version")
_WHERE = words("countries markets regions cities states territories")
_SHORT = 6
_NO_NOUNS = words("we our a an key objective")
_STATING = re.compile(r"(?:\b(?:of|at|is|to|above|below|under|over|than|least|most)|[:=<>≥≤])\s?$", re.IGNORECASE)
_MORE = words("more fewer less additional increased reduced higher lower improved")
_VS_PLAN = Cued(
    "plan target budget quota",
    r"\b(?:at|on|above|ahead of|below|to|in line with) (?:the )?(?:plan|target|budget|quota)\b",
)
_DONE = words("""
available complete completed delivered deployed done finished functional installed launched live operational ready
released shipped signed-off
""")
_READY = words("available functional live operational released")
_HOPED: dict[str, frozenset[str]] = {"objective": frozenset({"available", "ready"})}
_ENDING = words("""
alpha beta cleanup deployment overhaul rebrand refactoring relaunch revamp implementation integration launch
migration mvp poc prototype redesign release rewrite rollout upgrade
""")
_SETTLED = words("documented defined agreed published written drafted")
_DELIVERABLES = words("""
alpha analysis audit bash beta automation cleanup completion concept construction creation decision definition
delivery deployment
design development documentation establishment evaluation feedback handoff handover identity implementation
installation integration introduction investigation launch migration overhaul pilot plan poc preparation production
proposal prototype publication rebrand redesign refactoring relaunch release removal research revamp review rewrite
roadmap rollout setup strategy support update upgrade
""")
_OCCASIONS = words(
    "audits calls classes digests events meetings newsletters reports reviews sessions trainings workshops"
)
_RECURS = Cued(
    """
times once twice week month day sprint monday tuesday wednesday thursday friday morning
""",
    r"\b(?:times|once|twice) (?:a|per|every)\b|\b(?:every|each|per) (?:week|month|day|sprint|monday|tuesday"
    r"|wednesday|thursday|friday|morning)\b",
)
_COVERING = re.compile(r"\b(?:in|for|on|at|across|with|to)\s(?:at least |over |more than |[>≥]=?\s?)?$", re.IGNORECASE)
_WHOLE = 100
_HIRING = words("hiring hires recruiting recruitment")


def _is_acronym(sentence: Sentence) -> bool:
    """Whether an abbreviation is all there is: "IACV"."""
    text = sentence.line.strip(". ")
    return (
        len(sentence.tokens) == 1
        and text.isupper()
        and 3 <= len(text) <= 6
        and text.isalpha()
        and text.lower() not in AWARDS
    )


def named(sentence: Sentence, figures: Figures, slot: str, evidence: str) -> Nature:
    """The nature of a named thing, by the first of the rules below that knows it; a wish when none does."""
    if _is_acronym(sentence):
        return Nature("measure", evidence)
    for rule in (_compared, _with_result, _moved, _finished, _begun, _levelled, _measured, _delivered):
        name = rule(sentence, figures, slot)
        if name:
            return Nature(name, evidence)
    if slot == "key_result" and not sentence.amounts and _is_plain(sentence):
        return Nature("work", evidence)
    counted = slot == "key_result" and sentence.amounts and not is_bare(sentence)
    return Nature("outcome" if counted else "wish", evidence)


def _is_plain(sentence: Sentence) -> bool:
    """Whether a short noun phrase names a thing to make ("C# driver"), with no quality and no adjective of degree."""
    words = sentence.object.words
    if len(sentence.words) > _SHORT or len(words) < 2 or sentence.words[0] in _NO_NOUNS:
        return False
    qualified = not (VAGUE | ASPIRING).isdisjoint(sentence.bag) or is_soft(words)
    return not qualified and OUTSIDERS.isdisjoint(words) and OWN_STAFF.isdisjoint(words)


def _opening(sentence: Sentence) -> str:
    return sentence.words[sentence.head.start]


def _quantity(sentence: Sentence) -> str | bool:
    words, main = sentence.object.words, sentence.object.head
    if main in OWN_STAFF or (main in _THINGS and words[-1:] == (main,)):
        return False
    seen = attention_in(words) and not (sentence.object.head not in ATTENTION and "follower" in words)
    return measure_in(words) or seen or names_quantity(sentence, sentence.head.start)


def _compared(sentence: Sentence, figures: Figures, slot: str) -> str:
    """ "Faster builds" is a wish; "fewer incidents" and "sales at plan" move a quantity without saying how far."""
    if sentence.amounts:
        return ""
    if _is_comparative(sentence, _opening(sentence)):
        return "wish"
    counted = sentence.object.head.endswith("s") and sentence.object.head not in SOFT
    more = _opening(sentence) in _MORE and (_quantity(sentence) or counted or sentence.object.head in OUTSIDERS)
    return "movement" if slot != "objective" and (more or _VS_PLAN.search(sentence.line)) else ""


def _with_result(sentence: Sentence, figures: Figures, slot: str) -> str:
    """ "Product launch with 1,500 upvotes": a piece of work named with what it brings."""
    if not sentence.amounts or slot == "kpi" or not _WITH.search(sentence.amounts[0].before):
        return ""
    if sentence.amounts[0].is_share and not OPERATED.isdisjoint(sentence.bag):
        return "share"
    if not _TRIED.isdisjoint(sentence.bag) or sentence.object.head in _TRIALS:
        return "work"
    return "outcome" if _is_deliverable(sentence) or attention_in(sentence.object.words) else ""


def _moved(sentence: Sentence, figures: Figures, slot: str) -> str:
    """ "Churn: 3 % → 2 %", "scrap rate down to 2 %"."""
    if sentence.words[-1] in {"up", "down"} and _quantity(sentence):
        return "movement"
    travelled = figures.baseline is not None and figures.target is not None and figures.direction != "within"
    return "movement" if travelled or figures.relative or (_MOVED.search(sentence.line) and sentence.amounts) else ""


def _finished(sentence: Sentence, figures: Figures, slot: str) -> str:
    """ "Mobile app live in both stores", "hiring: 5 engineers", "first sale in Poland"."""
    if sentence.amounts and not _WHERE.isdisjoint(sentence.bag):
        return ""
    if slot != "kpi" and not sentence.amounts and _IN_PLACE.search(sentence.line):
        return "work"
    words = sentence.object.words
    if slot == "key_result" and _is_thing_done(sentence):
        return "work"
    if (
        slot != "kpi"
        and not _quantity(sentence)
        and (
            (_DONE - _HOPED.get(slot, frozenset())) & {*words[1:], sentence.words[-1]}
            or _IN_PLACE.search(sentence.line)
        )
    ):
        return "work"
    if sentence.words[0] in _HIRING and (":" in sentence.words[1:2] or not OWN_STAFF.isdisjoint(sentence.bag)):
        return "work"
    if slot == "key_result" and sentence.object.head in _CONSENTS:
        return "outcome"
    if slot == "key_result" and not sentence.amounts and sentence.words[:2] in _ABLE:
        return "work"
    if slot == "key_result" and is_bare(sentence) and _LIVE.search(sentence.line) and not _quantity(sentence):
        return "work"
    counted = sentence.amounts or _quantity(sentence) or "response" in words
    if slot != "key_result" or _opening(sentence) not in _FIRST or not words or counted:
        return ""
    return "outcome" if _STAGES.isdisjoint(words[:2]) else "work"


def _is_thing_done(sentence: Sentence) -> bool:
    """Whether a state of being ready stands right behind something made: "KPI **dashboard live**"."""
    words = sentence.words
    return not _READY.isdisjoint(sentence.bag) and any(
        words[at] in _READY and (words[at - 1] in ARTEFACTS or words[at - 1] in _DELIVERABLES)
        for at in range(1, min(len(words), _SHORT + 2))
    )


def _begun(sentence: Sentence, figures: Figures, slot: str) -> str:
    """ "Onboarding of 3 new hires", "weekly demo to stakeholders": a noun of doing, a thing that recurs."""
    if _opening(sentence) in FREQUENCIES and names_artefact((sentence.object.head,)) and slot == "key_result":
        return "work"
    if slot == "key_result" and not sentence.amounts and _RECURS.search(sentence.line):
        return "work"
    if slot == "key_result" and sentence.words[-1] in FREQUENCIES and not _OCCASIONS.isdisjoint(sentence.words[-2:-1]):
        return "work"
    if _quantity(sentence):
        return ""
    if slot == "key_result" and _is_doing(sentence):
        return "share" if share_of(sentence) else "work"
    if slot == "key_result" and _RECURS.search(sentence.line):
        return "work"
    recurring = _opening(sentence) in FREQUENCIES and (slot == "key_result" or len(sentence.object.words) <= 3)
    return "work" if recurring else ""


def _levelled(sentence: Sentence, figures: Figures, slot: str) -> str:
    """ "Uptime: > 99.9 %", "SSAT of 95 %", "first reply within 4 h"."""
    if not sentence.amounts:
        return ""
    if (
        slot == "key_result"
        and attention_in(sentence.object.words)
        and sentence.amounts[0].unit.family == "count"
        and not has_upper_bound(sentence)
    ):
        return "outcome"
    if _is_output_list(sentence):
        return "work"
    covered = share_of(sentence)
    if (
        covered
        and slot == "key_result"
        and not is_attainment(sentence)
        and covered.after.startswith(" of ")
        and _COVERING.search(covered.before)
    ):
        return "level" if covered.value >= CEILING and not covered.change_word else "share"
    if sentence.amounts[0].unit.family == "scale" and is_soft(sentence.object.words):
        return "level"
    if _quantity(sentence) or _is_stated(sentence):
        return _level(sentence)
    bounded = has_upper_bound(sentence) or any(when.is_period for when in sentence.dates)
    if slot == "objective" or not bounded:
        return ""
    return "capability" if is_benchmark(sentence) else "level"


def _is_output_list(sentence: Sentence) -> bool:
    """Whether a colon counts what a team makes: "A/B tests: 6 per quarter"."""
    first = sentence.amounts[0]
    counted = first.unit.family == "count" and not first.comparator and first.before.rstrip().endswith(":")
    return counted and sentence.object.head in ARTEFACTS and sentence.object.head not in MEASURES


def _measured(sentence: Sentence, figures: Figures, slot: str) -> str:
    """ "Churn rate"; in a KPI's place any plain noun names a measure."""
    words, main = sentence.object.words, sentence.object.head
    if sentence.words[-2:] == ("general", "availability") and slot != "kpi":
        return "work"
    if slot == "objective" and {"that", "which"} & sentence.bag:
        return ""
    if _quantity(sentence):
        if main in SOFT and not measure_in((main,)) and slot != "kpi":
            return "wish"
        if slot == "objective" and main in OUTSIDERS and not names_quantity(sentence, sentence.head.start):
            return "wish" if sentence.bag & PREPOSITIONS or not VAGUE.isdisjoint(words) else "measure"
        return "measure" if slot != "objective" or len(words) <= 4 else _delivered(sentence, figures, slot)
    return "measure" if slot == "kpi" and words and not VAGUE.intersection(words) else ""


def _delivered(sentence: Sentence, figures: Figures, slot: str) -> str:
    """ "A documented process", "API documentation", "website relaunch"."""
    if sentence.bag & _SETTLED and slot != "kpi":
        return "work"
    if (
        slot == "key_result"
        and not sentence.amounts
        and sentence.bag & {"every", "each"}
        and not _is_deliverable(sentence)
    ):
        return "level"
    ends = slot != "objective" or sentence.object.head in _ENDING
    return "work" if _is_deliverable(sentence) and ends and not VAGUE.intersection(sentence.object.words[:2]) else ""


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
        or (opening in _MORE and following == ("quality",))
        or opening.startswith("well-")
        or (opening in _MORE and not (VAGUE | ASPIRING).isdisjoint(following))
    )


def _level(sentence: Sentence) -> str:
    if is_attainment(sentence):
        return "outcome"
    first = sentence.amounts[0]
    if first.unit.family == "multiple" or _is_unheld(sentence, first):
        return "share"
    floor = _FLOOR.search(first.before) is not None
    full = first.is_share and CEILING <= first.value <= _WHOLE
    if (
        is_stock(sentence)
        and not (floor or full)
        and first.comparator in {"", ">"}
        and OPERATED.isdisjoint(sentence.bag)
    ):
        return "share"
    if is_benchmark(sentence) and first.unit.family != "size":
        return "capability"
    if (
        first.unit.family == "money"
        and not first.comparator
        and not is_stock(sentence)
        and not sentence.bag & {"average", "per"}
        and sentence.bag & {"revenue", "sales", "bookings", "funding", "income", "savings", "new"}
    ):
        return "outcome"
    return "outcome" if is_measured_once(sentence) else "level"


def _is_unheld(sentence: Sentence, first: Amount) -> bool:
    """Whether a share below the ceiling is of something nobody operates: "test coverage at 60 %"."""
    return (
        first.is_share
        and _FLOOR.search(first.before) is None
        and first.comparator in {"", ">"}
        and first.value < CEILING
        and OPERATED.isdisjoint(sentence.bag)
    )


def _is_deliverable(sentence: Sentence) -> bool:
    words = sentence.object.words
    main = sentence.object.head
    return main in _DELIVERABLES or (bool(names_artefact((main,))) and main in words)
