"""What a free text gives away of the five questions: a held level, a movement, an end, a standing measure."""

import re

from .drafting import end_in
from .drafting.measured import without_lead_in
from .drafting.times import time_in
from .reader import Statement, read

_STANDING = {"improve": False, "continuous": True, "end": False, "next_year": True, "push": False}
"""The answers of a level that is kept."""
_AGAIN = re.compile(
    r"\b(?:daily|weekly|monthly|quarterly|yearly|annually)\b"
    r"|\b(?:per|an?|each|every) (?:\w+ )?(?:hour|day|week|month|quarter|year|sprint|shift|release)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:each|every)\s(?:day|week|month|quarter|year)\b", re.IGNORECASE)
_LEVELS = frozenset({"share", "measure", "reading"})
_AIMS = frozenset({"movement", "outcome", "share", "capability", "work", "wish"})
_DONE_ONCE = frozenset({"outcome", "work"})


def answers_from(text: str) -> dict[str, bool]:
    """The answers that a text gives away; what it leaves open is left out."""
    if not text.strip():
        return {}
    statement, ends = without_lead_in(read(text)), end_in(text) is not None
    if _is_level(statement):
        return _of_a_level(statement, ends)
    nature, figures = statement.nature.name, statement.figures
    found = {"end": True} if ends else {}
    if nature == "upkeep" or (not ends and _comes_again(statement)):
        return found | {"improve": False}
    if nature in _AIMS and (ends or not (_is_bare_level(statement) or _is_bounded_share(statement))):
        found["improve"] = True
    if figures.baseline is not None and figures.target is not None and nature == "movement":
        found["push"] = True
    if nature in _DONE_ONCE:
        found |= {"continuous": False, "end": True}
    return found


def _of_a_level(statement: Statement, ends: bool) -> dict[str, bool]:
    """A level is kept, unless it shall be there by a date: then it is still to be reached."""
    if not ends:
        return dict(_STANDING)
    return _STANDING | {"end": True} if _is_held(statement) else {"improve": True, "end": True}


def _is_held(statement: Statement) -> bool:
    head = statement.sentence.head
    return head.form == "imperative" and (head.cls == "hold" or head.verb == "hold")


def _is_level(statement: Statement) -> bool:
    """Whether a text states a level: the reader says so, it limits the time that something takes, or it names a
    quantity with a floor, a ceiling or both."""
    if statement.nature.name == "level" or time_in(statement) is not None:
        return True
    target = statement.figures.target_amount
    bounded = target is not None and (target.comparator in {"<", ">"} or statement.figures.direction == "within")
    return bounded and _is_bare_level(statement)


def _is_bounded_share(statement: Statement) -> bool:
    """Whether a text names a share with its floor or ceiling: "Less than 2% of orders are returned"."""
    target = statement.figures.target_amount
    bounded = target is not None and target.comparator in {"<", ">"}
    return bounded and statement.nature.name == "share" and statement.sentence.head.form != "imperative"


def _comes_again(statement: Statement) -> bool:
    """Whether work comes again and again, and never ends."""
    nature = statement.nature.name
    if nature == "work":
        return _AGAIN.search(statement.text) is not None
    each = nature in {"wish", "capability"} and statement.sentence.head.form == "imperative"
    return each and _EACH.search(statement.text) is not None


def _is_bare_level(statement: Statement) -> bool:
    """Whether a text only names a quantity and a number, which may be kept as well as reached."""
    figures = statement.figures
    ranged = figures.direction == "within"
    stated = figures.target is not None and not figures.relative and (figures.baseline is None or ranged)
    return stated and statement.nature.name in _LEVELS and statement.sentence.head.form == "nominal"
