"""The alignment tree of an objective, read only: up to its roots, and down level by level."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from headway.explorer.sheets import csv_of_tree
from headway.explorer.tree import WHOLE, above_of, below_of
from headway.okrs.access import objective_for
from headway.people.access import can
from headway.people.caller import caller_of


def tree(request: HttpRequest, workspace: str, key: str) -> HttpResponseBase:
    """What an objective stands under, and what stands under it."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    if request.GET.get("format") == "csv" and goal.archived_at is None:
        return csv_of_tree(goal.key, below_of(caller, goal, WHOLE))
    context = {"goal": goal, "slug": workspace, "may_align": can(caller, "objective.change", goal)}
    if goal.archived_at is None:
        context |= {"above": above_of(caller, goal), "below": below_of(caller, goal)}
    return render(request, "explorer/tree.html", context)


def below(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """One more level of a tree, to be put where it was opened."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    nodes = below_of(caller, goal, 1).children if goal.archived_at is None else []
    return render(request, "explorer/_below.html", {"nodes": nodes, "slug": workspace})
