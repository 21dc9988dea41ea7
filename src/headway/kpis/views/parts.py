"""Whose part a KPI is."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from headway.kpis.access import kpi_for, metrics_for
from headway.kpis.actions.parts import set_parent
from headway.kpis.forms.parts import ParentForm
from headway.kpis.models import Metric
from headway.kpis.views.common import back_to, posted, undo_of
from headway.people.access import require
from headway.people.caller import Caller, caller_of
from headway.people.refusals import refusals_in


@require_http_methods(["GET", "POST"])
def set_the_parent(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Choose the whole that a KPI is a slice of, or that it measures in its unit."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    require(caller, "kpi.change", metric)
    initial = {"parent": metric.parent.key if metric.parent else None, "part": metric.part or "slice"}
    form = ParentForm(_parents(caller, metric), posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            parent = form.cleaned_data["parent"]
            set_parent(caller, metric, parent, form.cleaned_data["part"])
            words = {"key": metric.key, "whole": parent.name if parent else ""}
            said = _("%(key)s is a part of %(whole)s now.") if parent else _("%(key)s is whole by itself now.")
            return back_to(request, metric, said % words, undo_of(caller, metric))
    return render(request, "kpis/parent.html", {"kpi": metric, "form": form}, status=422 if form.errors else 200)


def _parents(caller: Caller, metric: Metric) -> QuerySet[Metric]:
    """What is measured the same way, so that it can be its whole."""
    rows = metrics_for(caller).filter(
        retired_at=None, unit_kind=metric.unit_kind, scale=metric.scale, aggregation=metric.aggregation,
        cumulative=metric.cumulative,
    )  # fmt: skip
    return rows.exclude(pk=metric.pk).order_by("name")
