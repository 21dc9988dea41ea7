"""Statements written as sentences: "Users adopt …", "The API is released", "Response time is below 2 s"."""

from ..cues import Cued
from ..lexicon import words
from ..lexicon.nouns import MEASURES, OUTSIDERS
from ..lexicon.phrases import FIT
from ..model import Figures, Nature, Sentence
from ..phrases import is_soft, measure_in
from .bounds import bounded
from .common import (
    BY_OTHERS,
    is_measured_once,
    is_rate,
    is_stock,
    is_vague,
    names_artefact,
    names_quantity,
    share_of,
    starts_with_amount,
    subject_is_outside,
    subject_is_own,
)
from .finished import done
from .shares import share_nature

ON_TIME = Cued("time schedule", r"\bon (?:time|schedule)\b")
_TIMES = Cued("time days nights weeks shifts cases", r"\bof (?:the|all) (?:time|days|nights|weeks|shifts|cases)\b")
_HOLDS_THINGS = words("carry contain have include leave produce show")
_MOVING = words("up down better reach win")
_SIZES = words("cheaper faster fewer greater higher larger longer lower quicker shorter smaller")
_BEARING = words("bear cope_with handle process serve survive sustain tolerate withstand")
_CROWD = words("people persons individuals households viewers readers listeners")
_ANYONE = words("everyone everybody anyone anybody people")
_MADE = words(
    "api app backend bot button cli client daemon editor frontend interface node page parser screen tool ui view"
)
_BODIES = words("council board parliament government ministry committee regulator court senate congress")
_GRANTED = words("""
accept adopt approve award buy certify choose cite endorse feature grant invite mention publish_by rate recommend
retweet select sign star use
""")
_TAKES_UP = words("embed deploy install integrate list mention mirror promote run ship stock support use")
_STANDARDS = words("standard standards requirements slo slos sla slas regulations limits thresholds")
_COMES = words("approve award fund invest join pay purchase ratify renew subscribe volunteer")
_ADOPTS = words("""
adopt apply choose enroll join prefer read recommend register switch use utilise utilize
""")


def clause(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """The nature of a full sentence, by its verb and by who is its subject."""
    head = sentence.head
    if head.form != "clause":
        return None
    share = share_nature(sentence, figures)
    if share:
        return share
    evidence = sentence.quote(head.start, head.after + 3)
    opening = starts_with_amount(sentence)
    if figures.relative and opening is not None and opening is figures.target_amount:
        return Nature("movement", evidence)
    if slot != "objective" and not sentence.amounts and names_quantity(sentence, head.start) and head.cls == "work":
        return Nature("measure", evidence)
    for rule in (_kept, _movement, _capability, bounded, _granted, done, _who_acts):
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
        each_time
        or around & {"always", "never"}
        or ((head.verb == "be" or head.passive) and "not" in around and not sentence.amounts)
    )
    if head.verb in {"meet", "exceed", "comply with"} and sentence.bag & _STANDARDS and not sentence.amounts:
        return Nature("level", evidence)
    held = head.cls == "hold" or ("not" in around and head.cls in {"up", "down"})
    if _does_none(sentence):
        return Nature("level", evidence)
    punctual = sentence.words[0] in {"all", "every", "each"} and ON_TIME.search(sentence.line)
    return Nature("level", evidence) if constant or held or punctual or _TIMES.search(sentence.line) else None


def _does_none(sentence: Sentence) -> bool:
    """Whether a subject does none of something: "drivers **make no** unplanned stops"."""
    head = sentence.head
    moves = head.passive or (head.cls in _MOVING and head.verb not in _HOLDS_THINGS)
    return not moves and sentence.words[head.after : head.after + 1] in {("no",), ("zero",)}


def _movement(sentence: Sentence, figures: Figures, slot: str, evidence: str) -> Nature | None:
    """ "Team satisfaction increases", "requests reduced by 25 %", "coverage has improved"."""
    moves = sentence.head.cls in {"up", "down", "better"} or _improved_measure(sentence) or _compared(sentence)
    if figures.relative or (figures.baseline is not None and figures.target is not None):
        return Nature("movement", evidence)
    if not moves or (sentence.head.verb == "move up" and starts_with_amount(sentence)):
        return None
    money = any(amount.unit.family == "money" for amount in sentence.amounts)
    if sentence.head.verb == "raise" and not sentence.head.passive and (money or starts_with_amount(sentence)):
        return Nature("outcome", evidence)
    if (
        sentence.head.verb in {"extend", "expand", "enhance", "improve"}
        and sentence.head.passive
        and _is_made(sentence)
    ):
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


def _compared(sentence: Sentence) -> bool:
    """Whether a quantity is to be more or less of itself: "lead time is **shorter**"."""
    behind = sentence.words[sentence.head.after : sentence.head.after + 1]
    return sentence.head.verb == "be" and not _SIZES.isdisjoint(behind) and bool(measure_in(sentence.subject.words))


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


def _capability(sentence: Sentence, figures: Figures, slot: str, evidence: str) -> Nature | None:
    """ "X can do Y": measurable with an amount, vague with an adverb, else a feature to deliver."""
    able = sentence.head.verb == "be" and sentence.words[sentence.head.after : sentence.head.after + 1]
    if able in {("capable",), ("able",)} and sentence.amounts and slot != "objective":
        return Nature("capability", evidence)
    if not sentence.head.modal or not sentence.bag & {"can", "could"}:
        return _bears(sentence, slot, evidence)
    opening = starts_with_amount(sentence)
    if opening is not None and opening.unit.family == "count":
        return Nature("outcome", evidence)
    if sentence.amounts and slot != "objective":
        return Nature("capability", evidence)
    if (
        slot == "objective"
        or is_vague(sentence.words[: sentence.head.after + 1])
        or sentence.head.verb in {"be", "trust", "rely"}
        or sentence.bag & {"less", "fewer", "faster", "easier", "better", "quicker"}
        or (sentence.words[0] in _ANYONE and not sentence.amounts)
    ):
        return Nature("wish", evidence)
    return Nature("work", evidence)


def _bears(sentence: Sentence, slot: str, evidence: str) -> Nature | None:
    """What a product stands, with figures: "the editor **handles** 50 users for an hour"."""
    head = sentence.head
    counted = any(amount.unit.family in {"count", "duration", "size"} for amount in sentence.amounts)
    opening = starts_with_amount(sentence)
    if slot == "objective" or head.passive or not counted or opening is not None or head.verb not in _BEARING:
        return None
    own = subject_is_outside(sentence) or subject_is_own(sentence)
    return None if own else Nature("capability", evidence)


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


def _less_of_a_measure(sentence: Sentence) -> bool:
    behind = sentence.words[sentence.words.index("less") + 1 :] if "less" in sentence.bag else ()
    return not MEASURES.isdisjoint(behind[:2])


def _who_acts(sentence: Sentence, figures: Figures, slot: str, evidence: str) -> Nature | None:
    """Active sentences: outsiders acting are an outcome, own people and products doing work are work."""
    if slot == "objective":
        return _put_out(sentence, evidence)
    return _taken_up(sentence, evidence) or _done_by(sentence, figures, evidence)


def _put_out(sentence: Sentence, evidence: str) -> Nature | None:
    """An objective that is only something put out: "The atlas is published"."""
    put = sentence.head.verb in {"ship", "release", "publish"}
    only = put and not is_vague(sentence.bag) and "quality" not in sentence.bag
    return Nature("work", evidence) if only else None


def _taken_up(sentence: Sentence, evidence: str) -> Nature | None:
    """More or fewer doing something, what outsiders adopt or grant, what all of a kind do, so many doing it."""
    head = sentence.head
    more = sentence.words[head.start : head.start + 1] == ("more",) and sentence.subject.head.endswith("s")
    if not sentence.amounts and (more or "fewer" in sentence.bag or _less_of_a_measure(sentence)):
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
    return None


def _done_by(sentence: Sentence, figures: Figures, evidence: str) -> Nature | None:
    """What remains goes by who does it: own people or others, and whether they work or decide."""
    head = sentence.head
    if (
        {"more", "better"} & set(sentence.words[head.after : head.after + 2])
        and not sentence.amounts
        and not names_artefact(sentence.object.words)
    ):
        return None
    if (
        head.verb in _TAKES_UP
        and sentence.words[head.after : head.after + 1] in {("our",), ("us",)}
        and not subject_is_own(sentence)
    ):
        return Nature("outcome" if sentence.amounts else "wish", evidence)
    if head.cls == "work" and not subject_is_outside(sentence):
        return Nature("work", evidence)
    if head.cls == "work" and names_artefact(sentence.object.words):
        return Nature("outcome", evidence)
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
        return Nature("share" if is_stock(sentence) or is_rate(sentence) else "outcome", evidence)
    return None
