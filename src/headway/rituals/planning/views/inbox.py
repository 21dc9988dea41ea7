"""What was submitted: accepted in bulk with its effect in view, or returned with a reason."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from headway.okrs.access import cycle_for
from headway.okrs.views.common import act, page
from headway.people.caller import caller_of
from headway.rituals.planning.access import needs_agreement, proposal_for
from headway.rituals.planning.actions.deciding import accept_proposals, return_proposal
from headway.rituals.planning.queries.inbox import read_inbox


def inbox(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Everything that waits for my yes or no; sent back, what is chosen is accepted."""
    caller = caller_of(request)
    cycle = cycle_for(caller, key)
    if request.method == "POST":
        rows = [proposal_for(caller, one) for one in request.POST.getlist("proposal")]
        said = ngettext("One objective is accepted.", "%(n)s objectives are accepted.", len(rows)) % {"n": len(rows)}
        note = request.POST.get("note", "")
        return act(request, _url(workspace, key), said, lambda: accept_proposals(caller, rows, note))
    context: dict[str, Any] = {
        "cycle": cycle, "inbox": read_inbox(caller, cycle), "proposing": needs_agreement(caller)
    }  # fmt: skip
    return page(request, "planning/inbox.html", **context)


@require_POST
def return_it(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Return one proposal with its reason."""
    caller = caller_of(request)
    row = proposal_for(caller, key)
    said = _("%(key)s is returned, and its owner sees why.") % {"key": row.objective.key}
    reason = request.POST.get("reason", "")
    return act(request, _url(workspace, row.cycle.key), said, lambda: return_proposal(caller, row, reason))


def _url(workspace: str, key: str) -> str:
    return reverse("planning:inbox", args=[workspace, key])
