"""The process behaviour chart of a KPI, from what its page knows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from headway import charts
from headway.charts import Svg
from headway.hours import Hour, clock_of
from headway.kpis.models import Metric, Reading
from headway.kpis.queries.page import KpiPage
from headway.kpis.rules.bands import in_force
from headway.kpis.words.telling import Telling
from headway.signals.xmr import Phase
from headway.ui import format as numbers
from headway.ui.charting import chart_words, real, writer
from headway.ui.measure import Measure
from headway.ui.words import kind_of

Levels = Callable[[Phase], tuple[float | None, float, float | None]]
DRAWN = (100, 250, 500, 750, 900)
"""The quantiles of a forecast that a fan shows, in thousandths."""


@dataclass(frozen=True)
class Drawn:
    """A process behaviour chart for a desktop and for a phone, with what stands around it."""

    large: Svg
    small: Svg
    says: str
    signs: str = ""
    stops: tuple[charts.Stop, ...] = ()


def draw(page: KpiPage) -> Drawn | None:
    """The chart of what the page shows; None without a reading."""
    return draw_chart(chart_of(page), page.kpi, says(page)) if page.readings else None


def draw_chart(chart: charts.Behaviour, measure: Measure, label: str, *, strip: bool = False) -> Drawn:
    """Both drawings of a chart, written as ``measure`` is; a ``strip`` is a low one that goes with another."""
    write, words = writer(measure), chart_words()
    grain = 0.0 if measure.unit_kind == "duration" else 10.0**-measure.scale
    large = charts.behaviour(chart, label=label, write=write, words=words, grain=grain, strip=strip)
    small = charts.behaviour(chart, label=label, write=write, words=words, grain=grain, strip=strip, small=True)
    return Drawn(large, small, label, signs(chart), tuple(charts.stops(chart)))


def says(page: KpiPage) -> str:
    """The chart in words: what stands there and the verdict."""
    last = numbers.amount(page.kpi.last_value, page.kpi)
    text = _("%(name)s: %(n)s readings, the last one %(last)s. %(verdict)s")
    return text % {"name": page.kpi.name, "n": len(page.shown_readings), "last": last, "verdict": page.verdict}


def signs(chart: charts.Behaviour) -> str:
    """The signs that the legend has to explain."""
    present = {
        "phase": chart.phases, "signal": any(point.signal for point in chart.points), "band": chart.bands,
        "target": chart.targets, "corrected": chart.corrections, "fan": chart.fan,
        "open": any(point.is_open for point in chart.points),
    }  # fmt: skip
    return " ".join(name for name, there in present.items() if there)


def chart_of(page: KpiPage) -> charts.Behaviour:
    """The chart's values in the unit of the KPI."""
    kpi, first, tell = page.kpi, page.first_day, Telling(page)
    today = page.caller.today
    return charts.Behaviour(
        points=tuple(_point(page, tell, row) for row in page.shown_readings),
        phases=_phases(page),
        bands=_bands(page),
        targets=tuple(charts.Target(place(kpi, t.period), _real(t.value, kpi)) for t in page.targets),
        fan=_fan(page, tell),
        flags=tuple(
            charts.Flag(place(kpi, numbered.note.day), numbered.number, f"#note-{numbered.number}")
            for numbered in page.notes
            if numbered.number is not None
        ),
        corrections=_corrections(page),
        today=place(kpi, kpi.calendar.present(page.now)) if page.shown_readings and _fresh(page, today) else None,
        start=place(kpi, first) if first else None,
    )


def _fresh(page: KpiPage, today: date) -> bool:
    """Today's line would squeeze a series that ended long ago into a corner."""
    first, last = page.shown_readings[0].period, page.shown_readings[-1].period
    return (today - last) <= max(timedelta(days=45), (last - first) / 2)


def place(kpi: Metric, period: date) -> date:
    """Where a period begins on the axis: a moment on the local clock, where periods are hours."""
    return clock_of(period, minute=30 * (isinstance(period, Hour) and period.fold)) if kpi.grain == "hour" else period


def middle(kpi: Metric, period: date) -> date:
    """The middle of a period, where its reading is drawn."""
    return place(kpi, period) + kpi.calendar.length(period) / 2


def _point(page: KpiPage, tell: Telling, row: Reading) -> charts.Point:
    kpi, band = page.kpi, in_force(page.rules, row.period)
    verdict = band.verdict(row.value) if band else "unknown"
    is_open = not kpi.calendar.is_closed(row.period, page.now)
    is_last = row is page.shown_readings[-1]
    kind = kind_of(verdict) if is_last or verdict in {"amber", "red"} else ""
    label, ringed = tell.reading(row, verdict, is_open), row.period in page.signals
    href = next((f"#note-{one.number}" for one in tell.notes(row.period)), "")
    return charts.Point(middle(kpi, row.period), real(row.value, kpi), kind, ringed, is_open, label, href)


def _phases(page: KpiPage) -> tuple[charts.Phase, ...]:
    """Phases with limits. With a season the range differs from period to period, and no field is drawn."""
    return () if page.found.season else phases_of(page, lambda phase: (phase.lower, phase.mean, phase.upper))


def phases_of(page: KpiPage, levels: Levels) -> tuple[charts.Phase, ...]:
    """The phases of what is shown that have limits, each with its lower, middle and upper level."""
    if not page.shown_readings:
        return ()
    periods, phases, first = page.series.periods, page.found.phases, page.shown_readings[0].period
    drawn = []
    for phase, after in zip(phases, [*phases[1:], None], strict=False):
        low, mean, high = levels(phase)
        end = periods[after.start] if after else page.kpi.calendar.next(periods[phase.end])
        if low is not None and high is not None and end > first:
            start = max(periods[phase.start], first)
            drawn.append(charts.Phase(place(page.kpi, start), place(page.kpi, end), mean, low, high))
    return tuple(drawn)


def _bands(page: KpiPage) -> tuple[charts.Band, ...]:
    rules, kpi = page.rules, page.kpi
    bands = []
    for rule, after in zip(rules, [*rules[1:], None], strict=False):
        low_red = rule.amber_lower if rule.amber_lower is not None else rule.lower
        high_red = rule.amber_upper if rule.amber_upper is not None else rule.upper
        bands.append(
            charts.Band(
                low=real(rule.lower, kpi), high=real(rule.upper, kpi), low_red=real(low_red, kpi),
                high_red=real(high_red, kpi), start=place(kpi, rule.valid_from),
                end=place(kpi, after.valid_from) if after else None,
            )
        )  # fmt: skip
    first = page.first_day and place(kpi, page.first_day)
    return tuple(band for band in bands if band.end is None or first is None or band.end > first)


def _corrections(page: KpiPage) -> tuple[charts.Correction, ...]:
    held = {row.period: row.value for row in page.shown_readings}
    return tuple(
        charts.Correction(middle(page.kpi, old.period), _real(old.value, page.kpi), _real(held[old.period], page.kpi))
        for old in page.corrections
        if old.period in held and old.value != held[old.period]
    )


def _real(value: float, kpi: Metric) -> float:
    return value / 10**kpi.scale


def _fan(page: KpiPage, tell: Telling) -> charts.Fan | None:
    """The stored forecast, as far as the schedule or a third of what is shown reaches."""
    forecast, kpi = page.forecast, page.kpi
    if forecast is None or kpi.judged_period is None or kpi.judged_value is None:
        return None
    ahead, period = [], forecast.start
    for step in range(1, page.steps_ahead + 1):
        low, mid, high = (forecast.at(step, p) for p in (100, 500, 900))
        low80, low50, half, high50, high80 = (_real(forecast.finely(step, p), kpi) for p in DRAWN)
        ahead.append(
            charts.FanStep(
                middle(kpi, period), low80, low50, half, high50, high80, tell.forecast(period, mid, low, high)
            )
        )
        period = kpi.calendar.next(period)
    return charts.Fan(middle(kpi, kpi.judged_period), _real(kpi.judged_value, kpi), tuple(ahead))
