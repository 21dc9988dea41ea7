"""A toast says what happened and may offer Undo. On a full page it is a Django message."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django_htmx.http import trigger_client_event


def toast(request: HttpRequest, text: str, undo: str = "") -> None:
    """Show `text` on the next full page; `undo` is the URL that a press of Undo posts to."""
    messages.success(request, text, extra_tags=undo)


def toast_now(response: HttpResponse, text: str, undo: str = "") -> HttpResponse:
    """Show `text` at once on the page that sent an htmx request; returns the same response."""
    return trigger_client_event(response, "toast", {"text": text, "undo": undo})
