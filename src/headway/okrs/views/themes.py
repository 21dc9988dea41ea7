"""Themes: the list with mission and north star, a theme's page, and the small forms on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.okrs.access import theme_for, theme_kpi_for, theme_plan_for
from headway.okrs.actions.themes import (
    NewTheme,
    archive_theme,
    change_theme,
    change_theme_plan,
    choose_north_star,
    create_theme,
    follow_kpi,
    plan_theme,
    review_theme,
    unarchive_theme,
    unfollow_kpi,
)
from headway.okrs.forms.themes import KpiForm, PlanForm, ReviewForm, ThemeForm
from headway.okrs.models import Theme, ThemePlan
from headway.okrs.queries.themes import list_themes, north_star, theme_page
from headway.okrs.sheets import sheet_of_theme, sheet_of_themes
from headway.okrs.views.common import act, page, refuse_invalid
from headway.people.access import can, require
from headway.people.caller import Caller, caller_of
from headway.people.refusals import refusals_in
from headway.ui.toasts import toast


def themes(request: HttpRequest, workspace: str) -> HttpResponseBase:
    """Mission, north star, and every theme with what is under it."""
    caller = caller_of(request)
    cards = list_themes(caller)
    if request.GET.get("format") == "csv":
        return sheet_of_themes(caller, cards)
    context: dict[str, Any] = {
        "cards": cards,
        "star": north_star(caller),
        "may_create": can(caller, "theme.create"),
    }
    if context["may_create"]:
        context["star_form"] = KpiForm(caller, prefix="star")
    return page(request, "okrs/themes.html", **context)


@require_POST
def star(request: HttpRequest, workspace: str) -> HttpResponse:
    """Choose the KPI above all themes."""
    caller = caller_of(request)
    require(caller, "workspace.change")
    to = reverse("okrs:themes", args=[workspace])
    form = KpiForm(caller, request.POST, prefix="star")
    if not form.is_valid():
        return refuse_invalid(request, to, form)
    return act(request, to, _("The north star is chosen."), lambda: choose_north_star(caller, form.cleaned_data["kpi"]))


def new_theme(request: HttpRequest, workspace: str) -> HttpResponse:
    """Make a theme."""
    caller = caller_of(request)
    require(caller, "theme.create")
    form = ThemeForm(caller, request.POST or None, initial={"sponsor": caller.person, "start": caller.today})
    made: list[Theme] = []
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made.append(create_theme(caller, NewTheme(**form.cleaned_data)))
        if made:
            toast(request, _("%(key)s is made.") % {"key": made[0].key})
            return redirect("okrs:theme", workspace, made[0].key)
    return page(request, "okrs/theme_form.html", 422 if request.method == "POST" else 200, form=form)


def theme(request: HttpRequest, workspace: str, key: str) -> HttpResponseBase:
    """One theme: its story, KPIs and objectives, reviews, money and heads."""
    caller = caller_of(request)
    found = theme_for(caller, key)
    if request.GET.get("format") == "csv":
        return sheet_of_theme(found, found.plans.filter(archived_at=None).order_by("kind", "pk"))
    may_change = can(caller, "theme.change", found) and found.archived_at is None
    context: dict[str, Any] = {"theme": found, "shown": theme_page(caller, found), "may_change": may_change}
    context["may_bring_back"] = can(caller, "theme.change", found) and found.archived_at is not None
    if may_change:
        context |= {"review_form": ReviewForm(prefix="review"), "kpi_form": KpiForm(caller, prefix="kpi")}
        context["plan_forms"] = {kind: PlanForm(caller, kind, prefix=kind) for kind in ThemePlan.Kind.values}
    return page(request, "okrs/theme.html", **context)


def edit_theme(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Change what a theme says of itself."""
    caller = caller_of(request)
    found = theme_for(caller, key)
    require(caller, "theme.change", found)
    names = ("title", "narrative", "sponsor", "start", "end")
    form = ThemeForm(caller, request.POST or None, initial={name: getattr(found, name) for name in names})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            change_theme(caller, found, form.cleaned_data)
        if form.is_valid():
            toast(request, _("%(key)s is changed.") % {"key": key})
            return redirect("okrs:theme", workspace, key)
    return page(request, "okrs/theme_form.html", 422 if request.method == "POST" else 200, form=form, theme=found)


@require_POST
def review(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Say whether a theme goes on."""
    caller, found, to = _here(request, workspace, key)
    form = ReviewForm(request.POST, prefix="review")
    if not form.is_valid():
        return refuse_invalid(request, to, form)
    return act(request, to, _("The review is kept."), lambda: review_theme(caller, found, **form.cleaned_data))


@require_POST
def archive(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Take a theme off the lists, or bring it back."""
    caller, found, to = _here(request, workspace, key)
    if request.POST.get("archived") == "0":
        return act(request, to, _("It is back."), lambda: unarchive_theme(caller, found))
    return act(request, to, _("%(key)s is archived.") % {"key": key}, lambda: archive_theme(caller, found), undo=True)


@require_POST
def plan(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Plan money or heads for a theme."""
    caller, found, to = _here(request, workspace, key)
    kind = request.POST.get("kind", "")
    form = PlanForm(caller, kind, request.POST, prefix=kind)
    if not form.is_valid():
        return refuse_invalid(request, to, form)
    return act(request, to, _("The line is kept."), lambda: plan_theme(caller, found, form.made()))


def change_plan(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Change a line of a theme's plan, or take it away."""
    caller = caller_of(request)
    row = theme_plan_for(caller, key)
    require(caller, "theme.change", row.theme)
    to = reverse("okrs:theme", args=[workspace, row.theme.key])
    if request.POST.get("remove"):
        return act(request, to, _("It is gone."), lambda: change_theme_plan(caller, row, {"archived_at": caller.now}))
    initial = {name: getattr(row, name) for name in ("name", "planned", "actual")}
    form = PlanForm(caller, row.kind, request.POST or None, prefix=row.kind, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            change_theme_plan(caller, row, form.cleaned_data)
        if form.is_valid():
            return redirect(to)
    status = 422 if request.method == "POST" else 200
    return page(request, "okrs/theme_plan.html", status, form=form, row=row, theme=row.theme)


@require_POST
def follow(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Follow a theme by a KPI."""
    caller, found, to = _here(request, workspace, key)
    form = KpiForm(caller, request.POST, prefix="kpi")
    if not form.is_valid():
        return refuse_invalid(request, to, form)
    return act(request, to, _("The KPI is beside it."), lambda: follow_kpi(caller, found, form.cleaned_data["kpi"]))


@require_POST
def unfollow(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Follow a theme by this KPI no longer."""
    caller = caller_of(request)
    row = theme_kpi_for(caller, key)
    to = reverse("okrs:theme", args=[workspace, row.theme.key])
    return act(request, to, _("The KPI is no longer beside it."), lambda: unfollow_kpi(caller, row))


def _here(request: HttpRequest, workspace: str, key: str) -> tuple[Caller, Theme, str]:
    caller = caller_of(request)
    return caller, theme_for(caller, key), reverse("okrs:theme", args=[workspace, key])
