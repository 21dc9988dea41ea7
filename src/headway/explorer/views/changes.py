"""A change of many objectives: chosen, said, shown as a difference, then made."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from headway.explorer.access import views_for
from headway.explorer.ask import read_ask
from headway.explorer.forms import ChangesForm
from headway.explorer.rows import read_question
from headway.explorer.scope import Scope
from headway.explorer.tables import TABLES
from headway.okrs.access import objectives_for
from headway.okrs.actions.changes import MOST, Planned, change_objectives, plan_changes
from headway.okrs.models import Ambition, Objective
from headway.okrs.tags import tag_list
from headway.okrs.views.common import undo_url
from headway.people.caller import Caller, caller_of
from headway.people.errors import LinesRefused, Refused
from headway.people.keys import key_order
from headway.ui import dates
from headway.ui.format import NONE
from headway.ui.toasts import toast

LABELS = {
    "owner": gettext_lazy("Owner"), "unit": gettext_lazy("Unit"), "cycle": gettext_lazy("Cycle"),
    "theme": gettext_lazy("Theme"),
    "tags": gettext_lazy("Tags"), "due": gettext_lazy("Due"), "ambition": gettext_lazy("Kind"),
    "archived": gettext_lazy("Archived"),
}  # fmt: skip


def change(request: HttpRequest, workspace: str) -> HttpResponse:
    """The form, its preview, and the change itself, by what was sent."""
    caller = caller_of(request)
    back = f"{reverse('explorer:objectives', args=[workspace])}?{request.POST.get('query', '')}".rstrip("?")
    if request.method != "POST":
        return redirect(back)
    chosen, more = _chosen(caller, request)
    if not chosen:
        toast(request, _("Choose at least one objective: tick its box, or press x on its row."))
        return redirect(back)
    step = request.POST.get("step", "")
    form = ChangesForm(caller, request.POST if step else None)
    context: dict[str, Any] = {
        "form": form, "goals": chosen, "more": more, "back": back, "query": request.POST.get("query", ""),
        "slug": workspace, "most": MOST,
    }  # fmt: skip
    if not step or not form.is_valid():
        return render(request, "explorer/changes.html", context, status=422 if step else 200)
    if not form.changes():
        form.add_error(None, _("Nothing is to change: fill in at least one field."))
        return render(request, "explorer/changes.html", context, status=422)
    if step == "change":
        return _make(request, caller, chosen, form, back)
    return _preview(request, caller, chosen, form, context)


def _chosen(caller: Caller, request: HttpRequest) -> tuple[list[Objective], int]:
    """The objectives that were ticked, or all that the view holds (as many as can be changed at once)."""
    rows = objectives_for(caller).select_related("owner", "unit", "cycle", "theme")
    if "all" in request.POST:
        fits = _whole_view(caller, request.POST.get("query", ""))
        found = list(rows.filter(pk__in=fits.values("pk")).order_by("pk")[: MOST + 1])
        return found[:MOST], fits.count() - MOST if len(found) > MOST else 0
    keys = request.POST.getlist("key")[: MOST + 1]
    return sorted(rows.filter(key__in=keys), key=lambda row: key_order(row.key)), 0


def _whole_view(caller: Caller, query: str) -> Any:
    table = TABLES["objectives"]
    first = read_ask({}, table.known, query)
    view = views_for(caller).filter(key=first.view).first() if first.view else None
    ask = read_ask({}, table.known, f"{view.query}&{query}") if view else first
    return read_question(table, ask, Scope(caller, below=ask.given.get("below") != "no")).rows()


def _preview(
    request: HttpRequest, caller: Caller, chosen: Sequence[Objective], form: ChangesForm, context: dict[str, Any]
) -> HttpResponse:
    versions = {row.key: row.version for row in chosen}
    plans = plan_changes(caller, chosen, form.changes(), form.reason)
    doing = [plan for plan in plans if plan.changed and not plan.refused]
    context |= {
        "doing": [
            {"key": plan.objective.key, "title": plan.objective.title, "version": versions[plan.objective.key],
             "lines": _lines(plan)} for plan in doing
        ],
        "refused": [plan for plan in plans if plan.refused],
        "same": sum(not plan.changed and not plan.refused for plan in plans),
        "said": [(name, form.data.get(name, "")) for name in (*form.changes(), "reason")],
    }  # fmt: skip
    return render(request, "explorer/changes_preview.html", context)


def _lines(plan: Planned) -> list[tuple[str, str, str]]:
    return [(str(LABELS[name]), _said(name, old), _said(name, new)) for name, (old, new) in plan.changed.items()]


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return dates.day(value)
    if name == "tags":
        return ", ".join(tag_list(value)) or NONE
    return str(Ambition(value).label) if name == "ambition" else str(value or NONE)


def _make(
    request: HttpRequest, caller: Caller, chosen: Sequence[Objective], form: ChangesForm, back: str
) -> HttpResponse:
    sent = {key: text for key, _colon, text in (one.partition(":") for one in request.POST.getlist("version"))}
    versions = {key: int(text) for key, text in sent.items() if text.isdecimal()}
    try:
        done = change_objectives(caller, chosen, form.changes(), versions, form.reason)
    except LinesRefused as error:
        toast(request, " ".join([error.message, *(f"{line.value}: {line.message}" for line in error.errors[:3])]))
    except Refused as error:
        if error.status in {403, 404}:
            raise
        toast(request, error.message)
    else:
        said = ngettext("Changed one objective.", "Changed %(n)s objectives.", len(done)) % {"n": len(done)}
        toast(request, said, undo_url(caller) if done else "")
    return redirect(back)
