"""What a metric must answer to become a KPI. The answers are kept with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST = 2000


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
