"""Themes over the API."""

from headway.kpis.access import kpi_for
from headway.okrs.access import theme_for, theme_kpi_for, theme_plan_for, themes_for
from headway.okrs.actions.themes import (
    NewPlan,
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
from headway.okrs.inputs import changes_in, person_in
from headway.okrs.models import ThemePlan
from headway.okrs.payloads.goals import theme_full_out, theme_out
from headway.okrs.schemas.themes import KpiIn, PlanIn, PlanPatch, ReviewIn, ThemeFull, ThemeIn, ThemeOut, ThemePatch
from headway.people.caller import Caller
from headway.people.doors.api import HttpRequest, Out, Page, Router, Status, amount_in, caller_of, page_of

router = Router(tags=["themes"])


def _full(caller: Caller, key: str) -> Out:
    return theme_full_out(caller, theme_for(caller, key))


@router.get("/themes", response=Page[ThemeOut], operation_id="list_themes")
def list_themes(request: HttpRequest, after: str = "", limit: int = 50, archived: bool = False) -> Out:
    """The themes of the workspace."""
    rows = themes_for(caller_of(request)).select_related("sponsor")
    return page_of(rows if archived else rows.filter(archived_at=None), theme_out, after, limit)


@router.post("/themes", response={201: ThemeFull}, operation_id="create_theme")
def create(request: HttpRequest, payload: ThemeIn) -> Status[Out]:
    """Make a theme."""
    caller = caller_of(request)
    sponsor = person_in(caller, payload.sponsor) or caller.someone
    made = create_theme(caller, NewTheme(payload.title, sponsor, payload.start, payload.end, payload.narrative))
    return Status(201, _full(caller, made.key))


@router.get("/themes/{key}", response=ThemeFull, operation_id="get_theme")
def get(request: HttpRequest, key: str) -> Out:
    """One theme with its objectives, KPIs, plans and reviews."""
    return _full(caller_of(request), key)


@router.patch("/themes/{key}", response=ThemeFull, operation_id="change_theme")
def change(request: HttpRequest, key: str, payload: ThemePatch) -> Out:
    """Change the title, narrative, sponsor or horizon."""
    caller = caller_of(request)
    sent = payload.dict(exclude_unset=True)
    if "sponsor" in sent:
        sent["sponsor"] = person_in(caller, sent["sponsor"] or "") or caller.someone
    change_theme(caller, theme_for(caller, key), changes_in(caller, sent))
    return _full(caller, key)


@router.post("/themes/{key}/archive", response=ThemeOut, operation_id="archive_theme")
def archive(request: HttpRequest, key: str) -> Out:
    """Take a theme off the lists."""
    caller = caller_of(request)
    return theme_out(archive_theme(caller, theme_for(caller, key)))


@router.delete("/themes/{key}/archive", response=ThemeOut, operation_id="unarchive_theme")
def unarchive(request: HttpRequest, key: str) -> Out:
    """Bring an archived theme back."""
    caller = caller_of(request)
    return theme_out(unarchive_theme(caller, theme_for(caller, key)))


@router.post("/themes/{key}/reviews", response={201: ThemeFull}, operation_id="review_theme")
def review(request: HttpRequest, key: str, payload: ReviewIn) -> Status[Out]:
    """Say whether a theme continues, is adjusted or stops."""
    caller = caller_of(request)
    review_theme(caller, theme_for(caller, key), payload.verdict, payload.text)
    return Status(201, _full(caller, key))


@router.post("/themes/{key}/plans", response={201: ThemeFull}, operation_id="plan_theme")
def plan(request: HttpRequest, key: str, payload: PlanIn) -> Status[Out]:
    """Plan money (in the workspace's currency) or heads for a theme."""
    caller = caller_of(request)
    scale = ThemePlan.SCALES[ThemePlan.Kind(payload.kind)]
    planned, actual = amount_in(payload.planned, scale, "planned"), amount_in(payload.actual, scale, "actual")
    plan_theme(caller, theme_for(caller, key), NewPlan(payload.kind, payload.name, planned or 0, actual))
    return Status(201, _full(caller, key))


@router.patch("/theme-plans/{key}", response=ThemeFull, operation_id="change_theme_plan")
def change_plan(request: HttpRequest, key: str, payload: PlanPatch) -> Out:
    """Change a line of a theme's plan: its name, the planned or the actual amount."""
    caller = caller_of(request)
    row = theme_plan_for(caller, key)
    sent = payload.dict(exclude_unset=True)
    for name in {"planned", "actual"} & sent.keys():
        sent[name] = amount_in(sent[name], row.scale, name)
    change_theme_plan(caller, row, {name: value for name, value in sent.items() if value is not None})
    return _full(caller, row.theme.key)


@router.delete("/theme-plans/{key}", response={204: None}, operation_id="archive_theme_plan")
def remove_plan(request: HttpRequest, key: str) -> Status[None]:
    """Take a line of a theme's plan away."""
    caller = caller_of(request)
    change_theme_plan(caller, theme_plan_for(caller, key), {"archived_at": caller.now})
    return Status(204, None)


@router.post("/themes/{key}/kpis", response={201: ThemeFull}, operation_id="follow_kpi")
def follow(request: HttpRequest, key: str, payload: KpiIn) -> Status[Out]:
    """Follow a theme by a KPI."""
    caller = caller_of(request)
    follow_kpi(caller, theme_for(caller, key), kpi_for(caller, payload.kpi))
    return Status(201, _full(caller, key))


@router.delete("/theme-kpis/{key}", response={204: None}, operation_id="unfollow_kpi")
def unfollow(request: HttpRequest, key: str) -> Status[None]:
    """Follow a theme by this KPI no longer."""
    caller = caller_of(request)
    unfollow_kpi(caller, theme_kpi_for(caller, key))
    return Status(204, None)


@router.put("/north-star", response={204: None}, operation_id="choose_north_star")
def star(request: HttpRequest, payload: KpiIn) -> Status[None]:
    """Choose the KPI above all themes; an empty key chooses none."""
    caller = caller_of(request)
    choose_north_star(caller, kpi_for(caller, payload.kpi) if payload.kpi else None)
    return Status(204, None)
