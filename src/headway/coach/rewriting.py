"""Statements written anew from what was read in them, with what is missing between angle brackets.

Every rewrite is made of the statement's own words, so that it can be taken over and filled in. Where the words give
nothing to build on, the answer is "" and the pattern falls back on a pattern of a sentence.
"""

import re
from itertools import islice

from .blanks import blanks_in
from .quoting import LONGEST
from .reader.lexicon.verbs import CLASS, FORMS
from .reader.model import Statement
from .reader.phrases import measure_in
from .reader.polarity import lower_is_better
from .reader.tokens import tokenise

_TO_TARGET = re.compile(
    r"\bto (?:(?:an?|about|around|over|under|below|above|at least|at most|less than|more than|no more than|the)\s"
    r"|[<>≥≤~$€£]=?\s?)*$",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"\b(?:to|which will|that will|thereby|thus)\s(?=[a-z])", re.IGNORECASE)
_NONE_OF = re.compile(r"^(?:no|zero|0)\s+(?:more\s+)?", re.IGNORECASE)
_ENDED = re.compile(r"^(?:eliminate|eradicate)\s+(?:all\s+|any\s+)?", re.IGNORECASE)
_FINITE = re.compile(r"\b(?:are|is|have|has|get|gets|will|must|remain|remains|should|be)\b", re.IGNORECASE)
_LONG = 2 * LONGEST
_NEAR = 8
_MOVES = frozenset({"up", "down", "better"})
_SENTENCES = re.compile(r"[.!?;] (?:(?<=; )|(?=[A-Z0-9]))")


def from_to(statement: Statement) -> str:
    """A movement without an amount, with its start and its end: "Increase usage from <now> to <then>"."""
    text = _whole(statement)
    if not text or statement.sentence.amounts:
        return ""
    head, when = statement.sentence.head, _when(statement)
    if head.form == "imperative" and head.cls in _MOVES and head.start <= 1:
        return f"{text[:when].rstrip(' ,')} from <now> to <then>{_after(text, when)}"
    named = head.form == "nominal" and measure_in(statement.sentence.object.words)
    if named and statement.nature.name in {"movement", "measure"} and len(text.split()) <= 12:
        return (
            f"{side_verb(statement)} {lower_first(text[:when].rstrip(' ,'))} from <now> to <then>{_after(text, when)}"
        )
    return ""


def with_start(statement: Statement) -> str:
    """The statement with where its target starts from: "Raise activation from <now> to 70%"."""
    text, amount = _whole(statement), statement.figures.target_amount
    if not text:
        return ""
    gone = _ENDED.match(text)
    if gone:
        return f"Reduce {lower_first(text[gone.end() :])} from <now> to 0"
    if statement.figures.relative:
        return f"{text}, from <now> to <then>"
    if amount is not None:
        lead = _TO_TARGET.search(text, max(0, amount.start - 30), amount.start)
        if lead and statement.sentence.head.form == "imperative":
            return f"{text[: lead.start()]}from <now> {text[lead.start() :]}"
    return f"{text}, {_side(statement)} from <now>"


def beyond_level(statement: Statement) -> str:
    """A level that is held, as the movement that would bring it there: "Raise NPS from <now> to 60"."""
    text, amount, head = _whole(statement), statement.figures.target_amount, statement.sentence.head
    if not text:
        return ""
    none = _NONE_OF.match(text)
    if none:
        rest = text[none.end() :]
        if _FINITE.search(rest) is None:
            return f"Reduce {lower_first(rest)} from <now> to 0"
        return f"Reduce the cases in which {lower_first(rest)} from <now> to 0"
    if amount is None:
        return ""
    if head.form == "imperative" and head.cls == "hold" and measure_in(tuple((statement.metric or "").lower().split())):
        return f"{side_verb(statement)} {statement.metric} from <now> to {text[amount.start : amount.end].strip()}"
    return f"{text}, {_side(statement)} from <now>"


def purpose(statement: Statement) -> str:
    """What work is for, where it says so in a movement of something: "… to cut waiting times" gives a key result."""
    text = _whole(statement)
    for match in _PURPOSE.finditer(text):
        rest = text[match.end() :]
        first, *others = islice(tokenise(rest[:LONGEST]), _NEAR)
        verb, form = FORMS.get(first.low, ("", ""))
        if form not in {"base", "ing"} or CLASS.get(verb) not in _MOVES or any(map(str.isdigit, rest)):
            continue
        if measure_in(tuple(token.low for token in others)):
            return f"{verb.capitalize()}{rest[first.end :]} from <now> to <then>"
    return ""


def side_verb(statement: Statement) -> str:
    """ "Raise" or "Reduce", by the side that is good for what the statement measures."""
    return "Reduce" if _side(statement) == "down" else "Raise"


def lower_first(text: str) -> str:
    """`text` to stand inside a sentence: its first letter small, unless it opens a name or an abbreviation.

    >>> lower_first("Average ticket age"), lower_first("NPS of new users"), lower_first("P95 latency")
    ('average ticket age', 'NPS of new users', 'P95 latency')
    """
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[:2] in {"A ", "a "} else text


def _side(statement: Statement) -> str:
    direction = statement.figures.direction
    if direction in {"decrease", "within"} or statement.figures.target == 0:
        return "down"
    words = tuple((statement.metric or "").lower().split()) or statement.sentence.object.words
    falls = direction is None and lower_is_better(words, words[-1] if words else "")
    return "down" if falls else "up"


def _whole(statement: Statement) -> str:
    """The text without its full stop; "" when it cannot be offered again: too long, more than one sentence, or a
    wording that is not filled in."""
    text = statement.text.rstrip(". ")
    return text if len(text) <= _LONG and _SENTENCES.search(text) is None and not blanks_in(text) else ""


def _when(statement: Statement) -> int:
    """Where a date at the end begins, or the end."""
    text = statement.text.rstrip(". ")
    for when in statement.sentence.dates:
        if when.end >= len(text) - 1:
            return when.start
    return len(text)


def _after(text: str, at: int) -> str:
    return f" {text[at:].strip()}" if text[at:].strip() else ""
