"""A second level that must hold beside the first: "reach 95 % accuracy **with zero complaints**"."""

import re

from .model import Statement
from .phrases import measure_in

_MEANWHILE = re.compile(
    r"\bwhile (?:also )?(?:keeping|maintaining|preserving|holding|retaining|increasing|improving|reducing|growing"
    r"|raising|lowering)\b",
    re.IGNORECASE,
)
_WITH_NONE = re.compile(r",? (?:and )?with (?=(?:zero|no) (?!more\b|less\b|fewer\b)[a-z])", re.IGNORECASE)
_WITH_AMOUNT = re.compile(
    r",? (?:and )?with (?:an? )?(?:(?:[a-z-]+ ){0,3}(?:(?:less|fewer|more) than |under |over |below |above |of "
    r"|at (?:least |most )?|no more than |[<>≤≥~]=?\s?))?$",
    re.IGNORECASE,
)
_HELD = frozenset({"movement", "level", "share", "capability"})
_MOVES = frozenset({"up", "down", "better"})


def level_beside(statement: Statement, line: str) -> list[str]:
    """The first level and the one beside it, empty when there is none."""
    return _kept_meanwhile(statement, line) or _had_with_it(statement)


def _kept_meanwhile(statement: Statement, line: str) -> list[str]:
    """A movement and what must hold meanwhile: "reduce cycle time by 10 % **while maintaining** the win rate"."""
    parts = _MEANWHILE.split(line, maxsplit=1)
    moved = statement.sentence.head.cls in _MOVES and len(parts) == 2
    return [part.strip(" ,.") for part in parts] if moved and measure_in(tuple(parts[1].lower().split()[:5])) else []


def _had_with_it(statement: Statement) -> list[str]:
    """A level and a limit behind "with"; a mere count there tells of what the level is ("4.8 with 100 ratings")."""
    text = statement.text
    amounts = statement.sentence.amounts
    if not amounts or statement.nature.name not in _HELD:
        return []
    none = _WITH_NONE.search(text, amounts[0].end)
    if none:
        return [text[: none.start()], text[none.end() :].strip(" .")]
    for amount in amounts[1:]:
        joint = _WITH_AMOUNT.search(text, amounts[0].end, amount.start)
        limits = amount.unit.family not in {"count", "multiple"} or amount.comparator == "<"
        if joint and limits:
            return [text[: joint.start()], text[joint.start() :].strip(" ,.").removeprefix("and ")[len("with ") :]]
    return []
