"""Statements written as sentences: "Users adopt …", "The API is released", "Response time is below 2 s"."""

import re

from ..lexicon import words
from ..lexicon.nouns import ARTEFACTS, MEASURES, OUTSIDERS, OWN_STAFF
from ..lexicon.phrases import FINISHED, FIT
from ..lexicon.verbs import APPROACHING
from ..model import Figures, Nature, Sentence
from ..phrases import is_soft, measure_in
from .common import (
    BY_OTHERS,
    has_upper_bound,
    is_attainment,
    is_benchmark,
    is_measured_once,
    is_stock,
    is_vague,
    names_artefact,
    names_quantity,
    share_of,
    starts_with_amount,
    subject_is_outside,
    subject_is_own,
)
from .shares import share_nature

_TAKES = words("""
complete completes cost costs end ends finish finishes land load need needs require required requires respond return returns take takes took
""")
_CROWD = words("people persons individuals households viewers readers listeners")
_WRITTEN = words("documented written published defined agreed")
_ATTENDED = words("download view watch visit read share like star")
_WORKING = words("work run function operate perform go behave collaborate cooperate communicate coordinate interact")
_WELL = words("well smoothly better seamlessly great efficiently effectively closely closer together")
_ENABLED = {("possible", "to"), ("able", "to")}
_ANYONE = words("everyone everybody anyone anybody people")
_GIVES = words("communicate deliver give offer present provide send show")
_JOINS = words("""
activate add approve certify close connect contract convert engage enrol enroll introduce involve land migrate onboard
place qualify reach recruit register secure sign win
""")
_QUICK = frozenset({"ms", "seconds", "min"})
_MADE = words("api app backend bot button cli client daemon editor frontend interface node page parser screen tool ui view")
_BODIES = words("council board parliament government ministry committee regulator court senate congress")
_HANDS_OUT = frozenset({"receive", "get", "land"})
_STATES = frozenset({"be", "have", "average", "remain", "stand", "lie", "sit", "range", "show", "fall", "ends", "end"})
_MAKES_UP = words("contribute generate make account represent come constitute comprise cover")
_GRANTED = words("""
accept adopt approve award buy certify choose cite endorse feature grant invite mention publish_by rate recommend
retweet select sign star use
""")
_TAKES_UP = words("embed deploy install integrate list mention mirror promote run ship stock support use")
_COMES = words("approve award fund invest join pay purchase ratify renew subscribe volunteer")
_ADOPTS = words("""
adopt apply choose enroll join prefer read recommend register switch use utilise utilize
""")
_SETTLED = re.compile(
    r"\bup[ -]to[ -]date\b|\bin place\b|\bready to\b|\bup and running\b|\bin production\b|\bin force\b", re.IGNORECASE
)
_ISSUES = words("issues bugs vulnerabilities incidents tickets defects findings p0 p1")


def clause(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """The nature of a full sentence, by its verb and by who is its subject."""
    head = sentence.head
    if head.form != "clause":
        return None
    share = share_nature(sentence, figures)
    if share:
        return share
    evidence = sentence.quote(head.start, head.after + 3)
    if slot != "objective" and not sentence.amounts and names_quantity(sentence, head.start) and head.cls == "work":
        return Nature("measure", evidence)
    for rule in (_kept, _movement, _capability, _bounded, _granted, _done, _who_acts):
        nature = rule(sentence, figures, slot, evidence)
        if nature:
            return nature
    return Nature("wish", evidence)


def _kept(sentence: Sentence, figures: Figures, slot: str, evidence: str) -> Nature | None:
    """ "Costs stay flat", "data is never lost", "the build is green 95 % of the time": what is to remain so."""
    head = sentence.head
    if slot == "objective":
        return None
    around = set(sentence.words[max(head.start, head.at - 1) : head.after + 1])
    each_time = head.verb == "pass" and sentence.bag & {"every", "each", "all"}
    constant = (
        each_time or around & {"always", "never"} or (head.verb == "be" and "not" in around and not sentence.amounts)
    )
    held = head.cls == "hold" or ("not" in around and head.cls in {"up", "down"})
    return Nature("level", evidence) if constant or held or "of the time" in sentence.line else None


def _movement(sentence: Sentence, figures: Figures, slot: str, evidence: str) -> Nature | None:
    """ "Team satisfaction increases", "requests reduced by 25 %", "coverage has improved"."""
    moves = sentence.head.cls in {"up", "down", "better"} or _improved_measure(sentence)
    if figures.relative or (figures.baseline is not None and figures.target is not None):
        return Nature("movement", evidence)
    if not moves or (sentence.head.verb == "move up" and starts_with_amount(sentence)):
        return None
    money = any(amount.unit.family == "money" for amount in sentence.amounts)
    if sentence.head.verb == "raise" and not sentence.head.passive and (money or starts_with_amount(sentence)):
        return Nature("outcome", evidence)
    if sentence.head.verb in {"extend", "expand", "enhance", "improve"} and sentence.head.passive and _is_made(sentence):
        return Nature("work", evidence)
    measured = (
        measure_in(sentence.subject.words)
        or measure_in(sentence.object.words)
        or ("number" if names_quantity(sentence, sentence.head.start) else "")
    )
    if (figures.target is not None and sentence.amounts) or (
        measured and not is_vague(sentence.bag - {"improved", "more"}) and slot != "objective"
    ):
        return Nature("movement", evidence) if measured or sentence.amounts else None
    counted = (
        sentence.head.verb in {"reduce", "increase", "decrease", "lower", "raise", "cut"} and sentence.head.passive
    )
    if counted and slot == "key_result" and not is_soft(sentence.subject.words[-1:]):
        return Nature("movement", evidence)
    return Nature("wish", evidence)


def _is_made(sentence: Sentence) -> bool:
    """Whether something the team makes was worked on: "the dashboard is **extended** with filters"."""
    made = names_artefact(sentence.subject.words[-1:]) or sentence.subject.head in _MADE
    return bool(made) and not sentence.amounts and OUTSIDERS.isdisjoint(sentence.subject.words[-1:])


def _improved_measure(sentence: Sentence) -> bool:
    return (
        bool(sentence.bag & {"improved", "increased", "reduced", "decreased", "higher", "lower"})
        and bool(measure_in(sentence.object.words))
        and not is_soft(sentence.object.words[-1:])
    )


def _bounded(sentence: Sentence, figures: Figures, slot: str, evidence: str) -> Nature | None:
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
    if sentence.head.verb in _MAKES_UP and share_of(sentence):
        return Nature("share", evidence)
    share = share_of(sentence)
    if (
        share
        and opening is None
        and share.after.lower().startswith(" of ")
        and sentence.head.cls in {"work", "service"}
    ):
        return None if sentence.head.passive or subject_is_own(sentence) else Nature("share", evidence)
    if sentence.head.verb == "spend" and sentence.amounts:
        return Nature("level" if has_upper_bound(sentence) else "share", evidence)
    if sentence.head.verb in _HANDS_OUT and (_timed(sentence) or has_upper_bound(sentence)):
        return Nature("level", evidence)
    if sentence.head.verb == "meet" and sentence.bag & {"slo", "slos", "sla", "slas", "standard", "standards"}:
        return Nature("level", evidence)
    if sentence.head.cls in {"reach", "win"}:
        if not _CROWD.isdisjoint(sentence.object.words):
            return Nature("outcome", evidence)
        if is_measured_once(sentence):
            return Nature("outcome", evidence)
        arrives = measure_in(sentence.subject.words) or figures.target is not None
        return Nature("movement", evidence) if arrives else None
    if not _is_standing(sentence) or (slot == "objective" and subject_is_outside(sentence)):
        return None
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
    return bool(measure_in(sentence.subject.words)) and (
        verb in _STATES or sentence.head.cls == "hold" or sentence.head.passive
    )


def _capability(sentence: Sentence, figures: Figures, slot: str, evidence: str) -> Nature | None:
    """ "X can do Y": measurable with an amount, vague with an adverb, else a feature to deliver."""
    if not sentence.head.modal or not sentence.bag & {"can", "could"}:
        return None
    opening = starts_with_amount(sentence)
    if opening is not None and opening.unit.family == "count":
        return Nature("outcome", evidence)
    if sentence.amounts and slot != "objective":
        return Nature("capability", evidence)
    if (
        slot == "objective"
        or is_vague(sentence.words[: sentence.head.after + 1])
        or sentence.head.verb in {"be", "trust", "rely"}
        or (sentence.words[0] in _ANYONE and not sentence.amounts)
    ):
        return Nature("wish", evidence)
    return Nature("work", evidence)


def _granted(sentence: Sentence, figures: Figures, slot: str, evidence: str) -> Nature | None:
    """ "Mentioned in a research paper", "adopted by 3 teams": somebody else did it."""
    share = share_of(sentence)
    if (
        share
        and sentence.head.passive
        and sentence.head.verb in {"adopt", "use", "accept"}
        and not is_measured_once(sentence)
    ):
        return Nature("share", evidence)
    if (sentence.head.verb in _GRANTED and sentence.head.passive) or BY_OTHERS.search(sentence.line):
        return Nature("outcome" if sentence.amounts or slot == "key_result" else "wish", evidence)
    return None


def _done(sentence: Sentence, figures: Figures, slot: str, evidence: str) -> Nature | None:
    """ "The API is released", "audit window started", "docs are up to date", "we have a runbook": finished work."""
    head = sentence.head
    if slot == "objective" and not (head.verb in {"ship", "release", "publish"} and not head.passive):
        return None
    if (
        _ISSUES & set(sentence.subject.words)
        and sentence.words[0] == "all"
        and head.verb in {"close", "fix", "resolve", "address"}
    ):
        return Nature("movement", evidence)
    if head.verb in _WORKING and not head.passive and sentence.bag & _WELL and not sentence.amounts:
        return Nature("wish", evidence)
    if head.passive and sentence.amounts and head.verb in _ATTENDED and not share_of(sentence):
        return Nature("outcome", evidence)
    if head.passive and sentence.amounts and _came_along(sentence):
        return Nature("outcome", evidence)
    opening = starts_with_amount(sentence)
    if opening is not None and opening.unit.family == "money":
        return Nature("outcome", evidence)
    if head.tag == "ed" and not head.passive and _counts_others(sentence):
        return Nature("outcome", evidence)
    if head.passive and sentence.words[max(0, head.after - 2) : head.after - 1] in {("better",), ("more",)}:
        return None
    if head.cls in {"work", "service"} and (head.passive or head.tag == "ed"):
        if _for_each_outsider(sentence):
            return Nature("level", evidence)
        return Nature("work", evidence)
    if head.verb == "be" and sentence.words[head.after : head.after + 2] in _ENABLED and not sentence.amounts:
        return Nature("work", evidence)
    if head.verb == "be":
        finished = not FINISHED.isdisjoint(sentence.words[head.after : head.after + 3]) or _SETTLED.search(
            sentence.line
        )
        if finished and sentence.subject.head not in OUTSIDERS:
            return Nature("work", evidence)
        there = sentence.words[head.start : head.start + 1] == ("there",)
        made = names_artefact(sentence.object.words) or _is_new_thing(sentence)
        return Nature("work", evidence) if there and made else None
    if head.verb == "exist":
        return Nature("work", evidence) if names_artefact(sentence.subject.words) else None
    if head.verb == "have" and names_artefact(sentence.object.words) and sentence.bag & _WRITTEN:
        return Nature("work", evidence)
    if (
        head.verb == "have"
        and (subject_is_own(sentence) or names_artefact(sentence.object.words))
        and not is_vague(sentence.object.words)
        and not is_soft(sentence.object.words[-1:])
    ):
        return (
            Nature("work", evidence)
            if names_artefact(sentence.object.words) and not subject_is_outside(sentence) and "rich" not in sentence.bag
            else None
        )
    return None


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
    if not counted or subject in OWN_STAFF or subject in ARTEFACTS:
        return False
    return sentence.head.verb in _JOINS or (subject in OUTSIDERS and sentence.head.verb not in APPROACHING)


def _counts_others(sentence: Sentence) -> bool:
    """Whether people who are not those who do the work are counted: "200 people have found a job"."""
    opening = starts_with_amount(sentence)
    counted = opening is not None and opening.unit.family == "count"
    return counted and (subject_is_outside(sentence) or sentence.subject.head in _CROWD)


def _less_of_a_measure(sentence: Sentence) -> bool:
    behind = sentence.words[sentence.words.index("less") + 1 :] if "less" in sentence.bag else ()
    return not MEASURES.isdisjoint(behind[:2])


def _for_each_outsider(sentence: Sentence) -> bool:
    """Whether something is given to every outsider: "… provided to **every prospect**"."""
    behind = sentence.words[sentence.head.after :]
    return sentence.head.verb in _GIVES and any(
        word in {"every", "each", "all"}
        and not OUTSIDERS.isdisjoint(behind[place + 1 : place + 3])
        and OWN_STAFF.isdisjoint(behind[place + 1 : place + 4])
        for place, word in enumerate(behind)
    )


def _who_acts(sentence: Sentence, figures: Figures, slot: str, evidence: str) -> Nature | None:
    """Active sentences: outsiders acting are an outcome, own people and products doing work are work."""
    head = sentence.head
    if slot == "objective":
        return (
            Nature("work", evidence)
            if head.verb in {"ship", "release", "publish"}
            and not is_vague(sentence.bag)
            and not sentence.bag & {"quality"}
            else None
        )
    if not sentence.amounts and ("fewer" in sentence.bag or _less_of_a_measure(sentence)):
        return Nature("movement", evidence)
    if head.verb == "adopt" and _BODIES & set(sentence.subject.words):
        return Nature("outcome", evidence)
    if head.verb in _ADOPTS and not head.passive and not subject_is_own(sentence):
        return Nature("outcome" if sentence.amounts else "wish", evidence)
    if head.verb in _GRANTED | _COMES and not subject_is_own(sentence):
        return Nature("outcome", evidence)
    if (
        sentence.words[head.start] in {"every", "all", "each"}
        and not sentence.amounts
        and head.cls in {"work", "service"}
    ):
        return Nature("level" if sentence.subject.head in OUTSIDERS else "work", evidence)
    opening = starts_with_amount(sentence)
    if opening is not None and not subject_is_own(sentence):
        return Nature("outcome", evidence)
    if (
        {"more", "better"} & set(sentence.words[head.after : head.after + 2])
        and not sentence.amounts
        and not names_artefact(sentence.object.words)
    ):
        return None
    if head.verb in _TAKES_UP and sentence.words[head.after : head.after + 1] in {("our",), ("us",)} and not subject_is_own(sentence):
        return Nature("outcome" if sentence.amounts else "wish", evidence)
    if head.cls == "work" and not subject_is_outside(sentence):
        return Nature("work", evidence)
    if head.verb == "meet" and subject_is_own(sentence) and not measure_in(sentence.object.words):
        return Nature("work", evidence)
    if head.verb == "pass":
        own = subject_is_own(sentence) or names_artefact(sentence.subject.words) or "tests" in sentence.bag
        return Nature("work" if own else "outcome", evidence)
    if head.cls == "reach" and not FIT.isdisjoint(sentence.bag):
        return Nature("outcome", evidence)
    if head.cls in {"reach", "win"} and (head.passive or sentence.amounts or subject_is_outside(sentence)):
        return Nature("outcome", evidence)
    if subject_is_outside(sentence) and sentence.amounts:
        return Nature("outcome", evidence)
    if sentence.amounts and figures.target is not None:
        return Nature("share" if is_stock(sentence) else "outcome", evidence)
    return None
