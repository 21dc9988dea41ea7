"""The planning grid: typed or pasted from a sheet, checked while one types, drafted all at once."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from headway.okrs.actions.objectives import NewObjective
from headway.okrs.views.common import page, undo_url
from headway.people.access import require
from headway.people.caller import Caller, caller_of
from headway.people.errors import LineError, NotAllowed, NotHere, Refused
from headway.rituals.planning.access import require_planning
from headway.rituals.planning.actions.deciding import submit_plan
from headway.rituals.planning.actions.drafting import draft_goals
from headway.rituals.planning.examples import template_for
from headway.rituals.planning.inputs import Read, parent_in, read_rows, under
from headway.rituals.planning.models import Plan
from headway.rituals.planning.queries.plan import Remark, limits_of, plan_page, remarks_in, said_of
from headway.rituals.planning.rules.limits import outside
from headway.rituals.planning.rules.rows import COLUMNS, MOST, read_cells
from headway.rituals.planning.views.common import plan_url, scene, shared
from headway.ui.format import plain
from headway.ui.toasts import toast

FIELD = re.compile(r"row-(\d{1,4})-([a-z_]+)")
EMPTY_ROWS = 10


def grid(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Type or paste objectives and key results; sent, all of them are drafted, or none."""
    caller = caller_of(request)
    require(caller, "plan.draft")
    cycle, unit, _units = scene(request, caller, key)
    if request.method != "POST":
        return _page(request, caller, key, _initial(request))
    cells = _cells(request.POST)
    found = read_rows(caller, unit, cycle, read_cells(cells))
    said = "" if found.errors or found.goals else _("Nothing was typed yet: type or paste at least one objective.")
    if said or found.errors:
        return _page(request, caller, key, cells, found, said)
    if request.POST.get("submit"):
        require(caller, "plan.change", Plan(unit=unit))
    try:
        parent = parent_in(caller, request.POST.get("parent", ""))
        draft_goals(caller, unit, cycle, under(found.goals, parent))
        undo = undo_url(caller)
        if request.POST.get("submit"):
            submit_plan(caller, unit, cycle)
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        return _page(request, caller, key, cells, found, error.message)
    toast(request, _drafted(found, bool(request.POST.get("submit"))), "" if request.POST.get("submit") else undo)
    return redirect(plan_url(caller, cycle, unit) + "#h-goals")


def _drafted(found: Read, submitted: bool) -> str:
    n = {"n": len(found.goals)}
    if submitted:
        return ngettext("One objective is submitted.", "%(n)s objectives are submitted.", n["n"]) % n
    return ngettext("One objective is drafted.", "%(n)s objectives are drafted.", n["n"]) % n


def _initial(request: HttpRequest) -> list[tuple[int, list[str]]]:
    """The rows of a template, or none."""
    slug = request.GET.get("template", "")
    rows = template_for(slug).rows() if slug else []
    return [(row.line, [getattr(row, name) for name in COLUMNS]) for row in rows]


def _cells(sent: QueryDict) -> list[tuple[int, list[str]]]:
    """What was sent, as numbered lines of cells in the order of the columns."""
    rows: dict[int, dict[str, str]] = {}
    for name, value in sent.items():
        if (found := FIELD.fullmatch(name)) and found[2] in COLUMNS and int(found[1]) < 2 * MOST:
            rows.setdefault(int(found[1]), {})[found[2]] = str(value)
    return [(n + 1, [rows[n].get(name, "") for name in COLUMNS]) for n in sorted(rows)]


def _page(
    request: HttpRequest, caller: Caller, key: str, cells: list[tuple[int, list[str]]], found: Read | None = None,
    said: str = "",
) -> HttpResponse:  # fmt: skip
    cycle, unit, _units = scene(request, caller, key)
    require_planning(cycle)
    context: dict[str, Any] = shared(caller, cycle, unit) | {
        "rows": _shown(cells, found.errors if found else [], _examples(request)),
        "said": said,
        "found": found,
        "columns": COLUMNS,
        "asked": plan_page(caller, unit, cycle).asked,
        "parent": request.POST.get("parent", ""),
        "started_from": request.GET.get("template", ""),
        **(_preview(caller, unit, found) if found else {}),
    }
    return page(request, "planning/grid.html", 422 if found else 200, **context)


def _examples(request: HttpRequest) -> dict[int, tuple[str, str]]:
    """The figures of a template beside its empty fields: they show the order of magnitude."""
    slug = request.GET.get("template", "")
    rows = template_for(slug).key_results if slug else ()
    return {n: (one.baseline, one.target) for n, one in enumerate(rows, start=1)}


def _shown(
    cells: list[tuple[int, list[str]]], errors: list[LineError], examples: dict[int, tuple[str, str]]
) -> list[dict[str, Any]]:
    """The rows of the grid, with what is wrong in each, and empty ones to go on with."""
    shown = [
        {
            "n": n - 1, "line": n, "cells": list(zip(COLUMNS, values, strict=True)),
            "errors": [error for error in errors if error.line == n],
            "wrong": {error.column for error in errors if error.line == n}, "example": examples.get(n),
        }
        for n, values in cells
    ]  # fmt: skip
    first = len(shown) if not cells else max(n for n, _values in cells)
    free = range(first, max(first + 2, EMPTY_ROWS))
    return shown + [
        {"n": n, "line": n + 1, "cells": [(name, "") for name in COLUMNS], "errors": [], "wrong": set()} for n in free
    ]


@require_POST
def preview(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """What would be drafted, what is wrong, and what the coach says; nothing is written."""
    caller = caller_of(request)
    require(caller, "plan.draft")
    cycle, unit, _units = scene(request, caller, key)
    found = read_rows(caller, unit, cycle, read_cells(_cells(request.POST)))
    context: dict[str, Any] = {"cycle": cycle, "unit": unit, "found": found, **_preview(caller, unit, found)}
    return page(request, "planning/_preview.html", **context)


def _preview(caller: Caller, unit: Any, found: Read) -> dict[str, Any]:
    limits, finding = limits_of(caller, unit)
    counted = {goal.title: len(goal.key_results) for goal in found.goals}
    return {
        "remarks": [remark for goal in found.goals for remark in _remarks(goal)],
        "limits": [said_of(one) for one in outside(limits, counted)],
        "finding": finding,
    }


def _remarks(goal: NewObjective) -> list[Remark]:
    names = [(row.title or (row.metric.name if row.metric else ""), row) for row in goal.key_results]
    lines = [(f"{name}: {plain(row.baseline, row.scale)} → {plain(row.target, row.scale)}", row) for name, row in names]
    return remarks_in(goal.title, [(line, row.kind) for line, row in lines])
