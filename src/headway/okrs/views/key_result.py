"""The page of a key result: its history, its check-ins, and what is done about it."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.okrs.access import amendment_for, blocker_for, check_in_for, key_result_for
from headway.okrs.actions.amendments import (
    AMENDABLE,
    NewAmendment,
    accept_amendment,
    decline_amendment,
    propose_amendment,
)
from headway.okrs.actions.changing import takes_a_reason_to_go
from headway.okrs.actions.check_ins import check_in, resolve_blocker, withdraw_check_in
from headway.okrs.actions.key_results import archive_key_result, unarchive_key_result
from headway.okrs.actions.statuses import override_status, resume_status
from headway.okrs.forms.alignments import DependencyForm
from headway.okrs.forms.check_ins import CheckInForm
from headway.okrs.forms.key_results import AmendmentForm
from headway.okrs.forms.objectives import StatusForm
from headway.okrs.forms.parts import StepForm, TurnForm
from headway.okrs.models import KeyResult
from headway.okrs.queries.key_result import key_result_page
from headway.okrs.queries.words import because, verdict_of_key_result
from headway.okrs.sheets import sheet_of_key_result
from headway.okrs.views.common import act, page, refuse_invalid, undo_url
from headway.people.access import can, require
from headway.people.caller import Caller, caller_of
from headway.people.options import options_of
from headway.people.refusals import refusals_in
from headway.ui.toasts import toast


def key_result(request: HttpRequest, workspace: str, key: str) -> HttpResponseBase:
    """One key result."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    if request.GET.get("format") == "csv":
        return sheet_of_key_result(caller, row)
    return _page(request, caller, row)


def _page(request: HttpRequest, caller: Caller, row: KeyResult, form: Any = None) -> HttpResponse:
    shown = key_result_page(caller, row)
    prefetch_related_objects([row.objective], "co_owners")  # each question who may do what asks for them
    may = can(caller, "key_result.check_in", row) and _is_open(row)
    context = {
        "row": row,
        "goal": row.objective,
        "asks_why": takes_a_reason_to_go(caller, row.objective),
        "shown": shown,
        "verdict": verdict_of_key_result(row, shown.expected, caller.today),
        "because": because(row),
        "at_risk_chance": options_of(caller.workspace).at_risk_chance,
        "off_track_chance": options_of(caller.workspace).off_track_chance,
        "may_check_in": may,
        "may_correct": may,
        "may_change": can(caller, "key_result.change", row) and _is_open(row),
        "may_decide": can(caller, "objective.change", row.objective) and _is_open(row),
        "form": form or CheckInForm(caller, row, prefix="say", whole=True),
        **_needs(caller, row),
        "status_form": StatusForm(initial={"reason": row.hand_reason, "lasting": row.hand_lasting}, prefix="status"),
        "step_form": StepForm(prefix="step", initial={"due": row.due}) if row.source == "steps" else None,
        "turn_form": TurnForm(prefix="turn") if row.kind == KeyResult.Kind.BASELINE else None,
        "amendment_form": AmendmentForm(row, prefix="amend") if row.kind in AMENDABLE else None,
    }
    return page(request, "okrs/key_result.html", 422 if form is not None else 200, **context)


def _needs(caller: Caller, row: KeyResult) -> dict[str, Any]:
    """What it needs of other units; where there is only one unit, nothing is said of it."""
    named = ("unit", "key_result__objective__unit", "answered_by")
    found = list(row.dependencies.select_related(*named).order_by("needed_by", "pk"))
    may = can(caller, "key_result.change", row) and _is_open(row)
    form = DependencyForm(caller, row.objective, prefix="need") if may else None
    offered = form is not None and form.has_units
    return {"dependencies": found, "need_form": form if offered else None}


def _is_open(row: KeyResult) -> bool:
    goal = row.objective
    put_away = (row.archived_at, goal.archived_at, goal.closed_at)
    return put_away == (None, None, None) and (goal.cycle is None or goal.cycle.state != "closed")


def _page_of(row: KeyResult, workspace: str) -> str:
    return reverse("okrs:key-result", args=[workspace, row.key])


def check_ins(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Say something about a key result."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    if request.method != "POST":
        return redirect(_page_of(row, workspace))
    require(caller, "key_result.check_in", row)
    form = CheckInForm(caller, row, request.POST, prefix="say", whole=True)
    if form.is_valid():
        with refusals_in(form):
            check_in(caller, form.draft())
    if not form.is_valid():
        return _page(request, caller, key_result_for(caller, key), form)
    toast(request, _("Checked in."), undo_url(caller))
    return redirect(_page_of(row, workspace))


def correct(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Put a check-in right; the old one stays, struck out."""
    caller = caller_of(request)
    old = check_in_for(caller, key)
    row = key_result_for(caller, old.key_result.key)
    require(caller, "key_result.check_in", row)
    initial = {"value": old.value, "confidence": old.confidence, "note": old.note}
    form = CheckInForm(caller, row, request.POST or None, initial=initial)
    del form.fields["blocker"], form.fields["blocker_owner"]
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            check_in(caller, form.draft(corrects=old))
        if form.is_valid():
            toast(request, _("%(key)s is corrected; the old one stays beside it.") % {"key": key})
            return redirect(_page_of(row, workspace))
    status = 422 if request.method == "POST" else 200
    return page(request, "okrs/correct.html", status, form=form, row=row, old=old)


@require_POST
def withdraw(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Take a check-in back."""
    caller = caller_of(request)
    old = check_in_for(caller, key)
    said = _("%(key)s is withdrawn; it stays in the history.") % {"key": key}
    return act(request, _page_of(old.key_result, workspace), said, lambda: withdraw_check_in(caller, old))


@require_POST
def status(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Overrule the data by hand, or let them speak again."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    to = _page_of(row, workspace)
    if request.POST.get("resume"):
        return act(request, to, _("The data speak again."), lambda: resume_status(caller, row), undo=True)
    form = StatusForm(request.POST, prefix="status")
    if not form.is_valid():
        return refuse_invalid(request, to, form)
    said = form.cleaned_data
    return act(
        request, to, _("The status is set by hand; both are shown."),
        lambda: override_status(caller, row, said["status"], said["reason"], lasting=said["lasting"]), undo=True,
    )  # fmt: skip


@require_POST
def amend(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Propose another target or baseline."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    form = AmendmentForm(row, request.POST, prefix="amend")
    if not form.is_valid():
        return refuse_invalid(request, _page_of(row, workspace), form)
    new = NewAmendment(**form.cleaned_data)
    said = _("The amendment is proposed; whoever looks after the objective decides.")
    return act(request, _page_of(row, workspace), said, lambda: propose_amendment(caller, row, new))


@require_POST
def decide(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Accept or decline an amendment."""
    caller = caller_of(request)
    amendment = amendment_for(caller, key)
    to = reverse("okrs:key-result", args=[workspace, amendment.key_result.key])
    answer = request.POST.get("answer", "")
    if request.POST.get("accept") == "1":
        return act(request, to, _("The amendment is in force."), lambda: accept_amendment(caller, amendment, answer))
    return act(request, to, _("The amendment is declined."), lambda: decline_amendment(caller, amendment, answer))


@require_POST
def blocker(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Say that a blocker is out of the way, or stands again."""
    caller = caller_of(request)
    row = blocker_for(caller, key)
    gone = request.POST.get("resolved") != "0"
    said = _("The blocker is out of the way.") if gone else _("The blocker stands again.")
    return act(request, _page_of(row.key_result, workspace), said, lambda: resolve_blocker(caller, row, gone))


@require_POST
def archive(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Take a key result out of its objective, or bring it back."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    if request.POST.get("archived") == "0":
        said = _("%(key)s counts again.") % {"key": key}
        return act(request, _page_of(row, workspace), said, lambda: unarchive_key_result(caller, row))
    to = reverse("okrs:objective", args=[workspace, row.objective.key])
    said, reason = _("%(key)s is archived.") % {"key": key}, request.POST.get("reason", "")
    return act(request, to, said, lambda: archive_key_result(caller, row, reason))
