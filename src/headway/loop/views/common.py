"""What every page of the loop shares."""

from django.http import HttpRequest

from headway.okrs.views.common import undo_url
from headway.people.caller import caller_of
from headway.ui.toasts import toast


def said(request: HttpRequest, text: str) -> None:
    """A toast on the next page, with Undo for what was just done."""
    toast(request, text, undo_url(caller_of(request)))
