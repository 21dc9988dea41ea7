"""The check-in grid and its preview."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from headway.okrs.access import objectives_for
from headway.okrs.actions.check_ins import preview_check_ins, send_check_ins
from headway.okrs.queries.grid import Effect, Grid, effects_of, read_grid, take_last_values
from headway.okrs.views.common import page, undo_url
from headway.people.access import can
from headway.people.caller import Caller, caller_of
from headway.people.errors import Refused
from headway.ui.toasts import toast


def grid(request: HttpRequest, workspace: str) -> HttpResponse:
    """All my key results in one table, or those of the units I lead: type, see the effect, send."""
    caller = caller_of(request)
    if request.method != "POST":
        return _page(request, read_grid(caller, team=_of_team(request)), [])
    found = read_grid(caller, request.POST.dict(), team=_of_team(request))
    if request.POST.get("rest") == "last":
        take_last_values(found)
    drafts = [row.draft for row in found.rows if row.draft]
    if found.wrong or not drafts:
        said = "" if found.wrong else _("Nothing was typed yet: give at least one value, confidence or note.")
        return _page(request, found, _effects(caller, found)[0], said, 422)
    try:
        sent = send_check_ins(caller, drafts)
    except Refused as error:
        return _page(request, found, [], error.message, 422)
    toast(
        request, ngettext("Sent one check-in.", "Sent %(n)s check-ins.", len(sent)) % {"n": len(sent)}, undo_url(caller)
    )
    return redirect(f"{reverse('okrs:check-in', args=[workspace])}{'?of=team' if found.team else ''}")


def _of_team(request: HttpRequest) -> bool:
    """Whether a lead asked for all of their units, as in a check-in meeting."""
    return request.GET.get("of") == "team" and bool(caller_of(request).led_units)


def _page(request: HttpRequest, found: Grid, effects: list[Effect], said: str = "", status: int = 200) -> HttpResponse:
    caller = caller_of(request)
    mine = all(can(caller, "key_result.check_in", row.goal) for row in found.rows)
    return page(
        request, "okrs/check_in.html", status,
        grid=found, effects=effects, said=said, may_send=mine, tabs=_tabs(caller, found),
    )  # fmt: skip


def _tabs(caller: Caller, found: Grid) -> list[dict[str, Any]]:
    """Mine and my units', for those who lead one."""
    if not caller.led_units:
        return []
    here = reverse("okrs:check-in", args=[caller.workspace.slug])
    return [
        {"name": _("Mine"), "url": here, "current": not found.team, "count": None},
        {"name": _("Units I lead"), "url": f"{here}?of=team", "current": found.team, "count": None},
    ]


@require_POST
def effect(request: HttpRequest, workspace: str) -> HttpResponse:
    """What the values typed so far would do above, for the margin; nothing is written."""
    caller = caller_of(request)
    found = read_grid(caller, request.POST.dict(), team=_of_team(request))
    effects, refused = _effects(caller, found)
    return page(request, "okrs/_effect.html", grid=found, effects=effects, refused=refused)


def _effects(caller: Caller, found: Grid) -> tuple[list[Effect], str]:
    """What would move, or why none of it could be sent."""
    drafts = [row.draft for row in found.rows if row.draft]
    if not drafts:
        return [], ""
    try:
        tree = preview_check_ins(caller, drafts)
    except Refused as error:
        return [], error.message
    ids = list(tree.objectives)
    visible = set(objectives_for(caller).filter(pk__in=ids).values_list("key", flat=True))
    return effects_of(tree, drafts, visible), ""
