"""Taking back what one did a moment ago."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.people.caller import caller_of
from headway.people.errors import NotAllowed, NotHere, Refused
from headway.people.undo import undo
from headway.ui.toasts import toast

LAST = 2**63 - 1
"""No row of a log has a greater number."""


@require_POST
def take_back(request: HttpRequest, workspace: str, seq: int) -> HttpResponse:
    """Undo one row of the log, and lead back to where Undo was pressed."""
    if seq > LAST:
        raise NotHere
    try:
        undo(caller_of(request), seq)
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        toast(request, error.message)
    else:
        toast(request, _("Taken back."))
    return redirect(_back(request, workspace))


def _back(request: HttpRequest, workspace: str) -> str:
    """The page that Undo was pressed on, if it is one of this workspace; else Home."""
    home = reverse("pages:home", args=[workspace])
    page = request.headers.get("Referer", "")
    path = urlsplit(page).path
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return path if ours and path.startswith(home) else home
