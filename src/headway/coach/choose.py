"""Maintain or improve? Five questions that tell a KPI from an OKR, and the draft they end in.

The questions are those the literature agrees on: is the level to be kept or to be changed, is it measured all the
time, is there an end, will it be measured the same way next year, is it one push to a new level.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .reader import Statement, read
from .reader.model import Figures
from .said import _


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


@dataclass(frozen=True, slots=True)
class Draft:
    """What to write down. A `kind` of kpi has name, band and trigger; one of okr has objective, key result and the
    KPI that the key result moves, if it goes on being measured. None stands for what a person must still say."""

    kind: str
    name: str
    objective: str | None = None
    key_result: str | None = None
    kpi: str | None = None
    direction: str | None = None
    baseline: float | None = None
    target: float | None = None
    unit: str | None = None
    healthy: str | None = None
    trigger: str | None = None
    still_needed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """kpi or okr, why, how clear it is (share of the weight on its side, 0.5–1.0), and the draft."""

    kind: str
    reasons: tuple[str, ...]
    clarity: float
    draft: Draft


def answers_from(text: str) -> dict[str, bool]:
    """The answers a free text gives away: a held level, a movement, a date, a standing measure."""
    statement = read(text)
    nature, found = statement.nature.name, {}
    if nature in {"level", "upkeep"}:
        found["improve"] = False
    elif nature in {"movement", "outcome", "share", "capability", "work", "wish"}:
        found["improve"] = True
    if any(when for when in statement.sentence.dates if not when.text.lower().startswith(("each", "per"))):
        found["end"] = True
    if nature == "level":
        found |= {"continuous": True, "end": found.get("end", False), "next_year": True, "push": False}
    if statement.figures.baseline is not None and statement.figures.target is not None and nature == "movement":
        found |= {"push": True}
    if nature in {"outcome", "work"}:
        found |= {"continuous": False, "end": True}
    return found


def choose(answers: Mapping[str, bool], text: str = "") -> Choice:
    """KPI or OKR from the answers to all of QUESTIONS, with a draft filled from `text`.

    Raises ValueError naming the questions that are not answered.
    """
    missing = [name for name in NAMES if name not in answers]
    if missing:
        raise ValueError(f"These questions are not answered yet: {', '.join(missing)}.")
    for_kpi = sum(question.weight for question in QUESTIONS if answers[question.name] == question.kpi_when)
    total = sum(question.weight for question in QUESTIONS)
    kind = "kpi" if 2 * for_kpi > total else "okr"
    share = for_kpi / total
    reasons = tuple(_reason(question, kind) for question in QUESTIONS if _speaks_for(question, answers, kind))
    return Choice(kind, reasons, max(share, 1 - share), _draft(kind, answers, text))


def _speaks_for(question: Question, answers: Mapping[str, bool], kind: str) -> bool:
    return (answers[question.name] == question.kpi_when) == (kind == "kpi")


def _reason(question: Question, kind: str) -> str:
    return question.because_kpi if kind == "kpi" else question.because_okr


def _draft(kind: str, answers: Mapping[str, bool], text: str) -> Draft:
    statement = read(text, "kpi" if kind == "kpi" else "key_result")
    name = statement.metric or statement.text.rstrip(". ") or _("the measure")
    return _kpi_draft(statement, name) if kind == "kpi" else _okr_draft(statement, name, answers)


def _kpi_draft(statement: Statement, name: str) -> Draft:
    figures = statement.figures
    low, high = _band(figures)
    level = _amount(figures, figures.target)
    healthy = {
        (True, True): _("between {amount} and {level}").format(amount=_amount(figures, figures.baseline), level=level),
        (True, False): _("at least {level}").format(level=level),
        (False, True): _("at most {level}").format(level=level),
    }.get((low, high))
    needed = [_("owner"), _("what each side of the band means and what to do")]
    needed += [_("the healthy band")] if healthy is None else []
    trigger = _("leaves the band ({healthy})").format(healthy=healthy) if healthy else None
    return Draft(
        "kpi", name, direction=figures.direction, target=figures.target, unit=figures.unit,
        healthy=healthy, trigger=trigger, still_needed=tuple(needed),
    )  # fmt: skip


def _band(figures: Figures) -> tuple[bool, bool]:
    """Whether the healthy band has a lower and an upper edge."""
    if figures.target is None:
        return False, False
    if figures.direction == "within":
        return figures.baseline is not None, True
    return figures.direction != "decrease", figures.direction == "decrease"


def _okr_draft(statement: Statement, name: str, answers: Mapping[str, bool]) -> Draft:
    figures = statement.figures
    verb = "Reduce" if figures.direction in {"decrease", "within"} else "Raise"
    start = _amount(figures, figures.baseline) if figures.baseline is not None else "<now>"
    end = _amount(figures, figures.target) if figures.target is not None and not figures.relative else "<then>"
    needed = [_("objective: what it is for, and for whom"), _("owner")]
    needed += [_("baseline")] if figures.baseline is None else []
    needed += [_("target")] if end == "<then>" else []
    needed += [] if any(when.text for when in statement.sentence.dates) else [_("due date")]
    goes_on = answers["continuous"] or answers["next_year"]
    return Draft(
        "okr", name, objective=None, key_result=f"{verb} {name} from {start} to {end}", kpi=name if goes_on else None,
        direction="decrease" if verb == "Reduce" else "increase", baseline=figures.baseline,
        target=None if figures.relative else figures.target, unit=figures.unit, still_needed=tuple(needed),
    )  # fmt: skip


def _amount(figures: Figures, value: float | None) -> str:
    """`value` with its unit as one writes it: 60, 99.9%, 500000 EUR."""
    if value is None:
        return "<now>"
    shown = f"{value:,.10g}"
    if figures.unit == "%":
        return f"{shown}%"
    return f"{shown} {figures.unit}" if figures.unit and figures.unit not in {"score"} else shown
