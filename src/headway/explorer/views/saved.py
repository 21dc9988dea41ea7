"""Saving, changing and putting away views."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.explorer.access import view_for
from headway.explorer.actions import archive_view, change_view, save_view
from headway.explorer.models import View
from headway.explorer.views.table import ROUTES
from headway.okrs.views.common import act, undo_url
from headway.people.caller import Caller, caller_of
from headway.people.errors import NotAllowed, NotHere, Refused
from headway.ui.toasts import toast


def address_of(caller: Caller, view: View) -> str:
    """Where a view is shown."""
    return f"{reverse(ROUTES[view.table], args=[caller.workspace.slug])}?view={view.key}"


def show(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """A view's own address leads to its rows."""
    caller = caller_of(request)
    return redirect(address_of(caller, view_for(caller, key)))


@require_POST
def save(request: HttpRequest, workspace: str) -> HttpResponse:
    """Keep the question of a page under a name."""
    caller, sent = caller_of(request), request.POST
    table = sent.get("table", "objectives")
    try:
        view = save_view(caller, sent.get("name", ""), table, sent.get("query", ""), shared="shared" in sent)
    except (NotAllowed, NotHere):
        raise
    except Refused as error:
        toast(request, error.message)
        base = reverse(ROUTES.get(table, "explorer:objectives"), args=[workspace])
        return redirect(f"{base}?{sent.get('query', '')}")
    toast(request, _("Saved the view “%(name)s”.") % {"name": view.name}, undo_url(caller))
    return redirect(address_of(caller, view))


@require_POST
def change(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Rename a view, share it, or let it ask what the page asks now."""
    caller, sent = caller_of(request), request.POST
    view = view_for(caller, key)
    query = sent.get("query") if "requery" in sent else None
    said = _("Changed the view.")
    return act(
        request, address_of(caller, view), said,
        lambda: change_view(caller, view, name=sent.get("name"), query=query, shared="shared" in sent),
    )  # fmt: skip


@require_POST
def archive(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Put a view away."""
    caller = caller_of(request)
    view = view_for(caller, key)
    to = reverse(ROUTES[view.table], args=[workspace])
    said = _("Put the view “%(name)s” away.") % {"name": view.name}
    return act(request, to, said, lambda: archive_view(caller, view), undo=True)
