"""The statement reader: from the text of a goal to its nature, metric, figures and conditions.

Reading is a line of pure steps over one bounded string (text → tokens → head → amounts → figures → nature), so its
cost is linear in the length of the input and it raises for no text whatever.
"""

import re
from dataclasses import replace

from .amount import Amount
from .amounts import amounts_in
from .conditions import conditions_of
from .dates import When, dates_in
from .figures import figures_of
from .figures.pairs import tells_start
from .head import find_head
from .joined import is_closed
from .language import is_foreign, is_latin
from .metric import metric_of
from .model import Conditions, Nature, Phrase, Sentence, Statement
from .nature import nature_of
from .phrases import phrase_from
from .placeholders import filled_in, placeholder_in
from .routine import routine_in
from .slot import slot_of
from .text import clean
from .tokens import Token, tokenise

__all__ = ["Conditions", "Sentence", "Statement", "conditions_of", "parse", "read"]


def read(text: str, declared: str | None = None, parent_objective: str | None = None) -> Statement:
    """Read one objective, key result, KPI or task. `declared` is the slot its author put it in, if known."""
    sentence = parse(text, declared, parent_objective)
    slot = slot_of(sentence, declared)
    figures = figures_of(sentence, slot)
    nature = nature_of(sentence, figures, slot)
    if sentence.placeholder and nature.name in {"work", "wish"} and figures.target is None:
        nature = _with_number_filled_in(sentence, slot) or nature
    if nature.name == "level" and figures.direction == "reach":
        figures = replace(figures, direction="maintain")
    measured = nature.name not in {"work", "upkeep", "wish", "unread"} or (slot == "kpi" and figures.target is not None)
    metric = metric_of(sentence, figures) if measured else None
    return Statement(sentence, slot, nature, figures, metric, routine_in(sentence, nature))


def _with_number_filled_in(sentence: Sentence, slot: str) -> Nature | None:
    """What a statement would be with a number for its placeholder: "… to cut costs by XX%" is more than work."""
    line = filled_in(sentence.line)
    if line == sentence.line:
        return None
    filled = parse(line, sentence.declared, sentence.parent)
    figures = figures_of(filled, slot)
    return nature_of(filled, figures, slot) if figures.target is not None else None


def parse(text: str, declared: str | None = None, parent_objective: str | None = None) -> Sentence:
    """Take a statement apart without judging it."""
    line = clean(text)
    tokens = tokenise(line)
    words = tuple(token.low for token in tokens)
    head = find_head(tokens)
    dates, placeholder = dates_in(line), placeholder_in(line)
    start = head.after if head.form != "nominal" else head.at
    bag = frozenset(words)
    return Sentence(
        line=line,
        declared=declared,
        parent=parent_objective,
        tokens=tokens,
        words=words,
        bag=bag,
        head=head,
        subject=phrase_from(tokens, head.start, head.at) if head.form == "clause" else Phrase(),
        object=phrase_from(tokens, 0, head.start) if _bare(tokens, start) else phrase_from(tokens, start),
        amounts=tuple(_amounts(line, dates, bool(placeholder))),
        dates=tuple(dates),
        is_english=is_latin(line) and not is_foreign(bag),
        placeholder=placeholder,
    )


def _bare(tokens: tuple[Token, ...], start: int) -> bool:
    """Whether nothing to speak of follows the verb, so that the topic in front is its object: "Cycle time: shorten"."""
    return all(token.low in {"yoy", "qoq", ".", "by", "year", "over"} for token in tokens[start:])


_SPAN_OF = re.compile(r" (?!or\b|and\b|of\b|in\b|for\b|to\b|on\b|from\b|by\b|with\b)[A-Za-z]")
_AIMED_AT = re.compile(r"(?:[<>≥≤~=]\s?|\b(?:to|under|below|within|in|than|least|most|of)\s(?:an? )?)$", re.IGNORECASE)


def _without_spans(line: str, amounts: list[Amount], has_blank: bool) -> list[Amount]:
    """Leave out spans that only name a quantity ("**30-day** retention") where another amount, or a blank, is meant."""
    named = [
        a for a in amounts
        if a.unit.family == "duration" and "-" in line[a.start : a.end] and not a.comparator
        and _SPAN_OF.match(line, a.end) and not _AIMED_AT.search(a.before)
    ]  # fmt: skip
    return [a for a in amounts if a not in named] if len(named) < len(amounts) or has_blank else amounts


def _was_as_long(amount: Amount) -> bool:
    """Whether an amount may tell how long a period was: a time or a bare number, told as a start."""
    timed = amount.unit.family == "duration" or (amount.unit.family == "count" and is_closed(amount.after))
    return timed and tells_start(amount)


def _amounts(line: str, dates: list[When], has_blank: bool) -> list[Amount]:
    """Amounts outside dates; a short period ("within 24 hours") is the amount itself when there is no other, or when
    the others only tell what it was ("in 2 days, down from 6")."""
    amounts = [
        a for a in amounts_in(line, [(when.start, when.end) for when in dates]) if not a.before.endswith(" per ")
    ]
    amounts = _without_spans(line, amounts, has_blank)
    limits = [when for when in dates if when.is_period and not when.is_long and when.text[:5].lower() != "after"]
    if not limits or not all(_was_as_long(amount) for amount in amounts):
        return amounts
    return amounts_in(line, [(when.start, when.end) for when in dates if when not in limits])
