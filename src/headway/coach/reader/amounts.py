"""Numbers of a statement with their unit, comparator and sign."""

import itertools
import re
from dataclasses import replace

from .amount import Amount
from .cues import NUMBER, Cued, cues_of
from .joined import joined, without_overlap
from .lexicon import words
from .sides import side_before
from .units import CURRENCIES, MULTIPLES, NUMBER_WORDS, SIZES, Unit, unit_of

_NUMBER = re.compile(
    r"(?P<number>(?:(?<![\w.,])|(?<=\bRs\.))\d{1,3}(?:[,' ]\d{3}){1,4}(?:\.\d{1,6})?(?!\d)"
    r"|(?<![A-Za-z_\d.,])\d{1,3}(?:\.\d{3}){1,4},\d{1,4}(?!\d)"
    r"|(?<![A-Za-z_\d.,])[1-9]\d{0,2}(?:\.\d{3}){2,4}(?![\d.])"
    r"|(?:(?<![A-Za-z_\d.])|(?<=\bRs\.))\d{1,15}(?:[.,]\d{1,6})?(?!\d)|(?<=\s)\.\d{1,6}(?!\d))"
    r"(?P<plus>\+(?=[\s%)kmbx.,]|$))?"
    r"(?P<tail>\s?(?:percentage[ -]points?|per cent|p\.p\.?|%-points)|\s?%|[ -]?[^\W\d_]{1,12})?"
    r"(?P<after_plus>\+)?",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"(?P<sign>(?<![^\s(→~:/>])[+-])?(?P<currency>[$€£¥₹₩₽₺₪]|(?<![a-z])(?:usd|eur|gbp|chf|cad|aud|inr|sek|nok|dkk"
    r"|pln|czk|brl|zar|jpy|cny|rmb|sgd|hkd|nzd|kes|ksh|ngn|thb|idr|myr|php|etb|birr|rs\.?"
    r"|us\$|c\$|a\$|r\$))?\s?(?P<inner>(?<=[$€£¥₹ ])[+-])?$",
    re.IGNORECASE,
)
_PREFIX_LENGTH, _LABEL_LENGTH = 7, 20
_SPACED_MULTIPLES = frozenset({" K", " M"})
"""As capitals, they multiply at a distance too: "11.6 M meals"."""
_WORD_NUMBER = re.compile(
    r"(?<![\w-])(?<!\bthe )(?<!\bour )(?<!\bthese )(?<!\bthose )("
    + "|".join(NUMBER_WORDS)
    + r"|a(?= (?:dozen|hundred|thousand|million)\b)|(?:(?<=within )|(?<=under )|(?<=less than ))an?(?= (?:business "
    r"|working )?(?:second|minute|hour|day|week|month|year)\b))(?:-(one|two|three|four|five|six|seven|eight|nine))?"
    r"(?![\w-])(?! (?:of (?:the|our|us|them)|another|way|place|stop|more time))"
    r"(?:\s(hundred|thousand|million|dozen)(?!\w))?",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])\s?(?:rds?|ths?)?(?=\s|$)")
_OUT_OF = re.compile(
    r"(?<![\d.,])(\d{1,2}|one|two|three|four|five|six|seven|eight|nine) (?:out of|in) (?:every )?"
    r"(\d{1,2}|two|three|four|five|six|ten)"
    r"\s(?=(?!stars?\b|points?\b|days\b|weeks\b|months\b|hours\b|minutes\b)[a-z]{3,})",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|\d) in (two|three|four|five|six|seven|eight|nine|ten|\d)"
    r"(?=\s(?:to|from|by) |\s?(?:$|[.,;)](?!\d)))|\b(1|one) in (\d{1,3},\d{3}|\d{2,6})\b(?![.,:%]?\d|%)",
    re.IGNORECASE,
)
_FRACTION_WORDS = re.compile(
    r"\b(two[- ]thirds|three[- ](?:quarters|fourths)|(?:one[- ]|a )(?:third|fifth|tenth)(?![- ]part)|(?:one[- ]"
    r"|(?<=by )a |a (?=quarter of))quarter"
    r"|half(?= (?:of|the|our|all)))\b",
    re.I,
)
_ONE = re.compile(
    r"\b(?:least|most|get|win|sign|hire|over|only|to|make|have|land|close|acquire|than|secure|in|with|under|within"
    r"|by|of)\s$",
    re.IGNORECASE,
)
_TO_ZERO = re.compile(
    r"(?:\b(?:to|at|of|from|achieves?|reach(?:es)?|hits?|(?:must|should|shall|will|can) be)|\w:) "
    r"(zero|(?<=: )(?:none|nil))\b(?!-)(?! to\b)",
    re.IGNORECASE,
)
_FRACTION_HINTS = words("third thirds quarter quarters fourths fifth tenth half")
_HALF_A = re.compile(
    r"\bhalf an? (?=(?:second|minute|hour|day|week|month|year|point|percentage point)\b)", re.IGNORECASE
)
_SPELLED = frozenset(NUMBER_WORDS) | words("zero half dozen hundred thousand million within under than")
_AT_MOST = 60
_TIMES_AS = re.compile(
    r"\b(?:(?P<two>twice|double)|(?P<three>three|triple)|(?P<four>four)) (?:times )?(?:as (?:many|much)|the number)\b",
    re.I,
)
_FRACTIONS = {
    "thirds": 66.7, "quarters": 75.0, "fourths": 75.0, "third": 33.3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0,
    "half": 50.0,
}  # fmt: skip
_SCALE = re.compile(
    r"\s?(?:/|(?:out )?of (?:a possible )?)\s?(5|10|100|4|7)(?:\.0)?(?![\d%.,]*\d|%|\s?(?!(?:from|stars?|rating|score"
    r"|by|for|on|in|to|at|or|and|with|points?|after|before|across|among|when|during|per|average)\b)[a-z]{2,})(?=$|[\s).,;*])",
    re.IGNORECASE,
)
_LABELS = """
age ages angular article batch category chapter covid dax day drupal forbes fortune ftse fy global grade grades http
iec industry ipv iso java kr level milestone month number objective okr option p part pci phase php pillar priority
python q quarter round scope sdg season section series session sev severity soc sprint stage step tier tiers top type
v version wave wcag web week windows year
"""
_LABEL_BEFORE = Cued(_LABELS, rf"\b(?:{'|'.join(_LABELS.split())})[ .-]?(?:\d{{1,2}} ?(?:and|or|,|&|/|-) ?)?$")
_NAMED_BEFORE = re.compile(r"(?<!sub)(?<=[A-Za-z])-$", re.IGNORECASE)
"""A hyphen behind a letter makes a number part of a name: K-2, GPT-4."""
_VERSION = re.compile(r"[ -]?(?:release|version|alpha|beta|rc|ga|milestone|branch)\b", re.IGNORECASE)
_SORT = re.compile(r"-(?:way|factor|sided|tier|dimensional|stage|phase|part|degree)\b", re.IGNORECASE)
"""Behind a number, it tells the sort of a thing: "2-way feedback", "360-degree reviews"."""
_RATIO = re.compile(r"(?<![\d.,:])(\d{1,4}(?:\.\d{1,2})?)\s?:\s?1(?![\d.,:]*\d)")
_TIMED = re.compile(
    r"(?<![\w-])(?:times?|latency|wait|waiting|duration|mtt[rd]|delay|turnaround"
    r"|\d+ ?(?:h|s|secs?|mins?|hours?|seconds?))(?![\w-])",
    re.IGNORECASE,
)
"""Where one of these stands, an m that touches a number is minutes: "from 90s to 1m"."""
_MOST_MINUTES = 600
_CLOSED_TIME = re.compile(r"\s?(?:$|[.,;)]|(?:to|and|or|from|for|by|in|on|within|→|->)\b)", re.IGNORECASE)
_ROUND_THE_CLOCK = re.compile(r"24\s?[/x]\s?7")
_AFTER_MORE = re.compile(r"^\s?(?:\+|(?:or|and) (?:more|higher|above|better|greater|over)\b|or \+|plus\b)", re.I)
_AFTER_LESS = re.compile(r"^\s?(?:or|and) (?:less|fewer|lower|below|under|better than that|faster|sooner)\b", re.I)
_FEWER = re.compile(
    r"^\s?(fewer|less|lower|shorter|faster|cheaper|more|higher|increase|decrease|reduction|growth|improvement|decline"
    r"|drop|uplift|rise|lift|gain|cut|boost|savings?)\b",
    re.I,
)


def amounts_in(line: str, holes: list[tuple[int, int]]) -> list[Amount]:
    """The amounts of `line` by place, leaving out what lies in `holes` (dates) and numbers that only name things."""
    cues = cues_of(line)
    found = [] if cues.isdisjoint(_FRACTION_HINTS) and "/" not in line else _fractions(line)
    found += _times(line) if " as " in line or " the number" in line else []
    found += _out_of(line) if " out of " in line or " in " in line else []
    found += _ratios(line) if ":" in line else []
    found += _digits(line) if NUMBER in cues else []
    found += [] if cues.isdisjoint(_SPELLED) else _spelled(line)
    gaps = holes + ([(m.start(), m.end()) for m in _ROUND_THE_CLOCK.finditer(line)] if "24" in line else [])
    free = [
        a
        for a in sorted(found, key=lambda amount: amount.start)[:_AT_MOST]
        if not any(start <= a.start < end for start, end in gaps)
    ]
    return joined(line, sorted(without_overlap(free), key=lambda amount: amount.start))


def _fractions(line: str) -> list[Amount]:
    shares: list[Amount] = []
    for match in _FRACTION_WORDS.finditer(line):
        value = _FRACTIONS[re.split("[- ]", match.group().lower())[-1]]
        shares.append(_amount(line, value, Unit("percent", "%"), match.start(), match.end()))
    if "/" not in line:
        return shares
    for match in _FRACTION.finditer(line):
        top, bottom = int(match.group(1)), int(match.group(2))
        if 0 < top < bottom and bottom not in {5, 7, 10, 100} and (top, bottom) != (24, 7):
            shares.append(_amount(line, round(100 * top / bottom, 1), Unit("percent", "%"), match.start(), match.end()))
    return shares


def _times(line: str) -> list[Amount]:
    """Multiples in words: "twice as many", "three times the number"."""
    return [
        replace(
            _amount(
                line, {"two": 2.0, "three": 3.0, "four": 4.0}[m.lastgroup or "two"], Unit("multiple", "x"), *m.span()
            ),
            change_word="more",
        )
        for m in _TIMES_AS.finditer(line)
    ]


def _out_of(line: str) -> list[Amount]:
    """Shares in whole numbers: "8 out of 10 users", "four in five residents"."""
    shares: list[Amount] = []
    for match in itertools.chain(_OUT_OF.finditer(line), _ONE_IN.finditer(line)):
        top, bottom = (float(NUMBER_WORDS.get(part.lower()) or number_of(part)) for part in match.groups() if part)
        if top <= bottom:
            shares.append(
                _amount(
                    line,
                    round(100 * top / bottom, 1 if bottom <= 10 else 4),
                    Unit("percent", "%"),
                    match.start(),
                    match.end() - line[: match.end()].endswith(" "),
                )
            )
    return shares


def _ratios(line: str) -> list[Amount]:
    """Ratios to one: "LTV:CAC from 3:1 to 5:1"."""
    return [_amount(line, float(m.group(1)), Unit("multiple", "x"), m.start(), m.end()) for m in _RATIO.finditer(line)]


def _spelled(line: str) -> list[Amount]:
    spelled = [_amount(line, 0.0, Unit("count", None), m.start(1), m.end(1)) for m in _TO_ZERO.finditer(line)]
    for match in _HALF_A.finditer(line):
        unit, end = _unit_after(line, match.end())
        spelled.append(_amount(line, 0.5, unit, match.start(), end))
    for match in _WORD_NUMBER.finditer(line):
        value = float(_in_words(match.group(1)) + _in_words(match.group(2))) * MULTIPLES.get(
            (match.group(3) or "").lower(), 1.0
        )
        if value == 1 and match.start() and not _ONE.search(line, 0, match.start()):
            continue
        unit, end = _unit_after(line, match.end())
        if not _is_labelled(line, match.start()):
            spelled.append(_amount(line, value, unit, match.start(), end))
    return spelled


def _in_words(word: str | None) -> int:
    return NUMBER_WORDS.get((word or "").lower(), 1 if word else 0)


def _digits(line: str) -> list[Amount]:
    return [amount for match in _NUMBER.finditer(line) if (amount := _from_match(line, match)) is not None]


def _from_match(line: str, match: re.Match[str]) -> Amount | None:
    """The amount of a matched number with the sign and currency in front of it; None when it only names something."""
    at = match.start()
    prefix = _PREFIX.search(line, max(0, at - _PREFIX_LENGTH), at)
    sign, currency = "", ""
    if prefix:
        sign, currency = (
            prefix.group("sign") or prefix.group("inner") or "",
            (prefix.group("currency") or "").lower().rstrip("."),
        )
    if _NAMED_BEFORE.search(line, max(0, at - 6), at):
        return None
    if not currency and not sign and _is_labelled(line, at):
        return None
    if _SORT.match(line, match.end("number")):
        return None
    if not currency and "." in match.group("number") and _VERSION.match(line, match.end("number")):
        return None
    value, unit, end = _scaled(line, match, CURRENCIES.get(currency))
    if value is None:
        return None
    start = prefix.start() if prefix and (sign or currency) else at
    amount = _amount(line, -value if sign == "-" else value, unit, start, end, sign)
    if (match.group("plus") or match.group("after_plus")) and not amount.comparator:
        return replace(amount, comparator=">")
    return amount


def _is_labelled(line: str, at: int) -> bool:
    """Whether what stands before a number makes it a name: "phase 2", "#3"."""
    return line.endswith("#", 0, at) or _LABEL_BEFORE.search(line, max(0, at - _LABEL_LENGTH), at) is not None


def _scaled(line: str, match: re.Match[str], currency: str | None) -> tuple[float | None, Unit, int]:
    """Value, unit and end of a matched number: its suffix multiplies (5k), names a unit (5 days) or neither."""
    tail = match.group("tail") or ""
    value = number_of(match.group("number"), is_share="%" in tail)
    money = Unit("money", currency) if currency else None
    word, glued = tail.strip(" -").lower(), tail[:1] not in {" ", "-"}
    bare_end = match.end("plus") if match.group("plus") else match.end("number")
    long_end = match.end() if tail else bare_end
    spaced = tail in _SPACED_MULTIPLES and line[long_end : long_end + 1] == " "
    if word == "m" and glued and not money and value <= _MOST_MINUTES and _is_timed(line, long_end):
        return value, Unit("duration", "min"), long_end
    multiple = _multiple(word, glued or spaced, bool(money))
    if multiple:
        unit, unit_end = _unit_after(line, long_end)
        return value * multiple, money or unit, long_end if money else unit_end
    named = unit_of(word.replace("-", " ")) if word else None
    if named and (len(word) > 1 or glued or word in {"%", "s", "h", "d", "g"}):
        unit, end = _points(line, long_end, named) if named.family == "percent" else (named, long_end)
        return value, money or unit, bare_end if money else end
    if glued and word and not money:
        return (None if len(word) < 3 else value), Unit("count", None), bare_end
    if money:
        return value, money, bare_end
    return value, *_unit_after(line, bare_end)


def _is_timed(line: str, end: int) -> bool:
    """Whether a time is spoken of, and nothing counted in millions follows at `end`."""
    return _CLOSED_TIME.match(line, end) is not None and _TIMED.search(line) is not None


def _points(line: str, end: int, unit: Unit) -> tuple[Unit, int]:
    """Percentage points where "points" follows the percent sign."""
    if line[end : end + 7].lower() in {" points", "-points"} or line[end : end + 3].lower() == "pts":
        return Unit("points", "pp"), end + 7
    return unit, end


def _multiple(word: str, glued: bool, is_money: bool) -> float:
    """What a suffix multiplies by; single letters only when they touch the number (5k, $2m), never minutes or days."""
    if len(word) > 2:
        return MULTIPLES.get(word, 0.0)
    if word in {"b", "t", "mm"} and not is_money:
        return 0.0
    return MULTIPLES.get(word, 0.0) if glued or (is_money and word in {"m", "k", "bn", "mn", "cr"}) else 0.0


def _unit_after(line: str, end: int) -> tuple[Unit, int]:
    """The unit in the next word or two behind `end`, and where it ends; a bare count when there is none."""
    scale = _SCALE.match(line, end)
    if scale:
        return Unit("scale", f"of {scale.group(1)}"), scale.end()
    rest = line[end : end + 40].lstrip(" -+")
    offset = end + len(line[end : end + 40]) - len(rest)
    first, _, second = rest.partition(" ")
    first_word = first.rstrip(".,;:)!?").lower()
    if first_word in {"business", "working", "calendar", "man"} and second:
        inner = unit_of(second.split(" ")[0].rstrip(".,;:)").lower())
        if inner and inner.family == "duration":
            name = f"business {inner.name}" if first_word != "calendar" else inner.name
            return Unit("duration", name), offset + len(first) + 1 + len(second.split(" ")[0])
    unit = unit_of(first_word)
    if (
        unit
        and (len(first_word) > 1 or unit.family == "percent")
        and first_word not in SIZES | {"second": 0, "times": 0}
    ):
        return unit, offset + len(first_word)
    return Unit("count", None), end


def _amount(line: str, value: float, unit: Unit, start: int, end: int, sign: str = "") -> Amount:
    before, after = line[max(0, start - 40) : start], line[end : end + 40]
    comparator = side_before(before)
    if not comparator and _AFTER_MORE.match(after):
        comparator = ">"
    elif not comparator and _AFTER_LESS.match(after):
        comparator = "<"
    change = _FEWER.match(after)
    return Amount(value, unit, start, end, comparator, sign, before, after, change.group(1).lower() if change else "")


def number_of(text: str, is_share: bool = False) -> float:
    """The value of a written number: "1,000" and "1.000,5" group by thousands, "0,5" is a decimal comma.

    >>> number_of("1,000"), number_of("0,5"), number_of("1.000,50"), number_of("99.999", True)
    (1000.0, 0.5, 1000.5, 99.999)
    """
    digits = text.replace("'", "").replace(" ", "")
    if digits.count(".") > 1 and "," not in digits:
        return float(digits.replace(".", ""))
    if "," in digits and "." in digits:
        decimal = max(digits.rfind(","), digits.rfind("."))
        whole = digits[:decimal].replace(",", "").replace(".", "")
        return float(f"{whole}.{digits[decimal + 1 :]}")
    if "," in digits:
        head, _, tail = digits.partition(",")
        grouped = all(len(group) == 3 for group in digits.split(",")[1:]) and head != "0" and not is_share
        return float(digits.replace(",", "")) if grouped else float(f"{head}.{tail.replace(',', '')}")
    if digits.endswith(".000") and not digits.startswith("0") and not is_share:
        return float(digits.replace(".", ""))
    return float(digits)
