"""The way of a goal from its baseline to now: drawn wide and narrow, and in words point by point."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from headway.charts import LARGE, SMALL, Arrival, Climber, Svg, ascent
from headway.hours import day_of
from headway.okrs.judge import expected_of
from headway.okrs.models import KeyResult, Objective
from headway.okrs.rules import course as courses
from headway.okrs.rules.progress import WHOLE, moved
from headway.people.caller import Caller
from headway.ui import dates
from headway.ui.format import amount, percent
from headway.ui.words import kind_of


@dataclass(frozen=True)
class Way:
    """The drawings of a way, and the words of its points in their order; both are empty before it begins."""

    drawings: list[Svg] = field(default_factory=list)
    stops: tuple[str, ...] = ()


def way_of_key_result(
    caller: Caller, row: KeyResult, values: Sequence[tuple[Any, int]], arrival: Arrival | None
) -> Way:
    """The way of a movement by its (day, value) pairs, one a day; other kinds have no way to draw."""
    if row.kind != KeyResult.Kind.MOVE or row.progress is None or row.baseline is None or row.target is None:
        return Way()
    start, span = row.start.toordinal(), max(1, (row.due - row.start).days + 1)
    by_day = {day_of(day): value for day, value in values}
    way = [
        (max(0.0, min(1.0, (day.toordinal() - start + 1) / span)), moved(row.baseline, row.target, value) / WHOLE)
        for day, value in by_day.items()
    ]
    stops = [_first(caller, row.start, amount(row.baseline, row))]
    stops += [_value(caller, row, day, value) for day, value in by_day.items()]
    climber = Climber(
        ((0.0, 0.0), *way), kind_of(row.status), amount(row.current, row), percent(row.progress), heavy=True,
        told=tuple(stops),
    )  # fmt: skip
    label = _("From %(from)s to %(now)s, with %(to)s as its target") % {
        "from": amount(row.baseline, row), "now": amount(row.current, row), "to": amount(row.target, row),
    }  # fmt: skip
    elapsed = max(0.0, min(1.0, (caller.today.toordinal() - start + 1) / span))
    ceiling = {"value": amount(row.target, row), "day": dates.day(row.due, caller.today)}
    drawings = [
        ascent(
            [climber], label=label, elapsed=elapsed, shape=shape, today=_("today"), arrival=arrival,
            ceiling=_("target %(value)s by %(day)s") % ceiling,
            ground=_("baseline %(value)s") % {"value": amount(row.baseline, row)},
        )
        for shape in (LARGE, SMALL)
    ]  # fmt: skip
    return Way(drawings, climber.told)


def way_of_objective(caller: Caller, objective: Objective) -> Way:
    """The way of an objective by the weeks of its course, up to now."""
    start, due, today = objective.start.toordinal(), objective.due.toordinal(), caller.today.toordinal()
    way = courses.way(objective.course, start, due, today)
    span = max(1, due - start + 1)
    elapsed = max(0.0, min(1.0, (today - start + 1) / span))
    if objective.progress is None or not way:
        return Way()
    way = [*[point for point in way if point[0] < elapsed], (elapsed, objective.progress / WHOLE)]
    stops = [_first(caller, objective.start, percent(0))] if way[0][0] == 0 else []
    stops += [_share(caller, objective.start, span, *point) for point in way[len(stops) :]]
    climber = Climber(tuple(way), kind_of(objective.status), percent(objective.progress), told=tuple(stops))
    label = _("Progress of the objective from its baseline to %(now)s") % {"now": percent(objective.progress)}
    ground = _("baselines of %(day)s") % {"day": dates.day(objective.start, caller.today)}
    drawings = [
        ascent(
            [climber], label=label, elapsed=elapsed, shape=shape, ceiling=_("every target met"), ground=ground,
            today=_("today"), ticks=_ticks(objective) if shape is LARGE else (),
        )
        for shape in (LARGE, SMALL)
    ]  # fmt: skip
    return Way(drawings, climber.told)


def _first(caller: Caller, day: date, value: object) -> str:
    return _("%(day)s, the start: %(value)s.") % {"day": dates.day(day, caller.today), "value": value}


def _value(caller: Caller, row: KeyResult, day: date, value: int) -> str:
    """9 Nov: 14.8 %. 42 % of the way, 45 % were due."""
    words = {
        "day": dates.day(day, caller.today), "value": amount(value, row),
        "done": percent(moved(row.baseline or 0, row.target or 0, value)), "due": percent(expected_of(row, day)),
    }  # fmt: skip
    return _("%(day)s: %(value)s. %(done)s of the way, %(due)s were due.") % words


def _share(caller: Caller, start: date, span: int, share: float, progress: float) -> str:
    """9 Nov: 42 %. 45 % were due."""
    day = date.fromordinal(start.toordinal() - 1 + round(share * span))
    words = {
        "day": dates.day(day, caller.today), "done": percent(round(progress * WHOLE)),
        "due": percent(round(share * WHOLE)),
    }  # fmt: skip
    return _("%(day)s: %(done)s. %(due)s were due.") % words


def _ticks(objective: Objective) -> list[tuple[float, str]]:
    """The beginnings of months within the span."""
    span = max(1, (objective.due - objective.start).days + 1)
    found = []
    for ahead in range(1, 13):
        month = date(objective.start.year + (objective.start.month - 1 + ahead) // 12,
                     (objective.start.month - 1 + ahead) % 12 + 1, 1)  # fmt: skip
        if month < objective.due:
            found.append(((month - objective.start).days / span, dates.day(month, objective.start).split("\xa0")[-1]))
    return found if len(found) <= 6 else found[::3]
