"""What a metric must answer to become a KPI. The answers are kept with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from headway.coach.qualify import CONDITIONS, REQUIRED, Qualification, qualify
from headway.coach.said import in_words

LONGEST = 2000
_NO = re.compile(
    r"(?:no|nope|none|nobody|no one|nothing|never|not (?:at all|known|really|yet)|n/?a|unknown|tbd|tba|[-–?x]+)\W*",
    re.IGNORECASE,
)
_CONDITION = {
    "material_lever": "material", "consistently_measurable": "measurable", "accountable_owner": "owned",
    "influences_decisions": "decides", "crisis_if_zero": "crisis",
}  # fmt: skip
_DESCRIPTION = {"healthy_looks_like": "healthy", "action_figure": "trigger"}


@dataclass(frozen=True)
class Question:
    """One qualification question; a metric cannot be promoted without the answers that are ``needed``."""

    slug: str
    text: str | Promise
    hint: str | Promise
    needed: bool = False


QUESTIONS = (
    Question(
        "material_lever",
        _("Is it a material lever?"),
        _("What in the business changes when this number changes, and by how much?"),
    ),
    Question(
        "consistently_measurable",
        _("Can it be measured the same way every time?"),
        _("Where does it come from, and would two people get the same number?"),
        needed=True,
    ),
    Question(
        "accountable_owner",
        _("Who answers for it?"),
        _("One person who can do something about it, not a committee."),
        needed=True,
    ),
    Question(
        "influences_decisions",
        _("Which decision does it influence?"),
        _("What is done differently when it leaves its band?"),
        needed=True,
    ),
    Question(
        "crisis_if_zero",
        _("Would it be a crisis if it fell to zero?"),
        _("If nobody would notice, it is a metric and may stay one."),
    ),
    Question(
        "healthy_looks_like",
        _("What does healthy look like?"),
        _("The range in which nobody has to do anything."),
    ),
    Question(
        "action_figure",
        _("Which figure triggers action?"),
        _("The value at which somebody gets up."),
    ),
)


def clean_answers(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers to known questions that say something, trimmed."""
    known = {question.slug: answers.get(question.slug, "").strip()[:LONGEST] for question in QUESTIONS}
    return {slug: text for slug, text in known.items() if text}


def missing_answers(answers: Mapping[str, str]) -> list[Question]:
    """The needed questions without an answer, in order."""
    return [question for question in QUESTIONS if question.needed and not answers.get(question.slug)]


def is_no(answer: str) -> bool:
    """Whether an answer says no and nothing else: "No.", "nobody", "tbd"."""
    return _NO.fullmatch(answer.strip()) is not None


def refusing_answer(answers: Mapping[str, str]) -> tuple[Question, str] | None:
    """The first question whose "no" makes it a metric, with what to do about it; None where nothing speaks against."""
    otherwise = {condition.name: condition.otherwise for condition in CONDITIONS}
    for question in QUESTIONS:
        name = _CONDITION.get(question.slug, "")
        if name in REQUIRED and is_no(answers.get(question.slug, "")):
            return question, in_words(otherwise[name], gettext, ngettext)
    return None


def judged(answers: Mapping[str, str], *, banded: bool) -> Qualification:
    """What the kept answers make of a KPI, and what is still to do, in the active language.

    A question without an answer is no doubt, but is asked again; a band says what healthy is and when to act.
    """
    given = {name: not is_no(answers.get(slug, "")) for slug, name in _CONDITION.items()}
    described = {name: "band" if banded else answers.get(slug, "") for slug, name in _DESCRIPTION.items()}
    found = qualify(given, described)
    open_ = [
        str(question.text) for question in QUESTIONS if question.slug in _CONDITION and not answers.get(question.slug)
    ]
    to_do = tuple(in_words(text, gettext, ngettext) for text in found.to_do)
    return Qualification(found.qualified, in_words(found.verdict, gettext, ngettext), (*to_do, *open_))
