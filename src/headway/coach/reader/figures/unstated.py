"""Texts whose amounts do not count, or that name none."""

import re

from ..cues import Cued
from ..model import Figures, Sentence
from ..polarity import lower_is_better
from ..units import DURATIONS, NUMBER_WORDS

_FOLD = Cued(
    """
fold twofold threefold fourfold fivefold sixfold sevenfold eightfold ninefold tenfold
""",
    r"\b(two|three|four|five|six|seven|eight|nine|ten)[- ]?fold\b",
)
_DOUBLED = Cued(
    """
double doubles doubled doubling triple triples tripled tripling quadruple quadruples quadrupling halve halves halved
halving
""",
    r"^\W*(doubl|tripl|quadrupl|halv)(?:e|es|ing)\b|\b(doubl|tripl|halv)e[sd]?\b(?! down| digit)",
)
_FACTORS = {"doubl": 2.0, "tripl": 3.0, "quadrupl": 4.0}
_HALVED = Cued("half halved", r"\bhalf as (?:many|much)\b|\b(?:in|by) half\b(?! an? )|\breduction of half\b|\bhalved\b")
_COMPARATIVES = {
    **dict.fromkeys(("shorter", "lower", "reduced", "decreased", "smaller", "cheaper"), "decrease"),
    **dict.fromkeys(("higher", "increased", "greater", "larger", "bigger", "improved"), "increase"),
}
_NAMED_SIDE = re.compile(r"\btargets?\b|\bgoal\b|[<>≥≤]", re.IGNORECASE)
_DUE = re.compile(r"\b(?:by|until|before)\s(?:the\s)?(?:end\b|\w*\d|month\b|year\b|q[1-4]\b)|\bby [A-Z]", re.IGNORECASE)
_DEFINITION = re.compile(
    r"(?:the )?(?:average |median |overall )?"
    r"(?:(?:percentage|percent|%|share|proportion|number|#|rate) of|users|satisfaction)\s(?!.*[:(]\s?\d)",
    re.IGNORECASE,
)
_YET_TO_SAY = frozenset({"tbd", "tbc", "tba", "??", "???"})
_BOUNDED = {("less",), ("fewer",), ("lower",)}
"""What makes of "no" a floor: "no fewer than 30"."""
_TO_NUMBER = re.compile(r"\s?%?\s(?:to|→)\s?[$€£]?\d", re.IGNORECASE)
_ALL_CLOSED = re.compile(
    r"^all\b.*\b(?:issues|bugs|vulnerabilities|incidents|defects|findings)\b.*\b(?:closed|fixed|resolved|addressed)\b",
    re.IGNORECASE,
)


def is_reading(sentence: Sentence, slot: str) -> bool:
    """Whether a KPI's amount is what it shows now ("MRR: $500K"), not what it should show."""
    if slot != "kpi" or not sentence.amounts or sentence.head.form != "nominal" or _NAMED_SIDE.search(sentence.line):
        return False
    amount = sentence.amounts[0]
    if amount.comparator or _DUE.search(sentence.line):
        return False
    shown = amount.before.rstrip().endswith(":") and not amount.after.strip(" .)")
    return amount.unit.family == "money" or (shown and amount.unit.family in {"count", "percent", "multiple"})


def only_defines(sentence: Sentence, slot: str) -> bool:
    """Whether the amounts of a KPI belong to its definition: "percentage of calls answered within 10 seconds"."""
    if slot != "kpi" or not _DEFINITION.match(sentence.line) or _NAMED_SIDE.search(sentence.line):
        return False
    return all(amount.unit.family == "duration" for amount in sentence.amounts)


def is_open(sentence: Sentence) -> bool:
    """Whether the amount is left open ("$N net new ARR") or must be nothing at all ("no customers are blocked")."""
    if not sentence.words or not sentence.amounts:
        return False
    place = sentence.line.find(sentence.placeholder) if sentence.placeholder else -1
    # where only the start is to be said yet, the end is none the less told: "from TBD to 45"
    ends = _TO_NUMBER.match(sentence.line, place + len(sentence.placeholder)) is not None
    begins = ends or sentence.placeholder.lower() in _YET_TO_SAY
    from_there = begins and sentence.line[:place].lower().endswith("from ")
    left_open = 0 <= place < sentence.amounts[0].start and not from_there
    none = sentence.words[0] in {"no", "zero"} and sentence.words[1:2] not in _BOUNDED
    return left_open or (none and sentence.amounts[0].comparator != "<" and not exceeds(sentence))


def exceeds(sentence: Sentence) -> bool:
    """Whether nothing must lie above the amount: "**no** class has **more than** 26 pupils"."""
    denied = sentence.words[:1] == ("no",) and sentence.head.form == "clause"
    amount = sentence.amounts[0]
    behind_verb = denied and amount.start > sentence.tokens[sentence.head.at].start
    return behind_verb and amount.comparator == ">" and amount.before.lower().endswith("than ")


def without_amount(sentence: Sentence, slot: str) -> Figures:
    """Figures of a text without numbers: "double", "eliminate", "no incidents", a bare side, or nothing."""
    multiplied = _multiplied(sentence)
    if multiplied:
        return multiplied
    if sentence.head.verb in {"eliminate", "eradicate"} or _ALL_CLOSED.search(sentence.line):
        return Figures("decrease", None, 0.0, _plural(sentence), False)
    if sentence.words[:1] and sentence.words[0] in {"no", "zero"}:
        return Figures("within", None, 0.0, _plural(sentence), False)
    if sentence.head.form == "nominal" and sentence.placeholder and sentence.line.startswith(sentence.placeholder):
        return Figures("reach")
    return Figures(_bare_side(sentence, slot))


def _plural(sentence: Sentence) -> str | None:
    """What there should be none of, where it is counted: "eliminate **errors**", "no **customers** are blocked"."""
    head = sentence.subject.head or sentence.object.head
    if head in DURATIONS:
        head = next((word for word in sentence.object.words if word.endswith("s")), "")
    return head if head.endswith("s") and not head.endswith("ss") else None


def _multiplied(sentence: Sentence) -> Figures | None:
    """ "Tenfold", "cut in half", "double": a multiple said in words."""
    fold = _FOLD.search(sentence.line)
    if fold:
        side = "decrease" if sentence.head.cls == "down" else "increase"
        return Figures(side, None, float(NUMBER_WORDS[fold.group(1).lower()]), "x", True)
    word = _DOUBLED.search(sentence.line)
    stem = (word.group(1) or word.group(2)).lower() if word else ""
    if stem in _FACTORS:
        return Figures("increase", None, _FACTORS[stem], "x", True)
    if not stem and not _HALVED.search(sentence.line):
        return None
    return Figures("increase" if sentence.head.cls == "up" else "decrease", None, 50.0, "%", True)


def _bare_side(sentence: Sentence, slot: str) -> str | None:
    cls = sentence.head.cls
    placed = sentence.words[sentence.head.after : sentence.head.after + 1]
    if (cls in {"reach", "win"} or sentence.head.form == "nominal") and placed in {("more",), ("fewer",), ("less",)}:
        return "increase" if placed == ("more",) else "decrease"
    if slot == "kpi" and sentence.head.form != "imperative":
        return None
    opening = sentence.words[sentence.head.start] if sentence.head.form == "nominal" and sentence.words else ""
    if opening in _COMPARATIVES:
        return _COMPARATIVES[opening]
    if sentence.head.form == "nominal" and sentence.words and sentence.words[-1] in {"up", "down"}:
        return "increase" if sentence.words[-1] == "up" else "decrease"
    if cls == "hold":
        return "maintain"
    if cls in {"up", "down"}:
        return "increase" if cls == "up" else "decrease"
    if cls == "better":
        return "decrease" if lower_is_better(sentence.object.words, sentence.object.head) else "increase"
    return "reach" if cls in {"reach", "win"} else None
