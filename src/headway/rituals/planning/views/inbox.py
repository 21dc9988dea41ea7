"""What was submitted: accepted in bulk with its effect in view, or returned with a reason."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from headway.okrs.access import cycle_for
from headway.okrs.views.common import act, page
from headway.people.caller import caller_of
from headway.rituals.planning.access import needs_agreement, proposal_for
from headway.rituals.planning.actions.deciding import accept_proposals, return_proposal
from headway.rituals.planning.queries.inbox import Inbox, Submitted, read_inbox
from headway.rituals.planning.sheets import result_columns, result_rows
from headway.ui.sheets import csv_answer


def inbox(request: HttpRequest, workspace: str, key: str) -> HttpResponseBase:
    """Everything that waits for my yes or no; sent back, what is chosen is accepted."""
    caller = caller_of(request)
    cycle = cycle_for(caller, key)
    if request.method == "POST":
        rows = [proposal_for(caller, one) for one in request.POST.getlist("proposal")]
        said = ngettext("One objective is accepted.", "%(n)s objectives are accepted.", len(rows)) % {"n": len(rows)}
        note = request.POST.get("note", "")
        return act(request, _url(workspace, key), said, lambda: accept_proposals(caller, rows, note))
    waiting = read_inbox(caller, cycle)
    if request.GET.get("format") == "csv":
        return _as_sheet(f"{key}-proposals", waiting)
    context: dict[str, Any] = {"cycle": cycle, "inbox": waiting, "proposing": needs_agreement(caller)}
    return page(request, "planning/inbox.html", **context)


def _as_sheet(name: str, waiting: Inbox) -> HttpResponseBase:
    """What was submitted, one key result a row."""
    header = (
        _("Unit"), _("Key"), _("Objective"), _("Owner"), _("Submitted by"), _("Stands under"), *result_columns(),
    )  # fmt: skip
    return csv_answer(name, header, (row for unit in waiting.units for one in unit.rows for row in _rows_of(one)))


def _rows_of(one: Submitted) -> Iterator[list[Any]]:
    goal, by = one.proposal.objective, one.proposal.submitted_by
    under = " ".join(parent.key for parent in one.parents)
    head = [goal.unit.name, goal.key, goal.title, goal.owner.name, by.name if by else "", under]
    return result_rows(head, one.rows)


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
