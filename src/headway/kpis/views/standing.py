"""Promotion, demotion, retirement and reinstatement."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from headway.kpis.access import kpi_for
from headway.kpis.actions.standing import demote, promote, reinstate, retire
from headway.kpis.fold import rule_of
from headway.kpis.forms.small import PromotionForm, ReasonForm
from headway.kpis.models import Band, Metric
from headway.kpis.views.common import back_to, posted, undo_of
from headway.kpis.words.sentences import band_text
from headway.people.access import require
from headway.people.caller import Caller, caller_of
from headway.people.refusals import refusals_in
from headway.ui.format import amount, unit_text

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
    """What is known of the answers: who owns it, how it is counted, and from its newest band what healthy is."""
    known = {"accountable_owner": metric.owner.name, "consistently_measurable": metric.definition}
    band = metric.bands.order_by("-valid_from").first()
    if band is not None:
        known |= {slug: text for slug, text in _from_band(metric, band).items() if text}
    return known | metric.qualification


def _from_band(metric: Metric, band: Band) -> dict[str, str]:
    low, high = (None if edge is None else amount(edge, metric) for edge in (band.lower, band.upper))
    sides = [_("below %(edge)s") % {"edge": low} if low else "", _("above %(edge)s") % {"edge": high} if high else ""]
    healthy = f"{band_text(rule_of(band), metric)}\u202f{unit_text(metric)}".strip()
    return {
        "healthy_looks_like": band.healthy_means or healthy,
        "action_figure": _(" or ").join(side for side in sides if side),
        "influences_decisions": band.low_response or band.high_response,
    }


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
