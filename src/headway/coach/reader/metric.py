"""The short name of what a statement measures."""

import re

from .amount import Amount
from .lexicon import words
from .lexicon.phrases import AUX, BE, CONJUNCTIONS, DETERMINERS, LEADING, PREPOSITIONS, RELATIVE
from .lexicon.verbs import CLASS, FORMS
from .model import Figures, Sentence
from .phrases import measure_in
from .tokens import tokenise

_LEAD = re.compile(
    r"^(?:the|our|a|an|number of|# of|total|overall|average of|all|of|in|to|on|by|for|percentage of|percent of|share of"
    r"|their|its|a score of|or more|or higher|or fewer|or less|or better|at least|least|at most"
    r"|more than|less than|over|under|no|zero|[<>≥≤~=+$€£#%]+)\s+"
    r"|^(?:about |around |at least )?\d[\d.,/]*[km]?\+?%?\s+(?:of\s+)?(?=[A-Za-z])",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"^(?:\w+ )?(?:increase|reduction|decrease|growth|improvement|decline|drop|uplift|rise|cut) (?:in|of) ",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s(?:from|(?<!time )(?<!times )(?<!cost )to(?! \w+ (?:rate|ratio|conversion)\b)|by|with|at|in order|so that"
    r"|within|per quarter|through|via|during|until|up from|down from|below|above|under|over|this|next"
    r"|≥|≤|<|>|=|→|is|are|as|for at least)\s|[:;(<>≥≤=→]|\s-\s|$",
    re.IGNORECASE,
)
_GERUND = re.compile(
    r",? (?:to )?(?:achieving|boosting|bringing|cutting|decreasing|driving|growing|improving|increasing|lowering"
    r"|raising|reaching|reducing) (?=\w)",
    re.IGNORECASE,
)
_LIMITED = re.compile(
    r"^[A-Za-z](?:[\w /-]{2,60}?)\s(?:of|at|under|below|above|over|within|[<>≥≤]=?)\s?"
    r"(?:at least |at most |less than |more than |[<>≥≤~])?[$€£]?$",
    re.IGNORECASE,
)
"""A name with the limit that follows: "battery life **of**", "cold start **below**"."""
_LABEL = re.compile(r"^[^:;.%]{3,60}(?=:\s)")
_ENDS = (
    PREPOSITIONS | AUX | DETERMINERS | CONJUNCTIONS | RELATIVE | BE
    | words("ahead back based between caused due fewer going greater least less longer more most needed not per sub")
    | words("down than to today up")
)  # fmt: skip
_SMALL = _ENDS - {"more", "new", "other"} | {""}
_EMPTY = AUX | DETERMINERS | LEADING
_MOVES = frozenset({"up", "down", "better"})
_EDGES = " .,;:-+%\"'`/|*~"
_MAX_WORDS = 9


def metric_of(sentence: Sentence, figures: Figures) -> str | None:
    """What is measured, in the statement's own words, or None when no quantity is named.

    What stands in front of a colon ("**Churn**: at most 3 %"), the object of the verb ("Reduce **churn** from …"),
    what stands behind the amount ("a 15 % **conversion rate**"), what is counted ("10 **enterprise deals**"), or the
    subject ("**Average response time** is …").
    """
    for named in (_label, _object, _moved, _before_amount):
        name = _tidy(named(sentence), figures)
        if name:
            return name
    return _tidy(_behind_amount(sentence, figures), figures) or _tidy(_subject(sentence), figures)


def _label(sentence: Sentence) -> str:
    label = _LABEL.match(sentence.line)
    if label is None or (sentence.head.form != "nominal" and not measure_in(tuple(label.group().lower().split()))):
        return ""
    return label.group() if not label.group()[0].isdigit() else ""


def _object(sentence: Sentence) -> str:
    head, tokens = sentence.head, sentence.tokens
    if head.form != "imperative" or head.after >= len(tokens):
        return ""
    skipped = DETERMINERS | {"to", "by", "in", "on", "at"}
    begin = next((token for token in tokens[head.after :] if token.low not in skipped), tokens[-1])
    rest = sentence.line[begin.start :]
    named = not rest[0].isdigit() or ("-" in begin.low and begin.low[-1].isalpha())
    return _until_stop(sentence, begin.start) if named and rest[0] not in "<>≥≤+$€£~" else ""


def _moved(sentence: Sentence) -> str:
    """What a subject moves: "the new cache reduces **page load time** by 30 %"."""
    head, tokens = sentence.head, sentence.tokens
    if head.form != "clause" or head.passive or head.after >= len(tokens) or head.cls not in _MOVES:
        return ""
    begin = tokens[head.after]
    if begin.low in PREPOSITIONS or begin.low == "to" or not begin.is_word:
        return ""
    return _until_stop(sentence, begin.start)


def _until_stop(sentence: Sentence, start: int) -> str:
    """The words from `start` before an amount, or a preposition, sign or clause that no longer names the quantity."""
    limit = next((a.start for a in sentence.amounts if a.start > start), len(sentence.line))
    rest = _GERUND.split(sentence.line[start:limit])[-1]
    stop = _STOP.search(f"{rest} ")
    return rest[: stop.start()] if stop else rest


def _behind_amount(sentence: Sentence, figures: Figures) -> str:
    amount = figures.target_amount
    if amount is None or (sentence.head.form == "clause" and not _belongs_to_clause(sentence, amount)):
        return ""
    rest = sentence.line[amount.end :]
    begin = amount.end + len(rest) - len(rest.lstrip(" +-"))
    return _until_stop(sentence, begin) if rest[:1] not in {",", ";", ")", "."} else ""


def _before_amount(sentence: Sentence) -> str:
    """What stands in front of a limit: "**page load time** < 2 seconds under load"."""
    if sentence.head.form != "nominal" or not sentence.tokens or not sentence.amounts:
        return ""
    start = sentence.tokens[sentence.head.start].start
    amount = sentence.amounts[0]
    named = sentence.line[start : amount.start]
    limited = amount.unit.family != "count" and _LIMITED.search(named) and not amount.after.lower().startswith(" of ")
    known = limited or measure_in(tuple(token.low for token in tokenise(named)))
    return _until_stop(sentence, start) if known else ""


def _belongs_to_clause(sentence: Sentence, amount: Amount) -> bool:
    """Whether a clause counts what stands behind the amount: in its subject, in a share of it, or at its end."""
    opens = amount.start < sentence.tokens[sentence.head.at].start
    shared = amount.is_share and (opens or amount.after.lower().startswith((" of ", "+ of ")))
    return shared or amount.before.endswith("(") or _counts_at_end(sentence)


def _counts_at_end(sentence: Sentence) -> bool:
    """Whether somebody has or reaches a number of things: "sales uses it in 10 demo calls"."""
    amount = sentence.amounts[0] if sentence.amounts else None
    at = sentence.tokens[sentence.head.at].start
    counted = amount is not None and amount.unit.family == "count" and amount.start > at
    return counted and not measure_in(sentence.subject.words)


def _subject(sentence: Sentence) -> str:
    head, tokens = sentence.head, sentence.tokens
    if head.form == "clause" and head.at > head.start:
        subject = sentence.line[tokens[head.start].start : tokens[head.at].start]
        return _until_stop(sentence, tokens[head.at].start) if _is_verb(subject) else subject
    if head.form == "nominal" and tokens:
        return _until_stop(sentence, tokens[head.start].start)
    return ""


def _is_verb(subject: str) -> bool:
    """Whether a one-word subject is the verb itself, and what was read as the verb describes its object."""
    word = subject.strip().lower()
    return FORMS.get(word, ("", ""))[1] == "base" and CLASS.get(FORMS[word][0]) in _MOVES


def _tidy(candidate: str, figures: Figures) -> str | None:
    """`candidate` without articles, numbers and dangling words; None when nothing nameable is left."""
    text = candidate.strip(_EDGES)
    if not text:
        return None
    for _ in range(4):
        bare = _LEAD.sub("", text).strip(_EDGES)
        if bare == text:
            break
        text = bare
    if figures.relative:
        text = _CHANGE.sub("", text)
    if text.count('"') % 2:
        text = text.replace('"', "")
    if text.count("(") != text.count(")"):
        text = re.split(r"[()]", text)[0].strip(_EDGES)
    listed = _without_small_words(text.split()[:_MAX_WORDS]) if len(text.split()) <= _MAX_WORDS * 2 else []
    if all(word.lower() in _EMPTY for word in listed):
        return None
    name = " ".join(listed).strip(_EDGES)
    return name if any(token.is_word for token in tokenise(name)) else None


def _without_small_words(listed: list[str]) -> list[str]:
    while listed and listed[-1].lower().strip(_EDGES) in _SMALL:
        listed = listed[:-1]
    return listed
