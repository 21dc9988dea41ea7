"""Numbers as people type them: text in, scaled integers out. Every refusal is a whole sentence."""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.ui.format import SYMBOLS, Marks, marks, plain, rounded, unit_text
from headway.ui.measure import Measure

LIMIT = 10**15
LONGEST = 60
SIGNS = str.maketrans(dict.fromkeys("\u2212\u2012\u2013\u2010\u2011\uff0d\ufe63", "-") | {"\uff0b": "+"})
APOSTROPHES = ("'", "\N{RIGHT SINGLE QUOTATION MARK}")
SPAN = re.compile(
    r"([+-]?)(?:(\d{1,9})\s*d)?\s*(?:(\d{1,9})\s*h(?:\s*([0-5]?\d)(?=$))?)?"
    r"\s*(?:(\d{1,9})\s*min)?\s*(?:(\d{1,9})\s*s)?"
)
CLOCK = re.compile(r"([+-]?)(\d{1,9}):([0-5]\d)")
SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400}


class AmountError(ValueError):
    """What was typed cannot be read as a number; the message says why and what to do."""


def parse_amount(text: str, scale: int, locale: str | None = None, units: Iterable[str] = ()) -> int:
    """Read `text` as an integer scaled by `scale`, in the number format of `locale` (default: active).

    `units` may stand before or after the number. Raises AmountError for anything that is not one
    plain number within ±10**15 scaled units and with at most `scale` decimals.
    """
    shown = _shown(text)
    core = _without_units(_clean(text), units)
    if not core:
        raise AmountError(_("There is no number here. Type one, or leave the row out."))
    sign, digits = (core[0], core[1:]) if core[0] in "+-" else ("", core)
    m = marks(locale)
    whole, fraction = _split(digits.strip(), m, shown)
    value = _scaled(whole, fraction, scale, shown, m)
    return -value if sign == "-" else value


def parse_measure(text: str, measure: Measure, locale: str | None = None) -> int:
    """Read `text` in the unit of `measure`: “14.8 %”, “€412”, “4 h 10”. Raises AmountError."""
    if measure.unit_kind == "duration":
        seconds = _compound(_clean(text))
        if seconds is not None:
            return _in_unit(seconds, measure, _shown(text))
    return parse_amount(text, measure.scale, locale, _units(measure))


def _shown(text: str) -> str:
    """What was typed, fit to be quoted in a sentence."""
    quiet = "".join(c for c in text.strip() if c.isprintable())
    return quiet if len(quiet) <= LONGEST else f"{quiet[:LONGEST]}…"


def _clean(text: str) -> str:
    """One kind of minus, ASCII digits, one kind of space."""
    signs = text.strip().translate(SIGNS)
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in signs)
    return " ".join(digits.split())


def _units(measure: Measure) -> list[str]:
    words = {measure.unit_label, unit_text(measure)}
    if measure.unit_kind == "percent":
        words = {"%"}
    if measure.unit_kind == "points":
        words |= {"pp", "%"}
    if measure.unit_kind == "money":
        words |= {SYMBOLS.get(measure.unit_label, measure.unit_label)}
    return [w for w in words if w]


def _without_units(text: str, units: Iterable[str]) -> str:
    sign, rest = (text[0], text[1:].strip()) if text[:1] in ("+", "-") else ("", text)
    for unit in sorted(units, key=len, reverse=True):
        folded = rest.casefold()
        if folded.endswith(unit.casefold()):
            return f"{sign}{rest[: len(rest) - len(unit)].strip()}"
        if folded.startswith(unit.casefold()):
            return f"{sign}{rest[len(unit) :].strip()}"
    return f"{sign}{rest}"


def _split(digits: str, m: Marks, shown: str) -> tuple[str, str]:
    """Whole and fractional digits, or the sentence that says why this is not one number."""
    if not re.fullmatch(r"[\d.,'\u2019 ]*\d[\d.,'\u2019 ]*", digits):
        raise AmountError(
            _("“%(text)s” is not a number. Write it out in digits, like %(example)s.")
            % {"text": shown, "example": f"1234{m.decimal}5"}
        )
    whole, found, fraction = digits.partition(m.decimal)
    group = _group_mark(whole, m)
    grouped = rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+" if group else r"\d+"
    ends_well = not found or re.fullmatch(r"\d+", fraction)
    starts_well = re.fullmatch(grouped, whole) or re.fullmatch(r"\d+", whole) or (found and not whole)
    if not (starts_well and ends_well):
        raise AmountError(_mixed(shown, m))
    return re.sub(r"\D", "", whole) or "0", fraction


def _group_mark(whole: str, m: Marks) -> str:
    """The one grouping mark used: the locale's own, a space or an apostrophe."""
    allowed = [g for g in (m.group, " ", *APOSTROPHES) if not g.isspace() or g == " "]
    used = [g for g in dict.fromkeys(allowed) if g in whole]
    return used[0] if len(used) == 1 else ""


def _mixed(shown: str, m: Marks) -> str:
    return _(
        "“%(text)s” can be read in more than one way. Here thousands may be grouped as %(grouped)s, "
        "and decimals follow a %(mark)s: write it that way."
    ) % {
        "text": shown,
        "grouped": plain(1234567, 0, None, grouped=True) if m == marks() else f"1{m.group}234{m.group}567",
        "mark": _("comma") if m.decimal == "," else _("point"),
    }


def _scaled(whole: str, fraction: str, scale: int, shown: str, m: Marks) -> int:
    if len(fraction.rstrip("0")) > scale:
        if not scale:
            raise AmountError(
                _("“%(text)s” has decimals, and this number is kept whole. Round it first.") % {"text": shown}
            )
        raise AmountError(
            ngettext(
                "“%(text)s” has more decimals than the %(n)s that is kept here. Round it first.",
                "“%(text)s” has more decimals than the %(n)s that are kept here. Round it first.",
                scale,
            )
            % {"text": shown, "n": scale}
        )
    digits = whole.lstrip("0") + fraction[:scale].ljust(scale, "0")
    if len(digits) > len(str(LIMIT)) or int(digits or "0") > LIMIT:
        raise AmountError(
            _("“%(text)s” is too large: the most that can be kept is %(limit)s. Use a larger unit.")
            % {"text": shown, "limit": f"{LIMIT // 10**scale:,}".replace(",", m.group)}
        )
    return int(digits or "0")


def _compound(text: str) -> int | None:
    """Seconds of “4 h 10”, “4:10” or “1 d 4 h”; None if the text is not written so."""
    if found := CLOCK.fullmatch(text):
        size = int(found[2]) * 3600 + int(found[3]) * 60
        return -size if found[1] == "-" else size
    found = SPAN.fullmatch(text)
    if not found or not any(found.groups()[1:]):
        return None
    d, h, after, minutes, s = (int(g or 0) for g in found.groups()[1:])
    size = d * 86400 + h * 3600 + (after + minutes) * 60 + s
    return -size if found[1] == "-" else size


def _in_unit(seconds: int, measure: Measure, shown: str) -> int:
    """Seconds in the measure's unit; refused if the kept value would be half a minute off."""
    per = SECONDS[measure.unit_label]
    step = 60 if seconds % 60 == 0 else 1
    exact = abs(seconds) * 10 ** (measure.scale + 1) // per
    size = rounded(exact, 1, 0)
    if abs(size * per - abs(seconds) * 10**measure.scale) * 2 > step * 10**measure.scale:
        raise AmountError(
            _("“%(text)s” is finer than what is kept here: %(n)s decimals of %(unit)s. Round it first.")
            % {"text": shown, "n": measure.scale, "unit": unit_text(measure)}
        )
    if size > LIMIT:
        raise AmountError(_("“%(text)s” is too long a time to be kept.") % {"text": shown})
    return -size if seconds < 0 else size
