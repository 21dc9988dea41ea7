"""The plan of a unit: what needs it most, what is asked and offered, the order, the cut line, the submission."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from headway.kpis.access import kpi_for
from headway.okrs.access import cycle_for
from headway.okrs.forms.choosing import choose_unit
from headway.okrs.forms.fields import units_of as every_unit
from headway.okrs.views.common import act, page
from headway.people.caller import caller_of
from headway.rituals.planning.actions.deciding import submit_plan
from headway.rituals.planning.actions.drafting import draft_from_kpis
from headway.rituals.planning.actions.ranking import cut_goals, rank_goals
from headway.rituals.planning.queries.kpis import ranked_kpis
from headway.rituals.planning.queries.plan import Planned, plan_page, said_of
from headway.rituals.planning.rules.ranking import moved
from headway.rituals.planning.sheets import result_columns, result_rows
from headway.rituals.planning.views.common import own_unit, plan_url, scene, shared, units_of
from headway.ui.sheets import csv_answer

NEEDIEST, OFFERED = 8, 60
"""KPIs that are shown at once, and that may be chosen."""


def plan(request: HttpRequest, workspace: str, key: str) -> HttpResponseBase:
    """One unit's plan for a cycle."""
    caller = caller_of(request)
    cycle, units = cycle_for(caller, key), units_of(caller)
    choice = choose_unit(every_unit(caller), request.GET.get("unit", ""), units, own_unit(caller, units))
    assert choice.unit is not None  # one's own, where none is asked for
    unit = choice.unit
    shown = plan_page(caller, unit, cycle)
    if request.GET.get("format") == "csv":
        return _as_sheet(f"plan-{cycle.key}-{unit.key}", shown.goals)
    kpis = ranked_kpis(caller, unit, cycle, shown.plan.chosen, units)
    context: dict[str, Any] = shared(caller, cycle, unit) | {
        "page": shown,
        "kpis": kpis[:NEEDIEST],
        "more_kpis": kpis[NEEDIEST:OFFERED],
        "least_kpis": max(0, len(kpis) - OFFERED),
        "choice": choice,
        "limits": [said_of(one) for one in shown.outside],
        "at": request.GET.get("at", ""),
    }
    return page(request, "planning/plan.html", 404 if choice.problem else 200, **context)


def _as_sheet(name: str, goals: Sequence[Planned]) -> HttpResponseBase:
    """The goals of a plan in their order, one key result a row."""
    header = (
        _("Place"), _("Key"), _("Objective"), _("Owner"), _("State"), _("Below the line"), _("Stands under"),
        *result_columns(),
    )  # fmt: skip
    return csv_answer(name, header, (row for one in goals for row in _rows_of(one)))


def _rows_of(one: Planned) -> Iterator[list[Any]]:
    goal, under = one.goal, " ".join(parent.key for parent in one.parents)
    head = [one.nth, goal.key, goal.title, goal.owner.name, one.state, _("yes") if one.below else "", under]
    return result_rows(head, one.rows)


@require_POST
def choose_kpis(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Draft an objective on each KPI that was chosen."""
    caller = caller_of(request)
    cycle, unit, _units = scene(request, caller, key)
    metrics = [kpi_for(caller, kpi) for kpi in request.POST.getlist("kpi")]
    said = ngettext("One objective is drafted.", "%(n)s objectives are drafted.", len(metrics)) % {"n": len(metrics)}
    to = plan_url(caller, cycle, unit) + "#h-goals"
    return act(request, to, said, lambda: draft_from_kpis(caller, unit, cycle, metrics), undo=True)


@require_POST
def order(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Keep the order and the cut line; ``up`` and ``down`` move one goal by a place."""
    caller = caller_of(request)
    cycle, unit, _units = scene(request, caller, key)
    keys = [one for one in request.POST.get("order", "").split(",") if one]
    at = ""
    for name, steps in (("up", -1), ("down", 1)):
        if at_key := request.POST.get(name, ""):
            keys, at = moved(keys, at_key, steps), at_key
    line = request.POST.get("cut", "").strip()
    cut = int(line) if line.isdigit() and len(line) < 4 else None
    # a fragment in the address would take the focus from the goal that was just moved
    to = plan_url(caller, cycle, unit, at=at) if at else plan_url(caller, cycle, unit) + "#h-goals"
    return act(request, to, _("The order is kept."), lambda: rank_goals(caller, unit, cycle, keys, cut))


@require_POST
def cut(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Send what lies below the line to the backlog."""
    caller = caller_of(request)
    cycle, unit, _units = scene(request, caller, key)
    said = _("What lay below the line is in the backlog, with its reason.")
    reason = request.POST.get("reason", "")
    return act(request, plan_url(caller, cycle, unit), said, lambda: cut_goals(caller, unit, cycle, reason))


@require_POST
def submission(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Submit what is drafted."""
    caller = caller_of(request)
    cycle, unit, _units = scene(request, caller, key)
    said = _("The plan is submitted; who decides sees it today.")
    return act(request, plan_url(caller, cycle, unit), said, lambda: submit_plan(caller, unit, cycle), undo=True)
