"""What every page of the coach shares."""

import re
from collections.abc import Callable
from dataclasses import dataclass
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
from headway.people.models import Role
from headway.ui.toasts import toast

TABS = (
    ("coach", _("Findings")),
    ("health", _("Program health")),
    ("audit", _("KPI audit")),
    ("choose", _("KPI or OKR?")),
    ("patterns", _("Patterns")),
)

ANCHOR = re.compile(r"[A-Za-z0-9-]+")
"""What may stand behind the ``#`` of an address."""


@dataclass(frozen=True)
class Again:
    """What stands in a small form again: the reason that was typed, and why it was not taken, if so."""

    reason: str
    message: str = ""


def page(request: HttpRequest, template: str, status: int = 200, *, at: str = "", **context: Any) -> HttpResponse:
    """A page of the coach with its tabs; ``at`` is the one it stands under."""
    caller = caller_of(request)
    slug = caller.workspace.slug
    tabs = [
        {"name": name, "url": reverse(f"coaching:{view}", args=[slug]), "current": view == at, "count": None}
        for view, name in TABS
    ]
    return render(request, template, shared(request) | {"tabs": tabs} | context, status=status)


def part(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """What takes the place of a part of a page, for htmx. Its status says success: only that is swapped in.

    ``said`` is told to screen readers; who sees the page sees it there.
    """
    return render(request, template, shared(request) | context)


def shared(request: HttpRequest) -> dict[str, Any]:
    """What pages and parts of them are told alike; ``query`` leads a form back to the same page of a list."""
    caller = caller_of(request)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    who = {"may_write": caller.role in WRITERS, "is_guest": caller.role == Role.GUEST}
    return {"slug": caller.workspace.slug, "query": query} | who


def act(
    request: HttpRequest, otherwise: str, said: str, run: Callable[[], Any], *, undo: bool = False, place: str = ""
) -> HttpResponse:
    """Run an action for a small form, say what happened (or why not), and go back to the page it was sent from: there
    to where one goes on, or to the ``place`` of what was refused.
    """
    to = back(request, otherwise)
    try:
        run()
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        messages.error(request, error.message)
        to = back(request, otherwise, place)
    else:
        toast(request, said, undo_url(caller_of(request)) if undo else "")
    return redirect(to)


def undo_url(caller: Caller) -> str:
    """Where a press of Undo posts to, for the latest thing that the caller did."""
    return reverse("pages:undo", args=[caller.workspace.slug, caller.did[-1]]) if caller.did else ""


def back(request: HttpRequest, otherwise: str, place: str = "") -> str:
    """The page that a small form was sent from: at ``place``, or where the form says that one goes on (``then``)."""
    to, place = request.POST.get("next", ""), place or request.POST.get("then", "")
    ours = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    to = to if ours and to.startswith("/") else otherwise
    return f"{to}#{place}" if ANCHOR.fullmatch(place) else to
