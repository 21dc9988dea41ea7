"""Efforts and states without a checkable end."""

import re

from ..lexicon import words
from ..lexicon.phrases import ASPIRING, FREQUENCIES, PREPOSITIONS, VAGUE
from ..model import Figures, Nature, Sentence
from ..phrases import is_soft, outsider_in
from .common import is_measured_once, is_vague, names_artefact, share_of, starts_with_amount

_QUESTION = re.compile(r"^(?:how|what|why|when|where|who|which|should|could|can we|do we|is it)\b.*\?", re.IGNORECASE)
_GRANTED = words("""
accepted admitted approved awarded certified chosen cited endorsed featured invited listed mentioned named nominated
placed published ranked recognised recognized selected shortlisted
""")
_AT = words("at above below under over within > < ≥ ≤")
_RANKED = re.compile(r"#\s?1\b|\bnumber one\b|\btop[ -]\d", re.IGNORECASE)
_QUALIFYING = words("bigger clear deeper good helpful higher larger lower more quick shorter smaller stricter wider")
_HAVE = words("have get be become let see ensure make_sure")


def granted(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """ "Get accepted to …", "be named among …": something others decide."""
    head = sentence.head
    if head.form == "imperative" and head.tag == "ed" and _GRANTED & set(sentence.words[head.at : head.at + 1]):
        passed = sentence.words[head.after : head.after + 1]
        if passed and passed[0] in PREPOSITIONS and slot == "key_result":
            return Nature("outcome", sentence.quote(head.at, head.after + 4))
    asked = head.form == "imperative" and head.verb in {"be", "get", "become"}
    if asked and _GRANTED & set(sentence.words[head.after : head.after + 3]):
        return Nature("outcome" if slot != "objective" else "wish", sentence.quote(head.at, head.after + 4))
    return None


def question(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """A question is no goal yet."""
    return Nature("wish", sentence.line[:60]) if _QUESTION.match(sentence.line) else None


def state_of_being(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """ "Have 70 % of users report …", "Be profitable", "Foster a culture": effort or state as an imperative."""
    head = sentence.head
    if head.form != "imperative" or head.cls not in {"wish", "reach", "hold"}:
        return None
    if head.verb in {"ensure", "make sure", "have"} and sentence.words[head.after : head.after + 1] in {
        ("zero",),
        ("no",),
    }:
        return Nature("level", sentence.quote(head.at, head.after + 4))
    if head.verb == "have" and not FREQUENCIES.isdisjoint(sentence.words[head.after : head.after + 2]):
        return Nature("work", sentence.quote(head.at, head.after + 3))
    if head.verb in {"be", "become"} and slot == "key_result" and _RANKED.search(sentence.line):
        return Nature("outcome", sentence.quote(head.at, head.after + 4))
    if head.verb in _HAVE and sentence.amounts and "always" in sentence.words[: head.at + 1]:
        return Nature("level", sentence.quote(head.at, head.after + 4))
    if head.verb in _HAVE and sentence.amounts:
        return _with_amount(sentence)
    if (
        head.verb in _HAVE
        and head.verb != "be"
        and names_artefact(sentence.object.words)
        and slot == "key_result"
        and not _qualified(sentence)
        and not (head.verb in {"ensure", "make sure"} and is_soft(sentence.object.words[:2]))
    ):
        return Nature("work", sentence.quote(head.at, head.after + 3))
    if head.verb == "have" and slot == "key_result" and _is_thing(sentence):
        return Nature("work", sentence.quote(head.at, head.after + 3))
    if figures.target is not None and sentence.amounts:
        return Nature("movement", sentence.quote(head.at, head.after + 3))
    return Nature("wish", sentence.quote(head.at, head.after + 4))


def _is_thing(sentence: Sentence) -> bool:
    """Whether "have a …" names a thing one could point at: "a career ladder", not "a quick process"."""
    after = sentence.words[sentence.head.after : sentence.head.after + 1]
    words = sentence.object.words
    more = sentence.words[sentence.head.after + 1 : sentence.head.after + 2] == ("more",)
    return (
        after in {("a",), ("an",)}
        and not more
        and not is_vague(words)
        and not is_soft(words)
        and not _qualified(sentence)
    )


def _qualified(sentence: Sentence) -> bool:
    return any(word in VAGUE or word in ASPIRING or word in _QUALIFYING for word in sentence.object.words[:2])


def _with_amount(sentence: Sentence) -> Nature:
    """ "Have over 50 users" counts from zero; "have 80 % of services on call" is a share; a ceiling is a guard rail."""
    head, share = sentence.head, share_of(sentence)
    evidence = sentence.quote(head.at, head.after + 5)
    if (share and share is starts_with_amount(sentence)) or (share and share is sentence.amounts[0]):
        if share.value >= 95 and head.verb in {"be", "ensure", "make sure", "have"}:
            return Nature("level", evidence)
        if head.verb in {"ensure", "make sure"} and not share.after.lower().startswith(" of "):
            return Nature("level", evidence)
        if is_measured_once(sentence) or {"report", "say", "feel", "rate"} & sentence.bag:
            return Nature("outcome", evidence)
        return Nature("share", evidence)
    placed = sentence.words[head.after : head.after + 1]
    if head.verb in {"ensure", "make sure"} and "can" in sentence.words[head.after : head.after + 6]:
        return Nature("capability", evidence)
    if head.verb in {"ensure", "make sure"} or (head.verb == "be" and placed and placed[0] in _AT):
        return Nature("level", evidence)
    if head.verb == "be":
        return Nature("wish", evidence)
    return (
        Nature("outcome", evidence)
        if outsider_in(sentence.object.words) or not names_artefact(sentence.object.words[-1:])
        else Nature("work", evidence)
    )
