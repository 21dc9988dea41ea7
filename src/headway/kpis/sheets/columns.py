"""What each column of a sheet is, by the words people use for it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from headway.kpis.sheets.table import Table
from headway.people.errors import Refused

WORDS = {
    "kpi": ("kpi", "key", "name", "metric", "indicator", "kpi name", "kpi key", "kennzahl", "schlüssel"),
    "period": (
        "period", "date", "week", "month", "day", "quarter", "year", "time", "timestamp", "datetime", "ds",
        "datum", "zeitraum", "woche", "monat", "tag", "quartal", "jahr",
    ),
    "value": ("value", "reading", "actual", "amount", "result", "y", "wert", "ist", "istwert"),
    "numerator": ("numerator", "part", "hits", "zähler"),
    "denominator": ("denominator", "whole", "total", "base", "nenner"),
}  # fmt: skip


@dataclass(frozen=True)
class Columns:
    """Where each thing stands in a row; None where the sheet has no such column."""

    period: int
    value: int | None
    numerator: int | None = None
    denominator: int | None = None
    kpi: int | None = None


def find_columns(table: Table, needs_kpi: bool) -> Columns:
    """Map the head of a sheet. Raises ``Refused`` naming columns that are unknown, doubled or missing."""
    found: dict[str, int] = {}
    unknown = []
    for at, title in enumerate(table.head):
        name = name_of(title)
        if name is None or (name == "kpi" and not needs_kpi):
            unknown.append(title or _("(without a title)"))
        elif name in found:
            sentence = _("The columns “%(a)s” and “%(b)s” both say the %(what)s: keep one of them.")
            raise Refused(sentence % {"a": table.head[found[name]], "b": title, "what": name}, field="file")
        else:
            found[name] = at
    if unknown:
        raise Refused(_unknown(unknown, needs_kpi), field="file")
    _refuse_missing(found, needs_kpi)
    return Columns(
        found["period"], found.get("value"), found.get("numerator"), found.get("denominator"), found.get("kpi")
    )


def name_of(title: str) -> str | None:
    """What a column of this title says: kpi, period, value, numerator, denominator, or None."""
    word = " ".join(title.casefold().replace("_", " ").split())
    return next((name for name, words in WORDS.items() if word in words), None)


def _unknown(titles: list[str], needs_kpi: bool) -> str:
    known = ["period", "value", "numerator", "denominator"]
    named = ", ".join(f"“{title[:40]}”" for title in titles[:8])
    sentence = _(
        "The head has columns that Headway does not know: %(titles)s. Remove them, or call them one of: %(known)s."
    )
    if needs_kpi:
        sentence += " " + _("A column may also be titled with a KPI's key or name.")
    return sentence % {"titles": named, "known": ", ".join(["kpi", *known] if needs_kpi else known)}


def _refuse_missing(found: dict[str, int], needs_kpi: bool) -> None:
    if "period" not in found:
        raise Refused(_("No column says the period: give it the title “date”."), field="file")
    if needs_kpi and "kpi" not in found:
        sentence = _("No column says which KPI a row is about: give it the title “kpi”, with keys or names.")
        raise Refused(sentence, field="file")
    if "value" not in found and not {"numerator", "denominator"} <= set(found):
        sentence = _("No column says the value: give it the title “value”, or send numerator and denominator.")
        raise Refused(sentence, field="file")
