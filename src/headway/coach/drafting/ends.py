"""When the work on a goal ends: a date, a quarter, a period that bounds it, and never a time that is the goal itself.

The reader finds every span that says when. Which of them is an end, and which belongs to what is measured ("within
4 hours", "retention after 30 days", "by the 5th of each month", "than in 2024"), decides what stands around it.
"""

import re
from dataclasses import dataclass, replace

from ..reader.dates import When
from ..reader.model import Statement

_FURTHER = re.compile(
    r"\b(?:by|until|before|till)\s(?:the\s)?(?:(?:end|start|beginning|middle) of\s)?(?:the\s)?"
    r"(?:this\s|next\s|coming\s)?"
    r"(?:(?:school|academic|fiscal|financial|calendar|tax)[ -]year|term|semester|season|spring|summer|autumn|winter"
    r"|christmas|easter|week|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|\d{1,2}\.\d{1,2}\.(?:\d{4})?)"
    r"(?![\w-])(?!\s(?:at|of|night|noon|morning|evening))"
    r"|\b(?:with)?in (?:an?|half an?|the next|the coming) (?:week|month|quarter|year)\b",
    re.IGNORECASE,
)
"""Ends that the reader does not know: they hold no figure that it could take for an amount."""
_AGAIN = re.compile(
    r"\b(?:each|every|per|any|a|an)\b|\b(?:daily|weekly|monthly|quarterly|yearly|annual)\b", re.IGNORECASE
)
_BACK = re.compile(
    r"^(?:since|from|as of)\b|\b(?:last|past|previous|trailing|rolling)\b|^(?:yoy|y/y|qoq|mom)$|^year[- ]o",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:than|vs\.?|versus|compared (?:to|with)|relative to|against|over|on|from|since|exceeds?|beyond)\s"
    r"(?:in\s|the\s)*$",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"[- ](?:baseline|base year|levels?|figures?|results?|cohorts?|plan|budget|average|class)\b", re.IGNORECASE
)
_LED = re.compile(
    r"^(?:by|until|till|before|through|in|over|during|within|this|next|current|end|close)\b", re.IGNORECASE
)
_ROLLING = re.compile(r"^(?:the )?(?:week|month|quarter|half|year|semester|cycle)$", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:next|coming|following)\b", re.IGNORECASE)
_BELONGING = re.compile(r"^(?:first|after|for)\b|\bfirst\b", re.IGNORECASE)
_SINCE = re.compile(r"\s(?:of|after|from|before|following)\b", re.IGNORECASE)
_OF_WHOM = re.compile(r"\b(?:who|that|which|whose|when|averaged?|measured|mean|moving)\b", re.IGNORECASE)
_LENGTH = re.compile(r"(\d+|[a-z]+)[ -](?:[a-z]+ )?(day|week|month|quarter|year|sprint)s?$", re.IGNORECASE)
_IN_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "eighteen": 18,
}  # fmt: skip
_DAYS = {"day": 1, "week": 7, "sprint": 14, "month": 30, "quarter": 91, "year": 365}
_A_MONTH = 28
_MOVEMENTS = frozenset({"movement"})
_DOINGS = frozenset({"work", "outcome", "wish", "capability"})


@dataclass(frozen=True, slots=True)
class End:
    """The words that say when the work ends, and their place in the statement."""

    text: str
    start: int
    end: int


def end_of(statement: Statement, is_time_taken: bool = False) -> End | None:
    """The last end that a statement names; a time that is taken, as `is_time_taken` says, is none."""
    line = statement.text
    found = [
        End(when.text, when.start, when.end) for when in statement.sentence.dates
        if (_bounds(statement, when, is_time_taken) if when.is_period else _is_ahead(line, when))
    ]  # fmt: skip
    found += [End(match.group(), *match.span()) for match in _FURTHER.finditer(line) if _is_whole(statement, match)]
    last = max(found, key=lambda each: each.end, default=None)
    return replace(last, text=last.text[0].lower() + last.text[1:]) if last and _LED.match(last.text) else last


def without_end(statement: Statement, end: End | None) -> str:
    """The text without an end that stands at its beginning or its end, which a goal keeps apart."""
    text = statement.text.rstrip(". ")
    if end is None:
        return text
    if end.end >= len(text) - 1:
        text = text[: end.start].rstrip(" ,(–-")
    elif end.start == 0:
        text = text[end.end :].lstrip(" ,:–-")
    return text[:1].upper() + text[1:]


def _is_whole(statement: Statement, match: re.Match[str]) -> bool:
    """Whether a further end overlaps none that the reader found, and is not said of each of many."""
    apart = all(match.end() <= when.start or when.end <= match.start() for when in statement.sentence.dates)
    return apart and not re.match(r"\s?(?:each|every|of each|of every)\b", statement.text[match.end() :])


def _is_ahead(line: str, when: When) -> bool:
    """Whether a date lies ahead and is one: not "each quarter", "than in 2024", "2019 levels", "the year"."""
    if _AGAIN.search(when.text) or _BACK.search(when.text) or _ROLLING.match(when.text):
        return False
    if re.search(r"\b(?:each|every)\s(?:\w+\s)?(?:of\s)?$", line[: when.start], re.IGNORECASE):
        return False
    led = _LED.match(when.text)
    compared = _COMPARED.search(line, 0, when.start)
    if compared and not (led and line[: when.start].lower().rstrip().endswith("on")):
        return False
    return not _KIND.match(line, when.end)


def _bounds(statement: Statement, when: When, is_time_taken: bool) -> bool:
    """Whether a period bounds the work on a goal, and not what the goal measures."""
    if is_time_taken or _BACK.search(when.text) or _BELONGING.search(when.text):
        return False
    if _SINCE.match(statement.text, when.end):
        return False
    target = statement.figures.target_amount
    nature, line = statement.nature.name, statement.text
    if nature in _DOINGS:
        return statement.sentence.head.form == "imperative"
    if target is not None and when.start <= target.start < when.end:
        return False
    if _AHEAD.search(when.text):
        return True
    if nature not in _MOVEMENTS:
        return False
    if when.start == 0:
        return True
    if _OF_WHOM.search(line, target.end if target else 0, when.start) or (target and when.start < target.start):
        return False
    return _days(when.text) >= _A_MONTH


def _days(text: str) -> int:
    length = _LENGTH.search(text)
    if length is None:
        return 0
    count = length.group(1).lower()
    return (int(count) if count.isdigit() else _IN_WORDS.get(count, 1)) * _DAYS[length.group(2).lower()]
