"""Baseline, target, direction and unit of a goal from its amounts."""

import itertools
import re
from dataclasses import replace

from ..amount import Amount
from ..cues import Cued
from ..model import Figures, Sentence
from .changes import NAMED_TARGET, UP_DOWN, change_in, relative_figures
from .direction import side_of
from .pairs import BY, TARGET, from_to, in_unit_of, is_reading_beside
from .unit import told_in_brackets, unit_name
from .unstated import is_open, is_reading, only_defines, without_amount

_STATED = re.compile(r"\w\)?:\s?[<>≥≤~]?=?\s?$")
_TO_RHYTHM = re.compile(
    r"(?:\s?/\s?\w+|\s(?:times )?(?:per|a|an) \w+)?\s*(?:to|→)\s(?:hourly|daily|weekly|monthly|quarterly)\b",
    re.IGNORECASE,
)
"""From a number to a rhythm: "from 2 a week to daily" has a start, and an end without a number."""
_TO_OPEN = re.compile(r"\s?(?:to|→)\s(?:tb[acd]\b|\?+|_{2,}|<[a-z ]{1,20}>|[xyn]{1,2}\s?%)", re.IGNORECASE)
"""From a number to a placeholder: "from 12% to TBD" has a start, and its end is open."""
_TO_LEVEL = re.compile(r"(?:\s[a-z-]{1,20}){0,2},?\s?to (?:at least |about |over |around )?$", re.IGNORECASE)
_AT_LEVEL = re.compile(r"\b(?:at|to|of|below|above|under|over|than|least|most)\s?$", re.IGNORECASE)
_MULTIPLYING = frozenset({"double", "halve", "quadruple", "triple"})
_MULTIPLIED = re.compile(r"(?:twice|double|three times|triple) (?:as|the)\b", re.IGNORECASE)
_NUMBER_OF = Cued("number numbers share proportion", r"\b(?:numbers?|share|proportion) of ")
_WHOM = re.compile(r"\b(?:who|that|which)\b(?!.*\b(?:by|to|from)\s)|\((?:rolling|trailing|last)\s?$", re.IGNORECASE)
_ENDED = re.compile(r"\s?(?:$|[.;(])")
_QUALIFIES = re.compile(
    r"\b(?:per|every|each|first|top|tier)[\s>≥<≤~]*$"
    r"|(?<!\bno )(?<!\bnot )\b(?:older|younger|longer|larger|bigger|smaller) than\s$",
    re.IGNORECASE,
)


def figures_of(sentence: Sentence, slot: str) -> Figures:
    """Direction, baseline, target, unit and relativeness of a goal; all None when the text names no amount or side.

    Numbers are read as written: 15 % is 15, €750k is 750000 EUR; a range gives its lower end, except
    "between a and b", which gives both. `relative` is true when the target is a change and not a level.
    """
    if is_reading(sentence, slot) or is_open(sentence) or only_defines(sentence, slot):
        return without_amount(sentence, slot)
    amounts = [a for a in sentence.amounts if not _is_condition(a, sentence)] or list(sentence.amounts)
    if not sentence.bag.isdisjoint("(["):
        amounts = told_in_brackets(sentence.line, amounts)
    if _counts_whom(sentence):
        return without_amount(sentence, slot)
    if len(amounts) == 1 and amounts[0].before.lower().endswith("from ") and _TO_RHYTHM.match(amounts[0].after):
        return Figures(side_of(sentence, slot, None, amounts[0]), amounts[0].value)
    if len(amounts) == 1 and _TO_OPEN.match(amounts[0].after) and amounts[0].before.lower().endswith("from "):
        return Figures(side_of(sentence, slot, None, amounts[0]), amounts[0].value)
    if len(amounts) == 1 and (is_reading_beside(amounts[0]) or _only_begins(sentence, amounts[0])):
        return replace(without_amount(sentence, slot), baseline=amounts[0].value)
    amounts = _without_step(sentence, amounts)
    baseline, target = from_to(sentence, slot, amounts)
    if baseline is None and sentence.head.verb in _MULTIPLYING and not any(_tells_level(a) for a in amounts):
        return without_amount(sentence, slot)
    relative = change_in(sentence, amounts) if baseline is None else None
    if target is None and relative is None:
        target = _plain_target(sentence, amounts, baseline)
    if relative is not None and target is None:
        return relative_figures(sentence, relative)
    if target is None:
        return without_amount(sentence, slot)
    direction = side_of(sentence, slot, baseline, target)
    start = in_unit_of(baseline, target) if baseline else None
    return Figures(
        direction,
        start,
        target.value if baseline or _AT_LEVEL.search(target.before) else abs(target.value),
        unit_name(sentence, target, baseline),
        False,
        target,
        baseline,
    )


def _counts_whom(sentence: Sentence) -> bool:
    """Whether the amounts only say whom to count: "increase the number of members **who join at least one** event"."""
    counted = sentence.head.cls in {"up", "down"} and _NUMBER_OF.search(sentence.line)
    if not counted or not sentence.amounts:
        return False
    first = sentence.amounts[0]
    told_whom = _WHOM.search(sentence.line, counted.end(), first.start) is not None
    return told_whom and not TARGET.search(sentence.amounts[-1].before)


def _only_begins(sentence: Sentence, amount: Amount) -> bool:
    """Whether the one amount is where a movement starts, and no end is told: "improve completion rate from 45%",
    "raise enrolment from last year's baseline of 6,000"."""
    if sentence.head.cls not in {"up", "down", "better"} or not _ENDED.match(amount.after):
        return False
    before = amount.before.lower()
    return before.endswith("baseline of ") or (before.endswith("from ") and amount.unit.family != "count")


def _is_condition(amount: Amount, sentence: Sentence) -> bool:
    """Whether an amount only qualifies whom or when: "(>$50K ACV)", "5k+ user" behind a first amount."""
    return _QUALIFIES.search(amount.before) is not None


def _without_step(sentence: Sentence, amounts: list[Amount]) -> list[Amount]:
    """The amounts without the step to a level that is told too: "by 1,500 to 9,000", "by 6 points to 74 %", "double
    the number of schools to 80"."""
    if len(amounts) > 1 and _MULTIPLIED.match(sentence.line, amounts[0].start) and TARGET.search(amounts[1].before):
        return amounts[1:]
    for step, level in itertools.pairwise(amounts):
        gap = _TO_LEVEL.match(sentence.line, step.end, level.start)
        if gap is None or not (_is_step(step) or (step.sign == "+" and not level.sign)):
            continue
        told = not sentence.line[step.end - 1].isdigit() or level.value > 2 * step.value
        counted = step.unit.family not in {"percent", "multiple"} and told
        if step.unit.name != level.unit.name or counted or "," in gap.group():
            return [amount for amount in amounts if amount is not step]
    return amounts


def _is_step(amount: Amount) -> bool:
    return BY.search(amount.before) is not None or UP_DOWN.search(amount.before) is not None


def _tells_level(amount: Amount) -> bool:
    """Whether an amount behind "double" is where that leads, and not whom it concerns: "double … **to 800**"."""
    return any(told.search(amount.before) for told in (TARGET, NAMED_TARGET, BY, _STATED))


def _plain_target(sentence: Sentence, amounts: list[Amount], baseline: Amount | None) -> Amount | None:
    """The amount to arrive at: one that is called target, else a share "for 95 % of …", else the first."""
    for amount in amounts:
        if NAMED_TARGET.search(amount.before) or (amount is not amounts[0] and _STATED.search(amount.before)):
            return amount
    bounded = _bounded_time(amounts)
    if bounded:
        return bounded
    shares = [a for a in amounts if a.is_share and a.after.lower().startswith(" of ")]
    whom = shares and shares[0].before.lower().endswith(("for ", "for at least ", " in ", " in at least "))
    if shares and (whom or amounts[0].unit.family in {"duration", "size"}):
        return shares[0]
    if sentence.head.cls == "work" and shares:
        return shares[0]
    to = next((a for a in amounts if TARGET.search(a.before)), None)
    if to and sentence.head.cls in {"up", "down", "better"}:
        return to
    return amounts[0] if amounts else None


def _bounded_time(amounts: list[Amount]) -> Amount | None:
    """The limit of a benchmark: "list 1M entries in **under 1 minute**", "add 1 TiB in **3 hours**"."""
    if not amounts or amounts[0].unit.family not in {"size", "count"} or amounts[0].comparator:
        return None
    timed = (a for a in amounts[1:] if a.unit.family == "duration")
    return next((a for a in timed if a.comparator == "<" or a.before.endswith(" in ")), None)
