"""A target without a start."""

import re

from ..blanks import blanks_in
from ..finding import Example, Finding
from ..quoting import amount_of, shown
from ..reader.model import Statement
from ..rewriting import with_start
from ..said import _

ORDER = 5
CODE = "no_baseline"
TITLE = _("No baseline")
WHAT = _("There is a target for a quantity that already has a value today, but the text does not say where it stands.")
WHY = _("Without a start nobody can tell a stretch from a giveaway, and progress cannot be computed.")
REWRITE = _(
    "Look up the value of {metric} over the last periods and write “from <now> to {target}”; if "
    "nobody knows it, make measuring it the first key result."
)
_WHOLE = _(
    "Look up where it stood over the last periods and say so: “{whole}”. If nobody knows, make measuring it the first "
    "key result."
)
EXAMPLES = (
    Example("Reduce cloud cost per order by 20%", "key_result", True),
    Example("Reach 70% activation", "key_result", True),
    Example("40% of repositories have an owner", "key_result", True),
    Example("Raise activation to 70%", "key_result", True),
    Example("Reduce cloud cost per order from €0.12 to €0.09", "key_result", False),
    Example("Reach 70% activation (currently 52%)", "key_result", False),
    Example("Win 12 new customers", "key_result", False),
    Example("Deliver 90% of the hiring plan", "key_result", False),
    Example("Increase revenue by 15%", "objective", False),
)
_FROM_A_RHYTHM = re.compile(
    r"\bfrom (?:hourly|daily|weekly|bi-?weekly|monthly|quarterly|yearly|annual)\b", re.IGNORECASE
)
"""A start in a word: "from weekly to three times a week"."""
_STANDING = frozenset({"movement", "share", "capability"})


def find(statement: Statement) -> Finding | None:
    """A target without a start value in a key result about a quantity that has one."""
    figures = statement.figures
    changes = statement.nature.name == "outcome" and figures.relative
    if statement.slot != "key_result" or not (changes or statement.nature.name in _STANDING):
        return None
    if figures.target is None or figures.baseline is not None or _FROM_A_RHYTHM.search(statement.text):
        return None
    if blanks_in(statement.text):
        return None
    return told(statement)


def told(statement: Statement) -> Finding:
    """The finding about a statement that is known to lack its start."""
    level = "hint" if statement.figures.relative else "warning"
    return Finding(CODE, level, amount_of(statement) or shown(statement), WHY, _rewrite(statement))


def _rewrite(statement: Statement) -> str:
    whole = with_start(statement)
    if whole:
        return _WHOLE.format(whole=whole)
    target = "<then>" if statement.figures.relative else amount_of(statement) or "<then>"
    return REWRITE.format(metric=statement.metric or "the measure", target=target)
