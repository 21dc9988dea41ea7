"""On what a target depends: whose share, which percentile, which cohort, in which period."""

import re

from .model import Conditions, Sentence

_SHARE_OF = re.compile(
    r"(?:%|\bpercent|\ball|\bevery|\bhalf)\s(?:of\s)?(?:the |our |all )?([\w'-]+(?:\s[\w'-]+){0,4}?)(?=\s(?:have|has"
    r"|are|is"
    r"|will|can|with|within|in|by|who|that|to|complete|use|report|say|get|receive)\b|[,.;()]|$)",
    re.IGNORECASE,
)
_PERCENTILE = re.compile(r"\b(p\d{2}(?:\.\d)?|(?:50|75|90|95|99)(?:\.9)?th percentile|median)\b", re.IGNORECASE)
_COHORT = re.compile(
    r"\b(?:from|among|for|of|by|with|per)\s((?:new|first-time|early|existing|trial|paying|paid|active|enterprise|key"
    r"|pilot|simple|returning|mid-market|qualified|senior|local|external)(?:\s[\w'-]+){1,3}?)(?=\s(?:in|within|to"
    r"|by|from|during|who|that|with)\b|[,.;()]|$)",
    re.IGNORECASE,
)


def conditions_of(sentence: Sentence) -> Conditions:
    """The share's owner, percentile, cohort and period a target speaks of; None where it speaks of none."""
    line = sentence.line
    period = next((when.text for when in sentence.dates if when.is_period), None)
    return Conditions(_first(_SHARE_OF, line), _first(_PERCENTILE, line), _first(_COHORT, line), period)


def _first(pattern: re.Pattern[str], line: str) -> str | None:
    match = pattern.search(line)
    return match.group(1).strip() or None if match else None
