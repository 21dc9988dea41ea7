"""The board: KPIs down, periods across, judged by the band in force then."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby

from django.core.paginator import Page, Paginator

from headway.charts import Band as Ground
from headway.charts import Svg, spark
from headway.kpis.access import kpis_for
from headway.kpis.fold import bands_of
from headway.kpis.models import Grain, Metric, Reading, TargetPoint
from headway.kpis.rules.bands import Band, in_force
from headway.kpis.rules.periods import Calendar
from headway.kpis.words.sentences import band_text, board_lede, course
from headway.people.access import can
from headway.people.bulk import read_only
from headway.people.caller import Caller
from headway.ui import format as numbers
from headway.ui.charting import real
from headway.ui.words import kind_of

COLUMNS = {Grain.HOUR: 12, Grain.DAY: 14, Grain.WEEK: 12, Grain.MONTH: 12, Grain.QUARTER: 8, Grain.YEAR: 8}
SPARK = 26
ROWS = 40
"""KPIs on a page of the board: with more cells it is slow to open and to type into."""
OF_ALL = ("name", "grain", "owner", "state", "fresh_until", "signal_period")
"""What is asked of every KPI: to count the boards and views, and to say which are not well."""
VIEWS = ("all", "mine", "left", "changed")
STEP, NARROW = 6, 2
"""Periods that Earlier and Later go by: as many as a board less wide still shows, and as a phone does (`pages.css`)."""
NEWS = timedelta(days=31)
CLASSES = {"green": "o", "amber": "w", "red": "b"}


@dataclass
class Cell:
    """One KPI in one period: what was read, how the band judged it, and what was typed if it was refused."""

    name: str
    period: date
    value: int | None
    shown: str
    css: str
    is_open: bool
    error: str = ""


@dataclass
class Row:
    """One KPI of the board."""

    metric: Metric
    state: str
    course: str
    band: str
    target: int | None
    spark: Svg
    cells: list[Cell]
    writable: bool


@dataclass(frozen=True)
class Step:
    """Where Earlier and Later lead on a board of one width; None where nothing comes later."""

    screen: str  # the class of what that width shows
    earlier: date
    later: date | None


@dataclass
class Board:
    """A board of one grain: its columns, the groups of rows of one page, and what its first sentence says."""

    grain: str
    view: str
    periods: list[date]
    page: Page
    groups: list[tuple[str, list[Row]]]
    running: date
    lede: str
    trouble: str
    grains: dict[str, int] = field(default_factory=dict)
    views: dict[str, int] = field(default_factory=dict)
    steps: tuple["Step", ...] = ()

    @property
    def rows(self) -> list[Row]:
        return [row for _, rows in self.groups for row in rows]

    @property
    def near(self) -> list[date]:
        """The two periods a narrow board shows: the latest that was read, and the one that is read next; of the
        past, the last two.
        """
        if self.periods[-1] < self.running:
            return self.periods[-NARROW:]
        read = [n for n, period in enumerate(self.periods) if any(row.cells[n].value is not None for row in self.rows)]
        first = min(read[-1], len(self.periods) - 2) if read else -2
        return self.periods[first:][:2]

    @property
    def writable(self) -> bool:
        return any(row.writable for row in self.rows)


def board_for(
    caller: Caller, grain: str = "", view: str = "all", until: date | None = None, number: str = "1"
) -> Board:
    """Page ``number`` of the board of the KPIs the caller may see: five statements, whatever its length."""
    kpis = list(read_only(kpis_for(caller).order_by("unit__name", "pk"), OF_ALL))
    grains = {g: n for g in Grain.values if (n := sum(kpi.grain == g for kpi in kpis))}
    grain = grain if grain in grains else max(grains, key=lambda g: grains[g], default=Grain.WEEK)
    of_grain = [kpi for kpi in kpis if kpi.grain == grain]
    views = {name: [kpi for kpi in of_grain if _in_view(kpi, name, caller)] for name in VIEWS}
    view = view if view in VIEWS else "all"
    calendar = _calendar(caller, grain)
    periods, running = _columns(calendar, caller.now, until)
    lede, trouble = board_lede(of_grain, caller.now)
    page = Paginator(views[view], ROWS).get_page(number)
    board = Board(
        grain, view, periods, page, _groups(caller, _whole(page), periods), running, lede, trouble,
        grains, {name: len(found) for name, found in views.items()},
    )  # fmt: skip
    board.steps = _steps(board, calendar)
    return board


def _steps(board: Board, calendar: Calendar) -> tuple[Step, ...]:
    """No step goes further than what its width shows, so that no period is left out."""
    last, wide = board.periods[-1], min(STEP, len(board.periods) // 2)
    later = {n: calendar.next(last, n) if last < board.running else None for n in (wide, NARROW)}
    return (
        Step("hide-s", calendar.next(last, -wide), later[wide]),
        Step("only-s", calendar.next(board.near[0], -1), later[NARROW]),
    )


def every_row(caller: Caller, board: Board) -> Iterator[Row]:
    """The rows of every page of a board: three statements a page."""
    for page in board.page.paginator:
        for _unit, rows in _groups(caller, _whole(page), board.periods):
            yield from rows


def _whole(page: Page) -> list[Metric]:
    """The KPIs of a page with their owners and units, in its order."""
    rows = Metric.objects.select_related("owner", "unit").in_bulk([kpi.pk for kpi in page])
    return [rows[kpi.pk] for kpi in page]


def _in_view(kpi: Metric, view: str, caller: Caller) -> bool:
    if view == "mine":
        return kpi.owner_id == caller.person_id
    if view == "left":
        return kpi.state in {"amber", "red"}
    if view == "changed":
        return kpi.signal_period is not None and kpi.signal_period > (caller.now - NEWS).date()
    return True


def _calendar(caller: Caller, grain: str) -> Calendar:
    workspace = caller.workspace
    return Calendar(grain, workspace.timezone, workspace.week_start, workspace.fiscal_start)


def _columns(calendar: Calendar, now: datetime, until: date | None) -> tuple[list[date], date]:
    count = COLUMNS[Grain(calendar.grain)]
    recent = calendar.recent(now, count)
    if until is None or until >= recent[-1]:
        return recent, recent[-1]
    last = calendar.start_of(max(until, date(1900 + count, 1, 1)))
    return list(calendar.between(calendar.next(last, 1 - count), last)), recent[-1]


def _groups(caller: Caller, kpis: Sequence[Metric], periods: Sequence[date]) -> list[tuple[str, list[Row]]]:
    ids = [kpi.pk for kpi in kpis]
    bands, targets = bands_of(ids), _targets(ids)
    readings = _readings(kpis, periods)
    rows = [_row(caller, kpi, bands[kpi.pk], targets.get(kpi.pk, []), readings[kpi.pk], periods) for kpi in kpis]
    return [(unit, list(found)) for unit, found in groupby(rows, key=lambda row: row.metric.unit.name)]


def _readings(kpis: Sequence[Metric], periods: Sequence[date]) -> dict[int, dict[date, int]]:
    found: dict[int, dict[date, int]] = {kpi.pk: {} for kpi in kpis}
    if kpis:
        since = min(kpis[0].calendar.next(periods[-1], 1 - SPARK), periods[0])
        rows = Reading.objects.filter(metric_id__in=found, period__range=(since, periods[-1])).order_by("period")
        for metric_id, period, value in rows.values_list("metric_id", "period", "value"):
            found[metric_id][period] = value
    return found


def _targets(ids: Sequence[int]) -> dict[int, list[tuple[date, int]]]:
    found: dict[int, list[tuple[date, int]]] = {}
    for point in TargetPoint.objects.filter(metric_id__in=ids).order_by("period"):
        found.setdefault(point.metric_id, []).append((point.period, point.value))
    return found


def target_at(targets: Sequence[tuple[date, int]], day: date) -> int | None:
    """The next scheduled value from ``day`` on, else the last one."""
    ahead = [value for period, value in targets if period >= day]
    return ahead[0] if ahead else targets[-1][1] if targets else None


def _row(
    caller: Caller,
    kpi: Metric,
    bands: Sequence[Band],
    targets: Sequence[tuple[date, int]],
    readings: Mapping[date, int],
    periods: Sequence[date],
) -> Row:
    state, band = kpi.state_at(caller.now), in_force(bands, periods[-1])
    cells = [make_cell(kpi, bands, period, readings.get(period), caller.now) for period in periods]
    return Row(
        kpi, state, course(kpi, caller.now), band_text(band, kpi), target_at(targets, periods[-1]),
        _spark(kpi, band, readings, state), cells, can(caller, "kpi.record", kpi) and not kpi.formula,
    )  # fmt: skip


def make_cell(kpi: Metric, bands: Sequence[Band], period: date, value: int | None, now: datetime) -> Cell:
    """The cell of one reading, or of its absence."""
    band = in_force(bands, period)
    verdict = band.verdict(value) if band is not None and value is not None else ""
    css = "n" if value is None else CLASSES.get(verdict, "u")
    name = f"{kpi.key}@{period}"
    shown = "" if value is None else numbers.plain(value, kpi.scale, grouped=True)
    return Cell(name, period, value, shown, css, not kpi.calendar.is_closed(period, now))


def _spark(kpi: Metric, band: Band | None, readings: Mapping[date, int], state: str) -> Svg:
    values = [real(value, kpi) for value in readings.values()]
    ground = Ground(low=real(band.lower, kpi), high=real(band.upper, kpi)) if band else None
    label = f"{kpi.name}: {numbers.amount(kpi.last_value, kpi)}"
    return spark(values, ground, kind_of(state), label=label)
