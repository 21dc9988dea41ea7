"""What a free text becomes once it is known to be a KPI or an OKR: a draft of what to write down."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .finding import Finding
from .lint import lint
from .patterns import no_baseline, static_kpi
from .reader import Statement, read
from .reader.model import Figures
from .reader.phrases import measure_in
from .reader.polarity import lower_is_better
from .rewriting import beyond_level, from_to, lower_first, side_verb, with_start
from .said import _
from .wording import wording

MEASURE = "<measure>"
"""Stands for a quantity that the text does not name."""
_THE_MEASURE = _("the measure")
_OPEN_CHANGE = "<now>", "<then>"


@dataclass(frozen=True, slots=True)
class Draft:
    """What to write down. A `kind` of kpi has name, band (`lower`, `upper`) and trigger; one of okr has objective, key
    result, the work that it was mistaken for, and the KPI that the key result moves, if it goes on being measured.

    None stands for what a person must still say, and `still_needed` names it. Numbers are as written, in `unit`.
    """

    kind: str
    name: str
    objective: str | None = None
    key_result: str | None = None
    kpi: str | None = None
    direction: str | None = None
    baseline: float | None = None
    target: float | None = None
    unit: str | None = None
    relative: bool = False
    lower: float | None = None
    upper: float | None = None
    healthy: str | None = None
    trigger: str | None = None
    initiative: str | None = None
    still_needed: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether the text names what is measured."""
        return self.name not in {MEASURE, _THE_MEASURE}


def draft(kind: str, answers: Mapping[str, bool], text: str) -> Draft:
    """The draft of a `kind` (kpi or okr) from a text, which may be empty."""
    if kind == "kpi":
        statement = read(text, "kpi")
        return _kpi_draft(statement, statement.metric or statement.text.rstrip(". ") or _THE_MEASURE)
    return _okr_draft(text, answers)


def _kpi_draft(statement: Statement, name: str) -> Draft:
    figures = statement.figures
    lower, upper = _band(figures, name)
    healthy = None
    if lower is not None and upper is not None:
        healthy = _("between {amount} and {level}").format(
            amount=_amount(figures, lower), level=_amount(figures, upper)
        )
    elif lower is not None:
        healthy = _("at least {level}").format(level=_amount(figures, lower))
    elif upper is not None:
        healthy = _("at most {level}").format(level=_amount(figures, upper))
    needed = [_("owner"), _("what each side of the band means and what to do")]
    needed += [_("the healthy band")] if healthy is None else []
    trigger = _("leaves the band ({healthy})").format(healthy=healthy) if healthy else None
    return Draft(
        "kpi", name, direction=figures.direction, target=figures.target, unit=figures.unit, lower=lower, upper=upper,
        healthy=healthy, trigger=trigger, still_needed=tuple(needed),
    )  # fmt: skip


def _band(figures: Figures, name: str) -> tuple[float | None, float | None]:
    """The lower and the upper edge of the healthy band of what `name` says; a change gives none."""
    if figures.target is None or figures.relative:
        return None, None
    if figures.direction == "within" and figures.baseline is not None and figures.baseline < figures.target:
        return figures.baseline, figures.target
    if figures.direction in {"decrease", "within"}:
        return None, figures.target
    bare = figures.target_amount is not None and not figures.target_amount.comparator
    words = tuple(re.findall(r"[a-z]+", name.lower()))
    if bare and words and lower_is_better(words, words[-1]):
        return None, figures.target
    return figures.target, None


def _okr_draft(text: str, answers: Mapping[str, bool]) -> Draft:
    reading = lint(text, "key_result")
    statement, figures = reading.statement, reading.statement.figures
    is_work, plain = reading.kind == "task", statement.text.rstrip(". ")
    wish = not is_work and bool(plain) and figures.target is None and _is_wish(statement)
    name = (None if is_work or wish else statement.metric) or MEASURE
    aimed = figures.target is not None and not is_work
    from_zero = aimed and not figures.relative and no_baseline.CODE not in reading.issues
    needed = [] if wish else [_("objective: what it is for, and for whom")]
    needed += [_("owner")]
    needed += [_("what is measured")] if name == MEASURE else []
    needed += [_("baseline")] if (figures.baseline is None or is_work) and not from_zero else []
    needed += [] if aimed else [_("target")]
    needed += [] if any(when.text for when in statement.sentence.dates) else [_("due date")]
    goes_on = (answers["continuous"] or answers["next_year"]) and name != MEASURE
    figured = Figures() if is_work else figures
    result = _key_result(statement, name, reading.findings, is_work)
    return Draft(
        "okr", name, objective=plain if wish else None, key_result=result,
        kpi=name if goes_on else None, direction="decrease" if side_verb(statement) == "Reduce" else "increase",
        baseline=figured.baseline, target=figured.target, unit=figured.unit, relative=bool(figured.relative),
        initiative=plain if is_work else None, still_needed=tuple(needed),
    )  # fmt: skip


def _is_wish(statement: Statement) -> bool:
    """Whether a text without figures says how things should be, or what is wrong, and names nothing to measure."""
    sentence = statement.sentence
    if statement.metric is None or sentence.head.form == "clause":
        return True
    return sentence.head.form == "nominal" and not measure_in((sentence.object.head,))


def _key_result(statement: Statement, name: str, findings: tuple[Finding, ...], is_work: bool) -> str:
    """The text where it says all; else the text with what is missing between angle brackets."""
    start, end = _OPEN_CHANGE
    open_ = f"{side_verb(statement)} {lower_first(name)} from {start} to {end}"
    if is_work:
        offered = next((found for each in findings if (found := wording(each.rewrite))), "")
        return offered or open_
    if name == MEASURE and statement.figures.target is None:
        return open_
    lacks_start = any(each.code in {no_baseline.CODE, static_kpi.CODE} for each in findings)
    if statement.figures.target is not None and not lacks_start:
        return _undated(statement)
    if statement.figures.target is not None:
        held = statement.nature.name == "level" and beyond_level(statement)
        return held or with_start(statement) or open_
    return from_to(statement) or open_


def _undated(statement: Statement) -> str:
    """The text without a date at its end, which a goal keeps apart."""
    text = statement.text.rstrip(". ")
    for when in statement.sentence.dates:
        if when.end >= len(text) - 1:
            text = text[: when.start].rstrip(" ,(")
    return text[:1].upper() + text[1:]


def _amount(figures: Figures, value: float) -> str:
    """`value` with its unit as one writes it: 60, 99.9%, 500,000 EUR."""
    shown = f"{value:,.10g}"
    if figures.unit == "%":
        return f"{shown}%"
    return f"{shown} {figures.unit}" if figures.unit and figures.unit not in {"score"} else shown
