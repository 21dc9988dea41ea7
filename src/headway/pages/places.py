"""The pages and actions that the palette offers, by their names."""

from collections.abc import Iterator
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from headway.explorer.access import views_for
from headway.pages.finding import Hit, Kind
from headway.people.access import can
from headway.people.caller import Caller

MOST = 8
PAGES: tuple[tuple[Any, str], ...] = (
    (_("Today"), "pages:home"), (_("Strategy map"), "explorer:map"), (_("Themes"), "okrs:themes"),
    (_("Objectives"), "explorer:objectives"),
    (_("Key results"), "explorer:key-results"), (_("KPI board"), "kpis:board"), (_("KPIs as a list"), "explorer:kpis"),
    (_("Check in"), "okrs:check-in"), (_("Who has checked in"), "okrs:heard"), (_("Loop"), "loop:loop"),
    (_("Goals as of a date"), "okrs:past"), (_("Backlog"), "okrs:backlog"), (_("Program health"), "coaching:health"),
    (_("Heat map"), "explorer:heat-map"), (_("Templates"), "planning:templates"),
    (_("Who owns what"), "explorer:owners"), (_("Coach"), "coaching:coach"), (_("Cycles"), "okrs:cycles"),
    (_("Lessons"), "okrs:retrospectives"), (_("Units and people"), "people:people"), (_("Activity"), "pages:activity"),
    (_("Settings"), "people:settings"), (_("My settings"), "people:mine"),
)  # fmt: skip
ACTIONS: tuple[tuple[Any, str, str], ...] = (
    (_("New objective"), "okrs:new-objective", "objective.create"),
    (_("New KPI"), "kpis:new", "kpi.create"),
    (_("Choose a KPI from the library"), "kpis:library", "kpi.create"),
    (_("Send a sheet of readings"), "kpis:imports", "kpi.create"),
    (_("Invite somebody"), "people:invite", "person.invite"),
)


def places_for(caller: Caller, text: str) -> list[Kind]:
    """Pages, actions and saved views whose names hold every word of ``text``; one statement, for the views."""
    words = text.casefold().split()
    fits = lambda name: all(word in str(name).casefold() for word in words)  # noqa: E731
    pages = [Hit("", str(name), "", url) for name, route in PAGES if fits(name) and (url := _url(caller, route))]
    actions = [hit for hit in _actions(caller) if fits(hit.name)]
    base = f"/{caller.workspace.slug}/views"
    views = [Hit(v.key, v.name, "", f"{base}/{v.key}") for v in views_for(caller)[:100] if fits(v.name)]
    found = [(_("Pages"), pages), (_("Actions"), actions), (_("Views"), views)]
    return [Kind(name, hits[:MOST], len(hits) > MOST) for name, hits in found if hits]


def _actions(caller: Caller) -> Iterator[Hit]:
    for name, route, verb in ACTIONS:
        if can(caller, verb) and (url := _url(caller, route)):
            yield Hit("", str(name), "", url)


def _url(caller: Caller, route: str) -> str:
    try:
        return reverse(route, args=[caller.workspace.slug])
    except NoReverseMatch:
        return ""
