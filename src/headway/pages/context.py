"""The shell around every page: where one is, what waits there, who one is."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from headway.pages.waits import Waits, waits_of
from headway.people.access import WRITERS
from headway.people.caller import Caller, caller_of
from headway.people.options import options_of
from headway.ui import dates

BELONGS = {
    "key-results": "objectives", "backlog": "objectives", "heat-map": "objectives", "owners": "objectives",
    "views": "objectives", "templates": "objectives", "dependencies": "objectives", "check-ins": "check-in",
    "decisions": "loop", "graduations": "loop", "signals": "kpis", "theme-plans": "themes", "retrospectives": "cycles",
    "units": "people", "invitations": "people", "patterns": "coach", "dismissals": "coach",
}  # fmt: skip
"""Under which entry of the contents a page lies whose address begins with another word."""
OF_COACH = {"coach", "health"}
"""Pages of the coach about one unit, whose addresses begin with that unit's."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """``shell`` for the base template; only the time for pages outside a workspace."""
    caller: Caller | None = getattr(request, "caller", None)
    now = getattr(request, "now", None)
    if caller is None or caller.person is None:
        return {"shell": {"now": now}}
    waits = waits_of(request)
    slug = caller.workspace.slug
    return {
        "shell": {
            "now": now,
            "workspace": caller.workspace,
            "person": caller.person,
            "cycle_line": _cycle_line(caller, waits),
            "nav": _contents(request, slug, waits),
            "home_url": _url("pages:home", slug),
            "search_url": _url("pages:search", slug),
            "as_of_url": _url("okrs:past", slug),
            "me_url": _url("people:mine", slug),
            "signout_url": _url("account_logout"),
        }
    }


def _cycle_line(caller: Caller, waits: Waits) -> str:
    if waits.cycle is None:
        return ""
    start, end = waits.cycle.start, waits.cycle.end
    day, days = (caller.today - start).days + 1, (end - start).days + 1
    if day > days:
        return _("%(name)s, ended %(day)s") % {"name": waits.cycle.name, "day": dates.day(end, caller.today)}
    if day < 1:
        return _("%(name)s, from %(day)s") % {"name": waits.cycle.name, "day": dates.day(start, caller.today)}
    return _("%(name)s, day %(day)s of %(days)s") % {"name": waits.cycle.name, "day": day, "days": days}


def _contents(request: HttpRequest, slug: str, waits: Waits) -> list[list[dict[str, Any]]]:
    groups = [
        [
            (_("Today"), "pages:home", "today"),
            (_("Strategy map"), "explorer:map", ""),
            (_("Objectives"), "explorer:objectives", "objectives"),
            (_("KPIs"), "kpis:board", "kpis"),
            (_("Check in"), "okrs:check-in", "check_ins"),
            (_("Loop"), "loop:loop", "loop"),
            (_("Coach"), "coaching:coach", ""),
        ],
        [
            (_("Themes"), "okrs:themes", ""),
            (_("Cycles"), "okrs:cycles", ""),
            (_("Units and people"), "people:people", ""),
            (_("Activity"), "pages:activity", ""),
            (_("Settings"), "people:settings", ""),
        ],
    ]
    if not (waits.of("themes") or options_of(caller_of(request).workspace).show_tiers):
        groups[1] = [entry for entry in groups[1] if entry[1] != "okrs:themes"]
    if caller_of(request).role not in WRITERS:
        groups[0] = [entry for entry in groups[0] if entry[1] != "okrs:check-in"]
    return [
        [_entry(request, name, url, waits.of(count)) for name, view, count in group if (url := _url(view, slug))]
        for group in groups
    ]


def _entry(request: HttpRequest, name: str, url: str, count: int) -> dict[str, Any]:
    return {"name": name, "url": url, "count": count, "current": _place(request.path) == _place(url)}


def _place(path: str) -> str:
    """The entry of the contents that an address belongs to, by the word after the workspace; Today's is empty."""
    noun, _key, about = f"{path}////".split("/")[2:5]
    return "coach" if about in OF_COACH else BELONGS.get(noun, noun)


def _url(view: str, *args: str) -> str:
    """The path of a page, empty while there is none of that name."""
    try:
        return reverse(view, args=args)
    except NoReverseMatch:
        return ""
