"""The short name of what a statement measures."""

import re

from .amount import Amount
from .figures.direction import BRINGING
from .lexicon import words
from .lexicon.phrases import AUX, BE, CONJUNCTIONS, DETERMINERS, LEADING, METRIC_HEADS, PREPOSITIONS, RELATIVE
from .lexicon.verbs import CLASS, FORMS
from .model import Figures, Sentence
from .phrases import measure_in
from .tokens import tokenise
from .units import DURATIONS

_LEAD = re.compile(
    r"^(?:the|our|a|an|number of|# of|total|overall|average of|all|of|in|to|on|by|for|percentage of|percent of"
    r"|their|its|a score of|or more|or higher|or fewer|or less|or better|at least|least|at most"
    r"|more than|less than|over|under|no|zero|[<>≥≤~=+$€£#%]+)\s+"
    r"|^(?:about |around |at least )?\d[\d.,/]*[km]?\+?%?\s+(?:of\s+)?(?=[A-Za-z])",
    re.IGNORECASE,
)
_RHYTHM = re.compile(
    r"\s(?:an? (?:hour|shift|day|week|month|quarter|year)|(?:in )?20\d\d|(?:in|by) half)$", re.IGNORECASE
)
_RHYTHM_LENGTH = 12
_CHANGE = re.compile(
    r"^(?:more|fewer|less) (?=[a-z])"
    r"|^(?:\w+ )?(?:increase|reduction|decrease|growth|improvement|decline|drop|uplift|rise|cut) (?:in|of) ",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s(?:from|(?<!time )(?<!times )(?<!cost )to(?! \w+ (?:rate|ratio|conversion)\b)|by|with|at|in order|so that"
    r"|within|per quarter|through|via|during|until|up from|down from|below|above|under|over|this|next"
    r"|≥|≤|<|>|=|→|is|are|as|for at least|than(?= in )|instead of|rather than|compared (?:to|with))\s"
    r"|[:;(<>≥≤=→]|\s-\s|$",
    re.IGNORECASE,
)
_INNER_STOP = re.compile(
    r"\s(?:by|in order|so that|per quarter|through|via|during|until|this|next|→|is|are|as|for at least"
    r"|(?:with|over|under|above|below|within)(?! (?:at least |more than |less than |over |under )?[$€£]?\d))\s"
    r"|\((?![A-Z][\w-]{1,9}\))|[;<≥≤=→]|:(?=\s|$)|\s-\s|$",
    re.IGNORECASE,
)
"""What ends a name that runs on to its own figure: less does, "requests **from** schools **to** 40 a day"."""
_TIES = words("""
a about above an around at back baseline below better by down fewer from goal higher later least less longer lower max
maximum min minimum more most never no not of over target targets than the to under up within worse
""")
_TYING = "<>≥≤=±~→ ,;:(.-"
"""Words and signs between a name and its figure."""
_COMPARES = re.compile(r"\s?(?:instead|rather|compared|versus|vs|down|up|not|today|now)\b", re.IGNORECASE)
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
_BEGINS_WITH_NUMBER = re.compile(r"(?:19|20)\d\d\s|\d+(?:-[a-z]|[/:]\d|(?:st|nd|rd|th)\b)", re.IGNORECASE)
_WHEN = words("as before by during in last next since this until")
_LABEL = re.compile(r"^[^:;.%<>≥≤]{3,60}(?=:\s)")
_ENDS = (
    PREPOSITIONS | AUX | DETERMINERS | CONJUNCTIONS | RELATIVE | BE
    | words("ahead back based between caused due fewer going greater least less longer more most needed not per sub")
    | words("constant flat older goal max maximum min minimum rather stable steady target worth")
    | words("n x xx y twofold threefold fourfold fivefold tenfold")
    | words("down no than to today up")
)  # fmt: skip
_SMALL = _ENDS - {"more", "new", "other"} | {""}
_EMPTY = AUX | DETERMINERS | LEADING
_MOVING = BRINGING | {"hold"}
"""Verbs that the lexicon calls work and that move or keep a quantity: no names."""
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
        name = _tidy(named(sentence, figures), figures)
        if name:
            return name
    name = _tidy(_behind_amount(sentence, figures), figures) or _tidy(_subject(sentence, figures), figures)
    return name or _tidy(figures.unit if _is_count(figures) and figures.unit else "", figures)


def _is_count(figures: Figures) -> bool:
    return figures.target_amount is not None and figures.target_amount.unit.family == "count"


def _label(sentence: Sentence, _figures: Figures) -> str:
    label = _LABEL.match(sentence.line) if ":" in sentence.bag else None
    if sentence.head.verb == "target" and sentence.head.start:
        return sentence.line[: sentence.tokens[sentence.head.start].start]
    moves = sentence.head.form == "imperative" and sentence.head.cls in _MOVES and sentence.head.start == 0
    if moves and sentence.declared != "kpi":
        return ""
    known = sentence.head.form == "nominal" or sentence.declared == "kpi"
    if label is None or not (known or measure_in(tuple(label.group().lower().split()))):
        return ""
    named = label.group()
    if named.lower().startswith("from "):
        return sentence.line[label.end() + 1 :]
    return named if not named[0].isdigit() and named.count("(") == named.count(")") else ""


def _object(sentence: Sentence, figures: Figures) -> str:
    head, tokens = sentence.head, sentence.tokens
    if head.form != "imperative" or head.after >= len(tokens):
        return ""
    if _names_quantity(sentence):
        return _until_stop(sentence, tokens[head.start].start, figures)
    skipped = DETERMINERS | {"to", "by", "in", "on", "at"}
    begin = next((token for token in tokens[head.after :] if token.low not in skipped), tokens[-1])
    rest = sentence.line[begin.start :]
    named = not rest[0].isdigit() or _BEGINS_WITH_NUMBER.match(rest)
    return _until_stop(sentence, begin.start, figures) if named and rest[0] not in "<>≥≤+$€£~" else ""


def _names_quantity(sentence: Sentence) -> bool:
    """Whether what was read as the verb is a name or begins one: "**recycling** rate from …", "**churn** 3 % → 2 %"."""
    at, tokens = sentence.head.start, sentence.tokens
    if at + 1 >= len(tokens) or sentence.head.own:
        return False
    verb = sentence.head.verb
    if sentence.declared == "kpi" and sentence.head.cls == "work" and sentence.amounts and verb not in _MOVING:
        return True
    behind = sentence.amounts[0].start if sentence.amounts else 0
    if sentence.head.cls in _MOVES:
        return False
    if tokens[at + 1].low in METRIC_HEADS and (tokens[at].low.endswith("ing") or 0 < behind <= tokens[at + 1].end + 3):
        return True
    beside = bool(sentence.amounts) and sentence.amounts[0].start <= tokens[at + 1].start
    return beside and measure_in((tokens[at].low,)) != ""


def _moved(sentence: Sentence, figures: Figures) -> str:
    """What a subject moves: "the new cache reduces **page load time** by 30 %"."""
    head, tokens = sentence.head, sentence.tokens
    if head.form != "clause" or head.passive or head.after >= len(tokens) or head.cls not in _MOVES:
        return ""
    begin = tokens[head.after]
    if begin.low in PREPOSITIONS or begin.low == "to" or not begin.is_word:
        return ""
    return _until_stop(sentence, begin.start, figures)


def _until_stop(sentence: Sentence, start: int, figures: Figures) -> str:
    """The words from `start` before an amount, or a preposition, sign or clause that no longer names the quantity.

    A name that runs on to its own figure may hold more: "the **share of orders over €50** from 30 % to 40 %".
    """
    own = [a.start for a in (figures.baseline_amount, figures.target_amount) if a and a.start > start]
    head = sentence.head
    worked = head.form == "imperative" and head.cls == "work" and head.verb not in BRINGING
    named = _run_on(_without_lead(sentence.line[start : min(own)])) if own and not worked else ""
    if named:
        return named
    limit = next((a.start for a in sentence.amounts if a.start > start), len(sentence.line))
    for when in sentence.dates:
        if start < when.start < limit and when.text.partition(" ")[0].lower() in _WHEN:
            limit = when.start
    rest = _without_lead(sentence.line[start:limit])
    stop = _STOP.search(f"{rest} ")
    return rest[: stop.start()] if stop else rest


def _without_lead(text: str) -> str:
    """What stands behind the last "improving", "reducing" … in `text`."""
    return _GERUND.split(text)[-1] if "ing " in text.lower() else text


def _run_on(rest: str) -> str:
    """`rest` without what ties it to the figure behind it; "" when nothing does."""
    listed = rest.rstrip(_TYING).split(" ")
    while listed and listed[-1].rstrip(_TYING).lower() in _TIES:
        listed.pop()
    named = " ".join(listed).rstrip(_TYING)
    stop = _INNER_STOP.search(f"{named} ") if len(named) < len(rest.rstrip(" ,;:(.")) else None
    return named[: stop.start()] if stop else ""


def _behind_amount(sentence: Sentence, figures: Figures) -> str:
    amount = figures.target_amount
    if amount is None or (sentence.head.form == "clause" and not _belongs_to_clause(sentence, amount)):
        return ""
    rest = sentence.line[amount.end :]
    begin = amount.end + len(rest) - len(rest.lstrip(" +-"))
    if _COMPARES.match(rest):
        return ""
    return _until_stop(sentence, begin, figures) if rest[:1] not in {",", ";", ")", "."} else ""


def _before_amount(sentence: Sentence, figures: Figures) -> str:
    """What stands in front of a limit: "**page load time** < 2 seconds under load"."""
    if sentence.head.form != "nominal" or not sentence.tokens or not sentence.amounts:
        return ""
    start = sentence.tokens[sentence.head.start].start
    amount = sentence.amounts[0]
    named = sentence.line[start : amount.start]
    tied = amount.comparator or amount.before.lower().endswith((" from ", " to "))
    bounded = tied and not amount.before.endswith("(") and _run_on(named)
    shared = amount.after.lower().startswith(" of ")
    limited = bounded or (amount.unit.family != "count" and _LIMITED.search(named) and not shared)
    known = limited or sentence.declared == "kpi" or measure_in(tuple(token.low for token in tokenise(named)))
    return _until_stop(sentence, start, figures) if known else ""


def _belongs_to_clause(sentence: Sentence, amount: Amount) -> bool:
    """Whether a clause counts what stands behind the amount: in its subject, in a share of it, or at its end."""
    opens = amount.start < sentence.tokens[sentence.head.at].start
    if amount.comparator and not opens and (sentence.head.cls == "hold" or sentence.head.verb == "be"):
        return False
    shared = amount.is_share and (opens or amount.after.lower().startswith((" of ", "+ of ")))
    return shared or amount.before.endswith("(") or _counts_at_end(sentence)


def _counts_at_end(sentence: Sentence) -> bool:
    """Whether somebody has or reaches a number of things: "sales uses it in 10 demo calls"."""
    amount = sentence.amounts[0] if sentence.amounts else None
    at = sentence.tokens[sentence.head.at].start
    counted = amount is not None and amount.unit.family == "count" and amount.start > at
    return counted and not measure_in(sentence.subject.words)


def _subject(sentence: Sentence, figures: Figures) -> str:
    head, tokens = sentence.head, sentence.tokens
    if head.form == "clause" and head.at > head.start:
        subject = sentence.line[tokens[head.start].start : tokens[head.at].start]
        return _until_stop(sentence, tokens[head.at].start, figures) if _is_verb(subject) else subject
    if head.form == "nominal" and tokens:
        return _until_stop(sentence, tokens[head.start].start, figures)
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
    rhythm = _RHYTHM.search(text, max(0, len(text) - _RHYTHM_LENGTH))
    text = text[: rhythm.start()] if rhythm else text
    if figures.relative:
        text = _CHANGE.sub("", text)
    if text.count('"') % 2:
        text = text.replace('"', "")
    if text.count("(") != text.count(")"):
        text = re.split(r"[()]", text)[0].strip(_EDGES)
    listed = _without_small_words(text.split()[:_MAX_WORDS]) if len(text.split()) <= _MAX_WORDS * 2 else []
    if all(word.lower() in _EMPTY for word in listed) or (len(listed) == 1 and listed[0].lower() in DURATIONS):
        return None
    name = " ".join(listed).strip(_EDGES)
    return name if any(token.is_word for token in tokenise(name)) else None


def _without_small_words(listed: list[str]) -> list[str]:
    while listed and listed[-1].lower().strip(_EDGES) in _SMALL:
        listed = listed[:-1]
    return listed
