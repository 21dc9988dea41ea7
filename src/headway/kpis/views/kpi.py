"""The page of one KPI."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from headway.kpis.access import kpi_for
from headway.kpis.forms.small import ReadingForm, RemarkForm
from headway.kpis.models import Grain
from headway.kpis.qualification import QUESTIONS, judged
from headway.kpis.queries.coarse import COARSER
from headway.kpis.queries.drawing import draw
from headway.kpis.queries.page import KpiPage
from headway.kpis.queries.parts import made_up_of
from headway.people.access import can
from headway.people.caller import caller_of


@require_GET
def show_kpi(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Value, state and verdict; the process behaviour chart; what rests on it; what was decided."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    page = KpiPage(caller, metric, request.GET.get("range", ""))
    context = {
        "page": page, "kpi": metric, "chart": draw(page),
        "as_table": request.GET.get("as") == "table", "grain": Grain(metric.grain).label,
        "may_change": can(caller, "kpi.change", metric),
        "may_record": can(caller, "kpi.record", metric) and not metric.formula,
        "may_annotate": can(caller, "kpi.annotate", metric), "raised": page.panels_in("raised"),
        "decisions": page.panels_in("decisions"), "reading": ReadingForm(metric, caller.now),
        "made_up": made_up_of(caller, metric), "coarser": COARSER.get(metric.grain, ()),
        "remark": RemarkForm(metric, caller.now), "answers": _answers(metric.qualification),
        "judged": judged(metric.qualification, banded=page.band is not None),
    }  # fmt: skip
    return render(request, "kpis/kpi.html", context)


def _answers(kept: dict[str, str]) -> list[tuple[str, str]]:
    return [(str(question.text), kept.get(question.slug, "")) for question in QUESTIONS] if kept else []
