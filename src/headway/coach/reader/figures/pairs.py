"""Where the text gives a start and an end of a quantity."""

import itertools
import re
from dataclasses import replace

from ..amount import Amount
from ..model import Sentence
from ..units import in_unit

_BASELINE = re.compile(
    r"(?:\bfrom|\bup from|\bdown from|\b(?:current(?:ly)?|actual(?:ly)?)"
    r"(?: (?:is|at|of|value|level|baseline|stands|sits|running))*:?|\bbaseline(?: (?:of"
    r"|is))?:?|\btoday(?: is)?:?|\bwas(?: at)?|\bwere(?: at)?"
    r"|\bpreviously|\bstarting (?:at|from|point:?)|\bnow(?: (?:at|is))?:?|, not|\bas[- ]is:?|\bvs\.?|\bversus"
    r"|\bcompared (?:to|with)|\b(?:instead of|rather than)|\bstart(?: value)?:|\bonly"
    r"|\b(?:right now|currently),? (?:[a-z]+ ){0,9}(?:is|are) at"
    r"|\((?:in )?(?:q[1-4]|h[12]|fy ?\d\d(?:\d\d)?|20\d\d)(?: \d{2,4})?:?"
    r"|\blast (?:quarter|year|month)(?:'s)?:?)\s?[(:=]?\s?(?:an? |the |about |around |~|average of |avg\.? |roughly "
    r"|approximately |approx\.? |its )*$",
    re.IGNORECASE,
)
TARGET = re.compile(
    r"(?:\bto|→|[-=]{1,2}>|\btarget(?:s|ing| of| is)?:?|\bgoal(?: of| is)?:?|\breach(?:ing|es)?|\bachiev(?:e|ing|es)"
    r"|\bexceed(?:ing)?|\battain(?:ing)?)\s?"
    r"(?:an? |the |be |under |below |above |over |at least |at most |less than |more than |no more than |within "
    r"|around |about |approximately |up to |average of |[<>≥≤=~]=?\s?|\$)*$",
    re.IGNORECASE,
)
_ARROW = re.compile(
    r"^[^\w]{0,2}(?:/\s?\w{1,9}|per \w{1,12}|\w{1,14}){0,3}?[ ,)]{0,2}(?:to|→|[-=]{1,2}>|>)[ (]{0,2}(?:under |below "
    r"|above |over |at least |at most |less than |more than |[<>≥≤~±]=?\s?)?(?:an? )?$",
    re.I,
)
BY = re.compile(
    r"\bby\s(?:an? |another |at least |up to |about |around |approximately |roughly |over |more than |a factor of |a "
    r"further |an additional |an average of |[~><≥≤]\s?)*$",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bbetween\s?$", re.IGNORECASE)
_RANGE_GAP = re.compile(r"^\s?(?:-|to|and|–)\s?$")
_FROM = re.compile(r"\bfrom\s?(?:an? |the |at least )*$", re.IGNORECASE)
_UP_FROM = re.compile(r"\b(?:up|down) from\s?(?:an? |the |about )*$", re.IGNORECASE)
_WHEN_IT_WAS = re.compile(
    r"\s?(?:in (?:q[1-4]|20\d\d|fy)|last|today|now\b|currently|at present|as of|at the start|previously|so far"
    r"|at (?:the )?(?:year|quarter|month)[- ]end|before\s?[).,;])",
    re.IGNORECASE,
)
_AS_IT_IS = re.compile(
    r"[ ,(]{0,2}(?:today|now|currently|at present|so far|previously|last (?:quarter|year|month))"
    r"(?=\s?(?:$|[).,;→]|->|(?:to|against|vs)\b))",
    re.IGNORECASE,
)
"""Behind an amount, it makes that the start wherever another stands: "**78 %** today, 90 % by December"."""
_YEAR_BEFORE = re.compile(r"\b(20\d\d)\)?:?\s$")
_YEAR_BEHIND = re.compile(r"\s(?:\(|in )(20\d\d)\b")
_TOLERANCE = re.compile(r"\s?(?:±|\+/-|\+-|plus or minus)\s?")
_IN_PARENTHESES = (
    "(from ",
    "(up from ",
    "(down from ",
    "(currently ",
    "(now ",
    "(today ",
    "(was ",
    "(baseline ",
    "(baseline: ",
)
_ALIKE = frozenset({"count", "scale", "percent", "points"})
_MOVING = frozenset({"up", "down", "better", "reach", "win"})
_STEP = 1.4
"""What "from" and "to" without "from" must differ by to be a movement and no range."""


def in_unit_of(baseline: Amount, target: Amount) -> float:
    """The baseline in the unit of the target: 4 min beside a target in seconds is 240."""
    return in_unit(baseline.value, baseline.unit.name, target.unit.name)


_LITERAL_ARROW = re.compile(r"^(?:[^\d→;,.]|\d+-|p\.a\.){0,40}(?:→|->|=>)[ (]{0,2}(?:[<>≥≤~]=?\s?)?[$€£]?$")


def from_to(sentence: Sentence, slot: str, amounts: list[Amount]) -> tuple[Amount | None, Amount | None]:
    """Baseline and target where the text gives a start ("from 4 min", "currently 82", "7 → 10")."""
    if len(amounts) < 2:
        return None, None
    for first, second in itertools.pairwise(amounts):
        gap = sentence.line[first.end : second.start]
        if second.comparator == "±" and _TOLERANCE.fullmatch(gap):
            return _edges(first, second)
        if first.before.lower().endswith("within ") and gap == " of " and same_family(first, second):
            return _edges(second, first)
        if (BETWEEN.search(first.before) and _RANGE_GAP.match(gap)) or is_band(sentence, slot, first, second):
            return first, second
        if _LITERAL_ARROW.match(gap) and same_family(first, second):
            return first, second
        if (
            _ARROW.match(gap)
            and not _is_bound(first, gap)
            and not _is_range(sentence, first, second, gap)
            and not _is_recipient(sentence, first, gap)
        ):
            return first, second
    if len(amounts) == 2 and amounts[1].before.lower().endswith(_IN_PARENTHESES) and amounts[1].unit.name is None:
        return amounts[1], amounts[0]
    if len(amounts) == 2 and amounts[1].before.endswith("(") and _WHEN_IT_WAS.match(amounts[1].after):
        return amounts[1], amounts[0]
    dated = _by_year(amounts) if "20" in sentence.line else None
    if dated is not None:
        return dated
    for amount in amounts:
        was = _AS_IT_IS.match(amount.after) or amount.before.lower().endswith("against ")
        wanted = _wanted_beside(amount, amounts) if was else None
        if wanted:
            return amount, wanted
        if _BASELINE.search(amount.before) and not _is_origin(sentence, amount, amounts):
            others = [a for a in amounts if a is not amount]
            preferred = (
                [a for a in others if TARGET.search(a.before)]
                or [a for a in others if same_family(a, amount)]
                or others
            )
            if preferred:
                return amount, preferred[0]
    return None, None


def _edges(middle: Amount, tolerance: Amount) -> tuple[Amount, Amount]:
    """The edges of what is told with a tolerance: "24 ± 2 Nm" and "within 2 Nm of 24 Nm" hold from 22 to 26."""
    unit = middle.unit if middle.unit.name or tolerance.unit.family == "percent" else tolerance.unit
    way = tolerance.value
    if tolerance.unit.family == "percent" and middle.unit.family != "percent":
        way = middle.value * tolerance.value / 100
    first, last = sorted((middle, tolerance), key=lambda amount: amount.start)
    whole = replace(middle, start=first.start, before=first.before, unit=unit, comparator="±")
    low, high = (replace(whole, value=round(middle.value + by, 6)) for by in (-way, way))
    return low, replace(high, end=last.end, after=last.after)


def is_band(sentence: Sentence, slot: str, first: Amount, second: Amount) -> bool:
    """Whether two amounts are the edges of what is to be held: "keep food cost at 28–30 %", and of a KPI that names no
    movement: "cash runway: 12–18 months"."""
    if second.comparator == "±" and first.start == second.start:
        return True
    joined = _RANGE_GAP.match(sentence.line[first.end : second.start]) is not None
    plain = not _FROM.search(first.before) and not BY.search(first.before)
    bare = slot == "kpi" and sentence.head.cls not in _MOVING and first.start == sentence.amounts[0].start
    held = sentence.head.cls == "hold" or bare
    return joined and plain and held and first.value < second.value


def _wanted_beside(amount: Amount, amounts: list[Amount]) -> Amount | None:
    """The first amount of the same kind that is not told as it is today."""
    others = (a for a in amounts if a is not amount and same_family(a, amount))
    return next((a for a in others if not _AS_IT_IS.match(a.after)), None)


def _by_year(amounts: list[Amount]) -> tuple[Amount, Amount] | None:
    """The earlier and the later of two amounts that each have their year: "31 % (2024), 40 % (2026)"."""
    if len(amounts) != 2 or not same_family(*amounts):
        return None
    years = [_YEAR_BEFORE.search(a.before) or _YEAR_BEHIND.match(a.after) for a in amounts]
    if years[0] is None or years[1] is None or years[0].group(1) == years[1].group(1):
        return None
    first, second = amounts
    return (first, second) if years[0].group(1) < years[1].group(1) else (second, first)


def tells_start(amount: Amount) -> bool:
    """Whether an amount is told as what was or is: "down from 6", "(6 days before)", "today 17 days"."""
    beside = is_reading_beside(amount) or _AS_IT_IS.match(amount.after) is not None
    return beside or _BASELINE.search(amount.before) is not None


def is_reading_beside(amount: Amount) -> bool:
    """Whether an amount in brackets only says how it stands: "(10 days today)", "(currently 45)"."""
    stands = amount.before.endswith("(") and _WHEN_IT_WAS.match(amount.after) is not None
    return stands or amount.before.lower().endswith(_IN_PARENTHESES)


def _is_range(sentence: Sentence, first: Amount, second: Amount, gap: str) -> bool:
    """Whether "a to b" is a range rather than a movement: "by 15 to 20 %", "hire 3 to 5", never "from a to b"."""
    closed = first.before.endswith("(") and sentence.line[second.end :].startswith(")")
    if closed and any(amount.change_word for amount in sentence.amounts):
        return False
    if _BASELINE.search(first.before) or "→" in gap or ">" in gap or ":" in first.before[-3:]:
        return False
    if BY.search(first.before) or TARGET.search(first.before):
        return True
    if sentence.head.form == "nominal" and gap.strip() == "to" and first.start > sentence.tokens[0].start:
        return first.value < second.value < _STEP * first.value
    return sentence.head.cls not in {"up", "down", "better"} and _RANGE_GAP.match(gap) is not None


def _is_bound(first: Amount, gap: str) -> bool:
    """Whether the first amount bounds what is counted: "bugs open for **more than 3 days** to zero"."""
    bounded = first.comparator in {"<", ">"} and gap.strip().lower() == "to"
    return bounded and "from" not in first.before[-24:].lower() and ":" not in first.before[-12:]


def _is_recipient(sentence: Sentence, first: Amount, gap: str) -> bool:
    """Whether "to" names who gets the first amount: "distribute 20,000 books to 140 schools"."""
    words = re.findall(r"[a-z]{2,}", gap.lower())
    return sentence.head.cls == "work" and len(words) > 1 and words[-1] == "to" and not _FROM.search(first.before)


def _is_origin(sentence: Sentence, amount: Amount, amounts: list[Amount]) -> bool:
    """Whether "from 12 countries" names an origin: no second amount of the same kind stands beside it."""
    if not _FROM.search(amount.before) or _UP_FROM.search(amount.before):
        return False
    return not any(other is not amount and same_family(other, amount) for other in amounts)


def same_family(one: Amount, other: Amount) -> bool:
    return one.unit.family == other.unit.family or {one.unit.family, other.unit.family} <= _ALIKE
