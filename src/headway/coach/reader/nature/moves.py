"""Quantities that move, and levels that are reached."""

import re

from ..amount import Amount
from ..lexicon import words
from ..lexicon.nouns import COUNTED_OUTPUT, GIVEN, MEASURES, OUTSIDERS, PLANS, SOFT
from ..lexicon.phrases import FIT
from ..lexicon.verbs import CLASS, FORMS
from ..model import Figures, Nature, Sentence
from ..phrases import attention_in, measure_in, outsider_in, parts
from .common import (
    is_attainment,
    is_measured_once,
    is_rate,
    is_stock,
    is_vague,
    names_artefact,
    names_award,
    names_quantity,
    share_of,
)
from .shares import is_own_training

_NEW = re.compile(
    r"\b(?:new|net[- ]new|additional|more|incremental|first|in the first|pre-orders|signed|closed|won|from (?:new"
    r"|our new))\b",
    re.IGNORECASE,
)
_SCORES = words("""
accuracy availability coverage csat enps frequency index latency lcp mttr nps p90 p95 p99 percentage rate rates
rating ratings ratio roas roi score scores share time uptime velocity
""")
_SOFT_MEASURES = words("""
adoption calls capacity care cases completion cost_ days demand engagement exposure funding grade growth hours index
jobs length level levels load loss losses mean memory output participation prevalence price prices returns
satisfaction sessions share speed uptake usage value velocity volume weight
""")
_FELT_MEASURES = words("engagement retention satisfaction")
"""What is felt, and yet always asked for or counted."""
_ENTERS = re.compile(
    r"\b(?:to|into|in)\s(?:at least\s)?[\w-]+\s(?:new\s|more\s|additional\s)?(?:[\w-]+\s)?(?:countries|markets|cities"
    r"|regions|states|languages|stores|locations|schools|districts|neighbou?rhoods|counties|provinces|sites|branches|offices"
    r"|departments|hospitals)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?:so that|so we|so our|in order to|to become|to enable|to support|to make|to be|as a|by (?:making|becoming"
    r"|building|creating|giving|helping|being))\b",
    re.IGNORECASE,
)
_DOING = words("land generate capture convert activate book collect close recapture")
_LEVEL_OF = re.compile(
    r"\ban?\s(?!total|minimum|maximum|combined)(?:[a-z-]+\s){1,4}of\s(?:at least |over |more than |[>≥]\s?)?$",
    re.IGNORECASE,
)
_TO = re.compile(r"\bto\s?(?:over |at least )?$", re.IGNORECASE)
_STANDING_CHANGE = frozenset({"eliminate", "eradicate", "prevent", "avoid"})


def movement(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """ "Increase X", "reduce X by 25 %", "improve X from a to b": an imperative that moves a quantity."""
    head = sentence.head
    if head.form != "imperative" or head.cls not in {"up", "down", "better"}:
        return None
    evidence = sentence.quote(head.at, head.after + 4)
    objects = sentence.object.words
    if head.verb == "drop" and objects[:1] == ("support",) and not sentence.amounts:
        return Nature("work", evidence)
    if head.verb in {"avoid", "prevent"} and not sentence.amounts and slot != "objective":
        return Nature("level", evidence)
    if head.verb == "limit" and sentence.amounts and figures.baseline is None and not figures.relative:
        return Nature("level", evidence)
    if _enters(sentence, figures):
        return Nature("outcome", evidence)
    grown = (
        (slot == "key_result" or bool(sentence.amounts))
        and head.cls == "up"
        and "active" not in objects
        and sentence.object.head in {"staff", "team", "teams"}
    )
    if _own_output(sentence, figures) or (grown and not measure_in(objects) and share_of(sentence) is None):
        return Nature("work", evidence)
    if figures.target is not None and (sentence.amounts or figures.relative or measure_in(objects)):
        return _moved(sentence, figures, evidence)
    if sentence.placeholder and figures.target is None and measure_in(objects):
        return Nature("movement", evidence)
    if figures.target == 0 and head.verb in _STANDING_CHANGE:
        return Nature("movement" if measure_in(objects) or _is_countable(sentence) else "outcome", evidence)
    if (
        head.verb in {"expand", "extend", "scale"}
        and names_artefact(objects[-1:])
        and slot == "key_result"
        and not measure_in(objects)
    ):
        return Nature("work", evidence)
    return _without_amount(sentence, slot, evidence)


def _enters(sentence: Sentence, figures: Figures) -> bool:
    """Whether something is brought to further places, of which there are none yet: "expand to 3 new cities"."""
    moves = sentence.head.verb in {"expand", "scale", "extend"} and _ENTERS.search(sentence.line) is not None
    return moves and bool(sentence.amounts) and figures.baseline is None and not figures.relative


def _own_output(sentence: Sentence, figures: Figures) -> bool:
    """Whether the quantity is the team's own output: "increase the library from 6 courses to 11", "ramp up events"."""
    objects = sentence.object.words
    counted = names_quantity(sentence, sentence.head.after) or "per" in sentence.bag
    if measure_in(objects) or attention_in(objects) or share_of(sentence) or counted:
        return False
    last = sentence.object.head or (objects[-1] if objects else "")
    return last in COUNTED_OUTPUT and (
        figures.target is not None or bool(sentence.bag & {"daily", "weekly", "monthly"})
    )


def _moved(sentence: Sentence, figures: Figures, evidence: str) -> Nature:
    """Raising money, entering markets and winning people start at zero; everything else has a current value."""
    first = sentence.amounts[0] if sentence.amounts else None
    raises = (
        sentence.head.verb == "raise"
        and first is not None
        and first.unit.family == "money"
        and not is_stock(sentence)
        and _TO.search(first.before) is None
    )
    starts_at_nothing = raises or (first is not None and _counts_new(first))
    if starts_at_nothing and figures.baseline is None and not figures.relative:
        return Nature("outcome", evidence)
    return Nature("movement", evidence)


def _counts_new(amount: Amount) -> bool:
    """Whether an amount counts what is new in the period: "expand into 3 new areas"."""
    return amount.unit.family == "count" and amount.after.lower().startswith((" new ", " additional "))


def _without_amount(sentence: Sentence, slot: str, evidence: str) -> Nature:
    """A side without an amount: a movement when a quantity is named, else a wish."""
    head, objects = sentence.head, sentence.object.words
    measure = _moved_measure(sentence)
    if attention_in(objects):
        return Nature("movement", evidence)
    if slot == "key_result" and not measure and head.verb in _QUANTIFYING and _is_countable(sentence):
        return Nature("movement", evidence)
    if slot == "objective" and head.cls != "better" and (other := _measured_conjunct(sentence)):
        return Nature("movement", other)
    if not measure or _is_soft_measure(sentence, measure, slot):
        return Nature("wish", evidence)
    if slot == "objective" and (head.verb in {"end", "eradicate"} or _has_purpose(sentence)):
        return Nature("wish", evidence)
    if (
        head.cls == "better"
        and objects
        and sentence.object.head in SOFT
        and measure != sentence.object.head
        and measure in _SOFT_MEASURES - _FELT_MEASURES
    ):
        return Nature("wish", evidence)
    return Nature("movement", evidence)


_CONJUNCT = re.compile(
    r"(?:\band|,|&)\s(?:reduce|decrease|cut|lower|increase|grow|raise)\s([\w-]+(?:\s[\w-]+){0,3})", re.IGNORECASE
)


def _measured_conjunct(sentence: Sentence) -> str:
    """The second movement of an objective when a quantity follows it: "… and **reduce latency**"."""
    match = _CONJUNCT.search(sentence.line)
    words = tuple(match.group(1).lower().split()) if match else ()
    found = measure_in(words[:1]) or measure_in(words[:2])
    return match.group() if match and found and found not in _SOFT_MEASURES and "velocity" not in words else ""


_QUANTIFYING = words("increase decrease reduce raise lower cut grow shorten halve double triple")


def _is_countable(sentence: Sentence) -> bool:
    """Whether the object is a plural one could count: "reduce **manual steps**", not "reduce **risks**"."""
    head = sentence.object.head
    return head.endswith("s") and not head.endswith("ss") and head not in SOFT


def _moved_measure(sentence: Sentence) -> str:
    """The quantity that moves: the main noun of the object, not a word that only qualifies it ("sales team")."""
    words, head = sentence.object.words, sentence.object.head
    if head not in words:
        return ""
    if names_quantity(sentence, sentence.head.after):
        return head or "number"
    if head == "growth":
        before = words[: words.index(head)]
        several = tuple(f"{word}s" for word in before)
        return measure_in(before) or measure_in(several) or outsider_in(several)
    if "active" in words[:-1] and head.endswith("s"):
        return head
    if len(words) <= 2 and sentence.quote_word(head).isupper() and 3 <= len(head) <= 6:
        return head
    place = words.index(head)
    return (
        measure_in(words[max(0, place - 1) : place + 1])
        if measure_in((head,)) or f"{words[place - 1]} {head}" in parts(words) & MEASURES
        else ""
    )


def _is_soft_measure(sentence: Sentence, measure: str, slot: str) -> bool:
    """Whether the only quantity named is one of feeling or handling, or only qualifies a quality ("search quality")."""
    if "per" in sentence.words[sentence.words.index(sentence.object.head) :][1:2]:
        return False
    found = {word for word in parts(sentence.object.words) if measure_in((word,))}
    objects = sentence.object.words
    if names_quantity(sentence, sentence.head.after) or any(
        word.endswith(f" {sentence.object.head}") for word in found
    ):
        return False
    if found - _SOFT_MEASURES:
        return sentence.object.head in SOFT and sentence.object.head not in found and not (found & _SCORES)
    if slot == "objective":
        known = objects[-1:] and objects[-1] in _FELT_MEASURES
        return not known and (sentence.head.cls == "better" or objects[-1:] == ("adoption",))
    return "motivation" in objects or not (
        found
        & {
            "usage",
            "satisfaction",
            "adoption",
            "uptake",
            "coverage",
            "volume",
            "value",
            "participation",
            "returns",
            "output",
            "speed",
            "capacity",
            "funding",
            "engagement",
        }
    )


def _has_purpose(sentence: Sentence) -> bool:
    return _PURPOSE.search(sentence.line) is not None


def arrival(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """ "Achieve 90 % X", "acquire 500 customers", "meet the hiring plan": an imperative of arriving or winning."""
    head = sentence.head
    if head.form != "imperative" or head.cls not in {"reach", "win"}:
        return None
    evidence = sentence.quote(head.at, head.after + 5)
    if head.verb == "get" and not sentence.amounts and _gets_done(sentence):
        return Nature("work" if slot != "objective" else "wish", evidence)
    if sentence.words[max(0, head.at - 2) : head.at] == ("continue", "to"):
        return Nature("level", evidence)
    if head.verb == "rank" and sentence.words[head.after : head.after + 1] in {("the",), ("our",), ("all",)}:
        return Nature("work", evidence)
    if not sentence.amounts and figures.target is None:
        return _arrival_without_amount(sentence, slot, evidence)
    if sentence.head.verb in _DOING and _is_own_make(sentence):
        return Nature("work", evidence)
    if sentence.head.verb == "get" and is_own_training(sentence):
        return Nature("work", evidence)
    if sentence.object.head in PLANS:
        return Nature("outcome", evidence)
    if figures.relative:
        return Nature("movement", evidence)
    return Nature("movement" if _is_standing(sentence, figures) else "outcome", evidence)


def _arrival_without_amount(sentence: Sentence, slot: str, evidence: str) -> Nature:
    objects = sentence.object.words
    if not FIT.isdisjoint(parts(objects)) or sentence.bag & {"fit", "readiness"}:
        return Nature("wish" if slot == "objective" else "outcome", evidence)
    if sentence.head.verb == "close" and sentence.object.head in {"contract", "deal", "round", "sale"}:
        return Nature("outcome" if slot != "objective" else "wish", evidence)
    if sentence.head.verb == "close" and sentence.object.head in {"gap", "gaps", "loop", "divide"}:
        return Nature("wish", evidence)
    if sentence.head.verb == "meet" and sentence.bag & {"with"}:
        return Nature("work", evidence)
    if sentence.head.verb in {"pass", "rank", "break even"} and slot == "key_result":
        return Nature("outcome", evidence)
    if sentence.bag & {"press", "media", "news"} and slot == "key_result":
        return Nature("outcome", evidence)
    if sentence.words[sentence.head.after : sentence.head.after + 1] in {("more",), ("fewer",)} and _is_countable(
        sentence
    ):
        return Nature("movement", evidence)
    if is_vague(objects[:2]):
        return Nature("wish", evidence)
    if "growth" in sentence.bag and slot == "objective":
        return Nature("movement", evidence)
    if names_award(sentence):
        return Nature("outcome" if slot != "objective" else "wish", evidence)
    if measure_in(objects) or sentence.bag & {"plan", "target", "targets", "goals", "quota", "budget"}:
        return Nature("movement" if slot != "objective" or measure_in(objects) else "wish", evidence)
    if sentence.head.verb in _DOING and slot == "key_result" and OUTSIDERS.isdisjoint(sentence.bag):
        return Nature("work", evidence)
    if sentence.head.cls == "win" and slot == "key_result" and not (SOFT & set(objects)):
        return Nature("outcome", evidence)
    if names_artefact(objects[-1:]) and slot == "key_result" and sentence.head.verb in {"get", "obtain", "receive"}:
        return Nature("work", evidence)
    return Nature("wish", evidence)


def _gets_done(sentence: Sentence) -> bool:
    """Whether something is to be got done: "get the cluster **upgraded**"; what others grant is no work."""
    behind = sentence.words[sentence.head.after + 1 : sentence.head.after + 8]
    forms = (
        FORMS.get(word, ("", "")) for word in behind if word not in {"approved", "certified", "accepted", "signed"}
    )
    return any(tag == "ed" and CLASS.get(lemma) == "work" for lemma, tag in forms)


def _is_own_make(sentence: Sentence) -> bool:
    """Whether what is generated or collected is the team's own output: "generate 3 reports", not "5 reviews"."""
    if any(amount.unit.family == "money" for amount in sentence.amounts):
        return False
    made = names_artefact((sentence.object.head,)) and sentence.object.head not in GIVEN
    return bool(made) and OUTSIDERS.isdisjoint(sentence.bag)


def _is_standing(sentence: Sentence, figures: Figures) -> bool:
    """Whether the level arrived at is of a quantity that already has a value, so that a baseline exists."""
    amount = figures.target_amount
    if amount is None or is_attainment(sentence) or is_measured_once(sentence):
        return False
    if (
        amount.is_share
        or amount.unit.family in {"points", "multiple", "duration", "scale", "size"}
        or is_rate(sentence)
    ):
        return True
    if amount.unit.family == "money" and {"average", "per", "median", "mean"} & sentence.bag:
        return True
    if amount.unit.family == "money":
        return is_stock(sentence) and not _NEW.search(sentence.line)
    if amount.unit.family == "count" and _LEVEL_OF.search(amount.before) and not _NEW.search(sentence.line):
        return True
    if _SCORES & parts(sentence.object.words) or figures.unit == "score":
        return True
    return sentence.head.cls == "reach" and is_stock(sentence) and not _NEW.search(sentence.line)
