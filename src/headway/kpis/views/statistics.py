"""The pages that look closer at one KPI: the deep dive, and how it kept to its band."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from headway.kpis.access import kpi_for
from headway.kpis.forms.small import SpanForm
from headway.kpis.payloads.metrics import scaled
from headway.kpis.queries.adhering import adherence_of
from headway.kpis.queries.diving import Dive, dive_into
from headway.kpis.queries.drawing import draw
from headway.kpis.queries.ranges import draw_ranges
from headway.kpis.words.dive import sentences
from headway.people.caller import caller_of
from headway.people.errors import Refused


@require_GET
def show_deep_dive(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Trend, variance, contributions and adherence of a KPI, and the sentences that say it."""
    caller = caller_of(request)
    dive = dive_into(caller, kpi_for(caller, kpi), request.GET.get("range", ""))
    context = {
        "kpi": dive.kpi, "page": dive.page, "found": dive.found, "sentences": sentences(dive),
        "chart": draw(dive.page), "ranges": draw_ranges(dive.page), "compared": _compared(dive),
        "parts": [{"name": part.name, **_amounts(dive, part)} for part in dive.found.contributions],
        "rise": scaled(dive.kpi, dive.found.trend.rise) if dive.found.trend else None,
    }  # fmt: skip
    return render(request, "kpis/deep_dive.html", context)


def _compared(dive: Dive) -> list[dict[str, Any]]:
    found, kpi = dive.found.variance, dive.kpi
    if found is None:
        return []
    named = {"target": found.target, "last_period": found.last_period, "last_year": found.last_year}
    return [
        {
            "name": name, "base": scaled(kpi, one.base), "change": scaled(kpi, one.change),
            "relative": None if one.relative is None else round(one.relative * 1_000_000), "beyond": one.beyond_noise,
        }
        for name, one in named.items()
        if one is not None
    ]  # fmt: skip


def _amounts(dive: Dive, part: Any) -> dict[str, int | None]:
    return {name: scaled(dive.kpi, getattr(part, name)) for name in ("before", "after", "rate", "mix", "total")}


@require_GET
def show_adherence(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """The share of readings and of time inside the band over any span, and every interval in breach."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    form = SpanForm(request.GET or None)
    found = None
    if not form.is_bound or form.is_valid():
        span = form.cleaned_data if form.is_bound else {}
        try:
            found = adherence_of(metric, span.get("start"), span.get("end"))
        except Refused as error:
            form.add_error(None, str(error))
    context = {"kpi": metric, "form": form, "found": found, "has_band": metric.bands.exists()}
    return render(request, "kpis/adherence.html", context, status=422 if form.errors else 200)
