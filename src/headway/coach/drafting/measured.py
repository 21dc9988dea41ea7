"""A quantity that a KPI can carry and that a key result can raise or reduce, and which of its sides is good."""

import re
from dataclasses import dataclass

from ..reader import read
from ..reader.amount import Amount
from ..reader.lexicon import words
from ..reader.model import Statement
from ..reader.polarity import lower_is_better
from ..rewriting import lower_first

BELOW = {"<": True, ">": False}
"""Whether what is below an amount is meant, by its comparator."""
COMPARED = re.compile(
    r"^(?:\s|at least|at most|(?:no |not )?(?:more|less|fewer) than|over|under|above|below|up to|about|around|the"
    r"|[<>≥≤~=])*$",
    re.IGNORECASE,
)
"""Nothing, or what compares with the amount that follows: "at least"."""
_LEAD_IN = re.compile(
    r"^(?:(?:we|i)(?: would|'d)? (?:want|need|aim|plan|intend|have|hope|wish|like) to\s+"
    r"|(?:our|the|my) (?:goal|aim|target|objective) is to\s+)?"
    r"(?:(?:ensure|make sure|guarantee|see to it)(?: that)?\s+)?(?=\S)",
    re.IGNORECASE,
)
_IN_TIME = re.compile(r"\b(?:on|first|full|part|real|just[ -]in)[ -]time\b|\btime (?:saved|on)\b", re.IGNORECASE)
_LOW_TOO = words("""
absence absences arrears breaches complain complained complaint consumption crime crimes debt deficit deviation dropout
dropouts electricity energy evictions fuel infections late lateness leakage mortality no-shows noise overdue overspend
stay thefts unpaid unresolved variance violations wasted
""")
"""What one wants less of beside what the reader knows."""
_GOOD_OF_IT = words("cleared generated green produced recovered reduced reduction renewable saved savings solved")
_DEFINITE = re.compile(
    r"^(?:average|median|mean|total|(?:number|share|percentage|proportion|rate|amount|volume|value|cost) of) "
    r"|^(?:[\w-]+ )*(?:rate|ratio|length|number|proportion|percentage|backlog|index|time (?=of))"
    r"(?= (?:of|for|in|at|per)\b|$)",
    re.IGNORECASE,
)
"""Names that a sentence gives an article: the win rate, the average length of stay."""
_EACH = re.compile(r"\s(?:an?|each|every)\s(?=(?:hour|day|week|month|quarter|year|sprint|shift)$)", re.IGNORECASE)

_SAID_WITH_AN = re.compile(r"(?!u(?:ser|ni[tvfoq]|s[ae])|eu|one)[aeiou]|hour|hon[oe]|heir", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity: `name` as it stands alone, `inside` a sentence, whether less of it is better, and the amount that is
    aimed at, where the figures of the statement leave it out."""

    name: str
    inside: str
    falls: bool
    amount: Amount | None = None


def measured(name: str, falls: bool, article: str = "", amount: Amount | None = None) -> Measured:
    """A quantity by its name, which may need an `article` inside a sentence."""
    name = _EACH.sub(" per ", name)
    definite = article or ("the" if _DEFINITE.search(name) else "")
    return Measured(name, f"{definite} {lower_first(name)}".strip(), falls, amount)


def article_of(word: str) -> str:
    """ "a" or "an", by how a word is said: a user, an hour."""
    return "an" if _SAID_WITH_AN.match(word) else "a"


def without_lead_in(statement: Statement) -> Statement:
    """What is wanted, or shall be made sure of: "Ensure that 95% of orders are shipped" is about the orders."""
    led = _LEAD_IN.match(statement.text)
    if led is None or led.end() == 0:
        return statement
    rest = statement.text[led.end() :]
    return read(f"{rest[:1].upper()}{rest[1:]}", statement.sentence.declared, statement.sentence.parent)


def is_better_low(text: str) -> bool:
    """Whether less is better of what `text` names; "on time" and the like are no times.

    >>> is_better_low("Invoices paid on time"), is_better_low("Energy use"), is_better_low("Length of stay")
    (False, True, True)
    """
    named = tuple(re.findall(r"[a-z0-9-]+", _IN_TIME.sub(" ", text.lower())))
    if not named or not _GOOD_OF_IT.isdisjoint(named):
        return False
    return not _LOW_TOO.isdisjoint(named) or lower_is_better(named, named[-1])


def falls(statement: Statement, name: str) -> bool:
    """Whether a statement wants less of what `name` names: it says so, or such things are better low."""
    figures, target = statement.figures, statement.figures.target_amount
    if figures.direction in {"decrease", "within"} or figures.target == 0:
        return True
    if figures.direction == "increase":
        return False
    is_sales = target is not None and target.unit.family == "money" and "turnover" in name.lower()
    return BELOW.get(target.comparator if target else "", is_better_low(name) and not is_sales)
