"""Letters and signs that stand where an amount belongs: X, N, ??, TBD."""

import re

from .cues import cues_of
from .lexicon import words

_PLACEHOLDER = re.compile(
    r"(?:(?<![\w-])(?:[XYNZ]{1,3}|xx+|tbd|tbc|tba|\?\?+|_{2,}|<[a-z ]{1,20}>|\[[A-Za-z#% ]{1,12}\])(?=\s?%|[.,;)]?$"
    r"|\s(?:to|new|more|from|number|days|hours|min|users|customers|developers?|reference|and|of|per|points|by|ms"
    r"|\w+s\b|(?:new |more |[a-z]+ )?[a-z]{3,}s\b)|min\b|x\b|ms\b))"
    r"|\[[XYNZ#?]{1,3}(?:\s?%|[/ ]\w{1,12})?\]|[$€£]\s?[XYN](?![a-z])|\b[XYNxyn]\s?[%#](?!\w)|\b[XYN]min\b"
    r"|(?<=\bleast )[xn]\b|(?<=\bmin )[xn]\b|(?<=\bby )[xn]\b",
)
_SHARE_OR_MONEY = re.compile(r"(?<!\w)(?:[XYNZ]{1,3}|[xyn]{1,2})(?=\s?%)|(?<=[$€£])[XYN](?!\w)")
_SIGNS = re.compile(r"[XYNZ<\[?_]")
_WORDS = words("n tba tbc tbd x y")
_PLACE_WORDS = re.compile(r"\b(?:tbd|tbc|to be (?:defined|determined|decided|confirmed)|\?\?+)(?![\w])", re.IGNORECASE)


def placeholder_in(line: str) -> str:
    """The placeholder in `line` as written, "" when there is none.

    >>> placeholder_in("Reduce latency from Xms to Yms"), placeholder_in("Ship version X")
    ('Xms', '')
    """
    if not _may_hold_one(line):
        return ""
    match = _PLACEHOLDER.search(line) or _PLACE_WORDS.search(line)
    return match.group() if match else ""


def _may_hold_one(line: str) -> bool:
    """Whether `line` holds a sign or word of a placeholder; most lines do not, and are searched no further."""
    return not _WORDS.isdisjoint(cues_of(line)) or "xx" in line or "o be " in line or _SIGNS.search(line) is not None


def filled_in(line: str) -> str:
    """`line` with numbers for the letters that stand for a share or for money: "cut costs by XX%", "raise $X".

    >>> filled_in("Cut exit costs by XX%"), filled_in("Raise $X"), filled_in("Open a school in village X")
    ('Cut exit costs by 9%', 'Raise $9', 'Open a school in village X')
    """
    return _SHARE_OR_MONEY.sub("9", line)
