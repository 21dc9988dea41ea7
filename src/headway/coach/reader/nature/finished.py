"""Finished work written as a sentence: "The API is released", "we have a runbook"."""

from ..cues import Cued
from ..lexicon import words
from ..lexicon.nouns import ARTEFACTS, GIVEN, OUTSIDERS, OWN_STAFF
from ..lexicon.phrases import FINISHED
from ..lexicon.verbs import APPROACHING
from ..model import Figures, Nature, Sentence
from ..phrases import is_soft
from .common import (
    is_vague,
    names_artefact,
    share_of,
    starts_with_amount,
    subject_is_outside,
)

_CROWD = words("people persons individuals households viewers readers listeners")
_WRITTEN = words("documented written published defined agreed")
_ATTENDED = words("download view watch visit read share like star")
_WORKING = words("work run function operate perform go behave collaborate cooperate communicate coordinate interact")
_WELL = words("well smoothly better seamlessly great efficiently effectively closely closer together")
_ENABLED = {("possible", "to"), ("able", "to")}
_GIVES = words("communicate deliver give offer present provide send show")
_JOINS = words("""
activate approve certify close connect contract convert engage enrol enroll involve land migrate onboard place qualify
reach recruit register secure sign win
""")
_SETTLED = Cued(
    "date place ready running production force",
    r"\bup[ -]to[ -]date\b|\bin place\b|\bready to\b|\bup and running\b|\bin production\b|\bin force\b",
)
_ISSUES = words("issues bugs vulnerabilities incidents tickets defects findings p0 p1")


def done(sentence: Sentence, figures: Figures, slot: str, evidence: str) -> Nature | None:
    """ "The API is released", "audit window started", "docs are up to date", "we have a runbook": finished work."""
    head = sentence.head
    if slot == "objective" and not (head.verb in {"ship", "release", "publish"} and not head.passive):
        return None
    if _clears_issues(sentence):
        return Nature("movement", evidence)
    if head.verb in _WORKING and not head.passive and sentence.bag & _WELL and not sentence.amounts:
        return Nature("wish", evidence)
    if _is_won(sentence):
        return Nature("outcome", evidence)
    if head.passive and sentence.words[max(0, head.after - 2) : head.after - 1] in {("better",), ("more",)}:
        return None
    if head.cls in {"work", "service"} and (head.passive or head.tag == "ed"):
        return Nature("level" if _for_each_outsider(sentence) else "work", evidence)
    if head.verb == "be":
        return _by_being(sentence, evidence)
    if head.verb == "exist":
        return Nature("work", evidence) if names_artefact(sentence.subject.words) else None
    return _by_having(sentence, slot, evidence) if head.verb == "have" else None


def _clears_issues(sentence: Sentence) -> bool:
    """ "All P0 bugs are closed": a count that goes to nothing."""
    closes = sentence.head.verb in {"close", "fix", "resolve", "address"}
    return closes and sentence.words[0] == "all" and bool(_ISSUES & set(sentence.subject.words))


def _is_won(sentence: Sentence) -> bool:
    """Whether what is over was brought about in others, or is money, rather than work that was finished."""
    head, opening = sentence.head, starts_with_amount(sentence)
    attended = head.verb in _ATTENDED and not share_of(sentence)
    if head.passive and sentence.amounts and (attended or _came_along(sentence)):
        return True
    is_money = opening is not None and opening.unit.family == "money"
    return is_money or (head.tag == "ed" and not head.passive and _counts_others(sentence))


def _by_being(sentence: Sentence, evidence: str) -> Nature | None:
    """ "It is live", "the docs are up to date", "there is a runbook"."""
    head = sentence.head
    if sentence.words[head.after : head.after + 2] in _ENABLED and not sentence.amounts:
        return Nature("work", evidence)
    behind = sentence.words[head.after : head.after + 3]
    finished = not FINISHED.isdisjoint(behind) or _SETTLED.search(sentence.line)
    if finished and not is_vague(behind) and sentence.subject.head not in OUTSIDERS:
        return Nature("work", evidence)
    there = sentence.words[head.start : head.start + 1] == ("there",)
    made = names_artefact(sentence.object.words) or _is_new_thing(sentence)
    return Nature("work", evidence) if there and made else None


def _by_having(sentence: Sentence, slot: str, evidence: str) -> Nature | None:
    """ "We have a runbook", "each team has a written plan", "customers have support"."""
    objects, outside = sentence.object.words, subject_is_outside(sentence)
    artefact = names_artefact(objects)
    if artefact and sentence.bag & _WRITTEN:
        return Nature("work", evidence)
    if sentence.object.head == "support" and slot == "key_result" and not sentence.amounts:
        return Nature("wish" if outside or is_vague(objects) else "work", evidence)
    if _is_new_thing(sentence) and not outside:
        return Nature("work", evidence)
    is_plain = artefact and not outside and "rich" not in sentence.bag
    return Nature("work", evidence) if is_plain and not is_vague(objects) and not is_soft(objects[-1:]) else None


def _is_new_thing(sentence: Sentence) -> bool:
    """Whether "there is **a** …" names a thing to point at, not a quality ("a clear understanding")."""
    behind, objects = sentence.words[sentence.head.after : sentence.head.after + 1], sentence.object.words
    return behind in {("a",), ("an",)} and not is_vague(objects) and not is_soft(objects) and not sentence.amounts


def _came_along(sentence: Sentence) -> bool:
    """Whether counted others were won rather than worked on: "4 projects onboarded", "two suppliers qualified"."""
    if sentence.head.verb in _JOINS and subject_is_outside(sentence):
        return True
    opening = starts_with_amount(sentence)
    counted = opening is not None and opening.unit.family == "count"
    subject = sentence.subject.head
    if counted and (subject in GIVEN or {"external", "outside", "community"} & set(sentence.subject.words)):
        return True
    if not counted or subject in OWN_STAFF or subject in ARTEFACTS:
        return False
    return sentence.head.verb in _JOINS or (subject in OUTSIDERS and sentence.head.verb not in APPROACHING)


def _counts_others(sentence: Sentence) -> bool:
    """Whether people who are not those who do the work are counted: "200 people have found a job"."""
    opening = starts_with_amount(sentence)
    counted = opening is not None and opening.unit.family == "count"
    return counted and (subject_is_outside(sentence) or sentence.subject.head in _CROWD)


def _for_each_outsider(sentence: Sentence) -> bool:
    """Whether something is given to every outsider: "… provided to **every prospect**"."""
    behind = sentence.words[sentence.head.after :]
    return sentence.head.verb in _GIVES and any(
        word in {"every", "each", "all"}
        and not OUTSIDERS.isdisjoint(behind[place + 1 : place + 3])
        and OWN_STAFF.isdisjoint(behind[place + 1 : place + 4])
        for place, word in enumerate(behind)
    )
