"""The backlog of ideas, and moving, copying and rolling over objectives."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from headway.okrs.access import cycle_for, objective_for, objectives_for
from headway.okrs.actions.cloning import clone_objective, roll_over, start_of, starts_as_usual
from headway.okrs.actions.cycles import next_cycle
from headway.okrs.actions.objectives import NewObjective, create_objective
from headway.okrs.actions.postponing import postpone_objective, schedule_objective
from headway.okrs.forms.places import CloneForm, IdeaForm, PostponeForm, RollOverForm, open_cycles
from headway.okrs.models import Cycle, CycleState, KeyResult, Objective
from headway.okrs.views.common import act, page, undo_url
from headway.people.access import can, require
from headway.people.caller import Caller, caller_of
from headway.people.models import Role
from headway.people.refusals import refusals_in
from headway.ui.toasts import toast

MOST = 60
"""Objectives on a page of what may go on."""


def backlog(request: HttpRequest, workspace: str) -> HttpResponse:
    """Ideas outside any cycle, the latest first, and a new one."""
    caller = caller_of(request)
    mine = caller.person.units.first() if caller.person else None
    form = IdeaForm(caller, request.POST or None, initial={"owner": caller.person, "unit": mine})
    if request.method == "POST":
        require(caller, "objective.create")
        if form.is_valid():
            made: list[Objective] = []
            with refusals_in(form):
                made.append(create_objective(caller, NewObjective(cycle=None, **form.cleaned_data)))
            if made:
                toast(request, _("%(key)s is in the backlog.") % {"key": made[0].key}, undo_url(caller))
                return redirect("okrs:backlog", workspace)
    ideas = objectives_for(caller).filter(cycle=None, archived_at=None).select_related("owner", "unit", "theme")
    found = list(ideas.prefetch_related("co_owners").order_by("-parked_at", "-pk"))
    cycles = list(open_cycles(caller))
    context: dict[str, Any] = {
        "ideas": [{"goal": goal, "may_change": can(caller, "objective.change", goal)} for goal in found],
        "cycles": cycles,
        "first": next((one for one in cycles if one.state == CycleState.PLANNING), None),
        "form": form,
        "may_create": can(caller, "objective.create"),
    }
    return page(request, "okrs/backlog.html", 422 if request.method == "POST" else 200, **context)


@require_POST
def schedule(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Bring an idea into a cycle."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    require(caller, "objective.change", goal)
    to = reverse("okrs:backlog", args=[workspace])
    if not request.POST.get("cycle"):
        toast(request, _("Choose the cycle that it goes into."))
        return redirect(to)
    cycle = cycle_for(caller, request.POST["cycle"])
    said = _("%(key)s is in %(cycle)s now.") % {"key": key, "cycle": cycle.name}
    return act(request, to, said, lambda: schedule_objective(caller, goal, cycle), undo=True)


def postpone(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Move an objective to another cycle or into the backlog."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    require(caller, "objective.change", goal)
    form = PostponeForm(caller, goal, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            postpone_objective(caller, goal, form.cleaned_data["cycle"], form.cleaned_data["reason"])
        if form.is_valid():
            where = goal.cycle.name if goal.cycle else _("the backlog")
            toast(request, _("%(key)s is in %(where)s now.") % {"key": key, "where": where}, undo_url(caller))
            return redirect("okrs:objective", workspace, key)
    return page(request, "okrs/postpone.html", 422 if request.method == "POST" else 200, form=form, goal=goal)


def clone(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Copy an objective into a cycle or the backlog."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    require(caller, "objective.create")
    initial = {"title": goal.title, "cycle": next_cycle(goal.cycle) if goal.cycle else None}
    form = CloneForm(caller, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made: list[Objective] = []
        said = form.cleaned_data
        with refusals_in(form):
            made.append(clone_objective(caller, goal, said["cycle"], said["rule"], said["title"]))
        if made:
            toast(request, _("%(key)s is a copy of %(of)s.") % {"key": made[0].key, "of": key}, undo_url(caller))
            return redirect("okrs:objective", workspace, made[0].key)
    context = {"form": form, "goal": goal, "starts": _starts([goal])}
    return page(request, "okrs/clone.html", 422 if request.method == "POST" else 200, **context)


def roll(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Let the open objectives of a cycle go on in the next one."""
    caller = caller_of(request)
    cycle = cycle_for(caller, key)
    require(caller, "objective.create")
    shown = Paginator(_that_may_go_on(caller, cycle), MOST).get_page(request.GET.get("page"))
    goals = list(shown)
    initial = {"cycle": next_cycle(cycle), "objectives": [goal.key for goal in goals]}
    form = RollOverForm(caller, cycle, goals, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made: list[Objective] = []
        said = form.cleaned_data
        with refusals_in(form):
            made += roll_over(caller, form.chosen(), said["cycle"], said["rule"])
        if made:
            words = ngettext("%(n)s objective goes on.", "%(n)s objectives go on.", len(made))
            toast(request, words % {"n": len(made)})
            return redirect("okrs:cycle", workspace, said["cycle"].key)
    context = {"form": form, "cycle": cycle, "goals": goals, "starts": _starts(goals), "pages": shown}
    return page(request, "okrs/roll_over.html", 422 if request.method == "POST" else 200, **context)


def _that_may_go_on(caller: Caller, cycle: Cycle) -> QuerySet[Objective]:
    """Those that the caller may score, as ``can`` would say of each, and that were not carried on already."""
    rows = objectives_for(caller).filter(cycle=cycle, archived_at=None, retrospective__carried_to=None)
    if caller.role not in {Role.OWNER, Role.ADMIN}:
        helped = Objective.co_owners.through.objects.filter(person_id=caller.person_id).values("objective_id")
        mine = Q(owner=caller.person_id) | Q(unit_id__in=caller.led_units_sql) | Q(pk__in=helped)
        rows = rows.filter(mine)
    return rows.select_related("owner", "unit", "cycle").order_by("pk")


def _starts(goals: list[Objective]) -> list[dict[str, Any]]:
    """For each movement: where each rule lets its copy start and end.

    What its KPI usually shows is told in words: it takes the readings of years.
    """
    by_id = {goal.pk: goal for goal in goals}
    rows = KeyResult.objects.filter(objective__in=by_id, archived_at=None, kind=KeyResult.Kind.MOVE)
    found = []
    for row in rows.select_related("metric").order_by("objective_id", "pk"):
        told = ("current", "keep") if starts_as_usual(row) else ("current", "keep", "blank")
        rules = {rule: start_of(row, rule)[1:] for rule in told}
        found.append({"goal": by_id[row.objective_id], "row": row, **rules})
    return found
