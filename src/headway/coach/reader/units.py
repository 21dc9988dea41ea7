"""Units behind a number: durations, data sizes, multiples, currencies, scales."""

from typing import NamedTuple

CURRENCIES = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "jpy": "JPY", "inr": "INR", "chf": "CHF", "cad": "CAD", "aud": "AUD",
    "nzd": "NZD", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN", "czk": "CZK", "brl": "BRL", "zar": "ZAR",
    "sgd": "SGD", "hkd": "HKD", "cny": "CNY", "rmb": "CNY", "mxn": "MXN", "aed": "AED", "dollar": "USD",
    "dollars": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "us$": "USD", "c$": "CAD",
    "a$": "AUD", "rupees": "INR", "rs": "INR", "kes": "KES", "ksh": "KES", "ngn": "NGN", "thb": "THB", "idr": "IDR",
    "myr": "MYR", "php": "PHP", "etb": "ETB", "birr": "ETB", "yen": "JPY", "r$": "BRL",
}  # fmt: skip
"""Sign, code or word (lower case) to its ISO 4217 code."""

DURATIONS = {
    "ms": "ms", "msec": "ms", "millisecond": "ms", "milliseconds": "ms", "s": "seconds", "sec": "seconds",
    "secs": "seconds", "second": "seconds", "seconds": "seconds", "min": "min", "mins": "min", "minute": "min",
    "minutes": "min", "h": "hours", "hr": "hours", "hrs": "hours", "hour": "hours", "hours": "hours", "d": "days",
    "day": "days", "days": "days", "wk": "weeks", "wks": "weeks", "week": "weeks", "weeks": "weeks",
    "month": "months", "months": "months", "mo": "months", "mos": "months", "quarter": "quarters",
    "quarters": "quarters", "year": "years", "years": "years", "yr": "years", "yrs": "years", "sprint": "sprints",
    "sprints": "sprints",
}  # fmt: skip
"""Written duration units (lower case) to the word the reader answers with."""

SECONDS = {
    "ms": 0.001, "seconds": 1, "min": 60, "hours": 3600, "days": 86_400, "weeks": 604_800,
    "months": 2_629_800, "quarters": 7_889_400, "years": 31_557_600,
}  # fmt: skip
"""How long a duration is; a year has 365.25 days, and its months and quarters are equal parts of it."""

_METRIC = {
    "B": {"B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "PB": 1e15, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30,
          "TiB": 2**40},
    "g": {"mg": 1e-3, "g": 1, "kg": 1e3, "t": 1e6, "tonnes": 1e6, "kt": 1e9},
    "l": {"ml": 1e-3, "l": 1, "litres": 1, "m³": 1e3},
    "Wh": {"kWh": 1e3, "MWh": 1e6, "GWh": 1e9, "TWh": 1e12},
    "W": {"kW": 1e3, "MW": 1e6},
    "bit/s": {"kbps": 1e3, "Mbps": 1e6, "Gbps": 1e9},
    "m²": {"m²": 1, "ha": 1e4},
}  # fmt: skip
"""What the units of one quantity are in its smallest whole one."""

SIZES = {
    "b": "B", "kb": "KB", "mb": "MB", "gb": "GB", "tb": "TB", "pb": "PB", "kib": "KiB", "mib": "MiB", "gib": "GiB",
    "tib": "TiB", "mbps": "Mbps", "gbps": "Gbps", "kbps": "kbps", "qps": "qps", "rps": "rps", "tps": "tps",
    "kwh": "kWh", "mwh": "MWh", "kw": "kW", "mw": "MW", "kg": "kg", "tonnes": "tonnes", "tons": "tonnes",
    "tco2e": "tCO2e", "g": "g", "mg": "mg", "kt": "kt", "ha": "ha", "hectares": "ha", "litres": "litres",
    "liters": "litres", "km": "km", "kms": "km", "mile": "miles", "miles": "miles", "bps": "bps", "fps": "fps",
    "hz": "Hz", "gwh": "GWh", "twh": "TWh", "t": "t", "l": "l", "ml": "ml", "mm": "mm", "cm": "cm", "m²": "m²",
    "m³": "m³", "db": "dB", "nm": "Nm", "ppm": "ppm", "°c": "°C", "°f": "°F", "km/h": "km/h", "m/s": "m/s",
    "mg/dl": "mg/dl", "mg/l": "mg/l", "mmol/l": "mmol/l", "g/km": "g/km", "kwh/m²": "kWh/m²", "µg/m³": "µg/m³",
}  # fmt: skip

MULTIPLES = {
    "k": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "mil": 1e6, "bn": 1e9, "b": 1e9, "t": 1e12, "tn": 1e12,
    "thousand": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "trillion": 1e12, "hundred": 1e2, "dozen": 12.0,
    "mrd": 1e9, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7,
}  # fmt: skip
"""Suffixes that multiply: k, m, bn and their words."""

PERCENT = frozenset({"%", "percent", "pct", "per cent"})
POINTS = {
    "pp": "pp", "ppt": "pp", "ppts": "pp", "pps": "pp", "pts": "pp", "percentage points": "pp",
    "percentage point": "pp", "%-points": "pp", "p.p": "pp", "point": "points", "points": "points",
    "basis points": "bp", "basis point": "bp", "bp": "bp",
}  # fmt: skip
MULTIPLIER_SIGNS = frozenset({"x", "-fold", "fold", "times"})

NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip


_ALIKE = [SECONDS, *_METRIC.values()]


def in_unit(value: float, own: str | None, other: str | None) -> float:
    """`value` in another unit of the same quantity; as it is where there is none.

    >>> in_unit(4, "min", "seconds"), in_unit(1.2, "kg", "g"), in_unit(3, "%", "kg")
    (240.0, 1200.0, 3)
    """
    sizes = next((sizes for sizes in _ALIKE if own in sizes and other in sizes), None)
    if sizes is None or own is None or other is None or own == other:
        return value
    return round(value * sizes[own] / sizes[other], 2 if sizes is SECONDS and sizes[own] > 864_000 else 6)


class Unit(NamedTuple):
    """A unit: `family` is percent, points, money, duration, size, multiple, scale or count; `name` as written."""

    family: str
    name: str | None


def unit_of(word: str) -> Unit | None:
    """The unit a lower-case word names, or None. Multiples such as "k" are no units."""
    if word in PERCENT:
        return Unit("percent", "%")
    if word in POINTS:
        return Unit("points", POINTS[word])
    if word in MULTIPLIER_SIGNS:
        return Unit("multiple", "x")
    if word in DURATIONS:
        return Unit("duration", DURATIONS[word])
    if word in CURRENCIES:
        return Unit("money", CURRENCIES[word])
    if word in SIZES:
        return Unit("size", SIZES[word])
    return None
