"""Baseline, target, direction and unit of a goal from its amounts."""

import itertools
import re

from .amounts import Amount
from .lexicon import words
from .lexicon.nouns import MEASURES
from .lexicon.phrases import NEGATIONS
from .model import Figures, Sentence
from .polarity import lower_is_better

_BASELINE = re.compile(
    r"(?:\bfrom|\bup from|\bdown from|\bcurrent(?:ly)?(?: (?:is|at|of|value|level|baseline))*:?|\bbaseline(?: (?:of"
    r"|is))?:?|\btoday(?: is)?:?|\bwas|\bwere"
    r"|\bpreviously|\bstarting (?:at|from|point:?)|\bnow(?: at)?:?|\bas[- ]is:?|\bvs\.?|\bversus|\bcompared (?:to"
    r"|with)|\binstead of|\bstart(?: value)?:|\bonly"
    r"|\blast (?:quarter|year|month)(?:'s)?:?)\s?[(:=]?\s?(?:an? |the |about |around |~|average of |roughly "
    r"|approximately |its )*$",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"(?:\bto|→|[-=]{1,2}>|\btarget(?:s|ing| of| is)?:?|\bgoal(?: of| is)?:?|\breach(?:ing|es)?|\bachiev(?:e|ing|es)"
    r"|\bexceed(?:ing)?|\battain(?:ing)?)\s?"
    r"(?:an? |the |be |under |below |above |over |at least |at most |less than |more than |no more than |within "
    r"|around |about |approximately |up to |average of |[<>≥≤=~]=?\s?|\$)*$",
    re.IGNORECASE,
)
_ARROW = re.compile(
    r"^[^\w]{0,2}(?:/\s?\w{1,9}|per \w{1,12}|\w{1,14}){0,3}?[ ,)]{0,2}(?:to|→|[-=]{1,2}>|>)[ (]{0,2}(?:under |below "
    r"|above |over |at least |at most |less than |more than |[<>≥≤~]=?\s?)?(?:an? )?$",
    re.I,
)
_BY = re.compile(
    r"\bby\s(?:an? |another |at least |up to |about |around |approximately |roughly |over |more than |a factor of |a "
    r"further |an additional |an average of |[~><≥≤]\s?)*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s?$", re.IGNORECASE)
_RANGE_GAP = re.compile(r"^\s?(?:-|to|and|–)\s?$")
_MULTIPLIER_VERBS = {"double": 2.0, "triple": 3.0, "quadruple": 4.0, "halve": 50.0}
_HALVED = re.compile(
    r"\b(?:cut|reduced?|down|slashed?|lowered|falls?|drops?|shrinks?|decreases?|reduction)\b[^.;]{0,40}\b(?:in|by"
    r"|of) half\b"
    r"|\bhalved\b",
    re.IGNORECASE,
)
_MULTIPLIER_WORDS = re.compile(
    r"^\W*(double|triple|quadruple|halve|halving|doubling|tripling)\b|\b(?:we )?(double|triple|halve)d?\b(?! down| "
    r"digit)",
    re.IGNORECASE,
)
_NAMED_SIDE = re.compile(r"\btargets?\b|\bgoal\b|[<>≥≤]", re.IGNORECASE)
_DIRECT_TO = re.compile(r"(?:\bto|→)\s?(?:an? |at least |over |under |below |above |[<>≥≤]\s?)*$", re.IGNORECASE)
_MORE = re.compile(r"\s?(?:the |our )?(?:number|amount|more|as many|increase|growth|volume|current)\b", re.IGNORECASE)
_CHANGE_NOUN = re.compile(
    r"\b(?:increase|growth|reduction|decrease|improvement|drop|decline|uplift|rise)\s(?:of|by)\s(?:at least |over "
    r"|about |more than |[>≥~]\s?)?$",
    re.IGNORECASE,
)
_FALLING = re.compile(r"\b(?:reduction|decrease|drop|decline)\s(?:of|by)\b", re.IGNORECASE)
_WITH = re.compile(r"\bwith\s(?:at least |over |more than )?$", re.IGNORECASE)
_QUALIFIES = re.compile(r"\b(?:per|every|each|first|top|tier)[\s>≥<≤~]*$", re.IGNORECASE)
_DEFINITION = re.compile(
    r"(?:average |median )?(?:percentage|percent|%|share|proportion|number|#|rate) of (?!.*[:(]\s?\d)", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom\s?(?:an? |the |at least )*$", re.IGNORECASE)
_NAMED_TARGET = re.compile(r"\b(?:target|goal)(?: of| is|:|=)?\s?(?:[<>≥≤]=?)?\s?$", re.IGNORECASE)
_ALL_CLOSED = re.compile(
    r"^all\b.*\b(?:issues|bugs|vulnerabilities|incidents|defects|findings)\b.*\b(?:closed|fixed|resolved|addressed)\b",
    re.IGNORECASE,
)
_FOR_SHARE = re.compile(r"\b(?:for|on|in|across|by|to)\s(?:at least |over |more than |>\s?|≥\s?)?$", re.IGNORECASE)
_UP_CHANGE = words("more higher increase growth improvement rise uplift gain lift boost")
_DOWN_CHANGE = words("""
cheaper cut decline decrease drop faster fewer less lower reduction saving savings shorter
""")


def figures_of(sentence: Sentence, slot: str) -> Figures:
    """Direction, baseline, target, unit and relativeness of a goal; all None when the text names no amount or side.

    Numbers are read as written: 15 % is 15, €750k is 750000 EUR; a range gives its lower end, except
    "between a and b", which gives both. `relative` is true when the target is a change and not a level.
    """
    if _is_reading(sentence, slot) or _is_open(sentence) or _only_defines(sentence, slot):
        return _without_amount(sentence, slot)
    amounts = [a for a in sentence.amounts if not _is_condition(a, sentence)] or list(sentence.amounts)
    baseline, target = _from_to(sentence, amounts)
    relative = _relative(sentence, amounts) if baseline is None else None
    if target is None and relative is None:
        target = _plain_target(sentence, amounts, baseline)
    if relative is not None and target is None:
        return _relative_figures(sentence, relative)
    if target is None:
        return _without_amount(sentence, slot)
    direction = _direction(sentence, slot, baseline, target)
    start = _in_unit_of(baseline, target) if baseline else None
    return Figures(
        direction,
        start,
        abs(target.value) if not baseline else target.value,
        _unit(sentence, target, baseline),
        False,
        target,
    )


_SECONDS = {"ms": 0.001, "seconds": 1, "min": 60, "hours": 3600, "days": 86_400, "weeks": 604_800}


def _in_unit_of(baseline: Amount, target: Amount) -> float:
    """The baseline in the unit of the target: 4 min beside a target in seconds is 240."""
    own, other = _SECONDS.get(baseline.unit.name or ""), _SECONDS.get(target.unit.name or "")
    return round(baseline.value * own / other, 6) if own and other else baseline.value


def _is_reading(sentence: Sentence, slot: str) -> bool:
    """Whether a KPI's amount is what it shows now ("MRR: $500K"), not what it should show."""
    if slot != "kpi" or not sentence.amounts or sentence.head.form != "nominal" or _NAMED_SIDE.search(sentence.line):
        return False
    return sentence.amounts[0].unit.family == "money" and not sentence.amounts[0].comparator


def _only_defines(sentence: Sentence, slot: str) -> bool:
    """Whether the amounts of a KPI belong to its definition: "percentage of calls answered within 10 seconds"."""
    if slot != "kpi" or not _DEFINITION.match(sentence.line) or _NAMED_SIDE.search(sentence.line):
        return False
    return all(amount.unit.family == "duration" for amount in sentence.amounts)


def _is_open(sentence: Sentence) -> bool:
    """Whether the amount is left open ("$N net new ARR") or must be nothing at all ("no customers are blocked")."""
    if not sentence.words or not sentence.amounts:
        return False
    place = sentence.line.find(sentence.placeholder) if sentence.placeholder else -1
    return 0 <= place < sentence.amounts[0].start or (
        sentence.words[0] in {"no", "zero"} and sentence.amounts[0].comparator != "<"
    )


def _is_condition(amount: Amount, sentence: Sentence) -> bool:
    """Whether an amount only qualifies whom or when: "(>$50K ACV)", "5k+ user" behind a first amount."""
    return _QUALIFIES.search(amount.before) is not None


def _from_to(sentence: Sentence, amounts: list[Amount]) -> tuple[Amount | None, Amount | None]:
    """Baseline and target where the text gives a start ("from 4 min", "currently 82", "7 → 10")."""
    for first, second in itertools.pairwise(amounts):
        gap = sentence.line[first.end : second.start]
        if _BETWEEN.search(first.before) and _RANGE_GAP.match(gap):
            return first, second
        if _ARROW.match(gap) and not _is_range(sentence, first, second, gap):
            return first, second
    for amount in amounts:
        if _BASELINE.search(amount.before) and not _is_origin(sentence, amount, amounts):
            others = [a for a in amounts if a is not amount]
            preferred = (
                [a for a in others if _TARGET.search(a.before)]
                or [a for a in others if _same_family(a, amount)]
                or others
            )
            if preferred:
                return amount, preferred[0]
    return None, None


def _is_range(sentence: Sentence, first: Amount, second: Amount, gap: str) -> bool:
    """Whether "a to b" is a range rather than a movement: "by 15 to 20 %", "hire 3 to 5", never "from a to b"."""
    if _BASELINE.search(first.before) or "→" in gap or ">" in gap or ":" in first.before[-3:]:
        return False
    if _BY.search(first.before) or _TARGET.search(first.before):
        return True
    return sentence.head.cls not in {"up", "down", "better"} and _RANGE_GAP.match(gap) is not None


def _is_origin(sentence: Sentence, amount: Amount, amounts: list[Amount]) -> bool:
    """Whether "from 12 countries" names an origin: no second amount of the same kind stands beside it."""
    if not _FROM.search(amount.before):
        return False
    return not any(other is not amount and _same_family(other, amount) for other in amounts)


def _same_family(one: Amount, other: Amount) -> bool:
    return one.unit.family == other.unit.family or {one.unit.family, other.unit.family} <= {"count", "scale", "percent"}


def _relative(sentence: Sentence, amounts: list[Amount]) -> Amount | None:
    """The amount that is a change: "by 25 %", "30 % fewer", "+2 % growth", "3x" behind a movement verb."""
    if any(_NAMED_TARGET.search(a.before) for a in amounts):
        return None
    moving = sentence.head.cls in {"up", "down", "better"}
    if _multiplied_count(sentence, amounts):
        return amounts[0]
    for amount in amounts:
        if _CHANGE_NOUN.search(amount.before):
            return amount
        if _BY.search(amount.before) and (moving or _mentions_move(sentence)):
            return amount
    for amount in amounts:
        if amount is not amounts[0] and amount.before.endswith(("(", "(+", "( ")):
            continue
        if amount.change_word and not _DIRECT_TO.search(amount.before):
            if amount.is_share or amount.unit.family in {"points", "multiple"}:
                return amount
        elif (
            amount.sign
            and amount.is_share
            and (moving or sentence.head.form == "nominal")
            and not _TARGET.search(amount.before)
        ):
            return amount
        elif moving and not _TARGET.search(amount.before) and amount.is_share and not amount.comparator:
            return amount if _directly_behind_verb(sentence, amount) else None
        elif moving and amount.unit.family == "multiple" and not _TARGET.search(amount.before):
            return amount
    return None


def _multiplied_count(sentence: Sentence, amounts: list[Amount]) -> bool:
    """Whether a multiple opens the text: "2x the number of contributors", "3x more leads"."""
    first = amounts[0] if amounts else None
    multiplied = first is not None and first.unit.family == "multiple" and sentence.head.form == "nominal"
    return multiplied and _MORE.match(first.after) is not None  # type: ignore[union-attr]


def _directly_behind_verb(sentence: Sentence, amount: Amount) -> bool:
    tokens = sentence.tokens
    return (
        sentence.head.after < len(tokens) and amount.start <= tokens[sentence.head.after].start + 2
    ) or amount.sign != ""


_MOVES = words("""
boost cut decrease decreased decreases drop dropped drops grew grow growing grows improve improved improves
improving increase increased increases increasing lower lowered raise raised reduce reduced reduces reducing
""")


def _mentions_move(sentence: Sentence) -> bool:
    return not sentence.bag.isdisjoint(_MOVES)


def _relative_figures(sentence: Sentence, amount: Amount) -> Figures:
    side = _side_of_change(sentence, amount)
    return Figures(side, None, abs(amount.value), amount.unit.name or _counted(sentence, amount), True, amount)


def _side_of_change(sentence: Sentence, amount: Amount) -> str:
    if amount.change_word in _DOWN_CHANGE or amount.sign == "-" or _FALLING.search(amount.before):
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


def _plain_target(sentence: Sentence, amounts: list[Amount], baseline: Amount | None) -> Amount | None:
    """The amount to arrive at: one that is called target, else a share "for 95 % of …", else the first."""
    for amount in amounts:
        if _NAMED_TARGET.search(amount.before):
            return amount
    bounded = _bounded_time(amounts)
    if bounded:
        return bounded
    shares = [a for a in amounts if a.is_share and a.after.lower().startswith(" of ")]
    if shares and amounts[0].unit.family in {"duration", "size"}:
        return shares[0]
    if sentence.head.cls == "work" and shares:
        return shares[0]
    to = next((a for a in amounts if _TARGET.search(a.before)), None)
    if to and sentence.head.cls in {"up", "down", "better"}:
        return to
    return amounts[0] if amounts else None


def _bounded_time(amounts: list[Amount]) -> Amount | None:
    """The limit of a benchmark: "list 1M entries in **under 1 minute**", "add 1 TiB in **3 hours**"."""
    if not amounts or amounts[0].unit.family not in {"size", "count"} or amounts[0].comparator:
        return None
    timed = (a for a in amounts[1:] if a.unit.family == "duration")
    return next((a for a in timed if a.comparator == "<" or a.before.endswith(" in ")), None)


def _without_amount(sentence: Sentence, slot: str) -> Figures:
    """Figures of a text without numbers: "double", "eliminate", "no incidents", a bare side, or nothing."""
    match = _MULTIPLIER_WORDS.search(sentence.line)
    verb = sentence.head.verb
    if _HALVED.search(sentence.line):
        return Figures("decrease", None, 50.0, "%", True)
    if verb in _MULTIPLIER_VERBS or match:
        word = verb if verb in _MULTIPLIER_VERBS else next(g for g in match.groups() if g).lower().rstrip("d")  # type: ignore[union-attr]
        key = {
            "halving": "halve",
            "doubling": "double",
            "tripling": "triple",
            "doubl": "double",
            "tripl": "triple",
        }.get(word, word)
        value = _MULTIPLIER_VERBS.get(key, 2.0)
        return Figures("decrease" if key == "halve" else "increase", None, value, "%" if key == "halve" else "x", True)
    if (sentence.words[:1] and sentence.words[0] in {"no", "zero"}) or verb in {"eliminate", "eradicate"}:
        return Figures("within" if verb not in {"eliminate", "eradicate"} else "decrease", None, 0.0, None, False)
    if _ALL_CLOSED.search(sentence.line):
        return Figures("decrease", None, 0.0, None, False)
    return Figures(_bare_side(sentence, slot))


def _bare_side(sentence: Sentence, slot: str) -> str | None:
    cls = sentence.head.cls
    if slot == "kpi" and sentence.head.form != "imperative":
        return None
    if cls == "hold":
        return "maintain"
    if cls in {"up", "down"}:
        return "increase" if cls == "up" else "decrease"
    if cls == "better":
        return "decrease" if lower_is_better(sentence.object.words, sentence.object.head) else "increase"
    return "reach" if cls in {"reach", "win"} else None


def _direction(sentence: Sentence, slot: str, baseline: Amount | None, target: Amount) -> str:
    cls = sentence.head.cls
    if baseline is not None and _BETWEEN.search(baseline.before):
        return "within"
    if cls == "hold" and (baseline is None or target.comparator):
        return "within" if target.comparator in {"<", "±"} else "maintain"
    if baseline is not None and _same_family(baseline, target) and baseline.value != target.value:
        return _side_of_movement(sentence, baseline, target)
    if cls in {"up", "down"}:
        return "increase" if cls == "up" else "decrease"
    if cls == "better":
        return "decrease" if lower_is_better(sentence.object.words, sentence.object.head) else "increase"
    if not sentence.bag.isdisjoint(_FALLS):
        return "decrease"
    return _standing_direction(sentence, slot, target)


_FALLS = words("fall falls fell reduces reduced decreases decreased drops dropped lowered")


def _side_of_movement(sentence: Sentence, baseline: Amount, target: Amount) -> str:
    return "increase" if target.value > _in_unit_of(baseline, target) else "decrease"


def _standing_direction(sentence: Sentence, slot: str, target: Amount) -> str:
    """Side of a level without a movement verb: an upper bound is within, a KPI's or a guarded level is maintain."""
    if target.comparator in {"<", "±"} or target.value == 0 or _is_time_limit(sentence, target):
        return "within"
    doing = sentence.head.form == "imperative" and sentence.head.cls not in {"hold", "service"}
    guarded = target.is_share and ((target.value >= 95 and not doing) or slot == "kpi")
    if (slot == "kpi" and target.unit.family != "money") or (guarded and sentence.head.cls not in {"reach", "win"}):
        return "maintain"
    return "reach"


def _is_time_limit(sentence: Sentence, target: Amount) -> bool:
    doing = sentence.head.form == "imperative" and sentence.head.cls in {"reach", "win", "work"}
    return (
        target.unit.family == "duration" and (not doing or target.before.endswith(" in ")) and target.comparator != ">"
    )


_SCORES = words("nps enps score scores rating ratings csat index ces")


def _unit(sentence: Sentence, target: Amount, baseline: Amount | None) -> str | None:
    """The unit of the target: its own, else its baseline's, else what is counted."""
    if target.unit.name:
        return target.unit.name
    if (
        baseline is not None
        and baseline.unit.name
        and target.unit.family == "count"
        and baseline.unit.family != "duration"
    ):
        return baseline.unit.name
    if not sentence.bag.isdisjoint(_SCORES) or "net promoter" in sentence.line.lower():
        return "score"
    return _counted(sentence, target)


def _counted(sentence: Sentence, amount: Amount) -> str | None:
    """The plural noun behind an amount: "10 enterprise deals" counts deals; else what the statement moves.

    People hired are hires, and "partnerships with five distributors" counts partnerships.
    """
    head = sentence.object.head
    if sentence.head.verb == "hire":
        return "hires"
    if head.endswith("s") and _WITH.search(amount.before):
        return head
    words: list[str] = []
    for token in sentence.tokens:
        if token.start < amount.end or token.text in "+":
            continue
        if not token.is_word or token.low in _END_OF_COUNT or len(words) >= 5:
            break
        words.append(token.low)
    plural = [word for word in words if word.endswith("s") and not word.endswith("ss")]
    if plural:
        return plural[-1] if len(plural) == 1 else plural[0]
    if words:
        return words[-1]
    return head if head.endswith("s") or head in MEASURES else None


_END_OF_COUNT = words("""
across after and are as at before by during for from has have in into is of on or our over per that the their
through to under using via we when where which who who's will with within
""") | (NEGATIONS - {"no"})
