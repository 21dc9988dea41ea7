"""Reviewing the objective that a decision drafts, before it is made."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from headway.loop.access import decision_for
from headway.loop.actions.answering import answer_decision
from headway.loop.actions.drafting import draft_objective, ground_of, subject_of
from headway.loop.forms import DraftForm
from headway.loop.lessons import lessons_for
from headway.loop.pictures import band_picture
from headway.loop.suggesting import companions_of
from headway.loop.views.common import said
from headway.loop.words import metric_sentences
from headway.people.access import require
from headway.people.caller import caller_of
from headway.people.errors import Refused
from headway.people.refusals import refusals_in
from headway.ui.toasts import toast


def review_draft(request: HttpRequest, workspace: str, decision: str) -> HttpResponse:
    """The draft, filled in from what the KPI usually shows; sent, it answers the decision."""
    caller = caller_of(request)
    row = decision_for(caller, decision)
    require(caller, "decision.answer", row)
    try:
        metric = subject_of(row)
        ground = ground_of(metric)
        draft = draft_objective(caller, row, ground)
    except Refused as error:
        toast(request, error.message)
        return redirect("loop:decision", workspace, row.key)
    beside = companions_of(caller, metric)
    because = request.GET.get("why", "")
    given: dict[str, Any] = {"caller": caller, "draft": draft, "metric": metric, "beside": beside, "because": because}
    form = DraftForm(request.POST or None, **given)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            answer_decision(caller, row, form.draft(), form.cleaned_data["because"])
        if form.is_valid() and row.objective:
            said(request, _("Opened %(key)s.") % {"key": row.objective.key})
            return redirect("okrs:objective", workspace, row.objective.key)
    context = {
        "decision": row, "metric": metric, "form": form, "beside": beside, "ground": ground,
        "shown": metric_sentences(metric, ground.shown.kept()),
        "picture": band_picture(metric, ground.readings[-12:], ground.shown.band, metric.state),
        "lessons": lessons_for(caller, metric),
    }  # fmt: skip
    return render(request, "loop/draft.html", context, status=422 if form.errors else 200)
