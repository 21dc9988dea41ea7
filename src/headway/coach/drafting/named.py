"""Quantities that a statement names itself, with all that belongs to their names.

The reader tells the words that name a quantity; here what qualifies them is put back: the share **of women in
leadership**, spending **as a share of revenue**, overtime **per week**.
"""

import re
from dataclasses import replace

from ..reader.amount import Amount
from ..reader.lexicon import words
from ..reader.lexicon.phrases import PREPOSITIONS
from ..reader.lexicon.verbs import FORMS
from ..reader.model import Statement
from ..reader.phrases import measure_in, outsider_in
from ..rewriting import lower_first
from .measured import Measured, falls, measured

COMPLAINT = re.compile(r"\b(?:too|not enough)\b|^(?:never|always|not|no|none|nobody|do|don't|only)\s", re.IGNORECASE)
"""What tells a complaint or a rule from the name of a quantity."""
_NO_ONE = re.compile(r"(?:nobody|none|no (?:one|later|sooner|earlier|longer))\b", re.IGNORECASE)
"""What a text opens with that speaks of nobody, or only bounds a time."""
_COUNTING = re.compile(
    r"\b((?:total |average |median |mean )?(?:share|percentage|proportion|number|amount|volume|average|median|mean|rate"
    r"|value|cost) of) (?:the |our |all |its |their )*$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\s(?:from|to|by|at|below|above|under|over)\s[^\s\d]{0,3}$|\s(?:from|to|by|at)\s(?:under|over|below|above)\s$"
)
_MORE = re.compile(r"^(?:more|fewer|less|higher|lower|better|faster|shorter|greater)\s+(?=\w)", re.IGNORECASE)
_HOW_MUCH = re.compile(
    r"\s(?:in half|by half|significantly|dramatically|substantially|further|continuously|flat|stable|steady|constant"
    r"|low|high|down|up)$|\sthan\b.*$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?:\s(?:at least|at most|(?:no |not )?(?:more|less|fewer|higher|lower|longer|greater|better|worse) than|below"
    r"|above|under|over|within|up to|max\.?|min\.?|of|at)|:)*\s*[<>≥≤~=]*\s*$",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(r"\s(?:per|an?|each|every|of|by|for|in|on|during|from|to|or|and)\b|\s?[.,;(/]|$", re.IGNORECASE)
_PER = re.compile(r"\s?(?:/\s?|(?:per|an?|each|every)\s)([A-Za-z][\w -]{1,40}?)\s*$", re.IGNORECASE)
_WHOLE = re.compile(r"\s?of\s(?:the\s|our\s|all\s|its\s|their\s)*([^.;:,(]{3,60}?)$", re.IGNORECASE)
_BASIS = re.compile(r"\s(?!(?:per|an?|each|every|of|in|by|for)\b)([A-Za-z][\w-]*(?: [\w-]+){0,2})\s*$")
_FOR = re.compile(r"\b(?:for|in|on|among|with|across)\s(?:at least\s|at most\s|over\s)?$", re.IGNORECASE)
_SAYING = words("amount average be drop exceed fall grow lie reach remain rise run stand stay total")
_NAMED_BY = frozenset({"up", "down", "better", "hold", "reach"})
_KEPT = frozenset({"hold", "bring"})
_WHERE = re.compile(r"\s(?:in|for|among|at|on|across|during|from|after|before|outside)\s[A-Za-z][^\d,;:(.]{1,50}$")
_HEADS = words("cost index length level ratio rate score share size time value volume")
_MOST = 7
_MOST_IN_FRONT = 9


def named_in(statement: Statement) -> Measured | None:
    """The quantity that a statement names; None where it names none, or its figures are not of that quantity."""
    name, amount = _name(statement), statement.figures.target_amount
    if not name or _NO_ONE.match(statement.text) or (amount is not None and not _is_of(statement, name, amount)):
        return None
    low = falls(statement, name)
    if amount is not None and not statement.figures.relative:
        name, article = _with_amount(statement, name, amount)
    else:
        article = ""
    counted = measured(name, low, article)
    plural = amount is not None and amount.unit.family == "count" and not low and _counts(statement, name)
    return replace(counted, inside=f"the number of {counted.inside}") if plural else counted


def _name(statement: Statement) -> str:
    """The name in full: what was counted, what stands in front of the amount, or what the reader found."""
    front = _in_front(statement)
    name = statement.metric or ""
    if front and (not name or name in _HEADS or statement.sentence.head.form == "nominal" or is_done(front)):
        return front
    if not name or not _is_name(statement, name):
        return ""
    return _HOW_MUCH.sub("", _MORE.sub("", _in_full(statement, name)))


def _is_of(statement: Statement, name: str, amount: Amount) -> bool:
    """Whether an amount is one of the quantity named, and neither of cases ("the SLA for 98% of incidents"), nor a
    margin ("accuracy within 5%"), nor a time that something else takes."""
    text = statement.text
    if amount.is_share and _FOR.search(text, 0, amount.start) and _WHOLE.match(text.rstrip(". "), amount.end):
        return False
    if statement.figures.relative or statement.sentence.head.cls in _NAMED_BY:
        return True
    if "accuracy" in name.lower() and amount.comparator == "<":
        return False
    timed = amount.unit.family == "duration" and statement.sentence.head.form == "clause"
    return not timed or bool(measure_in(tuple(name.lower().split())))


def _with_amount(statement: Statement, name: str, amount: Amount) -> tuple[str, str]:
    """The name with what the amount is of, and its article: a share of a whole, a rate, a part of what is done."""
    text = statement.text.rstrip(". ")
    whole = _WHOLE.match(text, amount.end) if amount.is_share and amount.start > 0 else None
    if whole and len(whole.group(1).split()) <= _MOST:
        return f"{name} as a share of {whole.group(1)}", ""
    basis = _BASIS.match(text, amount.end) if amount.unit.family == "multiple" else None
    if basis:
        return f"{name} relative to {basis.group(1)}", ""
    where = _WHERE.match(text, amount.end)
    if where and where.group().strip().lower() not in name.lower():
        name = f"{name}{where.group()}"
    per = _PER.match(text, amount.end)
    if per and per.group(1).lower() not in name.lower():
        return f"{name} per {per.group(1)}", ""
    if is_done(name) and amount.unit.family in {"percent", "count"}:
        return f"{'Share' if amount.is_share else 'Number'} of {lower_first(name)}", "the"
    return name, ""


def is_done(name: str) -> bool:
    """Whether a name tells what is done with things, or that they are on time: it is a share or a number of them."""
    first, *others = name.lower().split()
    done = any(FORMS.get(word, ("", ""))[1] == "ed" for word in others) or " on time" in name.lower()
    return done and first not in {"share", "number", "percentage", "proportion"}


def _counts(statement: Statement, name: str) -> bool:
    """Whether a name is that of things which are counted: followers, customers."""
    unit = (statement.figures.unit or "").lower()
    things = unit.endswith("s") and unit.upper() not in name and unit in name.lower().split()[:3]
    return things and not name.lower().startswith("number of")


def _in_front(statement: Statement) -> str:
    """What stands in front of a limit that ends the text: "**Budget variance** within 5%", "**Churn** below 3%"."""
    amount, text = statement.figures.target_amount, statement.text.rstrip(". ")
    if amount is None or amount.start == 0 or amount.unit.family == "duration" or statement.figures.relative:
        return ""
    bound = _BOUND.search(text, 0, amount.start)
    if bound is None or not bound.group().strip() or not _NO_NOUN.match(text, amount.end):
        return ""
    front = text[: bound.start()].strip(" ,:")
    verb = statement.sentence.head
    moves = verb.form == "imperative" and verb.cls in _NAMED_BY and statement.metric not in _HEADS
    if moves or len(front.split()) > _MOST_IN_FRONT:
        return ""
    alone = len(front.split()) <= 3 and (statement.metric is None or statement.metric in _HEADS)
    return front if front[:1].isalpha() and (verb.form != "imperative" or alone) else ""


def _is_name(statement: Statement, name: str) -> bool:
    """Whether the metric of a statement is a quantity, and not whom or what it speaks of."""
    head = statement.sentence.head
    if COMPLAINT.search(name) or name.split()[0].lower() in PREPOSITIONS:
        return False
    named = tuple(name.lower().split())
    if head.form == "imperative" and statement.figures.target is None and outsider_in(named) and not measure_in(named):
        return False
    if head.form == "nominal" or measure_in(named):
        return True
    if head.form == "clause":
        return statement.figures.target is not None and head.verb in _SAYING
    return head.cls in _NAMED_BY or head.verb in _KEPT or statement.figures.target is not None


def _in_full(statement: Statement, name: str) -> str:
    """The name with what is counted of it ("the share of **women in leadership**") and all that stands between it and
    the amount it moves to or from ("no-show rate **at the clinic**")."""
    text, at = statement.text, statement.text.find(name)
    if at < 0:
        return name
    counting = _COUNTING.search(text, 0, at)
    named = counting is not None or statement.sentence.head.form == "imperative"
    whole = _until_amount(statement, at) if named else ""
    full = whole if len(whole) > len(name) else name
    return f"{counting.group(1)[:1].upper()}{counting.group(1)[1:].lower()} {full}" if counting else full


def _until_amount(statement: Statement, at: int) -> str:
    """The words from a place to the first amount that something moves from or to."""
    text = statement.text
    for amount in statement.sentence.amounts:
        moved = _MOVED.search(text, at, amount.start) if amount.start > at else None
        if moved is not None:
            whole = text[at : moved.start()].strip(" ,")
            return whole if len(whole.split()) <= _MOST_IN_FRONT else ""
    return ""
