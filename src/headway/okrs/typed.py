"""What people type about key results, read into what actions take."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from headway.kpis.models import Metric
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.steps import NewStep
from headway.okrs.rules.targets import is_relative
from headway.people.errors import Refused
from headway.ui.format import SYMBOLS, marks
from headway.ui.measure import Measure, Plain
from headway.ui.parse import AmountError, parse_measure

DURATIONS = {"s": "s", "sec": "s", "seconds": "s", "min": "min", "minutes": "min", "h": "h", "hours": "h"}
DAYS = {"d", "day", "days"}
CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class Typed:
    """The texts of a key result as they were typed into a row or a form."""

    title: str = ""
    unit: str = ""
    baseline: str = ""
    target: str = ""
    limit_lower: str = ""
    limit_upper: str = ""
    kind: str = "move"
    metric: Metric | None = None
    measure: Measure | None = None


def unit_of(text: str) -> tuple[str, str]:
    """The kind and label of a unit as it is typed: “%”, “pp”, “€” or “EUR”, “h”, “clinics”."""
    unit = text.strip()
    codes = {symbol: code for code, symbol in SYMBOLS.items()}
    if unit in {"%", "percent"}:
        return "percent", ""
    if unit in {"pp", "points"}:
        return "points", ""
    if unit in codes or CURRENCY.fullmatch(unit):
        return "money", codes.get(unit, unit)
    if unit.casefold() in DURATIONS:
        return "duration", DURATIONS[unit.casefold()]
    return ("duration", "d") if unit.casefold() in DAYS else ("number", unit[:16])


def measure_of(typed: Typed) -> Plain:
    """The measure that a row's texts ask for: its scale is the most decimals that any of them has."""
    given = typed.metric or typed.measure
    if given is not None:
        return Plain(given.scale, given.unit_kind, given.unit_label)
    values = (typed.baseline, typed.target, typed.limit_lower, typed.limit_upper)
    unit = typed.unit or next((trailing for text in values if (trailing := _trailing_unit(text))), "")
    kind, label = unit_of(unit)
    return Plain(min(6, max(_decimals(text) for text in values)), kind, label)


def _trailing_unit(text: str) -> str:
    if is_relative(text):
        return ""
    found = re.fullmatch(r"\s*([€$£¥₹]?)\s*[-−+]?[\d.,'’\s]*\d\s*([^\d\s.,]\S*)?\s*", text)
    return (found[1] or found[2] or "") if found else ""


def _decimals(text: str) -> int:
    found = re.search(re.escape(marks().decimal) + r"(\d+)", text)
    return len(found[1]) if found and not is_relative(text) else 0


def read_key_result(typed: Typed, **more: Any) -> NewKeyResult:
    """The new key result that the texts ask for; :class:`Refused` names the field that cannot be read."""
    measure = measure_of(typed)
    relative = is_relative(typed.target)
    return NewKeyResult(
        title=typed.title, kind=typed.kind, metric=typed.metric,
        unit_kind=measure.unit_kind, unit_label=measure.unit_label, scale=measure.scale,
        baseline=read_amount(typed.baseline, measure, "baseline"),
        target=None if relative else read_amount(typed.target, measure, "target"),
        target_words=typed.target if relative else "",
        limit_lower=read_amount(typed.limit_lower, measure, "limit_lower"),
        limit_upper=read_amount(typed.limit_upper, measure, "limit_upper"),
        **more,
    )  # fmt: skip


def read_amount(text: str, measure: Measure, field: str) -> int | None:
    """A typed number in a measure, or None for an empty text."""
    if not text.strip():
        return None
    try:
        return parse_measure(text, measure)
    except AmountError as error:
        raise Refused(str(error), field=field) from error


def read_confidence(text: str) -> int | None:
    """A typed confidence from 0 to 10, or None for an empty text."""
    if not text.strip():
        return None
    if not re.fullmatch(r"\d{1,2}", text.strip()) or int(text) > 10:
        raise Refused(_("“%(text)s” is no confidence: type a whole number from 0 to 10.") % {"text": text.strip()[:20]},
                      field="confidence")  # fmt: skip
    return int(text)


def read_curve(text: str, measure: Measure) -> tuple[tuple[date, int], ...]:
    """Dated values, one a line as ``2026-11-30: 40``; :class:`Refused` names the line that cannot be read."""
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        day, _colon, value = line.partition(":")
        amount = read_amount(value, measure, "curve")
        if amount is None:
            said = _("“%(line)s” has no value: write it like 2026-11-30: 40.")
            raise Refused(said % {"line": line[:60]}, field="curve")
        found.append((_day(day, line, "curve"), amount))
    return tuple(found)


def read_steps(text: str) -> list[NewStep]:
    """Steps, one a line as ``Lease signed, 2026-10-31, 2``; without a weight it weighs 1."""
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        matched = re.fullmatch(r"(.+?)[,;\t]\s*(\d{4}-\d{2}-\d{2})\s*(?:[,;\t]\s*(\d{1,4}))?", line)
        if matched is None:
            said = _("“%(line)s” cannot be read: write it like Lease signed, 2026-10-31, 2.")
            raise Refused(said % {"line": line[:60]}, field="steps")
        found.append(NewStep(matched[1].strip(), _day(matched[2], line, "steps"), int(matched[3] or 1)))
    return found


def _day(text: str, line: str, field: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        said = _("“%(line)s” has no date that can be read: write it like 2026-11-30.")
        raise Refused(said % {"line": line[:60]}, field=field) from None
