"""The KPI audit: what speaks against each KPI, and what was decided."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from headway.coaching.access import audit_for
from headway.coaching.actions.auditing import audit_kpi, keep_kpis, withdraw_audit
from headway.coaching.alike import alike
from headway.coaching.auditing import Case, cases, quarter_of, units_below
from headway.coaching.views.common import Again, act, back, page, part, undo_url
from headway.kpis.access import kpi_for, kpis_for
from headway.people.access import can
from headway.people.caller import Caller, caller_of
from headway.people.errors import NotAllowed, NotHere, Refused
from headway.ui.toasts import toast

SAID = {
    "keep": gettext_lazy("%(key)s is kept."), "sharpen": gettext_lazy("%(key)s is to be sharpened."),
    "cut": gettext_lazy("%(key)s is cut."),
}  # fmt: skip
MOST = 60
SOUND, DECIDED = "sound", "decided"
"""Where the page shows what nothing speaks against, and what was decided."""


@require_GET
def audit(request: HttpRequest, workspace: str) -> HttpResponse:
    """Every KPI with its evidence, those to decide on first; of one unit and those below it where it is named."""
    return _page(request, caller_of(request), {})


def _page(request: HttpRequest, caller: Caller, again: Mapping[str, Again]) -> HttpResponse:
    """The page, with what was typed and refused standing in its place ``again``."""
    unit = request.GET.get("unit", "")
    every = cases(caller, units_below(caller, unit))
    doubtful = [(case, can(caller, "kpi.change", case.kpi)) for case in every if case.is_due and case.reasons]
    some = Paginator(doubtful, MOST).get_page(request.GET.get("page"))
    mine = [case.kpi.key for case, may in some if may]
    for place, one in again.items():
        if place not in {*mine, SOUND}:
            messages.error(request, one.message)
    return page(
        request, "coaching/audit.html", 422 if again else 200, at="audit", unit=unit, again=again,
        units=_units(caller) if unit or len(every) > MOST else [],
        doubtful=some, groups=list(alike(some)), then=dict(zip(mine, [*mine[1:], DECIDED], strict=False)),
        more=_first_page(caller, unit) if some.has_other_pages() else "",
        **_standing(caller, every),
    )  # fmt: skip


def _first_page(caller: Caller, unit: str) -> str:
    path = reverse("coaching:audit", args=[caller.workspace.slug])
    return f"{path}?{urlencode({'unit': unit})}" if unit else path


def _standing(caller: Caller, every: list[Case]) -> dict[str, Any]:
    """How far the audit is: what the page says above and below the KPIs that are decided on one by one."""
    due = [case for case in every if case.is_due]
    sound, done = [case for case in due if not case.reasons], [case for case in every if not case.is_due]
    return {
        "due": len(due), "total": len(every), "against": sum(case.suggestion != "keep" for case in due),
        "quarter": quarter_of(caller.today, caller.workspace.fiscal_start),
        "sound": sound[:MOST], "more_sound": max(0, len(sound) - MOST),
        "may_keep": any(can(caller, "kpi.change", case.kpi) for case in sound),
        "done": done[:MOST], "more_done": max(0, len(done) - MOST),
    }  # fmt: skip


def _units(caller: Caller) -> list[tuple[str, str]]:
    """Keys and names of the units that have KPIs, by name."""
    return list(kpis_for(caller).values_list("unit__key", "unit__name").distinct().order_by("unit__name", "unit__key"))


@require_POST
def keep(request: HttpRequest, workspace: str) -> HttpResponse:
    """Keep all KPIs that nothing speaks against, for one reason."""
    caller = caller_of(request)
    every = cases(caller, units_below(caller, request.POST.get("unit", "")))
    mine = [case.kpi for case in every if case.is_due and not case.reasons and can(caller, "kpi.change", case.kpi)]
    reason = request.POST.get("reason", "")
    try:
        keep_kpis(caller, mine, reason)
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        return _again(request, caller, SOUND, Again(reason, error.message), "coaching/_sound.html")
    if request.htmx:  # type: ignore[attr-defined]
        return _now(request, caller, "coaching/_sound.html", passed=True, said=_("They are kept."))
    toast(request, _("They are kept."))
    return redirect(back(request, reverse("coaching:audit", args=[workspace])))


@require_POST
def decide(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Keep, sharpen or cut one KPI."""
    caller, given = caller_of(request), request.POST
    metric = kpi_for(caller, kpi)
    verdict, reason = given.get("verdict", ""), given.get("reason", "")
    try:
        row = audit_kpi(caller, metric, verdict, reason, given.get("how", "demote"))
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        return _again(request, caller, kpi, Again(reason, error.message), "coaching/_verdict.html", k=metric)
    said = SAID[verdict] % {"key": kpi}
    if request.htmx:  # type: ignore[attr-defined]
        return _now(request, caller, "coaching/_verdict.html", k=metric, row=row, said=said)
    toast(request, said, undo_url(caller) if verdict != "cut" else "")
    return redirect(back(request, reverse("coaching:audit", args=[workspace])))


@require_POST
def withdraw(request: HttpRequest, workspace: str, audit: str) -> HttpResponse:
    """Take a verdict back; its reason stands in the form again."""
    caller = caller_of(request)
    row = audit_for(caller, audit)
    to, said = reverse("coaching:audit", args=[workspace]), _("Taken back.")
    if not request.htmx:  # type: ignore[attr-defined]
        return act(request, to, said, lambda: withdraw_audit(caller, row))
    try:
        withdraw_audit(caller, row)
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        said = error.message
    return _now(request, caller, "coaching/_verdict.html", k=row.metric, again=Again(row.reason), said=said)


def _again(
    request: HttpRequest, caller: Caller, place: str, again: Again, template: str, **context: Any
) -> HttpResponse:
    """What was refused, with why beside it: after htmx its own part alone, else the page with it."""
    if request.htmx:  # type: ignore[attr-defined]
        return _now(request, caller, template, again=again, **context)
    return _page(request, caller, {place: again})


def _now(request: HttpRequest, caller: Caller, template: str, **context: Any) -> HttpResponse:
    """One part of the page as it is now, and how far the audit is."""
    unit = request.GET.get("unit", "")
    standing = _standing(caller, cases(caller, units_below(caller, unit)))
    return part(request, "coaching/_audit_now.html", shown=template, unit=unit, **standing, **context)
