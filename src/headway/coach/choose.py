"""Maintain or improve? Five questions that tell a KPI from an OKR, and the draft they end in.

The questions are those the literature agrees on: is the level to be kept or to be changed, is it measured all the
time, is there an end, will it be measured the same way next year, is it one push to a new level.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .drafting import Draft, draft
from .given_away import answers_from
from .said import _

__all__ = ["LONGEST", "NAMES", "QUESTIONS", "Choice", "TooLong", "Unanswered", "answers_from", "answers_to", "choose"]


@dataclass(frozen=True, slots=True)
class Question:
    """A yes-or-no question; `for_kpi` and `for_okr` weigh the answer that speaks for each."""

    name: str
    text: str
    kpi_when: bool
    weight: int
    because_kpi: str
    because_okr: str


QUESTIONS = (
    Question("improve", _("Do you want to achieve or improve something (yes), or keep it as it is (no)?"), False, 3,
             _("it is a level to keep"), _("something should become better than it is")),
    Question("continuous", _("Is it measured all the time, whatever the strategy is?"), True, 1,
             _("it is measured all the time"), _("it is measured for this purpose")),
    Question("end", _("Is there an end date, or a state after which you would stop?"), False, 1,
             _("it has no end"), _("it ends at a date or in a state")),
    Question("next_year", _("Will you measure it the same way next year?"), True, 1,
             _("it will be measured the same way next year"), _("next year it will be something else")),
    Question("push", _("Is it one push to a new level?"), False, 2,
             _("no push to a new level is planned"), _("it is one push to a new level")),
)  # fmt: skip
NAMES = tuple(question.name for question in QUESTIONS)
LONGEST = 300
"""The most letters that a text about one goal may have, at every door."""


class Unanswered(ValueError):
    """Questions that neither the text nor a person has answered, by their names."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"These questions are not answered yet: {', '.join(names)}.")
        self.names = names


class TooLong(ValueError):
    """A text that is longer than what one goal takes."""


@dataclass(frozen=True, slots=True)
class Choice:
    """kpi or okr, why, how clear it is (share of the weight on its side, 0.5–1.0), the answers, and the draft."""

    kind: str
    reasons: tuple[str, ...]
    clarity: float
    answers: Mapping[str, bool]
    draft: Draft

    def as_dict(self) -> dict[str, Any]:
        """The choice as plain JSON data, the same at every door."""
        return asdict(self)


def answers_to(text: str, given: Mapping[str, bool]) -> dict[str, bool]:
    """The answers that every door takes: what is `given` goes before what the text gives away. Raises TooLong."""
    if len(text.strip()) > LONGEST:
        raise TooLong(
            f"The text has {len(text.strip())} characters, and {LONGEST} are read: say what you have in mind in one "
            "sentence."
        )
    return {**answers_from(text), **given}


def choose(answers: Mapping[str, bool], text: str = "") -> Choice:
    """KPI or OKR from the answers to all of QUESTIONS, with a draft filled from `text`.

    Raises Unanswered naming the questions that are left.
    """
    missing = tuple(name for name in NAMES if name not in answers)
    if missing:
        raise Unanswered(missing)
    for_kpi = sum(question.weight for question in QUESTIONS if answers[question.name] == question.kpi_when)
    total = sum(question.weight for question in QUESTIONS)
    kind = "kpi" if 2 * for_kpi > total else "okr"
    share = for_kpi / total
    reasons = tuple(_reason(question, kind) for question in QUESTIONS if _speaks_for(question, answers, kind))
    answered = {name: answers[name] for name in NAMES}
    return Choice(kind, reasons, max(share, 1 - share), answered, draft(kind, answers, text))


def _speaks_for(question: Question, answers: Mapping[str, bool], kind: str) -> bool:
    return (answers[question.name] == question.kpi_when) == (kind == "kpi")


def _reason(question: Question, kind: str) -> str:
    return question.because_kpi if kind == "kpi" else question.because_okr
