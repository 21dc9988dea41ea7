"""From Headway's numbers to the charts' floats, and from floats back to written numbers."""

from collections.abc import Callable
from datetime import date

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _

from headway.charts import LoopWords, Words
from headway.ui import format as numbers
from headway.ui.format import parts
from headway.ui.measure import Measure, Plain


def real(value: int | None, measure: Measure) -> float | None:
    """The scaled integer as a float in the measure's unit, for drawing only."""
    return None if value is None else value / 10**measure.scale


def writer(measure: Measure, unit: bool = False) -> Callable[[float, int], str]:
    """The `write` of a chart: digits in the reader's locale, never finer than the measure's scale.

    Durations are written with their units, as 4 h 10; other numbers only when `unit` is set.
    """

    def write(value: float, decimals: int) -> str:
        kept = Plain(min(decimals, measure.scale), measure.unit_kind, measure.unit_label)
        if measure.unit_kind == "duration":
            kept = Plain(measure.scale, "duration", measure.unit_label)
        written = parts(round(value * 10**kept.scale), kept)
        return str(written) if unit or measure.unit_kind == "duration" else written.digits

    return write


def chart_words() -> Words:
    """The words on a chart in the reader's language."""
    return Words(
        mean=_("mean"),
        usual_range=_("usual range"),
        floor=_("floor"),
        roof=_("limit"),
        amber=_("amber"),
        below=_("below the floor: red"),
        above=_("above the limit: red"),
        phase=_("Phase"),
        today=_("today"),
        target=_("target"),
        by=_("by"),
        none=_("No readings yet"),
        months=tuple(str(MONTHS_3[m]).capitalize() for m in range(1, 13)),
    )


def loop_words(hrefs: tuple[str, str, str, str, str] = ("", "", "", "", "")) -> LoopWords:
    """The words on the drawing of the loop; `hrefs` lead from its stations to their lists."""
    return LoopWords(
        ceiling=_("ceiling: what we reach for"),
        floor=_("the floor we keep"),
        higher=_("a higher floor"),
        guarded=_("the number is guarded from here on"),
        stations=(_("Breaches"), _("Decisions"), _("Proposals"), _("Graduations"), _("Watches")),
        hrefs=hrefs,
        write=lambda count: numbers.plain(count, 0, grouped=True),
    )


def week_words() -> dict[str, str]:
    """The words of the weekly bars."""
    return {"ok": _("on track"), "warn": _("at risk"), "bad": _("off track"), "": _("no check-in")}


def elapsed(start: date, end: date, today: date) -> float:
    """The share of a span that has passed, 0 to 1."""
    days = (end - start).days
    return min(1.0, max(0.0, (today - start).days / days)) if days > 0 else 1.0
