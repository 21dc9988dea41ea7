"""The strategy map: themes (or units) side by side, each with its goals climbing and its KPIs as the ground."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, When
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
from headway.kpis.sentences import band_text
from headway.okrs.access import key_results_for, objectives_for
from headway.okrs.models import Alignment, KeyResult, Objective, Theme, ThemeKpi
from headway.okrs.rules.course import way
from headway.okrs.rules.status import SEVERITY
from headway.people.caller import Caller
from headway.people.errors import NotHere
from headway.people.options import options_of
from headway.ui import format as numbers
from headway.ui.charting import elapsed, real
from headway.ui.words import kind_of

BESIDE = 3
"""Columns side by side; more begin another row."""
AT_ONCE, LEAST, STEP = 30, 3, 15
"""Goals, and KPIs, drawn at once on a map, the least in a column of it, and how many more goals are fetched then."""
DRAWN, KPIS = 5, 6
LEVELS = {"company": 0, "department": 1}
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
    tally: Counter[str] = field(default_factory=Counter)
    drawn: int = 0
    """How many of its goals are drawn now, from the first on."""

    @property
    def more(self) -> int:
        return self.total - self.drawn


def map_of(question: Question) -> list[tuple[Column, ...]]:
    """The columns in rows of three: nine statements, whatever the size of the company."""
    scope, caller = question.scope, question.scope.caller
    themes = scope.themes
    columns = _columns(question)
    most = max(LEAST, AT_ONCE // max(1, sum(bool(rows) for _column, rows in columns.values())))
    chosen = {key: rows[:most] for key, (_column, rows) in columns.items()}
    blocks = _blocks(caller, [row[0] for rows in chosen.values() for row in rows])
    grounds = _grounds(question, themes, list(columns))
    for key, (column, rows) in columns.items():
        column.total, column.tally = len(rows), Counter(row[2] for row in rows)
        column.blocks = [blocks[row[0]] for row in chosen[key] if row[0] in blocks]
        column.drawn = len(column.blocks)
        column.kpis = grounds.get(key, [])
        column.chart = _chart(caller, column)
    shown = [column for column, rows in columns.values() if rows or column.kpis or (themes and column.key)]
    return [tuple(shown[at : at + BESIDE]) for at in range(0, len(shown), BESIDE)]


def more_of(question: Question, place: str, start: int) -> Column:
    """A column's next goals from the one numbered ``start`` on; raises ``NotHere`` for a column that is not there."""
    for column, rows in _columns(question).values():
        if column.place == place:
            chosen = [row[0] for row in rows[start : start + STEP]]
            blocks = _blocks(question.scope.caller, chosen)
            column.blocks = [blocks[pk] for pk in chosen if pk in blocks]
            column.total, column.drawn = len(rows), start + len(column.blocks)
            return column
    raise NotHere


Light = tuple[int, int | None, str]
"""An objective in short: its key, the theme or unit it is under, its status."""
Columns = dict[int, tuple[Column, list[Light]]]


def _columns(question: Question) -> Columns:
    """Every column with what it says of its goals in short."""
    themes = question.scope.themes
    under = "theme_id" if themes else "unit_id"
    light: list[Light] = list(question.rows().order_by(*CONSEQUENCE).values_list("pk", under, "status"))
    return _of_themes(themes, light) if themes else _of_units(question, light)


def _of_themes(themes: Sequence[Theme], light: Sequence[Light]) -> Columns:
    found: Columns = {
        theme.pk: (Column(theme.title, theme.key, theme.sponsor.name, {"theme": theme.key}, theme.key), [])
        for theme in themes
    }
    rest = Column(_("Under no theme"), "", "", {"theme": "none"}, "none")
    for row in light:
        place = row[1] if row[1] in found else None
        found.setdefault(place or 0, (rest, []))[1].append(row)
    return found


def _of_units(question: Question, light: Sequence[Light]) -> Columns:
    """The top, and each unit directly below it with all that is in it."""
    scope = question.scope
    tops = [unit for unit in scope.units if unit.parent_id is None]
    below = [unit for unit in scope.units if unit.parent_id in {top.pk for top in tops}]
    home: dict[int, int] = {top.pk: top.pk for top in tops}
    for unit in below:
        home |= dict.fromkeys(scope.with_below([unit.pk]), unit.pk)
    found: Columns = {unit.pk: (_unit_column(unit), []) for unit in [*tops, *below]}
    for row in light:
        if row[1] in home:
            found[home[row[1]]][1].append(row)
    return found


def _unit_column(unit: Place) -> Column:
    link = {"unit": unit.key} | ({} if unit.parent_id else {"below": "no"})
    return Column(unit.name, unit.key, "", link, unit.key)


def _blocks(caller: Caller, ids: Sequence[int]) -> dict[int, Block]:
    rows = objectives_for(caller).filter(pk__in=ids).select_related("owner", "unit")
    found = {row.pk: Block(row) for row in rows}
    for result in key_results_for(caller).filter(objective__in=ids, archived_at=None).order_by("pk"):
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


def _grounds(question: Question, themes: Sequence[Theme], keys: Sequence[int]) -> dict[int, list[Floor]]:
    """The KPIs of each column, the most urgent first."""
    caller = question.scope.caller
    kpis = kpis_for(caller).order_by("pk")
    found: dict[int, list[Metric]] = {key: [] for key in keys}
    if themes:
        for theme_id, metric in _theme_kpis(caller, themes):
            found[theme_id].append(metric)
    else:
        for metric in kpis.filter(unit__in=keys):
            found[metric.unit_id].append(metric)
    most = min(KPIS, max(LEAST, AT_ONCE // max(1, sum(map(bool, found.values())))))
    rank = {"red": 0, "amber": 1, "stale": 2, "unknown": 3}
    kept = {
        key: sorted(rows, key=lambda kpi: rank.get(kpi.state_at(caller.now), 4))[:most] for key, rows in found.items()
    }
    drawn = draw(caller, [metric for rows in kept.values() for metric in rows])
    return {key: [drawn[metric.pk] for metric in rows] for key, rows in kept.items()}


def _theme_kpis(caller: Caller, themes: Sequence[Theme]) -> list[tuple[int, Metric]]:
    rows = ThemeKpi.objects.filter(theme__in=themes, metric__in=kpis_for(caller)).select_related("metric")
    return [(row.theme_id, row.metric) for row in rows.order_by("pk")]


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
