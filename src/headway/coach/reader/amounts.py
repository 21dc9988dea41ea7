"""Numbers of a statement with their unit, comparator and sign."""

import re
from dataclasses import replace

from .amount import Amount
from .clock import HOURS, lengths_in, times_of_day
from .cues import NUMBER, Cued, cues_of
from .joined import joined, without_overlap
from .lexicon import words
from .numerals import number_of
from .parts import parts_in
from .placed import placed
from .units import CURRENCIES, MULTIPLES, NUMBER_WORDS, SIZES, Unit, unit_of

_NUMBER = re.compile(
    r"(?P<number>(?:(?<![\w.,])|(?<=\bRs\.))\d{1,3}(?:[,' ]\d{3}){1,4}(?:\.\d{1,6})?(?!\d)"
    r"|(?<![A-Za-z_\d.,])\d{1,3}(?:\.\d{3}){1,4},\d{1,4}(?!\d)"
    r"|(?<![A-Za-z_\d.,])[1-9]\d{0,2}(?:\.\d{3}){2,4}(?![\d.])"
    r"|(?:(?<![A-Za-z_\d.])|(?<=\bRs\.))\d{1,15}(?:[.,]\d{1,6})?(?!\d)|(?<=\s)\.\d{1,6}(?!\d))"
    r"(?P<plus>\+(?=[\s%)kmbx.,]|$))?"
    r"(?P<tail>[ -]?(?:percentage[ -]points?|basis points?|per cent|p\.p\.?|%-points)|\s?%"
    r"|\s?(?:°\s?[cf]|km/h|m/s|mmol/l|mg/d?l|g/km|kwh/m²|µg/m³)(?!\w)|[ -]?[^\W\d_]{1,12})?"
    r"(?P<after_plus>\+)?",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"(?P<sign>(?<![^\s(→~:/>])(?<!\+/)[+-])?(?P<currency>[$€£¥₹₩₽₺₪]|(?<![a-z])(?:usd|eur|gbp|chf|cad|aud|inr|sek|nok|dkk"
    r"|pln|czk|brl|zar|jpy|cny|rmb|sgd|hkd|nzd|kes|ksh|ngn|thb|idr|myr|php|etb|birr|rs\.?"
    r"|us\$|c\$|a\$|r\$))?\s?(?P<inner>(?<=[$€£¥₹ ])[+-])?$",
    re.IGNORECASE,
)
_PLAIN_BEFORE = frozenset({"to ", "om ", "by ", "of ", "st ", "an "})
"""How "to", "from", "by", "of", "least" and "than" end: no sign and no currency does."""
_PREFIX_LENGTH, _LABEL_LENGTH = 7, 20
_SPACED_MULTIPLES = frozenset({" K", " M", " k"})
"""They multiply at a distance too: "11.6 M meals", "310 k€"; a small m may be metres or minutes."""
_SHORTENED = frozenset({"mio", "mrd", "mn", "bn", "tn"})
_AFTER_MULTIPLE = frozenset(" €$£")
_BOOKED = re.compile(r"\)\s?%")
"""Behind a number in parentheses, as accounts are kept, they make it negative: "from (2.1)% to 3%"."""
_FROM_BOOKED = re.compile(r"(?:\b(?:from|to|of)|[→:])\s?\($", re.IGNORECASE)
_WORD_NUMBER = re.compile(
    r"(?<![\w-])(?<!\bthe )(?<!\bour )(?<!\bthese )(?<!\bthose )("
    + "|".join(NUMBER_WORDS)
    + r"|a(?= (?:dozen|hundred|thousand|million)\b)|(?:(?<=within )|(?<=under )|(?<=less than ))an?(?= (?:business "
    r"|working )?(?:second|minute|hour|day|week|month|year)\b))(?:-(one|two|three|four|five|six|seven|eight|nine))?"
    r"(?![\w-])(?! (?:of (?:the|our|us|them)|another|way|place|stop|more time))"
    r"(?:\s(hundred|thousand|million|dozen)(?!\w))?",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:least|most|get|win|sign|hire|over|only|to|make|have|land|close|acquire|than|secure|in|with|under|within"
    r"|by|of)\s$",
    re.IGNORECASE,
)
_TO_ZERO = re.compile(
    r"(?:\b(?:to|at|of|from|achieves?|reach(?:es)?|hits?|(?:must|should|shall|will|can) be)|\w:) "
    r"(zero|(?:(?<=: )|(?<=to ))(?:none|nil))\b(?!-)(?! to\b)",
    re.IGNORECASE,
)
_HALF_A = re.compile(
    r"\bhalf an? (?=(?:second|minute|hour|day|week|month|year|point|percentage point)\b)", re.IGNORECASE
)
_SPELLED = frozenset(NUMBER_WORDS) | words("zero none nil half dozen hundred thousand million within under than")
_AT_MOST = 60
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
_LAST_TIME = re.compile(r"\b(?:last|previous|prior|this) (?:week|month|quarter|year):? $", re.IGNORECASE)
"""Here the word says when and is no label: "**last month** 88 %"."""
_NAMED_BEFORE = re.compile(r"(?<!sub)(?<=[A-Za-z])-$", re.IGNORECASE)
"""A hyphen behind a letter makes a number part of a name: K-2, GPT-4."""
_VERSION = re.compile(r"[ -]?(?:release|version|alpha|beta|rc|ga|milestone|branch)\b", re.IGNORECASE)
_SORT = re.compile(r"-(?:way|factor|sided|tier|dimensional|stage|phase|part|degree)\b", re.IGNORECASE)
"""Behind a number, it tells the sort of a thing: "2-way feedback", "360-degree reviews"."""
_TIMED = re.compile(
    r"(?<![\w-])(?:times?|latency|wait|waiting|duration|mtt[rd]|delay|turnaround"
    r"|\d+ ?(?:h|s|secs?|mins?|hours?|seconds?))(?![\w-])",
    re.IGNORECASE,
)
"""Where one of these stands, an m that touches a number is minutes: "from 90s to 1m"."""
_MOST_MINUTES = 600
_CLOSED_TIME = re.compile(r"\s?(?:$|[.,;)]|(?:to|and|or|from|for|by|in|on|within|→|->)\b)", re.IGNORECASE)
_ROUND_THE_CLOCK = re.compile(r"24\s?[/x]\s?7")
_TIMES_AND_SCALES = HOURS | words("scale scales")
_SCALE_ENDS = Cued("scale scales", r"\bscale\s(?:of |from )?\d{1,2} ?(?:to|-) ?\d{1,3}\b")


def amounts_in(line: str, holes: list[tuple[int, int]]) -> list[Amount]:
    """The amounts of `line` by place, leaving out what lies in `holes` (dates) and numbers that only name things."""
    cues = cues_of(line)
    found = parts_in(line)
    found += _digits(line) if NUMBER in cues else []
    found += [] if cues.isdisjoint(_SPELLED) else _spelled(line)
    gaps = holes
    if ":" in line or not cues.isdisjoint(_TIMES_AND_SCALES):
        found = [placed(line, *length) for length in lengths_in(line)] + found
        gaps = holes + times_of_day(line) + [m.span() for m in _SCALE_ENDS.all_in(line)]
    gaps = gaps + [m.span() for m in _ROUND_THE_CLOCK.finditer(line)] if "24" in line else gaps
    free = [
        a
        for a in sorted(found, key=lambda amount: amount.start)[:_AT_MOST]
        if not any(start <= a.start < end for start, end in gaps)
    ]
    return joined(line, sorted(without_overlap(free), key=lambda amount: amount.start))


def _spelled(line: str) -> list[Amount]:
    spelled = [placed(line, 0.0, Unit("count", None), m.start(1), m.end(1)) for m in _TO_ZERO.finditer(line)]
    for match in _HALF_A.finditer(line):
        unit, end = _unit_after(line, match.end())
        spelled.append(placed(line, 0.5, unit, match.start(), end))
    for match in _WORD_NUMBER.finditer(line):
        value = float(_in_words(match.group(1)) + _in_words(match.group(2))) * MULTIPLES.get(
            (match.group(3) or "").lower(), 1.0
        )
        if value == 1 and match.start() and not _ONE.search(line, 0, match.start()):
            continue
        unit, end = _unit_after(line, match.end())
        if not _is_labelled(line, match.start()):
            spelled.append(placed(line, value, unit, match.start(), end))
    return spelled


def _in_words(word: str | None) -> int:
    return NUMBER_WORDS.get((word or "").lower(), 1 if word else 0)


def _digits(line: str) -> list[Amount]:
    return [amount for match in _NUMBER.finditer(line) if (amount := _from_match(line, match)) is not None]


def _from_match(line: str, match: re.Match[str]) -> Amount | None:
    """The amount of a matched number with the sign and currency in front of it; None when it only names something."""
    at = match.start()
    plain = line[max(0, at - 3) : at] in _PLAIN_BEFORE
    prefix = None if plain else _PREFIX.search(line, max(0, at - _PREFIX_LENGTH), at)
    sign, currency = "", ""
    if prefix:
        sign, currency = (
            prefix.group("sign") or prefix.group("inner") or "",
            (prefix.group("currency") or "").lower().rstrip("."),
        )
    if line.endswith("-", 0, at) and _NAMED_BEFORE.search(line, max(0, at - 6), at):
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
    start = prefix.start() + (line[prefix.start()] == " ") if prefix and (sign or currency) else at
    booked = _booked(line, start, end, unit) if line.endswith("(", 0, start) else None
    if booked is not None:
        return placed(line, -value, unit if currency else Unit("percent", "%"), start - 1, booked, "-")
    amount = placed(line, -value if sign == "-" else value, unit, start, end, sign)
    if (match.group("plus") or match.group("after_plus")) and not amount.comparator:
        return replace(amount, comparator=">")
    return amount


def _booked(line: str, start: int, end: int, unit: Unit) -> int | None:
    """Where a number ends that parentheses make negative, "(2.1)%" or "from ($3m)"; None for any other."""
    percent = _BOOKED.match(line, end)
    if percent:
        return percent.end()
    owed = unit.family == "money" and line.startswith(")", end) and _FROM_BOOKED.search(line, max(0, start - 8), start)
    return end + 1 if owed else None


def _is_labelled(line: str, at: int) -> bool:
    """Whether what stands before a number makes it a name: "phase 2", "#3"."""
    if line.endswith("#", 0, at):
        return True
    begin = max(0, at - _LABEL_LENGTH)
    return _LABEL_BEFORE.search(line, begin, at) is not None and _LAST_TIME.search(line, begin, at) is None


def _scaled(line: str, match: re.Match[str], currency: str | None) -> tuple[float | None, Unit, int]:
    """Value, unit and end of a matched number: its suffix multiplies (5k), names a unit (5 days) or neither."""
    tail = match.group("tail") or ""
    value = number_of(match.group("number"), is_share="%" in tail)
    money = Unit("money", currency) if currency else None
    word, glued = tail.strip(" -").lower(), tail[:1] not in {" ", "-"}
    bare_end = match.end("plus") if match.group("plus") else match.end("number")
    long_end = match.end() if tail else bare_end
    spaced = tail in _SPACED_MULTIPLES and line[long_end : long_end + 1] in _AFTER_MULTIPLE
    if word == "m" and glued and not money and value <= _MOST_MINUTES and _is_timed(line, long_end):
        return value, Unit("duration", "min"), long_end
    multiple = _multiple(word, glued or spaced, bool(money))
    if multiple:
        unit, unit_end = _unit_after(line, long_end + (word in _SHORTENED and line.startswith(".", long_end)))
        return value * multiple, money or unit, long_end if money else unit_end
    named = unit_of(word.replace("-", " ")) if word else None
    if named and (len(word) > 1 or glued or word in {"%", "s", "h", "d", "g", "l", "t"}):
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
        and (len(first_word) > 1 or unit.family in {"percent", "money"})
        and first_word not in SIZES | {"second": 0, "times": 0}
    ):
        return unit, offset + len(first_word)
    return Unit("count", None), end
