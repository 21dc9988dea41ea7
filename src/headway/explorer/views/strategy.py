"""The strategy map: mission, themes, objectives, key results and KPIs on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from headway.explorer.ask import Ask, read_ask
from headway.explorer.page import filters_of
from headway.explorer.rows import read_question
from headway.explorer.scope import Scope
from headway.explorer.strategy import Column, Map, map_of, more_of, north_star
from headway.explorer.tables import TABLES
from headway.people.caller import caller_of
from headway.people.errors import Refused

SHEET = "theme,unit,owner,cycle,progress,status"
"""What the map as a sheet says of each objective."""


def strategy_map(request: HttpRequest, workspace: str) -> HttpResponse:
    """What the organisation is for, what it reaches for, and the ground that it keeps.

    ``from`` asks for the columns from that number on; ``column`` and ``from`` for one column's next goals alone.
    """
    caller = caller_of(request)
    table, scope = TABLES["objectives"], Scope(caller)
    ask = read_ask({name: request.GET.getlist(name) for name in request.GET}, ("cycle", "unit", "status", "theme"))
    base, here = reverse("explorer:objectives", args=[workspace]), reverse("explorer:map", args=[workspace])
    error: Refused | None = None
    drawn, start = Map([], 0, None, 0), _number(request.GET.get("from", ""))
    try:
        question = read_question(table, ask, scope)
        if "column" in request.GET:
            column = more_of(question, request.GET["column"], start)
            _link(column, ask, base, here)
            return render(request, "explorer/_blocks.html", {"column": column, "slug": workspace})
        drawn = map_of(question, start)
    except Refused as refusal:
        error = refusal
    for column in (column for row in drawn.rows for column in row):
        _link(column, ask, base, here)
    context = {"map": drawn, "rows": drawn.rows, "slug": workspace, "next_url": f"{here}?{ask.text(**_from(drawn))}"}
    if request.htmx and start and not error:  # type: ignore[attr-defined]
        return render(request, "explorer/_strata.html", context)
    first, _more = filters_of(table, ask, scope)
    context |= {
        "ask": ask, "filters": first, "cycles": scope.cycles, "cycle": scope.cycle,
        "mission": caller.workspace.mission, "north": north_star(caller), "error": error, "objectives": base,
        "sheet": f"{base}?{ask.text(columns=SHEET)}&format=csv",
        "chosen_cycles": ask.given.get("cycle", scope.cycle.key if scope.cycle else "").split(","),
        "title": _("Strategy map"),
    }  # fmt: skip
    return render(request, "explorer/map.html", context, status=error.status if error else 200)


def _link(column: Column, ask: Ask, base: str, here: str) -> None:
    """Give a column the way to all its objectives, and to those that are drawn next."""
    column.link = {"url": f"{base}?{ask.text(**column.link)}"}
    column.next_url = f"{here}?{ask.text(**{'column': column.place, 'from': str(column.drawn)})}"


def _from(drawn: Map) -> dict[str, str]:
    return {"from": str(drawn.following or 0)}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0
