"""The pages where what is healthy, and what is aimed at, is set."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from headway.kpis.access import kpi_for
from headway.kpis.actions.bands import set_band
from headway.kpis.actions.targets import set_target_schedule
from headway.kpis.forms.bands import BandForm, TargetsForm, targets_text
from headway.kpis.queries.page import KpiPage
from headway.kpis.queries.suggest import BandSuggestion, suggestion_for, target_warnings
from headway.kpis.views.common import back_to, posted, undo_of
from headway.people.access import require
from headway.people.caller import caller_of
from headway.people.refusals import refusals_in

KEPT = (
    "lower", "amber_lower", "upper", "amber_upper", "healthy_means", "low_means", "low_response", "high_means",
    "high_response", "leave_count", "leave_of", "return_count",
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def set_the_band(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Set the band from a date on; a suggestion from history stands in the margin."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    require(caller, "kpi.change", metric)
    page = KpiPage(caller, metric)
    suggested = suggestion_for(metric, page.series)
    form = BandForm(metric, posted(request), initial=_initial(request, page, suggested))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            set_band(caller, metric, form.new_band(), reason=form.cleaned_data["reason"])
            said = _("Set the band of %(key)s.") % {"key": metric.key}
            return back_to(request, metric, said, undo_of(caller, metric))
    context = {"kpi": metric, "form": form, "page": page, "suggested": suggested}
    return render(request, "kpis/band.html", context, status=422 if form.errors else 200)


def _initial(request: HttpRequest, page: KpiPage, suggested: BandSuggestion | None) -> dict[str, object]:
    first: dict[str, object] = {name: getattr(page.band_row, name) for name in KEPT} if page.band_row else {}
    if request.GET.get("use") == "suggestion" and suggested:
        first |= suggested.limits
    return first


@require_http_methods(["GET", "POST"])
def set_targets(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Set the target schedule; what lies outside of everything so far is saved, with a warning."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    require(caller, "kpi.change", metric)
    page = KpiPage(caller, metric)
    form = TargetsForm(metric, posted(request), initial={"points": targets_text(metric, page.targets)})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            set_target_schedule(caller, metric, form.cleaned_data["points"])
            said = " ".join(
                [_("Set the targets of %(key)s.") % {"key": metric.key}, *_warnings(KpiPage(caller, metric))]
            )
            return back_to(request, metric, said)
    context = {"kpi": metric, "form": form, "warnings": _warnings(page)}
    return render(request, "kpis/targets.html", context, status=422 if form.errors else 200)


def _warnings(page: KpiPage) -> list[str]:
    return target_warnings(page.kpi, page.series, page.targets, page.now)
