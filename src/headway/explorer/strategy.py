"""The strategy map: themes (or units) side by side, each with its goals climbing and its KPIs as the ground."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.charts import Band as Ground
from headway.charts import Climber, Svg, ascent, spark
from headway.charts.course import THEME
from headway.explorer.rows import Question
from headway.explorer.scope import Place
from headway.kpis.access import kpis_for
from headway.kpis.fold import bands_of
from headway.kpis.models import Metric, Reading
from headway.kpis.rules.bands import in_force
from headway.kpis.words.sentences import band_text
from headway.okrs.access import key_results_for, objectives_for
from headway.okrs.models import Alignment, KeyResult, Objective, Theme, ThemeKpi
from headway.okrs.rules.course import way
from headway.okrs.rules.status import SEVERITY
from headway.people.caller import Caller
from headway.people.errors import NotHere
from headway.people.models import Unit
from headway.people.options import options_of
from headway.ui import format as numbers
from headway.ui.charting import elapsed, real
from headway.ui.words import kind_of

BESIDE = 3
"""Columns side by side; more begin another row."""
AT_FIRST = 6
"""Columns that a map opens with, and how many more are fetched then."""
AT_ONCE, LEAST, STEP = 30, 3, 15
"""Goals, and KPIs, drawn at once on a map, the least in a column of it, and how many more goals are fetched then."""
DRAWN, KPIS = 5, 6
MANY = 500
"""So many goals in the columns are not all put in order to show the first few."""
LEVELS = {"company": 0, "department": 1}
UPPER = Q(individual=False, unit__in=Unit.objects.filter(kind__in=LEVELS).values("pk"))
"""The goals of the upper levels, which stand before all others."""
LEVEL = Case(
    When(individual=True, then=3),
    *(When(unit__kind=kind, then=level) for kind, level in LEVELS.items()),
    default=2,
    output_field=IntegerField(),
)
WORST = Case(
    *(When(status=status, then=-weight) for status, weight in SEVERITY.items()), default=0, output_field=IntegerField()
)
CONSEQUENCE = (LEVEL, WORST, Coalesce("progress", 0), "pk")
"""The highest level first, in it the worst."""

OF_A_GOAL = ("key", "title", "progress", "status", "start", "due", "course", "owner__name", "unit__name")
OF_A_KEY_RESULT = (
    "key", "title", "objective", "kind", "status", "current", "target", "limit_lower", "limit_upper",
    "unit_kind", "unit_label", "scale",
)  # fmt: skip
"""What a block says: no more is read of its rows."""


@dataclass
class Block:
    """An objective on the map with its key results, and how many contribute to it."""

    goal: Objective
    key_results: list[KeyResult] = field(default_factory=list)
    below: int = 0

    @property
    def below_text(self) -> str:
        n = self.below
        return ngettext("one objective stands under it", "%(n)s objectives stand under it", n) % {"n": n}


@dataclass
class Floor:
    """A KPI on the floor of a column."""

    kpi: Metric
    state: str
    spark: Svg
    band: str


@dataclass
class Column:
    """One theme or unit: who carries it, its goals, what was left out, and the ground it stands on."""

    title: str
    key: str
    lede: str
    link: dict[str, str]
    place: str
    next_url: str = ""
    blocks: list[Block] = field(default_factory=list)
    total: int = 0
    kpis: list[Floor] = field(default_factory=list)
    chart: Svg | str = ""
    drawn: int = 0
    """How many of its goals are drawn now, from the first on."""

    @property
    def more(self) -> int:
        return self.total - self.drawn


@dataclass
class Map:
    """Columns in rows of three, and the number of the first that is not drawn yet; None at the end."""

    rows: list[tuple[Column, ...]]
    start: int
    following: int | None
    more: int


def map_of(question: Question, start: int = 0) -> Map:
    """``AT_FIRST`` columns from the one numbered ``start`` on: at most twelve statements, whatever the company."""
    plan = _plan(question)
    empty = {key for key, column in plan.columns.items() if not (column.total or plan.stays(column))}
    bare = empty - _with_kpis(question, empty)
    shown = [key for key in plan.columns if key not in bare]
    keys = shown[start : start + AT_FIRST]
    _draw(question, plan, keys, most=max(LEAST, AT_ONCE // max(1, len(shown))))
    drawn = [plan.columns[key] for key in keys]
    rows = [tuple(drawn[at : at + BESIDE]) for at in range(0, len(drawn), BESIDE)]
    end = start + len(drawn)
    return Map(rows, start, end if end < len(shown) else None, len(shown) - end)


def _draw(question: Question, plan: "Plan", keys: Sequence[int], most: int) -> None:
    caller = question.scope.caller
    chosen = _first_goals(question, plan, keys, most)
    blocks = _blocks(caller, [pk for ids in chosen.values() for pk in ids])
    grounds = _grounds(question, keys, most)
    for key in keys:
        column = plan.columns[key]
        column.blocks = [blocks[pk] for pk in chosen[key] if pk in blocks]
        column.drawn = len(column.blocks)
        column.kpis = grounds[key]
        column.chart = _chart(caller, column)


def _first_goals(question: Question, plan: "Plan", keys: Sequence[int], most: int) -> dict[int, list[int]]:
    """The goals that each column begins with: of a large company those of its upper levels, which are few, may do."""
    goals, wanted = _goals(question, plan, keys), {key: min(most, plan.columns[key].total) for key in keys}
    if sum(plan.columns[key].total for key in keys) > MANY:
        chosen = _by_column(goals.filter(UPPER), plan, wanted)
        if all(len(chosen[key]) == wanted[key] for key in keys):
            return chosen
    return _by_column(goals, plan, wanted)


def _by_column(goals: Iterable[tuple[int, int | None]], plan: "Plan", wanted: dict[int, int]) -> dict[int, list[int]]:
    """The first goals of each column, as many as it wants."""
    chosen: dict[int, list[int]] = {key: [] for key in wanted}
    for pk, place in goals:
        key = plan.column_of(place)
        if len(chosen[key]) < wanted[key]:
            chosen[key].append(pk)
    return chosen


def more_of(question: Question, place: str, start: int) -> Column:
    """A column's next goals from the one numbered ``start`` on; raises ``NotHere`` for a column that is not there."""
    plan = _plan(question)
    for key, column in plan.columns.items():
        if column.place == place:
            chosen = [pk for pk, _place in _goals(question, plan, [key])[start : start + STEP]]
            blocks = _blocks(question.scope.caller, chosen)
            column.blocks = [blocks[pk] for pk in chosen if pk in blocks]
            column.drawn = start + len(column.blocks)
            return column
    raise NotHere


REST = 0
"""The column of what is under no theme."""


@dataclass
class Plan:
    """Every column, and in which of them the goals of each theme or unit stand."""

    under: str
    columns: dict[int, Column]
    home: dict[int | None, int]

    def column_of(self, place: int | None) -> int:
        """The column of the goals under a theme or unit."""
        return self.home.get(place, REST)

    def stays(self, column: Column) -> bool:
        """Whether it is drawn even when it is empty: a theme is."""
        return self.under == "theme_id" and bool(column.key)


def _plan(question: Question) -> Plan:
    """Every column with the number of its goals."""
    themes = question.scope.themes
    plan = _by_theme(themes) if themes else _by_unit(question)
    counted = question.rows().order_by().values_list(plan.under).annotate(n=Count("pk"))
    for place, n in counted:
        if column := plan.columns.get(plan.column_of(place)):
            column.total += n
    return plan


def _by_theme(themes: Sequence[Theme]) -> Plan:
    columns = {
        theme.pk: Column(theme.title, theme.key, theme.sponsor.name, {"theme": theme.key}, theme.key)
        for theme in themes
    }
    columns[REST] = Column(_("Under no theme"), "", "", {"theme": "none"}, "none")
    return Plan("theme_id", columns, {theme.pk: theme.pk for theme in themes})


def _by_unit(question: Question) -> Plan:
    """The top, and each unit directly below it with all that is in it."""
    scope = question.scope
    units = scope.units
    tops = [unit for unit in units if unit.parent_id is None]
    home: dict[int | None, int] = {top.pk: top.pk for top in tops}
    below = [unit for unit in units if unit.parent_id in home]
    for unit in below:
        home |= dict.fromkeys(scope.with_below([unit.pk]), unit.pk)
    return Plan("unit_id", {unit.pk: _unit_column(unit) for unit in [*tops, *below]}, home)


def _unit_column(unit: Place) -> Column:
    link = {"unit": unit.key} | ({} if unit.parent_id else {"below": "no"})
    return Column(unit.name, unit.key, "", link, unit.key)


def _goals(question: Question, plan: Plan, keys: Collection[int]) -> QuerySet:
    """The goals of some columns, each with what it is under, by consequence."""
    inside = Q(**{f"{plan.under}__in": [place for place, key in plan.home.items() if key in keys]})
    if REST in keys:
        inside |= ~Q(**{f"{plan.under}__in": list(plan.home)})
    return question.rows().filter(inside).order_by(*CONSEQUENCE).values_list("pk", plan.under)


def _blocks(caller: Caller, ids: Sequence[int]) -> dict[int, Block]:
    rows = objectives_for(caller).filter(pk__in=ids).select_related("owner", "unit").only(*OF_A_GOAL)
    found = {row.pk: Block(row) for row in rows}
    results = key_results_for(caller).filter(objective__in=ids, archived_at=None)
    for result in results.only(*OF_A_KEY_RESULT).order_by("pk"):
        found[result.objective_id].key_results.append(result)
    seen = objectives_for(caller).filter(archived_at=None, pk=OuterRef("child"))
    edges = Alignment.objects.filter(Exists(seen), parent__in=ids).order_by().values_list("parent_id")
    for pk, n in edges.annotate(n=Count("pk")):
        found[pk].below = n
    return found


def _chart(caller: Caller, column: Column) -> Svg | str:
    drawn = [block.goal for block in column.blocks if block.goal.progress is not None][:DRAWN]
    if not drawn:
        return ""
    today = caller.today
    climbers = [
        Climber(
            tuple(way(goal.course, goal.start.toordinal(), goal.due.toordinal(), today.toordinal()))
            or ((0.0, 0.0), (elapsed(goal.start, goal.due, today), (goal.progress or 0) / 1_000_000)),
            kind_of(goal.status), goal.key, numbers.percent(goal.progress),
        )
        for goal in drawn
    ]  # fmt: skip
    label = _("%(theme)s: progress of its objectives") % {"theme": column.title}
    past = elapsed(drawn[0].start, drawn[0].due, today)
    return ascent(climbers, label=label, elapsed=past, shape=THEME, today=_("today"))


def _with_kpis(question: Question, keys: Collection[int]) -> set[int]:
    """The columns without goals that some KPI stands under; none where columns are themes."""
    if question.scope.themes or not keys:
        return set()
    kpis = kpis_for(question.scope.caller).order_by()
    return set(kpis.filter(unit__in=keys).values_list("unit_id", flat=True).distinct())


def _grounds(question: Question, keys: Sequence[int], most: int) -> dict[int, list[Floor]]:
    """The KPIs of each column, the most urgent first."""
    caller = question.scope.caller
    found: dict[int, list[Metric]] = {key: [] for key in keys}
    if question.scope.themes:
        for row in _theme_kpis(caller, keys).select_related("metric"):
            found[row.theme_id].append(row.metric)
    else:
        for metric in kpis_for(caller).filter(unit__in=keys).order_by("pk"):
            found[metric.unit_id].append(metric)
    rank = {"red": 0, "amber": 1, "stale": 2, "unknown": 3}
    kept = {
        key: sorted(rows, key=lambda kpi: rank.get(kpi.state_at(caller.now), 4))[: min(KPIS, most)]
        for key, rows in found.items()
    }
    drawn = draw(caller, [metric for rows in kept.values() for metric in rows])
    return {key: [drawn[metric.pk] for metric in rows] for key, rows in kept.items()}


def _theme_kpis(caller: Caller, themes: Sequence[int]) -> "QuerySet[ThemeKpi]":
    return ThemeKpi.objects.filter(theme__in=themes, metric__in=kpis_for(caller)).order_by("pk")


def draw(caller: Caller, metrics: Sequence[Metric]) -> dict[int, Floor]:
    """KPIs with their last year's readings over their ground: two statements."""
    ids = [metric.pk for metric in metrics]
    bands = bands_of(ids)
    readings: dict[int, list[int]] = {pk: [] for pk in ids}
    since = caller.today - timedelta(days=366)
    rows = Reading.objects.filter(metric_id__in=ids, period__gte=since).order_by("period")
    for pk, value in rows.values_list("metric_id", "value"):
        readings[pk].append(value)
    found = {}
    for metric in metrics:
        band = in_force(bands[metric.pk], caller.today)
        ground = Ground(low=real(band.lower, metric), high=real(band.upper, metric)) if band else None
        state = metric.state_at(caller.now)
        label = f"{metric.name}: {numbers.amount(metric.judged_value, metric)}"
        line = [real(value, metric) for value in readings[metric.pk][-16:]]
        found[metric.pk] = Floor(
            metric, state, spark(line, ground, kind_of(state), label=label), band_text(band, metric)
        )
    return found


def north_star(caller: Caller) -> Floor | None:
    """The KPI above all themes, if one is chosen and the caller may see it."""
    key = options_of(caller.workspace).north_star
    metric = kpis_for(caller).filter(key=key).first() if key else None
    return draw(caller, [metric])[metric.pk] if metric else None
