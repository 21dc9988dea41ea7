"""Who has checked in, and nudging those who have not."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from headway.okrs.actions.nudges import mail_nudges, nudge_people
from headway.okrs.queries.heard import read_heard, turns_of
from headway.okrs.sheets import sheet_of_heard
from headway.okrs.views.common import act, page
from headway.people.access import person_for
from headway.people.caller import Caller, caller_of

SPEAKERS = 40
"""Persons on a page."""
TEAMS = "mine"


def heard(request: HttpRequest, workspace: str) -> HttpResponseBase:
    """Everybody whose word is asked for this round, or those of the units that the reader leads."""
    caller = caller_of(request)
    led = request.GET.get("of") == TEAMS
    turns = turns_of(caller, led=led)
    if request.GET.get("format") == "csv":
        return sheet_of_heard(caller, read_heard(caller, [turn.person for turn in turns]).speakers)
    shown = Paginator(turns, SPEAKERS).get_page(request.GET.get("page"))
    return page(
        request, "okrs/heard.html", found=read_heard(caller, [turn.person for turn in shown]), pages=shown,
        everybody=len(turns), waiting=sum(turn.silent > 0 for turn in turns), tabs=_tabs(caller, led), led=led,
    )  # fmt: skip


def _tabs(caller: Caller, led: bool) -> list[dict[str, Any]]:
    """Everybody, and the reader's own teams: for those who lead some."""
    url = reverse("okrs:heard", args=[caller.workspace.slug])
    if not (led or caller.led_units):
        return []
    return [
        {"name": _("Everybody"), "url": url, "current": not led},
        {"name": _("My teams"), "url": f"{url}?of={TEAMS}", "current": led},
    ]


@require_POST
def nudge(request: HttpRequest, workspace: str) -> HttpResponse:
    """Ask the named persons to check in."""
    caller = caller_of(request)
    persons = [person_for(caller, key) for key in request.POST.getlist("person")]
    link = request.build_absolute_uri(reverse("okrs:check-in", args=[workspace]))
    n = len(persons)
    said = ngettext("%(n)s person is asked to check in.", "%(n)s people are asked to check in.", n) % {"n": n}
    return act(
        request, reverse("okrs:heard", args=[workspace]), said,
        lambda: mail_nudges(nudge_people(caller, persons), link),
    )  # fmt: skip
