"""The KPI audit: what speaks against each KPI, and what was decided."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from headway.coaching.actions.auditing import audit_kpi, keep_kpis
from headway.coaching.alike import alike
from headway.coaching.auditing import cases, quarter_of, units_below
from headway.coaching.views.common import act, page
from headway.kpis.access import kpi_for, kpis_for
from headway.people.access import can
from headway.people.caller import Caller, caller_of

SAID = {
    "keep": gettext_lazy("%(key)s is kept."), "sharpen": gettext_lazy("%(key)s is to be sharpened."),
    "cut": gettext_lazy("%(key)s is cut."),
}  # fmt: skip
MOST = 60


@require_GET
def audit(request: HttpRequest, workspace: str) -> HttpResponse:
    """Every KPI with its evidence, those to decide on first; of one unit and those below it where it is named."""
    caller = caller_of(request)
    unit = request.GET.get("unit", "")
    every = cases(caller, units_below(caller, unit))
    due = [case for case in every if case.is_due]
    doubtful = [(case, can(caller, "kpi.change", case.kpi)) for case in due if case.reasons]
    sound, done = [case for case in due if not case.reasons], [case for case in every if not case.is_due]
    pages = Paginator(doubtful, MOST).get_page(request.GET.get("page"))
    return page(
        request, "coaching/audit.html", at="audit", due=len(due), unit=unit,
        units=_units(caller) if unit or len(every) > MOST else [],
        sound=sound[:MOST], more_sound=max(0, len(sound) - MOST),
        doubtful=pages, groups=list(alike(pages)),
        may_keep=any(can(caller, "kpi.change", case.kpi) for case in sound),
        done=done[:MOST], more_done=max(0, len(done) - MOST), total=len(every),
        quarter=quarter_of(caller.today, caller.workspace.fiscal_start),
        against=sum(case.suggestion != "keep" for case in due),
    )  # fmt: skip


def _units(caller: Caller) -> list[tuple[str, str]]:
    """Keys and names of the units that have KPIs, by name."""
    return list(kpis_for(caller).values_list("unit__key", "unit__name").distinct().order_by("unit__name", "unit__key"))


@require_POST
def keep(request: HttpRequest, workspace: str) -> HttpResponse:
    """Keep all KPIs that nothing speaks against, for one reason."""
    caller = caller_of(request)
    every = cases(caller, units_below(caller, request.POST.get("unit", "")))
    mine = [case.kpi for case in every if case.is_due and not case.reasons and can(caller, "kpi.change", case.kpi)]
    to = reverse("coaching:audit", args=[workspace])
    reason = request.POST.get("reason", "")
    return act(request, to, _("They are kept."), lambda: keep_kpis(caller, mine, reason))


@require_POST
def decide(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Keep, sharpen or cut one KPI."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    verdict, reason = request.POST.get("verdict", ""), request.POST.get("reason", "")
    how = request.POST.get("how", "demote")
    said = SAID.get(verdict, "%(key)s") % {"key": kpi}
    to = reverse("coaching:audit", args=[workspace])
    return act(request, to, said, lambda: audit_kpi(caller, metric, verdict, reason, how), undo=verdict != "cut")
