"""Levels to be held: guard rails, hold verbs, service levels."""

import re

from ..cues import Cued
from ..lexicon import words
from ..lexicon.nouns import MEASURES
from ..lexicon.phrases import FREQUENCIES, VAGUE
from ..model import Figures, Nature, Sentence
from ..phrases import measure_in
from .common import CEILING, is_benchmark, is_load, is_measured_once, names_artefact, share_of, starts_with_amount

_GUARDS = frozenset({"no", "zero", "never", "none", "nobody"})
_REFUSING = frozenset({"never", "not", "without"})
_FORBIDDING = re.compile(
    r"\bnever (?!had\b|before\b)[a-z]+|\b(?:shall|must|should|may|can) not\b"
    r"|\bwithout (?:any )?(?:errors?|alerts?|failures?|incidents?|outages?)\b(?! messages?)",
    re.IGNORECASE,
)
_STANDS = Cued("times stay stays remain", r"\bat all times\b|\b(?:stays?|remain) (?:current|tidy|clean)\b")
"""A state that lasts, rather than something kept in order."""
_FRESH = words("""
accurate aligned clean current date documented fresh groomed informed maintained organised organized prioritised
prioritized tidy up-to-date updated useful
""")
_ANSWERS = words("""
acknowledge answer clear close fulfil fulfill process reply resolve respond respond_to restore settle solve
turn_around pick_up
""")
_SCORES = words("nps enps csat score rating satisfaction")
_EVENTS = words("""
call calls ceremony classes conference event events hackathon interview interviews meeting meetings meetups office
retro retrospective review reviews session sessions standup town-hall training trainings webinar webinars workshop
workshops
""")


def guard_rail(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """ "No X", "zero X", "0 X", "no more than …" and "X do not …" for all of a count: what must not happen."""
    words = sentence.words[sentence.head.start :]
    if not words or slot == "task":
        return None
    first = starts_with_amount(sentence)
    if words[0] == "ensure" and words[1:2] in {("no",), ("zero",)} and slot == "key_result":
        return Nature("level", sentence.quote(sentence.head.start, sentence.head.start + 5))
    if words[0] == "nobody" and slot == "objective":
        return None
    forbids = not sentence.amounts and not _REFUSING.isdisjoint(sentence.bag)
    forbids = forbids and (slot == "key_result" or "never" in sentence.bag)
    if forbids and _FORBIDDING.search(sentence.line):
        return Nature("level", sentence.quote(sentence.head.start, sentence.head.start + 5))
    if words[0] in _GUARDS and len(words) > 1 and not words[1].startswith("-"):
        return Nature("level", sentence.quote(sentence.head.start, sentence.head.start + 3))
    if first and first.value == 0 and first.start <= sentence.tokens[sentence.head.start].start + 1:
        return Nature("level", sentence.quote(sentence.head.start, sentence.head.start + 4))
    full = share_of(sentence)
    if full and full.value >= 95 and {"not", "don't", "without"} & set(words[:9]) and first:
        return Nature("level", sentence.quote(sentence.head.start, sentence.head.start + 7))
    if first and first.comparator == "<" and first.unit.family == "count" and slot == "key_result":
        return Nature("level", sentence.quote(sentence.head.start, sentence.head.start + 5))
    fraction = len(words) > 2 and words[0].isdigit() and words[1] == "/" and words[2] == words[0]
    return Nature("level", sentence.quote(0, 5)) if fraction else None


def score_had(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """ "Have an NPS of 50": a score that is had, not arrived at."""
    head = sentence.head
    had = head.form == "imperative" and head.verb in {"have", "be"} and slot == "key_result"
    scored = had and bool(sentence.amounts) and not _SCORES.isdisjoint(sentence.object.words)
    if not scored or is_measured_once(sentence):
        return None
    return Nature("level", sentence.quote(head.at, head.after + 4))


def held_level(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """ "Maintain NPS above 60" holds a level; "maintain the roadmap" is upkeep; "hold a workshop" is work."""
    head = sentence.head
    if head.form != "imperative" or not (head.cls == "hold" or head.verb in {"hold", "continue"}):
        return None
    evidence = sentence.quote(head.at, head.after + 4)
    objects = sentence.object.words
    if head.verb == "hold":
        held = bool(sentence.amounts) or bool(sentence.bag & {"steady", "flat", "constant", "stable"})
        level = bool(measure_in(objects)) and not set(objects) & _EVENTS and held
        return Nature("level", evidence) if level else None
    if figures.baseline is not None and figures.target is not None and figures.direction in {"increase", "decrease"}:
        return Nature("movement", evidence)
    if objects[:2] == ("track",) or (sentence.bag & {"track"} and objects[:1] == ("track",)):
        return Nature("work", evidence)
    if sentence.object.head in _EVENTS and not sentence.amounts:
        return Nature("work", evidence)
    if _is_upkeep(sentence):
        return Nature("upkeep", evidence)
    return Nature("level", evidence)


def _is_upkeep(sentence: Sentence) -> bool:
    objects = sentence.object.words
    if _STANDS.search(sentence.line):
        return False
    if sentence.bag & {"groomed", "informed"}:
        return True
    if sentence.amounts or measure_in(objects):
        return False
    if sentence.bag & _FRESH:
        return True
    return bool(names_artefact((sentence.object.head,))) and VAGUE.isdisjoint(sentence.bag)


def service_level(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """ "Resolve 90 % of tickets within 24 hours": handling of what comes in, with a limit or a share."""
    head = sentence.head
    if (
        head.form != "imperative"
        or is_load(sentence)
        or head.cls not in {"service", "win"}
        or (head.cls == "win" and not (head.verb == "close" and _is_ticket(sentence)))
    ):
        return None
    evidence = sentence.quote(head.at, head.after + 5)
    if head.verb == "close" and any(amount.unit.family == "money" for amount in sentence.amounts):
        return Nature("outcome", evidence)
    if head.verb not in _ANSWERS:
        return Nature("work" if slot != "objective" else "wish", evidence)
    if figures.baseline is not None and figures.target is not None:
        return Nature("movement", evidence)
    timed = any(amount.unit.family == "duration" for amount in sentence.amounts) or any(
        when.is_period for when in sentence.dates
    )
    share = share_of(sentence)
    if share and share.value < CEILING and not timed and head.verb in {"close", "fix", "solve"}:
        return Nature("share", evidence)
    if share or (timed and not is_benchmark(sentence)):
        return Nature("level", evidence)
    routine = not FREQUENCIES.isdisjoint(sentence.bag)
    return Nature("work", evidence) if slot != "objective" or routine else None


def _is_ticket(sentence: Sentence) -> bool:
    return bool(
        {"tickets", "issues", "requests", "cases", "bugs", "incidents", "calls", "prs", "alerts", "queries", "books"}
        & set(sentence.object.words)
    ) or any(word in MEASURES and word.endswith("s") and word in {"cases", "bugs"} for word in sentence.object.words)
