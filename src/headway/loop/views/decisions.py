"""One decision: what it rests on, its answer, and what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.loop.access import decision_for
from headway.loop.actions.answering import answer_decision, mark_fixed, reopen_decision
from headway.loop.board import proposal_of
from headway.loop.forms import AnswerForm
from headway.loop.models import Decision
from headway.loop.pictures import decision_picture
from headway.loop.views.common import said
from headway.loop.words import kept_sentences
from headway.okrs.access import objectives_for
from headway.people.access import can
from headway.people.caller import caller_of
from headway.people.errors import NotAllowed, Refused
from headway.people.refusals import refusals_in
from headway.ui.toasts import toast


def show_decision(request: HttpRequest, workspace: str, decision: str) -> HttpResponse:
    """What the decision is about, what was shown when it opened, and how it was answered."""
    return _show(request, decision_for(caller_of(request), decision))


@require_POST
def answer(request: HttpRequest, workspace: str, decision: str) -> HttpResponse:
    """Watch, fix or leave at once; an objective is drafted and reviewed first."""
    caller = caller_of(request)
    row = decision_for(caller, decision)
    form = AnswerForm(request.POST, caller=caller, decision=row)
    if form.is_valid() and form.cleaned_data["choice"] == "objective":
        draft = reverse("loop:draft", args=[workspace, row.key])
        return redirect(f"{draft}?{urlencode({'why': form.cleaned_data['why'][:1500]})}")
    if form.is_valid():
        with refusals_in(form):
            answer_decision(caller, row, form.answer(), form.cleaned_data["why"])
    if form.is_valid():
        said(request, _("Decided %(key)s.") % {"key": row.key})
        return redirect("loop:decision", workspace, row.key)
    row.refresh_from_db()
    return _show(request, row, form, 422)


@require_POST
def say_fixed(request: HttpRequest, workspace: str, decision: str) -> HttpResponse:
    """The fix is done."""
    caller = caller_of(request)
    row = decision_for(caller, decision)
    try:
        mark_fixed(caller, row)
    except NotAllowed:
        raise
    except Refused as error:
        toast(request, error.message)
    else:
        said(request, _("The next closed reading shows whether it helped."))
    return redirect("loop:decision", workspace, row.key)


@require_POST
def reopen(request: HttpRequest, workspace: str, decision: str) -> HttpResponse:
    """Take the answer back, with a reason."""
    caller = caller_of(request)
    row = decision_for(caller, decision)
    try:
        reopen_decision(caller, row, request.POST.get("reason", ""))
    except NotAllowed:
        raise
    except Refused as error:
        return _show(request, row, status=422, refused=error.message)
    said(request, _("%(key)s asks again.") % {"key": row.key})
    return redirect("loop:decision", workspace, row.key)


def _show(
    request: HttpRequest, row: Decision, form: AnswerForm | None = None, status: int = 200, refused: str = ""
) -> HttpResponse:
    caller = caller_of(request)
    may = can(caller, "decision.answer", row)
    if form is None and row.is_open and may:
        form = AnswerForm(caller=caller, decision=row)
    context = {
        "decision": row,
        "form": form if row.is_open and may else None,
        "may": may,
        "may_fix": row.choice == "fix" and not row.fixed_at and (may or row.fix_owner_id == caller.person_id),
        "proposal": proposal_of(row) if row.is_open else None,
        "objective_seen": objectives_for(caller).filter(pk=row.objective_id).exists() if row.objective_id else False,
        "picture": decision_picture(row),
        "kept": kept_sentences(row),
        "refused": refused,
        "errors": form.errors if form is not None and not row.is_open else None,
    }
    return render(request, "loop/decision.html", context, status=status)
