"""The text as the reader sees it: one line, plain characters, of bounded length."""

import re
import unicodedata

READ_AT_MOST = 2_000
"""Characters of a statement that are read; a goal that says more than this says it elsewhere."""

_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_PLAIN = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "‒": "-",
    "×": "x", "⇒": "→", "➔": "→", "➜": "→", "＞": ">", "＜": "<", "⩾": "≥", "⩽": "≤", "％": "%", "…": ".",
})  # fmt: skip
_MARKS = re.compile(
    r"^(?:[\s>*•·‣▪◦#_~`|-]{1,8}|\(?(?:KR|O|KPI|OKR|Goal|Objective|Key Result)\s?#?\d{0,3}(?:\.\d{1,2})?\s?[:.)–-]"
    r"|\((?:stretch|aspirational|committed|optional|carry[- ]?over|p[0-4])\)|\[[ xX]?\](?=\s)"
    r"|\(?\d{1,2}[.)](?=\s)|\[(?![XYNxyn]{1,3}\])[A-Za-z][\w -]{1,14}\](?=\s[A-Za-z])){1,3}\s{0,4}",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """`text` on one line without invisible characters, typographic signs made plain, at most READ_AT_MOST long.

    Every later step works on this string, so its cost no longer depends on the length of the input.
    """
    cut = text[: READ_AT_MOST * 2]
    if not cut.isascii():
        cut = unicodedata.normalize("NFC", cut).translate(_PLAIN)
    if not cut.isprintable():
        cut = _ODD.sub(" ", cut)
    one_line = " ".join(cut.split())[:READ_AT_MOST]
    return _without_mark(one_line)


def _without_mark(line: str) -> str:
    """`line` without a bullet, a check box or a label such as "KR2:" in front; a sign before a number stays."""
    mark = _MARKS.match(line)
    if not mark or (
        line[mark.start() : mark.end()].strip() in {"", ">", "-", "~"} and line[mark.end() : mark.end() + 1].isdigit()
    ):
        return line
    rest = line[mark.end() :]
    return rest if rest.strip() else line
