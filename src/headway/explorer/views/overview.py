"""Two overviews: the heat map of units by status, and who owns what."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from headway.explorer.ask import read_ask
from headway.explorer.heat import as_rows as heat_rows
from headway.explorer.heat import heat_of, statuses_of
from headway.explorer.owning import KINDS, owning_of
from headway.explorer.rows import read_question
from headway.explorer.scope import Place, Scope
from headway.explorer.tables import TABLES
from headway.explorer.views.table import ROUTES
from headway.people.access import can
from headway.people.caller import Caller, caller_of
from headway.people.errors import NotHere
from headway.ui.sheets import csv_answer


def heat_map(request: HttpRequest, workspace: str) -> HttpResponseBase:
    """Units by status, level by level; every cell leads to its rows."""
    caller = caller_of(request)
    table = TABLES.get(request.GET.get("rows", ""), TABLES["objectives"])
    ask = read_ask({name: request.GET.getlist(name) for name in request.GET}, table.known)
    scope = Scope(caller)
    question = read_question(table, ask.without("unit", "status", "below"), scope)
    under = _under(scope, request.GET.get("under", ""))
    here = f"{reverse('explorer:heat-map', args=[workspace])}?{question.ask.text()}&rows={table.name}"
    lines = heat_of(question, under, here, reverse(ROUTES[table.name], args=[workspace]))
    if request.GET.get("format") == "csv":
        header = [_("Key"), _("Unit"), *(word for _name, word in statuses_of(question)), _("Total")]
        return csv_answer("heat-map", header, heat_rows(lines))
    context = {
        "table": table, "lines": lines, "statuses": statuses_of(question), "under": under, "here": here,
        "above": _above(scope, under), "cycles": scope.cycles if table.in_cycle else [], "cycle": scope.cycle,
        "ask": ask, "tables": TABLES.values(), "slug": workspace,
    }  # fmt: skip
    return render(request, "explorer/heat_map.html", context)


def _under(scope: Scope, key: str) -> Place | None:
    """The unit whose units are shown: the one that is asked for, or the top where there is only one."""
    if key:
        found = next((unit for unit in scope.units if unit.key == key), None)
        if found is None:
            raise NotHere
        return found
    tops = [unit for unit in scope.units if unit.parent_id is None]
    return tops[0] if len(tops) == 1 else None


def _above(scope: Scope, under: Place | None) -> list[Place]:
    """The way down to a unit, the top first."""
    by_id = {unit.pk: unit for unit in scope.units}
    found: list[Place] = []
    here = by_id.get(under.parent_id) if under and under.parent_id else None
    while here is not None:
        found.insert(0, here)
        here = by_id.get(here.parent_id) if here.parent_id else None
    return found


def who_owns_what(request: HttpRequest, workspace: str) -> HttpResponseBase:
    """Persons by what is theirs; those who are gone or may not act stand first."""
    caller: Caller = caller_of(request)
    words = request.GET.get("words", "").replace("\x00", "").strip()[:100]
    owning = owning_of(caller, words)
    if request.GET.get("format") == "csv":
        header = [_("Key"), _("Person"), *(kind.label for kind in KINDS), _("Trouble")]
        return csv_answer("who-owns-what", header, owning.rows())
    shown, following = owning.page(request.GET.get("after", ""))
    context = {
        "holders": shown, "kinds": KINDS, "count": len(owning.owners), "next": following, "words": words,
        "slug": workspace, "troubled": owning.troubled, "may_hand_over": can(caller, "person.hand_over"),
    }  # fmt: skip
    return render(request, "explorer/owners.html", context)
