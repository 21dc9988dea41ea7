"""What the pages of themes show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from headway.kpis.access import kpis_for
from headway.kpis.models import Metric
from headway.okrs.access import objectives_for, themes_for
from headway.okrs.forms.themes import measure_of
from headway.okrs.models import Objective, Theme, ThemeKpi, ThemePlan, ThemeReview
from headway.people.access import visible_to
from headway.people.caller import Caller
from headway.people.options import options_of
from headway.ui.measure import Plain

HALF_YEAR = 183


@dataclass(frozen=True)
class Totals:
    """Planned and actual amounts of one kind, with their lines; the actual is None while nothing is known."""

    kind: str
    name: str
    measure: Plain
    lines: list[ThemePlan]

    @property
    def planned(self) -> int:
        return sum(line.planned for line in self.lines)

    @property
    def actual(self) -> int | None:
        known = [line.actual for line in self.lines if line.actual is not None]
        return sum(known) if known else None


@dataclass(frozen=True)
class Card:
    """A theme on the list: its goals and KPIs, and when its sponsor should speak next."""

    theme: Theme
    objectives: list[Objective]
    kpis: list[Metric]
    reviewed: ThemeReview | None
    review_due: date
    is_overdue: bool


def north_star(caller: Caller) -> Metric | None:
    """The KPI above all themes, if one is chosen and the caller may see it."""
    key = options_of(caller.workspace).north_star
    return kpis_for(caller).filter(key=key).first() if key else None


def list_themes(caller: Caller) -> list[Card]:
    """Every live theme with what is under it: four statements."""
    themes = list(themes_for(caller).filter(archived_at=None).select_related("sponsor").order_by("start", "pk"))
    live = objectives_for(caller).filter(archived_at=None, cycle__isnull=False, theme__in=themes)
    goals: dict[int, list[Objective]] = {theme.pk: [] for theme in themes}
    for goal in live.select_related("cycle", "unit").order_by("-start", "pk"):
        goals[goal.theme_id or 0].append(goal)
    kpis: dict[int, list[Metric]] = {theme.pk: [] for theme in themes}
    seen = ThemeKpi.objects.filter(visible_to(caller, "metric"), theme__in=themes).select_related("metric")
    for row in seen.order_by("pk"):
        kpis[row.theme_id].append(row.metric)
    reviews = {row.theme_id: row for row in ThemeReview.objects.filter(theme__in=themes).order_by("at", "pk")}
    return [_card(caller, theme, goals[theme.pk], kpis[theme.pk], reviews.get(theme.pk)) for theme in themes]


def _card(caller: Caller, theme: Theme, goals: list[Objective], kpis: list[Metric], review: ThemeReview | None) -> Card:
    due = review_due(theme, caller.workspace.local(review.at).date() if review else None)
    return Card(theme, goals, kpis, review, due, due <= caller.today and theme.start <= caller.today)


def review_due(theme: Theme, last: date | None) -> date:
    """Half a year after the last review, or after the theme began; never after its end."""
    after = date.fromordinal((last or theme.start).toordinal() + HALF_YEAR)
    return min(after, max(theme.end, theme.start))


def theme_page(caller: Caller, theme: Theme) -> dict[str, Any]:
    """Read the page of a theme: five statements."""
    goals = objectives_for(caller).filter(theme=theme, archived_at=None).select_related("cycle", "unit", "owner")
    reviews = list(theme.reviews.select_related("by").order_by("-at", "-pk"))
    kpis = ThemeKpi.objects.filter(visible_to(caller, "metric"), theme=theme).select_related("metric")
    last = caller.workspace.local(reviews[0].at).date() if reviews else None
    due = review_due(theme, last)
    return {
        "goals": list(goals.order_by("-start", "pk")),
        "reviews": reviews,
        "kpis": list(kpis.order_by("pk")),
        "plans": _plans(caller, theme),
        "review_due": due,
        "review_overdue": due <= caller.today,
    }


def _plans(caller: Caller, theme: Theme) -> list[Totals]:
    rows = list(theme.plans.filter(archived_at=None).order_by("pk"))
    return [
        Totals(kind.value, str(kind.label), measure_of(caller, kind), [row for row in rows if row.kind == kind])
        for kind in ThemePlan.Kind
    ]
