"""The five steps of the guide. Each can be skipped, and each can be opened again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from headway.kpis.library import LibraryKPI, library
from headway.pages.guide.forms import BandForm, FirstReadingsForm, KPIsForm, ObjectiveForm, SizeForm
from headway.pages.guide.making import add_kpis, first_goal, my_kpis, open_objective, say_first, set_bands
from headway.pages.guide.steps import DONE, STEPS, go_on, present_step
from headway.people.access import require
from headway.people.actions.settings import choose_preset
from headway.people.caller import Caller, caller_of
from headway.people.options import preset_of
from headway.people.presets import size_presets
from headway.people.refusals import refusals_in
from headway.ui.toasts import toast

FOUND_AT_MOST = 12
Step = Callable[[HttpRequest, Caller], HttpResponse]


def guide(request: HttpRequest, workspace: str) -> HttpResponse:
    """Lead to the step that comes next."""
    caller = caller_of(request)
    require(caller, "workspace.change")
    return redirect(f"guide:{present_step(caller.workspace)}", workspace)


def step(slug: str) -> Callable[[Step], Callable[..., HttpResponse]]:
    """A view of one step: for those who may set the workspace up, and skipped by a press of “Skip”."""

    def make(view: Step) -> Callable[..., HttpResponse]:
        @wraps(view)
        def run(request: HttpRequest, workspace: str) -> HttpResponse:
            caller = caller_of(request)
            require(caller, "workspace.change")
            if request.method == "POST" and "skip" in request.POST:
                return _next(caller, slug)
            return view(request, caller)

        return run

    return make


def _next(caller: Caller, slug: str) -> HttpResponse:
    following = go_on(caller.workspace, slug)
    if following == DONE:
        return redirect(f"/{caller.workspace.slug}/")
    return redirect(f"guide:{following}", caller.workspace.slug)


def _page(request: HttpRequest, slug: str, **shown: Any) -> HttpResponse:
    at = [entry.slug for entry in STEPS].index(slug)
    return render(request, f"guide/{slug}.html", shown | {"steps": STEPS, "at": at, "number": at + 1})


@step("size")
def choose_size(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Startup, scale-up or enterprise, each with what it means."""
    form = SizeForm(request.POST or None, initial={"preset": caller.workspace.preset})
    if request.method == "POST" and form.is_valid():
        choose_preset(caller, form.cleaned_data["preset"])
        return _next(caller, "size")
    return _page(request, "size", form=form, presets=size_presets().values(), present=form["preset"].value())


@step("kpis")
def choose_kpis(request: HttpRequest, caller: Caller) -> HttpResponse:
    """About five KPIs of the library: the size's starters ticked, others by search."""
    sent = request.method == "POST"
    form = KPIsForm(request.POST if sent else None)
    query = request.POST.get("q", "")
    if sent and "search" not in request.POST and form.is_valid():
        with refusals_in(form):
            add_kpis(caller, form.cleaned_data["kpi"])
            return _next(caller, "kpis")
    ticked = request.POST.getlist("kpi") if sent else list(preset_of(caller.workspace).starters)
    offered = [slug for slug in dict.fromkeys([*preset_of(caller.workspace).starters, *ticked]) if slug in library()]
    found = [entry for entry in _search(query) if entry.slug not in offered]
    shown = {
        "errors": form.errors.get("kpi", []) if sent and "search" not in request.POST else [],
        "offered": [library()[slug] for slug in offered],
        "ticked": ticked,
        "found": found[:FOUND_AT_MOST],
        "more": max(0, len(found) - FOUND_AT_MOST),
        "query": query,
        "others": len(library()) - len(offered),
        "preset": preset_of(caller.workspace),
    }
    return _page(request, "kpis", **shown)


def _search(query: str) -> list[LibraryKPI]:
    words = query.casefold().split()
    if not words:
        return []
    return [
        e for e in library().values() if all(w in f"{e.name} {e.function} {e.definition}".casefold() for w in words)
    ]


@step("bands")
def choose_bands(request: HttpRequest, caller: Caller) -> HttpResponse:
    """What is healthy, for each KPI that has no band yet."""
    data = request.POST if request.method == "POST" else None
    forms = [BandForm(data, metric) for metric in my_kpis(caller).filter(bands=None)]
    if data is not None and all([form.is_valid() for form in forms]) and set_bands(caller, forms):  # noqa: C419
        return _next(caller, "bands")
    return _page(request, "bands", forms=forms, wrong=[form for form in forms if form.errors])


@step("objective")
def write_objective(request: HttpRequest, caller: Caller) -> HttpResponse:
    """One objective, with one key result on one of the KPIs."""
    form = ObjectiveForm(request.POST or None, kpis=my_kpis(caller))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            given = form.cleaned_data
            open_objective(caller, given["title"], given["why"], form.key_result())
            return _next(caller, "objective")
    return _page(request, "objective", form=form, preset=preset_of(caller.workspace))


@step("check-in")
def first_check_in(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The first readings, and the first check-in on the objective."""
    metrics = list(my_kpis(caller).filter(last_period=None))
    goal = first_goal(caller)
    known = {goal.metric.key: goal.baseline} if goal and goal.metric and goal.baseline is not None else {}
    form = FirstReadingsForm(request.POST or None, metrics=metrics, with_goal=goal is not None, known=known)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        values = {metric: given[metric.key] for metric in metrics if given[metric.key] is not None}
        with refusals_in(form):
            say_first(caller, values, goal, given.get("confidence"), given.get("note", ""))
            toast(request, _("You are set up. From here on, Headway asks when something needs you."))
            return _next(caller, "check-in")
    rows = [(form[metric.key], metric, metric.calendar.last_closed(caller.now)) for metric in metrics]
    words = [form[name] for name in ("confidence", "note") if name in form.fields]
    return _page(request, "check-in", form=form, rows=rows, goal=goal, words=words)
