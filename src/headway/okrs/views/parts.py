"""What key results are made of: steps, mirrors, child key results, and baselines that turn into movements."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.okrs.access import key_result_for, mirror_for, objective_for, step_for
from headway.okrs.actions.feeding import feed_key_result
from headway.okrs.actions.mirrors import mirror_key_result, unmirror_key_result
from headway.okrs.actions.steps import NewStep, add_step, archive_step, finish_step, reopen_step
from headway.okrs.actions.turning import turn_into_move
from headway.okrs.forms.parts import MirrorForm, StepForm, TurnForm
from headway.okrs.rules.targets import is_relative
from headway.okrs.typed import read_amount
from headway.okrs.views.common import act, refuse_invalid
from headway.people.access import require
from headway.people.caller import caller_of


def _page_of(workspace: str, key: str) -> str:
    return reverse("okrs:key-result", args=[workspace, key])


@require_POST
def new_step(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Add a step to a milestone."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    require(caller, "key_result.change", row)
    form = StepForm(request.POST, prefix="step")
    if not form.is_valid():
        return refuse_invalid(request, _page_of(workspace, key), form)
    new = NewStep(**form.cleaned_data)
    return act(request, _page_of(workspace, key), _("The step is added."), lambda: add_step(caller, row, new))


@require_POST
def step_state(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Say that a step is done, with what shows it; that it is not; or take it away."""
    caller = caller_of(request)
    step = step_for(caller, key)
    to = _page_of(workspace, step.key_result.key)
    state = request.POST.get("state", "")
    if state == "archived":
        return act(request, to, _("The step is gone."), lambda: archive_step(caller, step))
    if state == "open":
        return act(request, to, _("The step is open again."), lambda: reopen_step(caller, step))
    evidence = request.POST.get("evidence", "")
    return act(request, to, _("The step is done."), lambda: finish_step(caller, step, evidence))


@require_POST
def turn(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Turn a baseline key result into the movement it was made for."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    require(caller, "key_result.change", row)
    form = TurnForm(request.POST, prefix="turn")
    if not form.is_valid():
        return refuse_invalid(request, _page_of(workspace, key), form)
    text = form.cleaned_data["target"]

    def run() -> None:
        words = text if is_relative(text) else ""
        turn_into_move(caller, row, None if words else read_amount(text, row, "target"), words)

    return act(request, _page_of(workspace, key), _("Now it moves."), run)


@require_POST
def mirror(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Let a key result count in this objective, too."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    require(caller, "objective.change", goal)
    to = reverse("okrs:objective", args=[workspace, key])
    form = MirrorForm(request.POST, prefix="mirror")
    if not form.is_valid():
        return refuse_invalid(request, to, form)
    row = key_result_for(caller, form.cleaned_data["key_result"].strip().upper())
    said = _("%(key)s counts here, too.") % {"key": row.key}
    return act(request, to, said, lambda: mirror_key_result(caller, row, goal))


@require_POST
def unmirror(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Let a key result count here no longer."""
    caller = caller_of(request)
    found = mirror_for(caller, key)
    to = reverse("okrs:objective", args=[workspace, found.objective.key])
    return act(request, to, _("It counts here no longer."), lambda: unmirror_key_result(caller, found))


@require_POST
def feed(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Choose the key result whose sum or mean this one counts in."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    typed = request.POST.get("feeds", "").strip().upper()
    parent = key_result_for(caller, typed) if typed else None
    said = _("It counts there now.") if parent else _("It counts in no other key result.")
    return act(request, _page_of(workspace, key), said, lambda: feed_key_result(caller, row, parent))
