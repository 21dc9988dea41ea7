"""Themes: the few strategic bets above the goals of single cycles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from headway.kpis.models import Metric
from headway.okrs.actions.changing import require_same_workspace, require_text, require_value
from headway.okrs.models import Theme, ThemeKpi, ThemePlan, ThemeReview
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.actions.settings import set_options
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key
from headway.people.models import Person
from headway.people.versions import claim_version


@dataclass(frozen=True)
class NewTheme:
    """What it takes to make a theme; both days of its horizon belong to it."""

    title: str
    sponsor: Person
    start: date
    end: date
    narrative: str = ""


@dataclass(frozen=True)
class NewPlan:
    """A line of a theme's capital allocation (hundredths of money) or hiring plan (tenths of heads)."""

    kind: str
    name: str
    planned: int
    actual: int | None = None


def create_theme(caller: Caller, new: NewTheme) -> Theme:
    """Make a theme with its sponsor, story and horizon."""
    require(caller, "theme.create")
    with acting(caller, "theme.created") as entry:
        theme = Theme(
            workspace=caller.workspace, key=next_key(caller.workspace, Theme), created_at=caller.now,
            title=new.title, narrative=new.narrative, sponsor=new.sponsor, start=new.start, end=new.end,
        )  # fmt: skip
        _check(theme)
        theme.save()
        record(entry, theme)
        entry.concern(theme.sponsor.key)
    return theme


def change_theme(caller: Caller, theme: Theme, changes: Mapping[str, Any], version: int | None = None) -> Theme:
    """Change the title, narrative, sponsor or horizon. Raises ``Conflict`` if it changed since ``version``."""
    require(caller, "theme.change", theme)
    _require_live(theme)
    changed = {name: value for name, value in changes.items() if getattr(theme, name) != value}
    if not changed:
        return theme
    with acting(caller, "theme.changed") as entry:
        claim_version(theme, version)
        for name, value in changed.items():
            setattr(theme, name, value)
        _check(theme)
        theme.save(update_fields=list(changed))
        record(entry, theme)
    return theme


def _check(theme: Theme) -> None:
    require_same_workspace(theme, theme.sponsor)
    theme.narrative = theme.narrative.strip()
    theme.title = require_text(theme.title, "title", "A theme needs a title that people remember: fill it in.", 120)
    if theme.end < theme.start:
        raise Refused(f"It ends on {theme.end}, before it starts on {theme.start}: choose a later end.", field="end")


def _require_live(theme: Theme) -> None:
    if theme.archived_at is not None:
        raise Refused(f"{theme.key} is archived, so nothing about it can change: unarchive it first.")


def archive_theme(caller: Caller, theme: Theme, reason: str = "") -> Theme:
    """Take a theme off the lists; its objectives stay where they are, and so does its history."""
    _require_live(theme)
    return _shelve(caller, theme, "theme.archived", reason)


def unarchive_theme(caller: Caller, theme: Theme) -> Theme:
    """Bring an archived theme back."""
    if theme.archived_at is None:
        raise Refused(f"{theme.key} is not archived.")
    return _shelve(caller, theme, "theme.unarchived", "")


def _shelve(caller: Caller, theme: Theme, verb: str, reason: str) -> Theme:
    require(caller, "theme.change", theme)
    with acting(caller, verb, reason=reason) as entry:
        claim_version(theme, None)
        theme.archived_at = caller.now if verb == "theme.archived" else None
        theme.save(update_fields=["archived_at"])
        record(entry, theme)
    return theme


def review_theme(caller: Caller, theme: Theme, verdict: str, text: str) -> ThemeReview:
    """Say, twice a year, whether a theme goes on, is adjusted or stops, and why."""
    require(caller, "theme.change", theme)
    _require_live(theme)
    if verdict not in ThemeReview.Verdict.values:
        raise Refused("A theme continues, is adjusted or stops: choose one.", field="verdict")
    said = require_text(text, "text", "A review says what speaks for its verdict: fill it in.", 5000)
    with acting(caller, "theme.reviewed") as entry:
        entry.concern(theme.key)
        row = ThemeReview.objects.create(
            workspace=caller.workspace, key=next_key(caller.workspace, ThemeReview), theme=theme, verdict=verdict,
            text=said, by=caller.someone, at=caller.now,
        )  # fmt: skip
        record(entry, row)
    return row


def plan_theme(caller: Caller, theme: Theme, new: NewPlan) -> ThemePlan:
    """Add a line to a theme's capital allocation or hiring plan."""
    require(caller, "theme.change", theme)
    _require_live(theme)
    if new.kind not in ThemePlan.Kind.values:
        raise Refused("A line plans money or heads: choose one.", field="kind")
    name = require_text(new.name, "name", "A line needs a name, such as “Field team, H1”: fill it in.", 120)
    _check_amounts(new.planned, new.actual)
    with acting(caller, "theme.planned") as entry:
        entry.concern(theme.key)
        row = ThemePlan.objects.create(
            workspace=caller.workspace, key=next_key(caller.workspace, ThemePlan), theme=theme, kind=new.kind,
            name=name, planned=new.planned, actual=new.actual,
        )  # fmt: skip
        record(entry, row)
    return row


def change_theme_plan(caller: Caller, row: ThemePlan, changes: Mapping[str, Any]) -> ThemePlan:
    """Change the name, the planned or the actual amount of a line, or take it away (``archived_at``)."""
    require(caller, "theme.change", row.theme)
    _require_live(row.theme)
    with acting(caller, "theme.plan_changed") as entry:
        entry.concern(row.theme.key)
        for name, value in changes.items():
            setattr(row, name, value)
        row.name = require_text(row.name, "name", "A line needs a name: fill it in.", 120)
        _check_amounts(row.planned, row.actual)
        row.save(update_fields=["name", "planned", "actual", "archived_at"])
        record(entry, row)
    return row


def _check_amounts(planned: int, actual: int | None) -> None:
    for field, value in (("planned", planned), ("actual", actual)):
        require_value(value, field)
        if value is not None and value < 0:
            raise Refused("An amount cannot lie under zero: give what is spent or hired.", field=field)


def follow_kpi(caller: Caller, theme: Theme, metric: Metric) -> ThemeKpi:
    """Follow a theme by a KPI. A private one would be named to everybody, so it is refused."""
    require(caller, "theme.change", theme)
    _require_live(theme)
    require_same_workspace(theme, metric)
    if metric.private:
        raise Refused("A private KPI would be shown to everybody who reads the theme: choose another.", field="kpi")
    if theme.kpis.filter(metric=metric).exists():
        raise Refused(f"{theme.key} is followed by {metric.key} already.", field="kpi")
    with acting(caller, "theme.kpi_followed") as entry:
        entry.concern(theme.key, metric.key)
        row = ThemeKpi.objects.create(
            workspace=caller.workspace, key=next_key(caller.workspace, ThemeKpi), theme=theme, metric=metric
        )
        record(entry, row)
    return row


def unfollow_kpi(caller: Caller, row: ThemeKpi) -> None:
    """Follow a theme by this KPI no longer."""
    require(caller, "theme.change", row.theme)
    with acting(caller, "theme.kpi_unfollowed") as entry:
        entry.concern(row.theme.key, row.metric.key)
        entry.record(row.key, {})
        row.delete()


def choose_north_star(caller: Caller, metric: Metric | None) -> None:
    """Choose the one KPI that stands above the themes, or none. A private one would be named to everybody."""
    require(caller, "workspace.change")
    if metric is not None:
        require_same_workspace(metric)
        if metric.private or metric.promoted_at is None:
            raise Refused("The north star is a KPI that everybody may see: choose another.", field="kpi")
    others = {name: value for name, value in caller.workspace.options.items() if name != "north_star"}
    set_options(caller, others | ({"north_star": metric.key} if metric else {}))
