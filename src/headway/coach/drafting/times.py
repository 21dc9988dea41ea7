"""Times: "Resolve tickets within 4 hours" measures the time to resolve tickets."""

import re

from ..reader.amount import Amount
from ..reader.amounts import amounts_in
from ..reader.lexicon import words
from ..reader.model import Sentence, Statement
from ..reader.phrases import measure_in
from ..rewriting import lower_first
from .measured import Measured, article_of, measured

_LIMIT = re.compile(
    r",?\s+(?:(?:with)?in|after)(?:\s+(?:under|(?:less|no more|not more) than|at most|a maximum of|max\.?|up to|about"
    r"|around|the first))?(?:\s+an?)?\s*[<≤~]?=?\s*$"
    r"|\s+(?:for\s+)?(?:under|below|inside|(?:no later|less|no more|not more|fewer) than|at most|up to|max\.?)"
    r"(?:\s+an?)?\s*$|\s*[<≤]=?\s*$",
    re.IGNORECASE,
)
_ALREADY_NAMED = frozenset({"up", "down", "better", "hold", "reach"})
_NOT_TIMED = words("achieve attain be ensure get have hold keep maintain make reach stay sustain")
_SERVING = words("""
acknowledge admit answer approve assess assign book clear close complete collect confirm contact decide deliver
discharge dispatch examine fill fix fulfil fulfill handle inspect invoice issue notify onboard open pay pick process
publish refund register release remove repair replace reply resolve respond restore return review schedule see serve
settle ship sign solve start supply treat triage turn
""")
_LASTING = words("last lasts need needs require requires take takes run runs")
_WAITING = words("wait waits queue queues stay stays")
_WAITS = re.compile(
    r"^(?!no\b|nobody\b)[A-Za-z][\w' -]{1,50}? (?:waits?|queues?|stays?)(?: (?:for|in|on|at) [\w' -]{2,40})?$", re.I
)
_AWAITED = words("""
acknowledgement answer appointment arrival callback contact decision delivery diagnosis feedback fix payment refund
repair reply resolution response result results treatment value visit
""")
_NONE = frozenset({"no", "none", "nobody", "zero"})
_MOST = 6
_SHORT = frozenset({"ms", "seconds", "min", "hours"})
_ALL = re.compile(r"^(?:all|the|our|its|their|any)\s+(?:of\s+)?(?:the\s+|our\s+)?", re.IGNORECASE)
_EACH = re.compile(r"^(?:every|each)\s+(?=(\w+))", re.IGNORECASE)
_TYPICAL = re.compile(r"^(?=(?:average|median|typical)\s)", re.IGNORECASE)
_OF_EACH = re.compile(r"\b(?:every|each)\s+(?=(\w+))", re.IGNORECASE)

_OF_ALL = re.compile(r"\ball\s+(?:of\s+)?(?:the\s+|our\s+)?", re.IGNORECASE)
_AUXILIARIES = re.compile(
    r"(?:\s(?:are|is|be|been|being|get|gets|was|were|has|have|had|will|shall|should|must|can|may|always|usually"
    r"|typically|normally|now))+$",
    re.IGNORECASE,
)
_OR_LESS = re.compile(
    r"^\s?(?:,?\s?or (?:less|fewer|faster|sooner|better|quicker)|max(?:imum)?\.?|at most|at the latest)\b", re.I
)
_SINCE = re.compile(r"^\s?(?:of|after|from|following)\s", re.IGNORECASE)
_RHYTHM = re.compile(r"\b(?:daily|weekly|monthly|quarterly|yearly|annual)\b", re.IGNORECASE)
_ONE_THING = re.compile(r"^\s*(?:the|a|an|our|this|\d)\b", re.IGNORECASE)


def time_in(statement: Statement) -> Measured | None:
    """The time that something takes, where a statement limits it; None where it does not."""
    amount = _limited(statement)
    text, head = statement.text.rstrip(". "), statement.sentence.head
    limit = _LIMIT.search(text, 0, amount.start) if amount is not None else None
    begin = _start_of(statement.sentence, head.at)
    if amount is None or limit is None or limit.start() < begin or not statement.sentence.is_english:
        return None
    since = _tail(text[amount.end :])
    if since is None:
        return None
    if head.form == "imperative":
        return _doing(statement, text[begin : limit.start()], since, amount)
    if head.form == "clause":
        return _happening(statement, text, limit.start(), since, amount)
    return _lasting(text[: limit.start()], limit.group(), since, amount)


def _lasting(what: str, limit: str, since: str, amount: Amount) -> Measured | None:
    """How long people wait, and how long what has a name takes: "Handover in less than 15 minutes"."""
    if _WAITS.match(what):
        return measured(f"Time {lower_first(what)}{since}", True, "the", amount)
    named = what.lower().split()
    if named[:1] and named[0] in _NONE:
        return None
    within = re.match(r",?\s+(?:with)?in\b", limit, re.IGNORECASE)
    if within is None or not what[:1].isalpha() or measure_in(tuple(named)) or len(named) > _MOST:
        return None
    before = "Time to" if named[-1] in _AWAITED else "Duration of"
    return measured(f"{before} {lower_first(what)}{since}", True, "the", amount)


def _limited(statement: Statement) -> Amount | None:
    """The time that is aimed at, months and years too, which the reader takes for a date."""
    figures = statement.figures
    if figures.relative or figures.baseline is not None:
        return None
    if figures.target_amount is not None:
        return figures.target_amount if figures.target_amount.unit.family == "duration" else None
    spans = [
        when for when in statement.sentence.dates if when.is_period and when.text.lower().startswith(("within", "in "))
    ]
    if statement.sentence.amounts or len(spans) != 1 or re.search(r"\b(?:next|coming|first)\b", spans[0].text, re.I):
        return None
    found = [each for each in amounts_in(statement.text, []) if spans[0].start <= each.start < spans[0].end]
    return found[0] if found and found[0].unit.family == "duration" else None


def _doing(statement: Statement, what: str, since: str, amount: Amount) -> Measured | None:
    """Work that comes again and again, and how long it takes: "Pay suppliers within 30 days"."""
    head = statement.sentence.head
    if (head.cls in _ALREADY_NAMED and head.verb not in _SERVING) or head.verb in _NOT_TIMED:
        return None
    if not _comes_again(statement, what, amount):
        return None
    what = _OF_EACH.sub(_one, _OF_ALL.sub("", what))
    return measured(f"Time to {lower_first(what)}{since}", True, "the", amount)


def _comes_again(statement: Statement, what: str, amount: Amount) -> bool:
    """Whether a time limits each of many, and not one piece of work that is then over."""
    if statement.nature.name not in {"work", "outcome", "wish"} or amount.unit.name in _SHORT or _RHYTHM.search(what):
        return True
    _verb, _blank, rest = what.strip().partition(" ")
    plural = bool(rest) and not _ONE_THING.match(rest)
    serving = statement.sentence.head.verb.partition(" ")[0] in _SERVING
    return plural and serving and len(statement.sentence.amounts) <= 1


def _happening(statement: Statement, text: str, limit: int, since: str, amount: Amount) -> Measured | None:
    """What somebody does, or what is done to something, and how long it takes."""
    sentence, head = statement.sentence, statement.sentence.head
    begin = _start_of(sentence, head.at)
    subject = _AUXILIARIES.sub("", f" {text[_start_of(sentence, head.start) : begin]}".rstrip()).strip()
    subject = _TYPICAL.sub("the ", lower_first(_EACH.sub(_one, _ALL.sub("", subject))))
    if not subject or subject.split()[0].lower() in _NONE:
        return None
    predicate = text[begin:limit]
    verb = predicate.split()[0].lower() if predicate.split() else ""
    if verb in _LASTING and len(predicate.split()) == 1:
        return measured(f"Duration of {lower_first(subject)}{since}", True, "the", amount)
    if head.cls in _ALREADY_NAMED and not head.passive:
        return None
    if verb in _WAITING:
        return measured(f"Time {lower_first(subject)} {predicate}{since}", True, "the", amount)
    rest = text[_start_of(sentence, head.after) : limit].split()
    if head.passive:
        return measured(f"Time to {' '.join([head.verb, lower_first(subject), *rest])}{since}", True, "the", amount)
    if head.own and subject.lower() in {"we", "i"}:
        return measured(f"Time to {' '.join([head.verb, *rest])}{since}", True, "the", amount)
    if head.tag == "s" and len(subject.split()) == 1 and subject[0] not in "aA" and not subject[1:2].isupper():
        subject = f"the {lower_first(subject)}"
    return measured(f"Time until {lower_first(subject)} {predicate}{since}", True, "the", amount)


def _one(match: re.Match[str]) -> str:
    return f"{article_of(match.group(1))} "


def _tail(rest: str) -> str | None:
    """What follows the limit: what it is counted from, or where it holds; None for more than that."""
    since = _SINCE.match(rest)
    if since is not None:
        return f" after {rest[since.end() :]}"
    rest = _OR_LESS.sub("", rest).strip()
    if not rest or rest[:1] in "([":
        return ""
    return f" {rest}" if len(rest.split()) <= 5 and not any(map(str.isdigit, rest)) and rest[0].isalpha() else None


def _start_of(sentence: Sentence, at: int) -> int:
    """The place of a token in the text."""
    return sentence.tokens[at].start if at < len(sentence.tokens) else 0
