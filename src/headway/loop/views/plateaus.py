"""A plateau, taken up or left."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.kpis.access import kpi_for
from headway.loop.actions.lifting import leave_plateau, take_up_plateau
from headway.loop.views.common import said
from headway.people.caller import caller_of
from headway.people.errors import NotAllowed, NotHere, Refused
from headway.ui.toasts import toast


@require_POST
def take_up(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Ask for a decision about a plateau, and lead to it."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    try:
        decision = take_up_plateau(caller, metric)
    except (NotAllowed, NotHere):
        raise
    except Refused as error:
        toast(request, error.message)
        return redirect("loop:loop", workspace)
    return redirect("loop:decision", workspace, decision.key)


@require_POST
def leave(request: HttpRequest, workspace: str, kpi: str) -> HttpResponse:
    """Leave a plateau as it is."""
    caller = caller_of(request)
    metric = kpi_for(caller, kpi)
    try:
        leave_plateau(caller, metric, request.POST.get("why", "") or _("Good enough as it is."))
    except (NotAllowed, NotHere):
        raise
    except Refused as error:
        toast(request, error.message)
    else:
        said(request, _("Left as it is. It is offered again after as many quiet periods."))
    return redirect("loop:loop", workspace)
