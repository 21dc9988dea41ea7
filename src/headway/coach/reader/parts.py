"""Shares, multiples and levels without a sign of their own: "two thirds", "8 out of 10", "from level 2"."""

import itertools
import re
from dataclasses import replace

from .amount import Amount
from .cues import Cued, cues_of
from .lexicon import words
from .numerals import number_of
from .placed import placed
from .units import NUMBER_WORDS, Unit

_FRACTION = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])\s?(?:rds?|ths?)?(?=\s|$)")
_OUT_OF = re.compile(
    r"(?<![\d.,])(\d{1,2}|one|two|three|four|five|six|seven|eight|nine) (?:out of|in) (?:every )?"
    r"(\d{1,2}|two|three|four|five|six|ten)"
    r"\s(?=(?!stars?\b|points?\b|days\b|weeks\b|months\b|hours\b|minutes\b)[a-z]{3,})",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|\d) in (two|three|four|five|six|seven|eight|nine|ten|10|\d)"
    r"(?=\s(?:to|from|by) |\s?(?:$|[.,;)](?!\d)))|\b(\d{1,3}) in (100|1,000)\b(?![.,:%]?\d|%)"
    r"|\b(1|one) in (\d{1,3},\d{3}|\d{2,6})\b(?![.,:%]?\d|%)",
    re.IGNORECASE,
)
_FRACTION_WORDS = re.compile(
    r"\b(two[- ]thirds|three[- ](?:quarters|fourths)|(?:one[- ]|a )(?:third|fifth|tenth)(?![- ]part)|(?:one[- ]"
    r"|(?<=by )a |a (?=quarter of))quarter"
    r"|half(?= (?:of|the|our|all)))\b",
    re.I,
)
_FRACTION_HINTS = words("third thirds quarter quarters fourths fifth tenth half")
_TIMES_AS = re.compile(
    r"\b(?:(?P<two>twice|double)|(?P<three>three|triple)|(?P<four>four)) (?:times )?(?:as (?:many|much)|the number)\b",
    re.I,
)
_FRACTIONS = {
    "thirds": 66.7, "quarters": 75.0, "fourths": 75.0, "third": 33.3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0,
    "half": 50.0,
}  # fmt: skip
_RATIO = re.compile(r"(?<![\d.,:])(\d{1,4}(?:\.\d{1,2})?)\s?:\s?1(?![\d.,:]*\d)")
_FROM_LEVEL = Cued(
    "level stage grade",
    r"\bfrom (?P<first>(?:maturity )?(level|stage|grade) )(?P<low>\d(?:\.\d)?) to "
    r"(?P<last>(?:\2 )?)(?P<high>\d(?:\.\d)?)(?![\d%])",
)
"""Where something rises, its levels are figures and not names: "from **level 2** to **level 4**"."""


def parts_in(line: str) -> list[Amount]:
    """The amounts of `line` that are told as parts, multiples, ratios and levels."""
    cues = cues_of(line)
    found = [] if cues.isdisjoint(_FRACTION_HINTS) and "/" not in line else _fractions(line)
    found += _times(line) if " as " in line or " the number" in line else []
    found += _out_of(line) if " out of " in line or " in " in line else []
    found += _ratios(line) if ":" in line else []
    return found if cues.isdisjoint(_FROM_LEVEL.cues) else found + _levels(line)


def _fractions(line: str) -> list[Amount]:
    shares: list[Amount] = []
    for match in _FRACTION_WORDS.finditer(line):
        value = _FRACTIONS[re.split("[- ]", match.group().lower())[-1]]
        shares.append(placed(line, value, Unit("percent", "%"), match.start(), match.end()))
    if "/" not in line:
        return shares
    for match in _FRACTION.finditer(line):
        top, bottom = int(match.group(1)), int(match.group(2))
        if 0 < top < bottom and bottom not in {5, 7, 10, 100} and (top, bottom) != (24, 7):
            shares.append(placed(line, round(100 * top / bottom, 1), Unit("percent", "%"), match.start(), match.end()))
    return shares


def _times(line: str) -> list[Amount]:
    """Multiples in words: "twice as many", "three times the number"."""
    return [
        replace(
            placed(
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
                placed(
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
    return [placed(line, float(m.group(1)), Unit("multiple", "x"), m.start(), m.end()) for m in _RATIO.finditer(line)]


def _levels(line: str) -> list[Amount]:
    """Both levels of a rise: "from level 2 to level 4"."""
    rise = _FROM_LEVEL.search(line)
    if rise is None:
        return []
    unit = Unit("scale", "level")
    return [
        placed(line, float(rise[number]), unit, rise.start(name), rise.end(number))
        for name, number in (("first", "low"), ("last", "high"))
    ]
