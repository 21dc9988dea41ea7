"""Drafting and changing objectives and their key results."""

from datetime import date
from typing import Any

from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.kpis.access import metrics_for
from headway.okrs.access import key_result_for, objective_for
from headway.okrs.actions.co_owners import set_co_owners
from headway.okrs.actions.key_results import NewKeyResult, add_key_result, change_key_result, set_shares
from headway.okrs.actions.objectives import NewObjective, change_objective, create_objective
from headway.okrs.forms.key_results import GRID, KeyResultForm, KeyResultRow
from headway.okrs.forms.objectives import MEANS, ObjectiveForm
from headway.okrs.forms.shares import SharesForm
from headway.okrs.models import Cycle, KeyResult, Objective
from headway.okrs.queries.listing import cycle_for_new, cycles_of
from headway.okrs.queries.retrospectives import similar_lessons
from headway.okrs.queries.workings import workings_of
from headway.okrs.tags import split_tags
from headway.okrs.views.common import page, undo_url
from headway.people.access import require
from headway.people.caller import Caller, caller_of
from headway.people.refusals import refusals_in
from headway.ui.format import plain
from headway.ui.toasts import toast

Rows = formset_factory(KeyResultRow, extra=4, max_num=20, absolute_max=40, validate_max=True)


def new_objective(request: HttpRequest, workspace: str) -> HttpResponse:
    """Draft an objective with its key results in a grid; lessons of similar ones stand in the margin."""
    caller = caller_of(request)
    require(caller, "objective.create")
    form = ObjectiveForm(caller, request.POST or None, initial=_initial(caller, request))
    rows = _rows(request, caller)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        made: list[Objective] = []
        filled = [(row, row.made) for row in rows if row.made]
        with refusals_in(form, {f"key_results.{at}": row for at, (row, _made) in enumerate(filled)}):
            made.append(create_objective(caller, _new(form, [new for _row, new in filled])))
        if made:
            said = _("%(key)s is set. Check in once a week, and it will tell how it goes.") % {"key": made[0].key}
            toast(request, said, undo_url(caller))
            return redirect("okrs:objective", workspace, made[0].key)
    title = form["title"].value() or ""
    context = {"form": form, "rows": rows, "lessons": similar_lessons(caller, title)}
    return page(request, "okrs/new_objective.html", 422 if request.method == "POST" else 200, **context)


def _initial(caller: Caller, request: HttpRequest) -> dict[str, Any]:
    if request.method == "POST":
        return {}
    mine = caller.person.units.first() if caller.person else None
    cycle = cycle_for_new(cycles_of(caller), caller.today)
    return _due(request.GET.get("due", ""), cycle) | {
        "owner": caller.person,
        "unit": mine,
        "cycle": cycle,
        "parent": request.GET.get("parent", ""),
        "title": request.GET.get("title", "")[:200],
        "why": request.GET.get("why", "")[:5000],
        "initiatives": request.GET.get("initiatives", "")[:5000],
    }


def _due(given: str, cycle: Cycle | None) -> dict[str, Any]:
    """The due date as the address fills it in, and that the objective runs on where it lies past the cycle."""
    try:
        due = date.fromisoformat(given)
    except ValueError:
        return {}
    if cycle is None or due < cycle.start:
        return {}
    return {"due": due, "runs_on": due > cycle.end}


def _rows(request: HttpRequest, caller: Caller) -> "BaseFormSet[KeyResultRow]":
    if request.method != "POST":
        return Rows(prefix="kr", initial=_given(request))
    keys = {str(value).strip().upper() for name, value in request.POST.items() if name.endswith("-metric") and value}
    found = {row.key: row for row in metrics_for(caller).filter(key__in=keys)} if keys else {}
    return Rows(request.POST, prefix="kr", form_kwargs={"metrics": found})


def _given(request: HttpRequest) -> list[dict[str, str]]:
    """The first row as the address fills it, such as ``?kr-0-title=…``."""
    row = {name: request.GET.get(f"kr-0-{name}", "")[:200] for name in GRID}
    return [row] if any(row.values()) else []


def _new(form: ObjectiveForm, rows: list[NewKeyResult]) -> NewObjective:
    data = form.cleaned_data
    names = ("title", "owner", "unit", "cycle", "why", "ambition", "start", "due", "private", "parent", *MEANS)
    return NewObjective(
        **{name: data[name] for name in names},
        theme=data.get("theme"),
        individual=data.get("individual", False),
        runs_on=data.get("runs_on", False),
        co_owners=tuple(data.get("co_owners", ())),
        tags=tuple(split_tags(data["tags"])),
        key_results=tuple(rows),
        assumptions=tuple(data["assumptions"].splitlines()),
        initiatives=tuple(data["initiatives"].splitlines()),
    )


def similar(request: HttpRequest, workspace: str) -> HttpResponse:
    """The lessons of similar earlier objectives, for the margin of a draft."""
    caller = caller_of(request)
    return page(request, "okrs/_lessons.html", lessons=similar_lessons(caller, request.GET.get("title", "")))


def edit_objective(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Change what an objective says of itself."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    require(caller, "objective.change", goal)
    read = _version(request) or goal.version
    plain_names = ("title", "why", "ambition", "owner", "unit", "cycle", "start", "due", "private", "drivers")
    names = (*plain_names, "theme", "individual", "runs_on", *MEANS)
    initial = {name: getattr(goal, name) for name in names} | {"tags": ", ".join(goal.tag_list)}
    initial["co_owners"] = [person.key for person in goal.co_owners.all()]
    form = ObjectiveForm(caller, request.POST or None, objective=goal, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            change_objective(caller, goal, form.changes(), read)
            set_co_owners(caller, goal, form.cleaned_data["co_owners"])
        if form.is_valid():
            toast(request, _("%(key)s is changed.") % {"key": key})
            return redirect("okrs:objective", workspace, key)
    status = 422 if request.method == "POST" else 200
    return page(request, "okrs/edit_objective.html", status, form=form, goal=goal, version=read)


def _version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() and len(text) < 10 else None


def new_key_result(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Add a key result to an objective."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    require(caller, "objective.change", goal)
    initial = {"owner": goal.owner, "start": max(goal.start, caller.today) if caller.today < goal.due else goal.start,
               "due": goal.due, "metric": request.GET.get("metric", "")}  # fmt: skip
    asked = request.POST.get("kind") or request.GET.get("kind", "")
    kind = asked if asked in KeyResult.Kind.values else KeyResult.Kind.MOVE
    form = KeyResultForm(caller, request.POST or None, initial=initial, kind=kind)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            add_key_result(caller, goal, form.made())
        if form.is_valid():
            toast(request, _("The key result is added."))
            return redirect("okrs:objective", workspace, key)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "goal": goal, "kind": kind, "kinds": KINDS}
    return page(request, "okrs/key_result_form.html", status, **context)


KINDS = [
    (KeyResult.Kind.MOVE, gettext_lazy("Move"), gettext_lazy("from a baseline to a target")),
    (KeyResult.Kind.MILESTONE, gettext_lazy("Milestones"), gettext_lazy("steps with dates, weights and evidence")),
    (KeyResult.Kind.BASELINE, gettext_lazy("Find the baseline"), gettext_lazy("nobody knows yet where it starts")),
    (KeyResult.Kind.CONTROL, gettext_lazy("Stay inside"), gettext_lazy("above, below or within limits")),
    (KeyResult.Kind.DONE, gettext_lazy("Done"), gettext_lazy("yes or no")),
]


def edit_key_result(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Change a key result; what is committed is amended instead, once the cycle runs."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    require(caller, "key_result.change", row)
    read = _version(request) or row.version
    form = KeyResultForm(caller, request.POST or None, row=row, initial=_texts(row))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            change_key_result(caller, row, form.changes(), read)
        if form.is_valid():
            toast(request, _("%(key)s is changed.") % {"key": key})
            return redirect("okrs:key-result", workspace, key)
    status = 422 if request.method == "POST" else 200
    return page(request, "okrs/key_result_form.html", status, form=form, goal=row.objective, row=row, version=read)


def _texts(row: Any) -> dict[str, Any]:
    values = {n: plain(getattr(row, n), row.scale) for n in ("baseline", "target", "limit_lower", "limit_upper")}
    names = ("title", "owner", "updater", "start", "due", "control_reason", "control_by", *CHOICES)
    steps = [f"{date.fromordinal(day)}: {plain(value, row.scale)}" for day, value in row.curve]
    words = {"tags": ", ".join(row.tag_list), "curve": "\n".join(steps) if row.curve_by == "points" else ""}
    return values | {name: getattr(row, name) for name in names} | words


CHOICES = ("derived", "count_by", "curve_by")


def shares(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Fix what each part of an objective counts for."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    require(caller, "objective.change", goal)
    lines = workings_of(goal).lines
    form = SharesForm(lines, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            set_shares(caller, goal, form.shares(), form.cleaned_data["reason"])
        if form.is_valid():
            toast(request, _("The shares are fixed."))
            return redirect(reverse("okrs:objective", args=[workspace, key]))
    status = 422 if request.method == "POST" else 200
    return page(request, "okrs/shares.html", status, form=form, goal=goal)
