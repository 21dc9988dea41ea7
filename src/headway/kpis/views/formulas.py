"""How a KPI is computed from others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from headway.kpis.access import kpi_for, metrics_for
from headway.kpis.actions.formulas import asks_why, set_formula
from headway.kpis.forms.formulas import FormulaForm
from headway.kpis.models import Metric
from headway.kpis.queries.explaining import explain
from headway.kpis.views.common import back_to, posted, undo_of, url
from headway.people.access import require
from headway.people.caller import Caller, caller_of
from headway.people.refusals import refusals_in

OFFERED = 200


@require_http_methods(["GET", "POST"])
def set_the_formula(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Write a formula and see at once what it comes to."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    require(caller, "kpi.change", metric)
    text = request.POST.get("formula", request.GET.get("formula", metric.formula))
    # Who only looks has nothing to explain yet.
    looks = "look" in request.POST
    form = FormulaForm(
        None if looks else posted(request), initial={"formula": text, "reason": request.POST.get("reason", "")},
        asks_why=asks_why(metric), explained=url(caller, "formula_explained", metric.key),
    )  # fmt: skip
    if form.is_valid():
        with refusals_in(form):
            data = form.cleaned_data
            changed = set_formula(caller, metric, data["formula"], reason=data.get("reason", ""))
            said = _("%(key)s is computed now.") if changed.formula else _("%(key)s takes readings by hand now.")
            return back_to(request, metric, said % {"key": metric.key}, undo_of(caller, metric))
    context = {
        "kpi": metric, "form": form, "told": explain(caller, metric, text) if text.strip() else None,
        "offered": _offered(caller, metric),
    }  # fmt: skip
    return render(request, "kpis/formula.html", context, status=422 if form.errors else 200)


def _offered(caller: Caller, metric: Metric) -> list[Metric]:
    """What a formula may read, by name."""
    rows = metrics_for(caller).filter(retired_at=None).exclude(pk=metric.pk).order_by("name")
    return list((rows if metric.private else rows.filter(private=False))[:OFFERED])


@require_GET
def explain_formula(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """What a formula that is being typed comes to."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    text = request.GET.get("formula", "")[:1000]
    told = explain(caller, metric, text) if text.strip() else None
    return render(request, "kpis/_explained.html", {"kpi": metric, "told": told})
