"""The phases of a KPI: those found in the data, and those that a person set."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from headway.kpis.access import kpi_for
from headway.kpis.actions.phases import remove_phase, set_phase
from headway.kpis.forms.phases import PhaseForm, RemovalForm
from headway.kpis.models import Metric
from headway.kpis.phases import heading, rows_of
from headway.kpis.queries.page import KpiPage
from headway.kpis.views.common import back_to, posted, undo_of
from headway.kpis.words.sentences import usual_range
from headway.people.access import require
from headway.people.caller import caller_of
from headway.people.refusals import refusals_in


@require_http_methods(["GET", "POST"])
def set_the_phase(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """List the phases; set, move or lock one. ``?from=2026-01-05`` starts from the one that begins there."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    require(caller, "kpi.change", metric)
    form = PhaseForm(metric, posted(request), initial=_initial(request, metric))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            data = form.cleaned_data
            set_phase(caller, metric, data["start"], data["reason"], locked=data["locked"],
                      moved_from=data["moved_from"])  # fmt: skip
            return back_to(request, metric, _("A phase begins there."), undo_of(caller, metric))
    page = KpiPage(caller, metric, "all")
    context = {
        "kpi": metric, "form": form, "phases": _found(page), "moved": form["moved_from"].value(),
        "marks": [(row, heading(row), RemovalForm(metric, initial={"start": row.start})) for row in rows_of(metric)],
    }  # fmt: skip
    return render(request, "kpis/phases.html", context, status=422 if form.errors else 200)


def _found(page: KpiPage) -> list[dict[str, object]]:
    one, periods = 10**page.kpi.scale, page.series.periods
    return [
        {"start": periods[phase.start], "n": phase.n, "mean": round(phase.mean * one), "locked": phase.locked,
         "usual": usual_range(phase.lower, phase.upper, page.kpi)}
        for phase in reversed(page.found.phases)
    ]  # fmt: skip


def _initial(request: HttpRequest, metric: Metric) -> dict[str, object]:
    known = request.GET.get("from", "")
    row = next((row for row in rows_of(metric) if f"{row.start}" == known), None) if known else None
    if row:
        return {"start": f"{row.start}", "reason": row.reason, "locked": row.locked, "moved_from": f"{row.start}"}
    return {"start": request.GET.get("start", ""), "locked": bool(request.GET.get("lock"))}


@require_http_methods(["POST"])
def remove_the_phase(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Take a phase away that was set by hand."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    require(caller, "kpi.change", metric)
    form = RemovalForm(metric, posted(request))
    if form.is_valid():
        with refusals_in(form):
            remove_phase(caller, metric, form.cleaned_data["start"], form.cleaned_data["reason"])
            return back_to(request, metric, _("The data decide again."), undo_of(caller, metric))
    return render(request, "kpis/phase_removal.html", {"kpi": metric, "form": form}, status=422)
