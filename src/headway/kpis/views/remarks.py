"""What is said about one period of a KPI: a reading, or what happened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from headway.kpis.access import kpi_for
from headway.kpis.actions.annotations import annotate
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.forms.small import ReadingForm, RemarkForm
from headway.kpis.views.common import back_to, posted, undo_of, undo_url
from headway.people.access import require
from headway.people.caller import caller_of
from headway.people.errors import LinesRefused
from headway.people.refusals import refusals_in


@require_http_methods(["GET", "POST"])
def annotate_kpi(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Pin a remark to a period."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    require(caller, "kpi.annotate", metric)
    form = RemarkForm(metric, caller.now, posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            annotate(caller, metric, form.cleaned_data["period"], form.cleaned_data["text"])
            return back_to(request, metric, _("Noted on the chart."), undo_of(caller, metric))
    return render(request, "kpis/remark.html", {"kpi": metric, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def record_reading(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Record one reading, or correct one."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    require(caller, "kpi.record", metric)
    form = ReadingForm(metric, caller.now, posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            data = form.cleaned_data
            line = Line(metric, data["period"], data["value"])
            try:
                done = record_readings(caller, [line], source="page", reason=data["reason"])
            except LinesRefused as refused:
                error = refused.errors[0]
                form.add_error(error.column if error.column in form.fields else None, f"{error.value}: {error.message}")
            else:
                return back_to(request, metric, _("Recorded."), undo_url(caller, done.seq))
    return render(request, "kpis/reading.html", {"kpi": metric, "form": form}, status=422 if form.errors else 200)
