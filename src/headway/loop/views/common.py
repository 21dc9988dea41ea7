"""What every page of the loop shares."""

from django.http import HttpRequest

from headway.okrs.views.common import undo_url
from headway.people.caller import Caller
from headway.ui.toasts import toast


def caller_in(request: HttpRequest) -> Caller:
    """Who calls: set by the middleware on every page of a workspace."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    return caller


def said(request: HttpRequest, text: str) -> None:
    """A toast on the next page, with Undo for what was just done."""
    toast(request, text, undo_url(caller_in(request)))
