"""What one unit needs of another: asked, answered, delivered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.okrs.access import dependency_for, key_result_for
from headway.okrs.actions.dependencies import (
    NewDependency,
    accept_dependency,
    decline_dependency,
    deliver_dependency,
    request_dependency,
    withdraw_dependency,
)
from headway.okrs.forms.alignments import AnswerForm, DependencyForm
from headway.okrs.views.alignment import may_answer
from headway.okrs.views.common import act, page, refuse_invalid
from headway.people.access import can
from headway.people.caller import caller_of


def dependency(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """One dependency: who needs what of whom, and the answer."""
    caller = caller_of(request)
    asked = dependency_for(caller, key)
    context: dict[str, Any] = {
        "asked": asked,
        "form": AnswerForm(asked) if may_answer(caller, asked) else None,
        "may_withdraw": asked.state not in {"withdrawn", "delivered"}
        and can(caller, "key_result.change", asked.key_result),
    }
    return page(request, "okrs/dependency.html", **context)


@require_POST
def new_dependency(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Ask another unit for something."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    to = reverse("okrs:key-result", args=[workspace, row.key])
    form = DependencyForm(caller, row.objective, request.POST, prefix="need")
    if not form.is_valid():
        return refuse_invalid(request, to, form)
    new = NewDependency(**form.cleaned_data)
    said = _("%(unit)s is asked, and its lead sees it today.") % {"unit": new.unit.name}
    return act(request, to, said, lambda: request_dependency(caller, row, new))


@require_POST
def answer(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Accept with a day, or decline with a reason."""
    caller = caller_of(request)
    asked = dependency_for(caller, key)
    back = request.POST.get("review", "")
    to = reverse("okrs:alignment-review", args=[workspace, back]) if back else _page_of(workspace, key)
    form = AnswerForm(asked, request.POST)
    if not form.is_valid():
        return refuse_invalid(request, to, form)
    day, reason = form.cleaned_data["on"], form.cleaned_data["reason"]
    if request.POST.get("accepted") == "0":
        return act(request, to, _("Declined, with the reason."), lambda: decline_dependency(caller, asked, reason, day))
    return act(request, to, _("Promised."), lambda: accept_dependency(caller, asked, day, reason))


@require_POST
def delivery(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Say that what was promised is there."""
    caller = caller_of(request)
    asked = dependency_for(caller, key)
    return act(request, _page_of(workspace, key), _("Delivered."), lambda: deliver_dependency(caller, asked))


@require_POST
def withdrawal(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Take a request back."""
    caller = caller_of(request)
    asked = dependency_for(caller, key)
    said = _("Taken back: it is not needed any more.")
    return act(request, _page_of(workspace, key), said, lambda: withdraw_dependency(caller, asked))


def _page_of(workspace: str, key: str) -> str:
    return reverse("okrs:dependency", args=[workspace, key])
