"""Promotion, demotion, retirement and reinstatement."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from headway.kpis.access import kpi_for
from headway.kpis.actions.standing import demote, promote, reinstate, retire
from headway.kpis.forms.small import PromotionForm, ReasonForm
from headway.kpis.models import Metric
from headway.kpis.views.common import back_to, posted, undo_of
from headway.people.access import require
from headway.people.caller import Caller, caller_of
from headway.people.refusals import refusals_in

End = Callable[[Caller, Metric, str], Metric]


@require_http_methods(["GET", "POST"])
def promote_metric(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Ask the qualification questions and make the metric a KPI."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    require(caller, "kpi.change", metric)
    form = PromotionForm(posted(request), initial=_known(metric))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            promote(caller, metric, form.cleaned_data)
            return back_to(request, metric, _("%(key)s is a KPI now.") % {"key": metric.key})
    return render(request, "kpis/promotion.html", {"kpi": metric, "form": form}, status=422 if form.errors else 200)


def _known(metric: Metric) -> dict[str, str]:
    return {"accountable_owner": metric.owner.name, "consistently_measurable": metric.definition} | metric.qualification


@require_http_methods(["GET", "POST"])
def demote_kpi(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Make a KPI a metric again."""
    return _end(request, kpi, demote, "kpis/demotion.html", _("%(key)s is a metric again."))


@require_http_methods(["GET", "POST"])
def retire_kpi(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """End a metric; its history stays."""
    return _end(request, kpi, retire, "kpis/retirement.html", _("%(key)s is retired. Its history stays here."))


def _end(request: HttpRequest, key: str, end: End, template: str, said: str) -> HttpResponse:
    caller = caller_of(request)
    metric = kpi_for(caller, key)
    require(caller, "kpi.change", metric)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            end(caller, metric, form.cleaned_data["reason"])
            return back_to(request, metric, said % {"key": metric.key}, undo_of(caller, metric))
    return render(request, template, {"kpi": metric, "form": form}, status=422 if form.errors else 200)


@require_POST
def reinstate_kpi(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Take a retired metric back."""
    metric = kpi_for(caller_of(request), kpi)
    reinstate(caller_of(request), metric)
    return back_to(request, metric, _("%(key)s takes readings again.") % {"key": metric.key})
