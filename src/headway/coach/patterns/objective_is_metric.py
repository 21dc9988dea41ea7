"""An objective that is nothing but a measure."""

import re

from ..finding import Example, Finding
from ..quoting import clip, shown
from ..reader.model import Statement
from ..reader.nature.common import starts_with_amount
from ..said import _

ORDER = 8
CODE = "objective_is_metric"
TITLE = _("The objective is a metric")
WHAT = _("The whole objective is a measure, its movement or its level; nothing says what for.")
WHY = _("An objective should say why anybody should care. A number in its place leaves no room for key results.")
REWRITE = _("Make “{text}” a key result, and write above it what it is for: what becomes possible, for whom.")
EXAMPLES = (
    Example("Grow EBITDA by 10%", "objective", True),
    Example("Churn", "objective", True),
    Example("Lead time below two days", "objective", True),
    Example("Reduce infrastructure cost", "objective", True),
    Example("Win 40 new customers", "objective", True),
    Example("Become the supplier that hospitals trust", "objective", False),
    Example("Grow EBITDA by 10%", "key_result", False),
    Example("Reduce delivery time so that restaurants plan a day ahead", "objective", False),
)
_FIGURES = frozenset({"movement", "share", "measure"})
_PURPOSE = re.compile(
    r"\b(?:so that|so we|so our|in order to|to become|to enable|to support our|to make|by becoming|because|and become"
    r"|as a (?:trusted|leading))\b",
    re.IGNORECASE,
)


def find(statement: Statement) -> Finding | None:
    """A movement, level or name of a measure in the slot of an objective, without a purpose."""
    if statement.slot != "objective" or not _is_figure(statement) or _PURPOSE.search(statement.text):
        return None
    return told(statement)


def told(statement: Statement) -> Finding:
    """The finding about an objective that is known to be a measure."""
    return Finding(CODE, "warning", shown(statement), WHY, REWRITE.format(text=clip(statement.text)))


def _is_figure(statement: Statement) -> bool:
    name, sentence = statement.nature.name, statement.sentence
    amount = statement.figures.target_amount
    if sentence.head.cls in {"work", "wish"} and amount is not None and amount.unit.family == "multiple":
        return False
    if name in _FIGURES:
        return True
    if name == "outcome" and sentence.head.form == "nominal" and starts_with_amount(sentence):
        return True
    if name == "level":
        return sentence.head.form == "nominal" and bool(sentence.amounts) and statement.figures.target != 0
    return (
        name == "outcome" and bool(sentence.amounts) and sentence.head.cls in {"reach", "win", "up", "down", "better"}
    )
