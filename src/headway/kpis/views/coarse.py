"""KPIs in coarser periods: one of them, or all of them by month over their units."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from headway import charts
from headway.kpis.access import kpi_for
from headway.kpis.models import Grain, Metric
from headway.kpis.queries.coarse import COARSER, Coarse, calendar_of, coarser, shown_values
from headway.kpis.queries.drawing import Drawn, draw_chart
from headway.kpis.queries.months import months_for
from headway.kpis.views.common import url
from headway.people.caller import caller_of
from headway.signals.xmr import behaviour
from headway.ui import dates
from headway.ui import format as numbers
from headway.ui.charting import real

SHOWN = 48


@require_GET
def show_over_time(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """One KPI by week, month, quarter or year, as its readings come together."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    grains = COARSER.get(metric.grain, ())
    if not grains:
        raise Http404
    grain = request.GET.get("grain", "month")
    grain = grain if grain in grains else grains[0]
    rows = coarser(caller, metric, grain)[-SHOWN:]
    tabs = [
        {"name": Grain(name).label, "url": f"?grain={name}", "current": name == grain, "count": None} for name in grains
    ]
    context = {
        "kpi": metric, "grain": grain, "rows": rows[::-1], "tabs": tabs, "chart": _draw(metric, grain, rows),
        "refused": any(row.amount.refused for row in rows),
        "grain_name": Grain(grain).label, "by": _by(metric),
    }  # fmt: skip
    return render(request, "kpis/over_time.html", context)


def _by(metric: Metric) -> str:
    """How its readings come together, in a sentence."""
    if metric.cumulative:
        return _("Its readings are running totals: a period is shown by its last one, and by what it added.")
    texts = {
        "sum": _("Readings are added up."),
        "average": _("Readings are averaged."),
        "last": _("The last reading stands for the whole period."),
        "min": _("The lowest reading stands for the whole period."),
        "max": _("The highest reading stands for the whole period."),
        "ratio": _("Numerators and denominators are added up first, then divided: never a mean of ratios."),
        "percentile": _("Percentiles are not averaged: the one of a whole cannot be told from those of its parts."),
    }
    return texts[metric.aggregation]


def _draw(metric: Metric, grain: str, rows: list[Coarse]) -> Drawn | None:
    values = shown_values(metric, rows)
    closed = [(row, value) for row, value in zip(rows, values, strict=True) if value is not None]
    if not closed:
        return None
    calendar = calendar_of(metric, grain)
    points = tuple(
        charts.Point(row.period + (calendar.next(row.period) - row.period) / 2, real(value, metric), "", False,
                     row.is_open, f"{dates.day(row.period)}: {numbers.amount(value, metric)}")
        for row, value in closed
    )  # fmt: skip
    chart = charts.Behaviour(points=points, phases=_phases(metric, grain, closed), start=rows[0].period)
    label = _("%(name)s by %(grain)s") % {"name": metric.name, "grain": Grain(grain).label.lower()}
    return draw_chart(chart, metric, label)


def _phases(metric: Metric, grain: str, rows: list[tuple[Coarse, int]]) -> tuple[charts.Phase, ...]:
    judged = [(row.period, real(value, metric)) for row, value in rows if not row.is_open]
    found = behaviour([value for _period, value in judged]).phases
    calendar = calendar_of(metric, grain)
    ends = [judged[phase.start][0] for phase in found[1:]] + [calendar.next(judged[-1][0])] if judged else []
    return tuple(
        charts.Phase(judged[phase.start][0], end, phase.mean, phase.lower, phase.upper)
        for phase, end in zip(found, ends, strict=True)
        if phase.lower is not None and phase.upper is not None
    )


@require_GET
def show_months(request: HttpRequest, workspace: str) -> HttpResponse:
    """Every KPI by month, over the units that have it: its own aggregation over time, then the one over units."""
    caller = caller_of(request)
    until = _month(request.GET.get("until", ""), caller.today)
    page, months, rows = months_for(caller, until, request.GET.get("page", "1"), only=request.GET.get("only", ""))
    return render(
        request, "kpis/months.html",
        {"page": page, "months": months, "rows": rows, "only": request.GET.get("only", ""),
         "earlier": _shift(months[0], -1), "later": _shift(months[-1], 12) if months[-1] < caller.today.replace(day=1)
         else None, "board": url(caller, "board")},
    )  # fmt: skip


def _month(text: str, today: date) -> date:
    try:
        return min(date.fromisoformat(text), today).replace(day=1)
    except ValueError:
        return today.replace(day=1)


def _shift(month: date, by: int) -> date:
    count = month.year * 12 + month.month - 1 + by
    return date(count // 12, count % 12 + 1, 1)
