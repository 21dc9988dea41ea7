"""Amounts that are a change and not a level."""

import re

from ..amount import Amount
from ..lexicon import words
from ..model import Figures, Sentence
from ..polarity import lower_is_better
from .pairs import BY, TARGET
from .unit import counted

_DIRECT_TO = re.compile(r"(?:\bto|→)\s?(?:an? |at least |over |under |below |above |[<>≥≤]\s?)*$", re.IGNORECASE)
_MORE = re.compile(r"\s?(?:the |our )?(?:number|amount|more|as many|increase|growth|volume|current)\b", re.IGNORECASE)
_CHANGE_NOUN = re.compile(
    r"\b(?:increase|growth|reduction|decrease|improvement|drop|decline|uplift|rise)\s(?:of|by)\s(?:at least |over "
    r"|about |more than |[>≥~]\s?)?$",
    re.IGNORECASE,
)
UP_DOWN = re.compile(
    r"(?<!make )(?<!makes )(?<!made )(?<!making )\b(?:up|down)\s(?:by\s)?(?:at least |about |over )?$", re.IGNORECASE
)
_FALLING = re.compile(r"\b(?:reduction|decrease|drop|decline)\s(?:of|by)\b", re.IGNORECASE)
NAMED_TARGET = re.compile(r"\b(?:target|goal)(?: of| is|:|=)?\s?(?:[<>≥≤]=?)?\s?$", re.IGNORECASE)
_UP_CHANGE = words("above over more higher increase growth improvement rise uplift gain lift boost")
_DOWN_CHANGE = words("""
below under cheaper cut decline decrease drop faster fewer less lower reduction saving savings shorter
""")
_MOVES = words("""
boost cut decrease decreased decreases drop dropped drops grew grow growing grows improve improved improves
improving increase increased increases increasing lower lowered raise raised reduce reduced reduces reducing
""")


def change_in(sentence: Sentence, amounts: list[Amount]) -> Amount | None:
    """The amount that is a change: "by 25 %", "30 % fewer", "+2 % growth", "3x" behind a movement verb."""
    if any(NAMED_TARGET.search(a.before) for a in amounts):
        return None
    moving = sentence.head.cls in {"up", "down", "better"}
    if _multiplied_count(sentence, amounts):
        return amounts[0]
    for amount in amounts:
        if _CHANGE_NOUN.search(amount.before):
            return amount
        if _added(sentence, amount):
            return amount
        if (amount.is_share or amount.unit.family == "points") and UP_DOWN.search(amount.before):
            return amount
        if BY.search(amount.before) and (moving or _mentions_move(sentence)):
            return amount
    for amount in amounts:
        if amount is not amounts[0] and amount.before.endswith(("(", "(+", "( ")):
            continue
        if amount.change_word and not _DIRECT_TO.search(amount.before):
            if amount.is_share or amount.unit.family in {"points", "multiple"}:
                return amount
        elif (amount.sign == "+" and amount.before.rstrip().endswith(":") and not amount.comparator) or (
            amount.sign
            and amount.is_share
            and (moving or sentence.head.cls not in {"reach", "win"})
            and not amount.before.endswith(("/", "±"))
            and not TARGET.search(amount.before)
        ):
            return amount
        elif moving and not TARGET.search(amount.before) and amount.is_share and not amount.comparator:
            return amount if _directly_behind_verb(sentence, amount) or _behind_object(sentence, amount) else None
        elif moving and amount.unit.family == "multiple" and not TARGET.search(amount.before):
            return amount
    return None


def _multiplied_count(sentence: Sentence, amounts: list[Amount]) -> bool:
    """Whether a multiple opens the text: "2x the number of contributors", "3x more leads"."""
    if not amounts or amounts[0].unit.family != "multiple" or sentence.head.form != "nominal":
        return False
    return _MORE.match(amounts[0].after) is not None


def _directly_behind_verb(sentence: Sentence, amount: Amount) -> bool:
    tokens = sentence.tokens
    return (
        sentence.head.after < len(tokens) and amount.start <= tokens[sentence.head.after].start + 2
    ) or amount.sign != ""


def _behind_object(sentence: Sentence, amount: Amount) -> bool:
    """Whether a share follows the object without a preposition: "reduce fatalities **10 %** by 2026"."""
    words = amount.before.lower().split()
    return bool(words) and words[-1] in sentence.object.words and sentence.head.form == "imperative"


def _added(sentence: Sentence, amount: Amount) -> bool:
    """Whether a signed number behind the name of a quantity says by how much: "eNPS +8 points"."""
    named = sentence.head.form == "nominal" and amount.start > 0 and amount is sentence.amounts[0]
    return named and amount.sign != "" and amount.before.endswith(" ") and not TARGET.search(amount.before)


def _mentions_move(sentence: Sentence) -> bool:
    return not sentence.bag.isdisjoint(_MOVES)


def relative_figures(sentence: Sentence, amount: Amount) -> Figures:
    side = _side_of_change(sentence, amount)
    return Figures(side, None, abs(amount.value), amount.unit.name or counted(sentence, amount), True, amount)


def _side_of_change(sentence: Sentence, amount: Amount) -> str:
    if (
        amount.change_word in _DOWN_CHANGE
        or amount.sign == "-"
        or _FALLING.search(amount.before)
        or " down " in amount.before[-16:]
    ):
        return "decrease"
    if (amount.change_word in _UP_CHANGE and amount.change_word != "improvement") or amount.sign == "+":
        return "increase"
    if sentence.head.cls in {"up", "down"}:
        return "increase" if sentence.head.cls == "up" else "decrease"
    if not sentence.bag.isdisjoint(
        {"reduce", "reduced", "reduces", "reducing", "decrease", "decreased", "decreases", "cut", "lower", "drop"}
    ):
        return "decrease"
    return "decrease" if lower_is_better(sentence.object.words or sentence.words) else "increase"
