"""Numbers as people write them: scaled integers in, text out. Exact; no float is involved."""

from dataclasses import dataclass
from functools import cache

from django.utils.formats import get_format
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from headway.ui.measure import Measure, Plain

MINUS, NONE = "\N{MINUS SIGN}", "\N{EN DASH}"
THIN, NBSP = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
SYMBOLS = {
    "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪",
    "VND": "₫", "UAH": "₴", "BRL": "R$", "PLN": "zł", "CZK": "Kč",
}  # fmt: skip
SYMBOL_FIRST = ("en", "ja", "zh", "nl", "pt", "ko", "hi", "he", "ga")
DURATIONS = (gettext_noop("s"), gettext_noop("min"), gettext_noop("h"), gettext_noop("d"))
SHORT = ((9, "bn"), (6, "m"), (3, "k"))


@dataclass(frozen=True)
class Marks:
    """The decimal mark and the grouping mark of a language."""

    decimal: str
    group: str


@dataclass(frozen=True)
class Parts:
    """A written number in three pieces, so that a page can set the unit in quieter type."""

    before: str
    digits: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.digits}{self.after}"


def marks(language: str | None = None) -> Marks:
    """The marks of `language` (of the active one by default); spaces become narrow no-break ones."""
    return _marks_of(language or get_language() or "en")


@cache
def _marks_of(lang: str) -> Marks:
    group = str(get_format("THOUSAND_SEPARATOR", lang, use_l10n=True))
    return Marks(
        decimal=str(get_format("DECIMAL_SEPARATOR", lang, use_l10n=True)),
        group=THIN if group.isspace() else group,
    )


def rounded(value: int, scale: int, decimals: int) -> int:
    """`value` at `scale`, rounded half away from zero to `decimals`, as an integer at that scale."""
    if decimals >= scale:
        return value * 10 ** (decimals - scale)
    step = 10 ** (scale - decimals)
    size = (abs(value) + step // 2) // step
    return -size if value < 0 else size


def plain(value: int | None, scale: int, language: str | None = None, grouped: bool = False) -> str:
    """Exact digits for an input: no unit, all decimals, ungrouped unless asked. None is empty."""
    if value is None:
        return ""
    return _digits(value, scale, marks(language), grouped)


def amount(value: int | None, measure: Measure, decimals: int | None = None, language: str | None = None) -> str:
    """`value` with its unit, as text: 14.8 %, €412, 4 h 10. None is an en dash.

    `decimals` shows fewer than the scale holds (never more).
    """
    return NONE if value is None else str(parts(value, measure, decimals, language))


def difference(value: int | None, measure: Measure, decimals: int | None = None, language: str | None = None) -> str:
    """Like `amount`, for what lies between two values: of two percentages it is percentage points."""
    if measure.unit_kind == "percent":
        measure = Plain(measure.scale, "points")
    return amount(value, measure, decimals, language)


def change(value: int | None, measure: Measure, decimals: int | None = None, language: str | None = None) -> str:
    """Like `difference`, with a plus or a true minus before it; zero carries no sign."""
    text = difference(value, measure, decimals, language)
    return f"+{text}" if value is not None and value > 0 and _says_something(text) else text


def parts(value: int, measure: Measure, decimals: int | None = None, language: str | None = None) -> Parts:
    """`value` split into what stands before the digits, the digits, and the unit after them."""
    lang = language or get_language() or "en"
    if measure.unit_kind == "duration":
        return _duration(value, measure, decimals, lang)
    shown = measure.scale if decimals is None else min(decimals, measure.scale)
    digits = _digits(rounded(value, measure.scale, shown), shown, marks(lang), True)
    return _with_unit(digits, measure, lang)


def short(value: int | None, measure: Measure, language: str | None = None) -> str:
    """For tight places: three figures and k, m or bn from ten thousand up (€412 k, 1.1 m)."""
    if value is None:
        return NONE
    whole = abs(value) // 10**measure.scale
    if whole < 10_000 or measure.unit_kind in ("duration", "percent", "points"):
        return amount(value, measure, language=language)
    return str(_shortened(value, measure, language or get_language() or "en"))


def percent(ppm: int | None, decimals: int = 0, language: str | None = None) -> str:
    """A share in parts per million as a percentage: 510000 is 51 %. None is an en dash."""
    return NONE if ppm is None else f"{percent_digits(ppm, decimals, language)}{THIN}%"


def percent_digits(ppm: int, decimals: int = 0, language: str | None = None) -> str:
    """The digits of `percent`, without the sign."""
    return _digits(rounded(ppm, 4, decimals), decimals, marks(language), True)


def unit_text(measure: Measure) -> str:
    """The unit alone, for a table head or beside an input: %, pp, €, clinics, h."""
    if measure.unit_kind == "percent":
        return "%"
    if measure.unit_kind == "points":
        return _("pp")
    if measure.unit_kind == "money":
        return SYMBOLS.get(measure.unit_label, measure.unit_label)
    return str(_duration_unit(measure.unit_label) if measure.unit_kind == "duration" else measure.unit_label)


def _digits(value: int, scale: int, m: Marks, grouped: bool) -> str:
    whole, fraction = divmod(abs(value), 10**scale)
    text = f"{whole:,}".replace(",", m.group) if grouped else str(whole)
    if scale:
        text = f"{text}{m.decimal}{fraction:0{scale}d}"
    return f"{MINUS}{text}" if value < 0 else text


def _with_unit(digits: str, measure: Measure, lang: str, tail: str = "") -> Parts:
    if measure.unit_kind != "money":
        unit = unit_text(measure)
        return Parts("", digits, "".join(f"{THIN}{t}" for t in (tail, unit) if t))
    symbol = SYMBOLS.get(measure.unit_label, measure.unit_label)
    tail = f"{THIN}{tail}" if tail else ""
    if not lang.startswith(SYMBOL_FIRST):
        return Parts("", digits, f"{tail}{NBSP}{symbol}")
    sign = MINUS if digits.startswith(MINUS) else ""
    gap = NBSP if symbol.isalpha() and symbol == measure.unit_label else ""
    return Parts(f"{sign}{symbol}{gap}", digits.removeprefix(MINUS), tail)


def _shortened(value: int, measure: Measure, lang: str) -> Parts:
    power, word = next((p, w) for p, w in SHORT if abs(value) // 10**measure.scale >= 10**p)
    scale = measure.scale + power
    decimals = 1 if abs(value) < 100 * 10**scale else 0
    digits = _digits(rounded(value, scale, decimals), decimals, marks(lang), True)
    return _with_unit(digits, measure, lang, {"bn": _("bn"), "m": _("m"), "k": _("k")}[word])


def _duration_unit(unit: str) -> str:
    return _(unit) if unit in DURATIONS else unit


def _duration(value: int, measure: Measure, decimals: int | None, lang: str) -> Parts:
    """Hours as 4 h 10, minutes with their seconds, days and short seconds as decimals."""
    size, one = abs(value), 10**measure.scale
    seconds = {"s": 1, "min": 60, "h": 3600, "d": 86400}[measure.unit_label]
    if measure.unit_label == "d" or (measure.unit_label == "s" and size < 60 * one):
        shown = measure.scale if decimals is None else min(decimals, measure.scale)
        digits = _digits(rounded(value, measure.scale, shown), shown, marks(lang), True)
        return _with_unit(digits, measure, lang)
    total = (size * seconds + one // 2) // one
    text = clock(total, measure.unit_label == "h" or total >= 3600, marks(lang))
    return Parts("", f"{MINUS if value < 0 and _says_something(text) else ''}{text}", "")


def _says_something(text: str) -> bool:
    """Whether any digit is not zero, so that what rounds to nothing carries no sign."""
    return any(d in text for d in "123456789")


def clock(seconds: int, by_minute: bool, m: Marks) -> str:
    """4 h 10 for hours and minutes, 12 min 30 s for less than an hour."""
    if by_minute:
        hours, minutes = divmod((seconds + 30) // 60, 60)
        head = f"{hours:,}".replace(",", m.group) + f"{THIN}{_('h')}"
        if not hours and minutes:
            return f"{minutes}{THIN}{_('min')}"
        return f"{head}{THIN}{minutes:02d}" if minutes else head
    minutes, rest = divmod(seconds, 60)
    tail = f"{THIN}{rest:02d}{THIN}{_('s')}" if rest else ""
    return f"{minutes}{THIN}{_('min')}{tail}"
