"""A control key result drawn: its values, and the limits that they are to keep."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from headway.charts import Band, Behaviour, Point
from headway.hours import day_of
from headway.kpis.queries.drawing import Drawn, draw_chart
from headway.okrs.count import there
from headway.okrs.models import KeyResult
from headway.people.caller import Caller
from headway.ui import dates
from headway.ui.charting import real
from headway.ui.format import amount


def chart_of_control(caller: Caller, row: KeyResult, values: Sequence[tuple[Any, int]]) -> Drawn | None:
    """The values of a control by their (day, value) pairs, one a day, with its limits; None before the first."""
    by_day = {day_of(day): value for day, value in values}
    if row.kind != KeyResult.Kind.CONTROL or not by_day:
        return None
    inside = {day: there(row, value) for day, value in by_day.items()}
    last = max(by_day)
    points = [
        Point(
            day, real(value, row), "bad" if not inside[day] else "ok" if day == last else "",
            label=_told(caller, day, amount(value, row), inside[day]),
        )
        for day, value in sorted(by_day.items())
    ]  # fmt: skip
    low, high = (None if limit is None else real(limit, row) for limit in (row.limit_lower, row.limit_upper))
    chart = Behaviour(
        tuple(points), bands=(Band(low, high, held=True),), today=caller.today if caller.today <= row.due else None,
        start=min(row.start, *by_day), end=max(row.due, last),
    )  # fmt: skip
    return draw_chart(chart, row, _says(inside.values()))


def _told(caller: Caller, day: date, value: object, inside: bool) -> str:
    """9 Nov: 99.96 %, inside its limits."""
    words = {"day": dates.day(day, caller.today), "value": value}
    return (
        _("%(day)s: %(value)s, inside its limits.") if inside else _("%(day)s: %(value)s, outside its limits.")
    ) % words


def _says(inside: Collection[bool]) -> str:
    return _("%(n)s of %(all)s values lie inside the limits.") % {"n": sum(inside), "all": len(inside)}
