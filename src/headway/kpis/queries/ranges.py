"""The moving ranges of a KPI as a chart: how far each reading lies from the one before."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway import charts
from headway.kpis.queries.drawing import Drawn, draw_chart, middle, phases_of
from headway.kpis.queries.page import KpiPage
from headway.kpis.words.sentences import apart
from headway.kpis.words.telling import period_name
from headway.signals.ranges import MovingRange, ranges_of


def draw_ranges(page: KpiPage) -> Drawn | None:
    """The moving-range chart of what the page shows, with the upper range limit of each phase; None without limits."""
    phases = phases_of(page, lambda phase: (0.0, phase.mr_mean, phase.mr_upper))
    periods, first = page.series.periods, page.first_day
    shown = [(periods[one.at], one) for one in ranges_of(page.found) if first and periods[one.at] >= first]
    if not phases or not shown:
        return None
    points = [*_starts(page), *(_point(page, period, one) for period, one in shown)]
    chart = charts.Behaviour(points=tuple(sorted(points, key=lambda point: point.at)), phases=phases)
    return draw_chart(chart, page.kpi, _says(page, shown), strip=True)


def _starts(page: KpiPage) -> list[charts.Point]:
    """A phase begins without a range, and the line is broken there."""
    starts = [page.series.periods[phase.start] for phase in page.found.phases]
    return [charts.Point(middle(page.kpi, at), None) for at in starts if page.first_day and at >= page.first_day]


def _point(page: KpiPage, period: date, one: MovingRange) -> charts.Point:
    return charts.Point(middle(page.kpi, period), one.size, signal=one.beyond, label=_told(page, period, one))


def _told(page: KpiPage, period: date, one: MovingRange) -> str:
    """9–15 Nov: 0.3 pp from the reading before."""
    words = {"when": period_name(page.kpi, period, page.now), "step": apart(one.size, page.kpi)}
    said = _("%(when)s: %(step)s from the reading before.") % words
    return said + " " + _("Signal, not noise: a larger step than usual.") if one.beyond else said


def _says(page: KpiPage, shown: Sequence[tuple[date, MovingRange]]) -> str:
    """The chart in words."""
    current = page.found.current
    count = sum(one.beyond for _period, one in shown)
    mean, upper = (current.mr_mean, current.mr_upper) if current else (0.0, None)
    text = _("%(name)s moves by %(mean)s on average from one reading to the next.") % {
        "name": page.kpi.name, "mean": apart(mean, page.kpi),
    }  # fmt: skip
    if upper is None:
        return text
    usual = _("A step of more than %(upper)s is a signal now.") % {"upper": apart(upper, page.kpi)}
    return f"{text} {usual} {_so_many(count, len(shown))}"


def _so_many(count: int, shown: int) -> str:
    if count == 0:
        return _("None of the steps shown is one.")
    words = {"count": count, "n": shown}
    return ngettext("One of the %(n)s steps shown is one.", "%(count)s of the %(n)s steps shown are.", count) % words
