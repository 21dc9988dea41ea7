"""Relative targets: "−25 %", "double", "+10". Computed once from the baseline, to the scale, exactly."""

import re
from fractions import Fraction

from headway.okrs.rules.progress import rounded

TIMES = {
    "double": Fraction(2), "twice": Fraction(2), "triple": Fraction(3), "quadruple": Fraction(4),
    "half": Fraction(1, 2), "halve": Fraction(1, 2), "a third": Fraction(1, 3), "a quarter": Fraction(1, 4),
}  # fmt: skip
SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{FULLWIDTH PLUS SIGN}": "+"})
SHARE = re.compile(r"([+-])\s*(\d{1,6}(?:[.,]\d{1,4})?)\s*%")
STEP = re.compile(r"([+-])\s*(\d{1,15}(?:[.,]\d{1,6})?)(?:\s*[^\d\s.,%]\S{0,15})?")
FACTOR = re.compile(r"(?:[x×]\s*(\d{1,4}(?:[.,]\d{1,4})?)|(\d{1,4}(?:[.,]\d{1,4})?)\s*[x×])")


def is_relative(words: str) -> bool:
    """Whether the words are of a kind that :func:`computed` understands."""
    return computed(words, 0, 6) is not None


def computed(words: str, baseline: int, scale: int) -> int | None:
    """The target that ``words`` ask for, scaled like the baseline; None if they name no relative target.

    ``−25 %`` is a quarter less than the baseline, ``+10`` ten units more, ``double`` and ``×2`` twice it.
    A share of the baseline is rounded to the scale, halves away from zero.
    """
    text = " ".join(words.translate(SIGNS).casefold().split())
    if text in TIMES:
        return _rounded(baseline * TIMES[text])
    if found := SHARE.fullmatch(text):
        return _rounded(baseline * (1 + _signed(found) / 100))
    if found := FACTOR.fullmatch(text):
        return _rounded(baseline * _number(found[1] or found[2]))
    if found := STEP.fullmatch(text):
        return _rounded(baseline + _signed(found) * 10**scale)
    return None


def _signed(found: re.Match[str]) -> Fraction:
    number = _number(found[2])
    return -number if found[1] == "-" else number


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def _rounded(value: Fraction) -> int:
    return rounded(value.numerator, value.denominator)
