"""What every page of the coach shares."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from headway.people.access import WRITERS
from headway.people.caller import Caller, caller_of
from headway.people.errors import NotAllowed, NotHere, Refused
from headway.ui.toasts import toast

TABS = (
    ("coach", _("Findings")),
    ("health", _("Program health")),
    ("audit", _("KPI audit")),
    ("choose", _("KPI or OKR?")),
    ("patterns", _("Patterns")),
)


def page(request: HttpRequest, template: str, status: int = 200, *, at: str = "", **context: Any) -> HttpResponse:
    """A page of the coach with its tabs; ``at`` is the one it stands under."""
    caller = caller_of(request)
    slug = caller.workspace.slug
    tabs = [
        {"name": name, "url": reverse(f"coaching:{view}", args=[slug]), "current": view == at, "count": None}
        for view, name in TABS
    ]
    shared = {"slug": slug, "tabs": tabs, "may_write": caller.role in WRITERS}
    return render(request, template, shared | context, status=status)


def act(request: HttpRequest, otherwise: str, said: str, run: Callable[[], Any], *, undo: bool = False) -> HttpResponse:
    """Run an action for a small form, say what happened (or why not), and go back to the page it was sent from."""
    to = _back(request, otherwise)
    try:
        run()
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        messages.error(request, error.message)
    else:
        toast(request, said, undo_url(caller_of(request)) if undo else "")
    return redirect(to)


def undo_url(caller: Caller) -> str:
    """Where a press of Undo posts to, for the latest thing that the caller did."""
    return reverse("pages:undo", args=[caller.workspace.slug, caller.did[-1]]) if caller.did else ""


def _back(request: HttpRequest, otherwise: str) -> str:
    to = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return to if ours and to.startswith("/") else otherwise
