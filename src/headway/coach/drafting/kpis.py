"""A KPI from a text: the name of what is measured, its healthy band, and when to act."""

from ..reader import read
from ..reader.model import Figures, Statement
from ..said import _
from .amounts import told_amount, told_range
from .draft import THE_MEASURE, Draft
from .ends import End, without_end
from .measured import Measured, without_lead_in
from .named import COMPLAINT
from .quantities import edges_of, figures_of, levels_of, quantity_in

_LEVELS = frozenset({"level", "share", "measure", "reading"})


def kpi_draft(text: str, end: End | None) -> Draft:
    """The KPI that a text is about; its `end` in time is left out, as a KPI has none."""
    statement = _read(without_end(read(text), end))
    quantity = quantity_in(statement, is_kpi=True)
    figures = levels_of(figures_of(statement, quantity)) if quantity else Figures()
    lower, upper = _band(figures, quantity)
    name = quantity.name if quantity else _words_alone(statement)
    healthy, trigger = _healthy(statement, figures, lower, upper, name)
    needed = [_("what is measured")] if name == THE_MEASURE else []
    needed += [_("owner"), _("what each side of the band means and what to do")]
    needed += [_("the healthy band")] if healthy is None else []
    return Draft(
        "kpi", name, direction=figures.direction, target=figures.target, unit=figures.unit, lower=lower, upper=upper,
        healthy=healthy, trigger=trigger, still_needed=tuple(needed),
    )  # fmt: skip


def _read(text: str) -> Statement:
    """The text as that of a KPI; where it then tells what a KPI shows today ("Fix rate: 80%"), as a level to keep."""
    statement = without_lead_in(read(text, "kpi"))
    plain = without_lead_in(read(text)) if statement.figures.target is None else statement
    return plain if plain.figures.target is not None and plain.nature.name in _LEVELS else statement


def _words_alone(statement: Statement) -> str:
    """A text that is a bare name, in a language that is not read too; a sentence is none."""
    bare = statement.sentence.head.form == "nominal" and statement.figures.target is None
    text = statement.text.rstrip(". ")
    named = statement.nature.name in {"measure", "unread"} and COMPLAINT.search(text) is None
    return text if bare and text and named else THE_MEASURE


def _band(figures: Figures, quantity: Measured | None) -> tuple[float | None, float | None]:
    """The lower and the upper edge of the healthy band of a quantity; a change gives none."""
    if figures.target is None or quantity is None:
        return None, None
    return edges_of(figures) or ((None, figures.target) if quantity.falls else (figures.target, None))


def _healthy(
    statement: Statement, figures: Figures, lower: float | None, upper: float | None, name: str
) -> tuple[str | None, str | None]:
    """The healthy band and what leaves it, in words."""

    def amount(value: float) -> str:
        return told_amount(figures.unit, value, statement.text, name)

    if lower is not None and upper is not None:
        both = dict(zip(("low", "high"), told_range(figures.unit, lower, upper, statement.text, name), strict=True))
        return _("between {low} and {high}").format(**both), _("leaves the range from {low} to {high}").format(**both)
    if lower is not None:
        return _("at least {level}").format(level=amount(lower)), _("falls below {level}").format(level=amount(lower))
    if upper == 0:
        return _("none"), _("rises above {level}").format(level="0")
    if upper is not None:
        return _("at most {level}").format(level=amount(upper)), _("rises above {level}").format(level=amount(upper))
    return None, None
