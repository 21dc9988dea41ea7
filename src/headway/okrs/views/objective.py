"""The page of an objective, and the small forms on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.okrs.access import (
    alignment_for,
    assumption_for,
    companion_for,
    initiative_for,
    objective_for,
    objective_with_its_end_for,
)
from headway.okrs.actions.alignments import align, unalign
from headway.okrs.actions.assumptions import add_assumption, archive_assumption, judge_assumption
from headway.okrs.actions.changing import takes_a_reason_to_go
from headway.okrs.actions.companions import add_companion, remove_companion
from headway.okrs.actions.initiatives import NewInitiative, archive_initiative, create_initiative, finish_initiative
from headway.okrs.actions.objectives import archive_objective, unarchive_objective
from headway.okrs.actions.statuses import override_status, resume_status
from headway.okrs.forms.objectives import AlignForm, CompanionForm, InitiativeForm, StatusForm
from headway.okrs.forms.parts import MirrorForm
from headway.okrs.hooks import Note, objective_shown
from headway.okrs.models import Objective
from headway.okrs.queries.objective import Shown, objective_page
from headway.okrs.queries.words import because, verdict_of
from headway.okrs.sheets import sheet_of_objective
from headway.okrs.views.common import act, page, refuse_invalid
from headway.people.access import can
from headway.people.caller import Caller, caller_of
from headway.ui.together import share_a_statement


def objective(request: HttpRequest, workspace: str, key: str) -> HttpResponseBase:
    """One objective: its progress and how it comes about, both truths, and all that belongs to it."""
    caller = caller_of(request)
    goal = objective_with_its_end_for(caller, key)
    shown = objective_page(caller, goal)
    if request.GET.get("format") == "csv":
        return sheet_of_objective(goal, shown.key_results)
    context: dict[str, Any] = {
        "goal": goal,
        "shown": shown,
        "verdict": verdict_of(goal, shown.workings, shown.expected),
        "because": because(goal),
        "rows_shown": min(9, len(shown.workings.lines) + 2 * len(shown.workings.doubled[:3])),
        "guided_late": shown.guided_late(goal.start),
        "may_score": can(caller, "objective.score", goal),
        "asks_why": takes_a_reason_to_go(caller, goal),
    }
    context["notes"] = _notes(caller, goal, shown)
    return page(request, "okrs/objective.html", **context, **_forms(caller, goal, shown))


def _notes(caller: Caller, goal: Objective, shown: Shown) -> list[Note]:
    """What features above have to say about the goal, for the margin."""
    answers: Any = objective_shown.send(
        Objective, caller=caller, objective=goal, key_results=[one["goal"] for one in shown.key_results],
        guardrails=[one["metric"].key for one in shown.guardrails], carried=bool(shown.around.contributes),
    )  # fmt: skip
    return [note for _listener, note in answers if isinstance(note, Note)]


_CHOOSERS = (("initiative_form", "owner"), ("align_form", "parent"), ("companion_form", "metric"))
"""The forms of the page with their lists of people, objectives and KPIs."""


def _forms(caller: Caller, goal: Objective, shown: Shown) -> dict[str, Any]:
    open_now = goal.closed_at is None and (goal.cycle is None or goal.cycle.state != "closed")
    may_change = can(caller, "objective.change", goal) and open_now
    may_work = can(caller, "initiative.change") and open_now and goal.archived_at is None
    found: dict[str, Any] = {"may_change": may_change, "may_work": may_work}
    if may_work:
        own = [one["goal"] for one in shown.key_results if one["home"] is None]
        found["initiative_form"] = InitiativeForm(caller, goal, own, initial={"owner": caller.person}, prefix="work")
    if may_change:
        by_hand = {"reason": goal.hand_reason, "lasting": goal.hand_lasting}
        found["status_form"] = StatusForm(initial=by_hand, prefix="status")
        found["align_form"] = AlignForm(caller, goal, prefix="align")
        found["mirror_form"] = MirrorForm(prefix="mirror")
        found["companion_form"] = CompanionForm(caller, prefix="companion")
    share_a_statement(found[form].fields[name] for form, name in _CHOOSERS if form in found)
    return found


def _page_of(goal: Objective, workspace: str) -> str:
    return reverse("okrs:objective", args=[workspace, goal.key])


@require_POST
def status(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Overrule the data by hand, or let them speak again."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    to = _page_of(goal, workspace)
    if request.POST.get("resume"):
        return act(request, to, _("The data speak again."), lambda: resume_status(caller, goal), undo=True)
    form = StatusForm(request.POST, prefix="status")
    if not form.is_valid():
        return refuse_invalid(request, to, form)
    said = form.cleaned_data
    return act(
        request, to, _("The status is set by hand; both are shown."),
        lambda: override_status(caller, goal, said["status"], said["reason"], lasting=said["lasting"]), undo=True,
    )  # fmt: skip


@require_POST
def archive(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Put an objective away, or bring it back."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    if request.POST.get("archived") == "0":
        said = _("%(key)s is back.") % {"key": key}
        return act(request, _page_of(goal, workspace), said, lambda: unarchive_objective(caller, goal))
    said, reason = _("%(key)s is archived.") % {"key": key}, request.POST.get("reason", "")
    to = reverse("explorer:objectives", args=[workspace])
    return act(request, to, said, lambda: archive_objective(caller, goal, reason), undo=True)


@require_POST
def align_it(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Align an objective to another."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    form = AlignForm(caller, goal, request.POST, prefix="align")
    if not form.is_valid():
        return refuse_invalid(request, _page_of(goal, workspace), form)
    parent, kind = form.cleaned_data["parent"], form.cleaned_data["kind"]
    parent = objective_for(caller, parent.key)
    said = _("%(child)s is aligned to %(parent)s.") % {"child": key, "parent": parent.key}
    return act(request, _page_of(goal, workspace), said, lambda: align(caller, goal, parent, kind))


@require_POST
def end_alignment(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """End an alignment."""
    caller = caller_of(request)
    edge = alignment_for(caller, key)
    return act(request, _page_of(edge.child, workspace), _("The alignment is ended."), lambda: unalign(caller, edge))


@require_POST
def new_assumption(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Write down an assumption."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    text = request.POST.get("text", "")
    return act(request, _page_of(goal, workspace), _("Written down."), lambda: add_assumption(caller, goal, text))


@require_POST
def assumption(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Say what became of an assumption, or take it away."""
    caller = caller_of(request)
    row = assumption_for(caller, key)
    state = request.POST.get("state", "")
    to = _page_of(row.objective, workspace)
    if state == "archived":
        return act(request, to, _("The assumption is taken away."), lambda: archive_assumption(caller, row))
    return act(request, to, _("Said of the assumption."), lambda: judge_assumption(caller, row, state))


@require_POST
def new_companion(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Set a KPI beside an objective."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    form = CompanionForm(caller, request.POST, prefix="companion")
    if not form.is_valid():
        return refuse_invalid(request, _page_of(goal, workspace), form)
    metric, role = form.cleaned_data["metric"], form.cleaned_data["role"]
    said = _("%(name)s is watched beside it.") % {"name": metric.name}
    return act(request, _page_of(goal, workspace), said, lambda: add_companion(caller, goal, metric, role))


@require_POST
def end_companion(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Take a KPI from an objective's side."""
    caller = caller_of(request)
    row = companion_for(caller, key)
    to = _page_of(row.objective, workspace)
    return act(request, to, _("It is no longer beside the objective."), lambda: remove_companion(caller, row))


@require_POST
def new_initiative(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Write down a piece of work."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    form = InitiativeForm(caller, goal, None, request.POST, prefix="work")
    if not form.is_valid():
        return refuse_invalid(request, _page_of(goal, workspace), form)
    new = NewInitiative(**form.cleaned_data)
    return act(request, _page_of(goal, workspace), _("Written down."), lambda: create_initiative(caller, goal, new))


@require_POST
def initiative(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Say that work is done, is not after all, or take it off the page."""
    caller = caller_of(request)
    row = initiative_for(caller, key)
    to, state = _page_of(row.objective, workspace), request.POST.get("state", "")
    if state == "archived":
        return act(request, to, _("Taken off the page."), lambda: archive_initiative(caller, row))
    said = _("Done. Whether it moved the number, the number will tell.") if state == "done" else _("Open again.")
    return act(request, to, said, lambda: finish_initiative(caller, row, state == "done"))
