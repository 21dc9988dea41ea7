"""The Explorer: one page for each table."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from headway.explorer.access import views_for
from headway.explorer.ask import Ask, read_ask
from headway.explorer.models import View
from headway.explorer.page import (
    Sheet,
    chips_of,
    columns_of,
    comparisons_of,
    filters_of,
    quiet_tabs_of,
    sheet_of,
    sorts_of,
    tabs_of,
)
from headway.explorer.rows import read_question
from headway.explorer.scope import Scope
from headway.explorer.sheets import csv_of
from headway.explorer.tables import TABLES
from headway.explorer.tables.table import Table
from headway.okrs.queries.glyphs import legend
from headway.people.access import can
from headway.people.caller import Caller, caller_of
from headway.people.errors import Refused

ROUTES = {"objectives": "explorer:objectives", "key-results": "explorer:key-results", "kpis": "explorer:kpis"}


def objectives(request: HttpRequest, workspace: str) -> HttpResponseBase:
    """Objectives as the address asks for them."""
    return _show(request, TABLES["objectives"])


def key_results(request: HttpRequest, workspace: str) -> HttpResponseBase:
    """Key results as the address asks for them."""
    return _show(request, TABLES["key-results"])


def kpis(request: HttpRequest, workspace: str) -> HttpResponseBase:
    """KPIs as the address asks for them."""
    return _show(request, TABLES["kpis"])


def ask_of(request: HttpRequest, table: Table, views: list[View]) -> Ask:
    """The question of an address, over that of the saved view it names (if that is still there)."""
    params = {name: request.GET.getlist(name) for name in request.GET}
    chosen = next((view for view in views if view.key == request.GET.get("view")), None)
    ask = table.shortest(read_ask(params, table.known, chosen.query if chosen else ""))
    return replace(ask, view=chosen.key if chosen else "")


def _show(request: HttpRequest, table: Table) -> HttpResponseBase:
    caller = caller_of(request)
    views = list(views_for(caller).filter(table=table.name))
    ask = ask_of(request, table, views)
    scope = Scope(caller, below=ask.given.get("below") != "no")
    base = reverse(ROUTES[table.name], args=[caller.workspace.slug])
    try:
        question = read_question(table, ask, scope)
        if request.GET.get("format") == "csv":
            return csv_of(question)
        sheet, error = sheet_of(question, base, _picks(table, caller)), None
    except Refused as refusal:
        sheet, error = Sheet([]), refusal
    context = _context(table, ask, scope, views, sheet, base)
    context |= {"error": error, "wrong": _wrong(table, error), "slug": caller.workspace.slug}
    return render(request, "explorer/table.html", context, status=error.status if error else 200)


def _wrong(table: Table, error: Refused | None) -> str:
    if error is None:
        return ""
    found = table.filters.get(error.field)
    return str(found.label) if found else ""


def _context(table: Table, ask: Ask, scope: Scope, views: list[View], sheet: Sheet, base: str) -> dict[str, Any]:
    caller = scope.caller
    first, more = filters_of(table, ask, scope)
    chips = chips_of(table, ask, scope, base)
    return {
        "table": table, "ask": ask, "sheet": sheet, "base": base, "filters": first, "more": more, "chips": chips,
        "tabs": tabs_of(table, ask, scope, sheet.counts, views, base),
        "quiet": quiet_tabs_of(table, ask, sheet.counts, base), "compare": comparisons_of(table, ask, scope, base),
        "view": next((view for view in views if view.key == ask.view), None),
        "cycles": scope.cycles if table.in_cycle else [], "cycle": scope.cycle if table.in_cycle else None,
        "columns": columns_of(table, ask), "sorts": sorts_of(table), "tables": _tables(caller.workspace.slug, table),
        "text": ask.text(), "legend": legend() if any(one.name == "weeks" for one in _shown(table, ask)) else [],
        "may_create": can(caller, "objective.create"), "may_save": can(caller, "view.save"),
        "may_share": can(caller, "view.share"), "picks": _picks(table, caller),
        "filtered": bool(ask.given) or bool(chips), "total": sheet.counts.get("total", 0),
        "shown": sheet.counts.get("shown", 0),
    }  # fmt: skip


def _picks(table: Table, caller: Caller) -> bool:
    """Whether rows can be chosen, to change many at once."""
    return table.name == "objectives" and can(caller, "objective.create")


def _shown(table: Table, ask: Ask) -> list[Any]:
    return [table.fields[name] for name in table.columns_for(ask) if name in table.fields]


def _tables(slug: str, table: Table) -> list[dict[str, Any]]:
    return [
        {"name": one.label, "url": reverse(ROUTES[name], args=[slug]), "count": None, "current": one is table}
        for name, one in TABLES.items()
    ]
