"""A measure without an amount."""

import re

from ..blanks import blanks_in, listed
from ..finding import Example, Finding
from ..quoting import phrase, shown
from ..reader.figures.pairs import is_reading_beside
from ..reader.model import Statement
from ..reader.polarity import lower_is_better
from ..rewriting import from_to
from ..said import _

ORDER = 6
CODE = "no_target"
TITLE = _("No target")
WHAT = _("A measure is named, perhaps with its side, but not how far: no amount, or a placeholder such as X or TBD.")
WHY = _("“More” is reached by the smallest step. Without an amount nobody can say when it is enough, or when to act.")
REWRITE = _(
    "Say where {metric} stands today and where it should be at the end: “from <now> to <then>”; for a KPI, which band "
    "is healthy."
)
_WHOLE = _("Say from where and how far: “{whole}”.")
_FILL = _("Put a number in the place of “{placeholder}”: look up what it shows today, and choose what would be enough.")
_FILL_IN = _("Put your own words and figures in the place of {blanks}.")
_LEFT_OPEN = _("What a wording leaves open can be read in any way, so nobody can say when it came true.")
_FLOOR = _("Give it a healthy band, and say what to do below it: “{metric}: at least <floor>”.")
_CEILING = _("Give it a healthy band, and say what to do above it: “{metric}: at most <ceiling>”.")
EXAMPLES = (
    Example("Increase repeat purchase rate", "key_result", True),
    Example("Reduce P95 latency from X to Y ms", "key_result", True),
    Example("Cost per acquisition", "kpi", True),
    Example("Meet the sales target", "key_result", True),
    Example("N reference customers", "key_result", True),
    Example("Increase repeat purchase rate from 18% to 25%", "key_result", False),
    Example("Cost per acquisition: below €40", "kpi", False),
    Example("Increase deployment frequency from weekly to daily", "key_result", False),
)
_PLAIN_WORK = frozenset({"work", "upkeep"})
_WITHOUT_EXCEPTION = frozenset({"all", "each", "every"})
_AT_ALL_TIMES = frozenset({"always", "never"})
_LEVEL_WORDS = re.compile(
    r"\bfrom (?:a )?(?:hourly|daily|weekly|monthly|quarterly|yearly|annually|bi-?weekly|manual|none|zero"
    r"|once|minutes|hours|days|weeks|months)\b.*\bto\b",
    re.IGNORECASE,
)


def find(statement: Statement) -> Finding | None:
    """A measure without an amount in a key result or KPI, or a placeholder anywhere."""
    if statement.slot == "task" or statement.nature.name == "unread":
        return None
    if blanks := blanks_in(statement.text):
        return Finding(
            CODE, "error", _evidence(statement, blanks[0]), _LEFT_OPEN, _FILL_IN.format(blanks=listed(blanks))
        )
    placeholder = (
        statement.sentence.placeholder if statement.figures.target is None and _can_have_target(statement) else ""
    )
    if placeholder or _lacks_target(statement):
        return Finding(CODE, "error", _evidence(statement, placeholder), WHY, _rewrite(statement, placeholder))
    return None


def told(statement: Statement) -> Finding:
    """The finding about a statement that is known to have no amount."""
    return Finding(CODE, "warning", _evidence(statement, ""), WHY, _rewrite(statement, ""))


def _evidence(statement: Statement, placeholder: str) -> str:
    place = statement.text.find(placeholder) if placeholder else -1
    if place >= 0:
        return phrase(statement.sentence, place, place + len(placeholder))
    named = statement.metric or ""
    return named if named in statement.text and named else shown(statement)


def _rewrite(statement: Statement, placeholder: str) -> str:
    if placeholder:
        return _FILL.format(placeholder=placeholder)
    metric = statement.metric or ""
    if statement.slot == "kpi":
        falls = lower_is_better(tuple(metric.lower().split()))
        return (_CEILING if falls else _FLOOR).format(metric=metric or statement.text.rstrip(". "))
    whole = from_to(statement)
    return _WHOLE.format(whole=whole) if whole else REWRITE.format(metric=metric or "the measure")


def _can_have_target(statement: Statement) -> bool:
    name = statement.nature.name
    return name not in _PLAIN_WORK and not (name == "wish" and statement.slot == "objective")


def _is_for_all(statement: Statement) -> bool:
    """Whether words say how far: a clause of all of something, or one that shall always or never be so."""
    words, is_clause = statement.sentence.words, statement.sentence.head.form == "clause"
    return (is_clause and words[0] in _WITHOUT_EXCEPTION) or not _AT_ALL_TIMES.isdisjoint(words)


def _lacks_target(statement: Statement) -> bool:
    name, figures = statement.nature.name, statement.figures
    if statement.slot == "kpi":
        return figures.target is None and name != "wish" and not _is_for_all(statement)
    if statement.slot != "key_result" or figures.target is not None:
        return False
    stands = figures.baseline is not None and any(map(is_reading_beside, statement.sentence.amounts))
    return name in {"movement", "measure"} and (stands or not _LEVEL_WORDS.search(statement.text))
