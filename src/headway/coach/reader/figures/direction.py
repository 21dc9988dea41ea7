"""To which side a quantity with a target should go."""

from ..amount import Amount
from ..lexicon import words
from ..model import Sentence
from ..polarity import lower_is_better
from .changes import UP_DOWN
from .pairs import BETWEEN, in_unit_of, is_band, same_family
from .unstated import exceeds

BRINGING = words("bring get take move push pull shift turn")
_LIMITING = words("cap limit restrict")
_LONG_IS_GOOD = words("battery lifetime reserve reserves runway tenure training uptime")
_FALLS = words("fall falls fell reduces reduced decreases decreased drops dropped lowered")


def side_of(sentence: Sentence, slot: str, baseline: Amount | None, target: Amount) -> str:
    cls = sentence.head.cls
    if baseline is None and (sentence.head.verb in _LIMITING or exceeds(sentence)):
        return "within"
    if baseline is not None and (BETWEEN.search(baseline.before) or is_band(sentence, slot, baseline, target)):
        return "within"
    if sentence.head.verb == "hold" and baseline is None and target.before.lower().endswith(" to "):
        return "within"
    if cls == "hold" and (baseline is None or target.comparator):
        return "within" if target.comparator in {"<", "±"} else "maintain"
    start = in_unit_of(baseline, target) if baseline is not None and same_family(baseline, target) else target.value
    if start != target.value:
        return "increase" if target.value > start else "decrease"
    if cls == "up" and target.comparator == "<" and not target.before.lower().rstrip().endswith("up to"):
        return "decrease"
    if cls in {"up", "down"}:
        raised = (
            sentence.head.verb == "raise"
            and target.unit.family == "money"
            and target is sentence.amounts[0]
            and not target.before.endswith(" to ")
        )
        return "reach" if raised else "increase" if cls == "up" else "decrease"
    if cls == "better":
        return "decrease" if lower_is_better(sentence.object.words, sentence.object.head) else "increase"
    if sentence.head.verb in BRINGING and target.before.lower().rstrip().endswith("up to"):
        return "increase"
    if not sentence.bag.isdisjoint(_FALLS) or _falls_to(sentence, target):
        return "decrease"
    if _climbs_to(sentence, target):
        return "increase"
    beside = _side_told_beside(sentence, target) if len(sentence.amounts) > 1 else ""
    return beside or _standing_direction(sentence, slot, target)


def _side_told_beside(sentence: Sentence, target: Amount) -> str:
    """The side that a step beside the level tells: "28 % (**+5 pp**)", "**up 6 points** to 58 %"; "" without one."""
    for amount in sentence.amounts:
        if amount.start > target.start and amount.sign and amount.before.endswith("(") and not amount.comparator:
            return "increase" if amount.sign == "+" else "decrease"
    first = sentence.amounts[0]
    step = UP_DOWN.search(first.before) if first.start < target.start else None
    return ("increase" if step.group().lower().startswith("up") else "decrease") if step else ""


def _climbs_to(sentence: Sentence, target: Amount) -> bool:
    """Whether a share without a verb goes up: "close rate up to 30 %", where "up to" is no limit."""
    risen = target.is_share and target.before.lower().rstrip().endswith(" up to")
    return (
        risen and sentence.head.form == "nominal" and not lower_is_better(sentence.object.words, sentence.object.head)
    )


def _falls_to(sentence: Sentence, target: Amount) -> bool:
    """Whether a quantity is brought down without a verb that says so: "down to 3 %", "bring open bugs to zero"."""
    if target.before.lower().rstrip(" <≤~").endswith(("down to", "down under", "down below")):
        return True
    if "up" in sentence.bag or sentence.head.form != "imperative":
        return False
    return sentence.head.verb in BRINGING and (
        target.comparator == "<" or target.value == 0 or lower_is_better(sentence.object.words)
    )


def _standing_direction(sentence: Sentence, slot: str, target: Amount) -> str:
    """Side of a level without a movement verb: an upper bound is within, a KPI's or a guarded level is maintain."""
    if target.comparator in {"<", "±"} or target.value == 0 or _is_time_limit(sentence, target):
        return "within"
    if _is_floor(sentence, target):
        return "maintain"
    doing = sentence.head.form == "imperative" and sentence.head.cls not in {"hold", "service"}
    guarded = target.is_share and ((target.value >= 95 and not doing) or slot == "kpi")
    if (slot == "kpi" and (target.unit.family != "money" or target.comparator == ">")) or (
        guarded and sentence.head.cls not in {"reach", "win"}
    ):
        return "maintain"
    return "reach"


def _is_floor(sentence: Sentence, target: Amount) -> bool:
    """Whether a quantity is named with the least that it should be: "graduation rate of at least 92 %"."""
    named = sentence.head.form == "nominal" and bool(sentence.tokens) and target.start > sentence.tokens[0].start + 3
    rated = target.unit.family in {"percent", "multiple", "scale"} and not target.after.startswith(" of ")
    return named and rated and target.comparator == ">" and target.start == sentence.amounts[0].start


def _is_time_limit(sentence: Sentence, target: Amount) -> bool:
    doing = sentence.head.form == "imperative" and sentence.head.cls in {"reach", "win", "work"}
    if target.after.startswith(" without "):
        return False
    if target.after.startswith(" of ") and not lower_is_better(tuple(target.after.lower().split()[1:3])):
        return False
    if not sentence.bag.isdisjoint(_LONG_IS_GOOD) and not target.comparator:
        return False
    return (
        target.unit.family == "duration" and (not doing or target.before.endswith(" in ")) and target.comparator != ">"
    )
