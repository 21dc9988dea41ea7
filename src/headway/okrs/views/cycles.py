"""Cycles: the spans that goals are set for, and their close."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.okrs.access import cycle_for
from headway.okrs.actions.cycle_changes import change_cycle
from headway.okrs.actions.cycles import NewCycle, create_cycle, ensure_cycles, move_cycle, plan_year
from headway.okrs.forms.cycles import CycleChangeForm, CycleForm, MoveForm, YearForm
from headway.okrs.models import Cycle, CycleState, Status
from headway.okrs.queries.cycle import cycle_page, goals_of_cycle
from headway.okrs.queries.history import moves_of
from headway.okrs.queries.listing import current_cycle, cycles_of, nested
from headway.okrs.sheets import sheet_of_cycles
from headway.okrs.views.common import act, page, refuse_invalid, undo_url
from headway.people.access import can, require
from headway.people.caller import Caller, caller_of
from headway.people.refusals import refusals_in
from headway.ui.sheets import csv_answer, decimals, percentage
from headway.ui.toasts import toast


def cycles(request: HttpRequest, workspace: str) -> HttpResponseBase:
    """Every cycle, and a new one."""
    caller = caller_of(request)
    if request.GET.get("format") == "csv":
        return sheet_of_cycles(nested(cycles_of(caller)))
    form = CycleForm(caller, request.POST or None)
    if request.method == "POST":
        require(caller, "cycle.create")
        if form.is_valid():
            with refusals_in(form):
                create_cycle(caller, NewCycle(**form.cleaned_data))
        if form.is_valid():
            toast(request, _("The cycle is made."))
            return redirect("okrs:cycles", workspace)
    found = cycles_of(caller)
    context = {
        "cycles": nested(found),
        "current": current_cycle(found, caller.today),
        "today": caller.today,
        "form": form,
        "year_form": YearForm(prefix="year", initial={"starting": _after(found, caller)}),
        "may_create": can(caller, "cycle.create"),
    }
    return page(request, "okrs/cycles.html", 422 if request.method == "POST" else 200, **context)


def _after(cycles: list[Cycle], caller: Caller) -> date:
    """The day after the last cycle there is."""
    return max((one.end for one in cycles), default=caller.today) + timedelta(days=1)


@require_POST
def year(request: HttpRequest, workspace: str) -> HttpResponse:
    """Make a fiscal year with all its periods."""
    caller = caller_of(request)
    require(caller, "cycle.create")
    to = reverse("okrs:cycles", args=[workspace])
    form = YearForm(request.POST, prefix="year")
    if not form.is_valid():
        return refuse_invalid(request, to, form)
    said = form.cleaned_data
    return act(request, to, _("The year is there."), lambda: plan_year(caller, said["starting"], said["grain"]))


@require_POST
def calendar(request: HttpRequest, workspace: str) -> HttpResponse:
    """Make the calendar's cycles that are missing."""
    caller = caller_of(request)
    require(caller, "cycle.create")
    to = reverse("okrs:cycles", args=[workspace])
    return act(request, to, _("The calendar's cycles are there."), lambda: ensure_cycles(caller))


def cycle(request: HttpRequest, workspace: str, key: str) -> HttpResponseBase:
    """One cycle: what was set, how it stands, what it scored and what becomes of it."""
    caller = caller_of(request)
    found = cycle_for(caller, key)
    if request.GET.get("format") == "csv":
        header = (
            _("Key"), _("Objective"), _("Unit"), _("Owner"), _("Kind"), _("Progress, %"), _("Status"), _("Suggested"),
            _("Suggested by the original targets"), _("Grade"), _("Becomes"), _("Goes on as"),
        )  # fmt: skip
        return csv_answer(f"cycle-{found.key}", header, map(_as_row, goals_of_cycle(caller, found)))
    shown = cycle_page(caller, found, request.GET.get("page", "1"))
    context: dict[str, Any] = {
        "cycle": found,
        "shown": shown,
        "moves": moves_of(caller, found),
        "grades": shown.scored or found.state in (CycleState.SCORING, CycleState.CLOSED),
        "may_move": can(caller, "cycle.change"),
        "may_create": can(caller, "objective.create"),
        "move_form": MoveForm(initial={"state": found.state}, prefix="move"),
    }
    return page(request, "okrs/cycle.html", **context)


def _as_row(item: dict[str, Any]) -> list[Any]:
    goal, learned = item["goal"], item["learned"]
    original, amended = item["suggested"]
    grades = (amended, original, item["score"].grade if item["score"] else None)
    after = [learned.get_carry_display(), learned.carried_to.key if learned.carried_to else ""] if learned else ["", ""]
    return [
        goal.key, goal.title, goal.unit.name, goal.owner.name, goal.get_ambition_display(), percentage(goal.progress),
        Status(goal.shown_status).label, *(decimals(grade, 2) for grade in grades), *after,
    ]  # fmt: skip


def change(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Put the name, the days or the place of a cycle right."""
    caller = caller_of(request)
    found = cycle_for(caller, key)
    require(caller, "cycle.change")
    form = CycleChangeForm(caller, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        with refusals_in(form):
            change_cycle(caller, cycle_for(caller, key), said, said.pop("reason", ""))
        if form.is_valid():
            toast(request, _("The cycle is changed."), undo_url(caller))
            return redirect("okrs:cycle", workspace, key)
    return page(request, "okrs/cycle_change.html", 422 if request.method == "POST" else 200, form=form, cycle=found)


@require_POST
def state(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Move a cycle to another state."""
    caller = caller_of(request)
    found = cycle_for(caller, key)
    require(caller, "cycle.change")
    to = reverse("okrs:cycle", args=[workspace, key])
    form = MoveForm(request.POST, prefix="move")
    if not form.is_valid():
        return refuse_invalid(request, to, form)
    said = form.cleaned_data
    done = _("%(name)s is moved.") % {"name": found.name}
    return act(request, to, done, lambda: move_cycle(caller, found, said["state"], said["reason"]))
