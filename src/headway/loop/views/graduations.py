"""Raising the floor: a graduation proposed, decided or withdrawn."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.hours import read_period
from headway.kpis.access import kpis_for
from headway.kpis.models import Metric
from headway.kpis.rules.bands import Band
from headway.loop.access import graduation_for
from headway.loop.actions.deciding import accept_graduation, decline_graduation
from headway.loop.actions.graduating import propose_graduation, withdraw_graduation
from headway.loop.forms import ProposalForm, StandardForm
from headway.loop.models import Graduation
from headway.loop.pictures import band_picture
from headway.loop.views.common import said
from headway.loop.words import band_text
from headway.okrs.access import key_result_for
from headway.people.access import can, require
from headway.people.caller import caller_of
from headway.people.errors import NotAllowed, Refused
from headway.people.options import options_of
from headway.people.refusals import refusals_in
from headway.ui.toasts import toast


def decide(request: HttpRequest, workspace: str, graduation: str) -> HttpResponse:
    """The old band and the new one, and what it rests on; the owner confirms, edits or declines."""
    caller = caller_of(request)
    row = graduation_for(caller, graduation)
    measure = row.metric or row.key_result
    form = StandardForm(request.POST or None, graduation=row, measure=measure)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            if "decline" in request.POST:
                decline_graduation(caller, row, form.cleaned_data["reason"])
            else:
                accept_graduation(caller, row, form.limits(), form.cleaned_data["reason"], form.naming())
        if form.is_valid():
            text = _("The floor is raised, and watched.") if row.accepted else _("The old standard stays.")
            said(request, text)
            return redirect("loop:graduation", workspace, row.key)
        row = graduation_for(caller, graduation)
    context = {
        "graduation": row, "measure": measure, "shown": row.evidence,
        "form": form if row.is_open and can(caller, "graduation.decide", row) else None,
        "may_withdraw": row.is_open and can(caller, "key_result.change", row.key_result),
        "picture": _picture(row), "marks": [at < row.watch_seen for at in range(row.watch_needed)],
        "old": band_text(row.evidence.get("old_lower"), row.evidence.get("old_upper"), measure),
        "new": band_text(row.lower, row.upper, measure),
        "usual": band_text(row.evidence.get("lower"), row.evidence.get("upper"), measure),
    }  # fmt: skip
    return render(request, "loop/graduation.html", context, status=422 if form.errors else 200)


def _picture(row: Graduation) -> object:
    """The readings that it rests on, over the ground that is proposed."""
    measure = row.metric or row.key_result
    readings = [(read_period(period), value) for period, value in row.evidence.get("readings", [])]
    named = row.metric or Metric(
        name=row.key_result.title, scale=measure.scale, unit_kind=measure.unit_kind, unit_label=measure.unit_label
    )
    return band_picture(named, readings, Band(date.min, row.lower, row.upper), "reached")


@require_POST
def withdraw(request: HttpRequest, workspace: str, graduation: str) -> HttpResponse:
    """Take a proposal back."""
    caller = caller_of(request)
    row = graduation_for(caller, graduation)
    try:
        withdraw_graduation(caller, row, request.POST.get("reason", ""))
    except NotAllowed:
        raise
    except Refused as error:
        toast(request, error.message)
    else:
        said(request, _("Withdrew %(key)s.") % {"key": row.key})
    return redirect("loop:loop", workspace)


def propose(request: HttpRequest, workspace: str, key_result: str) -> HttpResponse:
    """Propose that a key result becomes a standard, of one KPI or several, also early with a reason."""
    caller = caller_of(request)
    row = key_result_for(caller, key_result)
    require(caller, "key_result.change", row)
    offered = kpis_for(caller).filter(unit=row.objective.unit) | kpis_for(caller).filter(key_results=row)
    initial = {"metrics": [row.metric.key] if row.metric else []}
    form = ProposalForm(request.POST or None, offered=offered.order_by("name"), initial=initial)
    if request.method == "POST" and form.is_valid():
        found: list[Graduation] = []
        with refusals_in(form):
            found = propose_graduation(
                caller, row, list(form.cleaned_data["metrics"]), form.cleaned_data["early_reason"]
            )
        if found:
            said(request, _("Proposed %(key)s.") % {"key": found[0].key})
            return redirect("loop:graduation", workspace, found[0].key)
    context = {"key_result": row, "form": form, "needed": options_of(caller.workspace).hold_readings}
    return render(request, "loop/propose.html", context, status=422 if form.errors else 200)
