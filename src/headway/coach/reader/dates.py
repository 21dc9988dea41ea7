"""Spans of a statement that say when, so that their numbers are not read as targets."""

import re
from typing import NamedTuple

from .cues import NUMBER, cues_of
from .lexicon import words

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)"
_COUNTED = r"(?:users|customers|people|(?:[km]?g|t|tonnes|km|[kmg]wh|ms|eur|usd|gbp|litres|hours|minutes|seconds)\b)"
"""What makes a number that looks like a year a count."""
_DATE = re.compile(
    r"\b(?:"
    r"(?:fy|cy)[ '-]?\d{2}(?:\d{2})?(?:[ -]?[qh]-?[1-4])?"
    r"|[qh]-?[1-4](?:[ /'-]{1,2}(?:fy)?(?:20)?\d{2}\b(?!%))?(?:\s?(?:and|&|-)\s?[qh][1-4])?"
    r"|" + _MONTH + r"\.? \d{1,2}(?:st|nd|rd|th)?(?:,? 20\d{2})?\b"
    r"|\d{1,2}(?:st|nd|rd|th)? " + _MONTH + r"\b\.?(?: 20\d{2})?"
    r"|" + _MONTH + r"\.?,? 20\d{2}\b"
    r"|(?:(?<=\bby )|(?<=\buntil )|(?<=\bbefore )|(?<=\bend of ))" + _MONTH + r"\b"
    r"|(?:19|20)\d{2}-\d{2}(?:-\d{2})?\b"
    r"|\d{1,2}/\d{1,2}/\d{2,4}\b"
    r"|20(?:1[5-9]|[2-4]\d)(?:[/-]\d{2})?(?![\d,.]*\d|\s?[%€]|\s?" + _COUNTED + r")\b"
    r"|(?:19[5-9]\d|20\d\d)(?=[- ](?:baseline|base year|levels?)\b)"
    r"|(?:(?<=\bcompared with )|(?<=\bcompared to )|(?<=\bversus )|(?<=\bvs )|(?<=\bvs\. )|(?<=\bsince ))19[5-9]\d\b"
    r"|(?:this|next|last|each|current|previous|the) (?:fiscal |financial |calendar )?(?:quarter|year|month|half"
    r"|semester|cycle)\b"
    r"|eo[qy]\b|(?:quarter|year)[- ]end\b|yoy\b|y/y\b|qoq\b|mom\b|year[- ]over[- ]year\b|year[- ]on[- ]year\b"
    r")",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:\b(?:by|in|during|before|until|since|for|as of|through|within|from) )?(?:\bthe )?"
    r"(?:\b(?:start|beginning|middle|end|close|course)(?: of|-of)? )?(?:\bthe )?$",
    re.IGNORECASE,
)
_LEAD_LENGTH = 36
_CALENDAR = words("""
apr april aug august cy cycle dec december eoq eoy feb february fy h half jan january jul july jun june mar march may
mom month nov november oct october q qoq quarter semester sep sept september y year yoy
""")
_IN_FIGURES = re.compile(r"(?:19|20)\d\d|\d/\d")
_SPANS = words("day days week weeks month months quarter quarters year years sprint sprints")
_PERIOD = re.compile(
    r"\b(?:(?:with)?in|over|during|for|within the|in the|over the|during the|after)(?: a)?(?: period of)? (?:the "
    r")?(?:first |next |last |past |coming |following )?"
    + _COUNT
    + r"[ -](?:business |working |calendar |consecutive |straight )?(days?|weeks?|months?|quarters?|years?|sprints?)\b"
    r"|\b(?:first|next|last|past|coming|following) " + _COUNT + r" (days?|weeks?|months?|quarters?|years?)\b",
    re.IGNORECASE,
)
_IN_A_ROW = re.compile(r"\b(?:first|next|last|past|coming|following)\b", re.IGNORECASE)
_LONG = words("month months quarter quarters year years")


class When(NamedTuple):
    """A span that says when: its place, its words, and whether it is a period of some length ("within 60 days")."""

    start: int
    end: int
    text: str
    is_period: bool
    is_long: bool


def dates_in(line: str) -> list[When]:
    """Calendar dates, quarters, years and periods in `line`, by place, none inside another."""
    cues = cues_of(line)
    dated = not cues.isdisjoint(_CALENDAR) or (NUMBER in cues and _IN_FIGURES.search(line))
    found = [_dated(line, match) for match in _DATE.finditer(line)] if dated else []
    if cues.isdisjoint(_SPANS):
        return found
    taken = [(when.start, when.end) for when in found]
    for match in _PERIOD.finditer(line):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(When(match.start(), match.end(), match.group().strip(), True, _is_span(match)))
    return sorted(found)


def _is_span(match: re.Match[str]) -> bool:
    """Whether a period can only say when: a long one, or one in a row ("the first 30 days")."""
    unit = (match.group(1) or match.group(2) or "").lower()
    return unit in _LONG or _IN_A_ROW.search(match.group()) is not None


def _dated(line: str, match: re.Match[str]) -> When:
    """A date with the preposition in front of it: "by the end of **Q3**"."""
    lead = _LEAD.search(line, max(0, match.start() - _LEAD_LENGTH), match.start())
    start = lead.start() if lead else match.start()
    return When(start, match.end(), line[start : match.end()].strip(), False, True)
