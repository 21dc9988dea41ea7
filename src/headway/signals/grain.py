"""The grain of a series: how far apart its periods lie, which season they have, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from headway.signals.season import SEASONS

DAY = timedelta(days=1)
SATURDAY = 5
# Average lengths, in days, between which the calendar grains lie.
MONTHS_FROM, MONTHS_TO = 26, 400


@dataclass(frozen=True, slots=True)
class Grain:
    """Either `months` apart, or `step` apart; `weekdays` when Saturdays and Sundays are left out."""

    name: str
    seasons: tuple[int, ...]
    step: timedelta = DAY
    months: int = 0
    weekdays: bool = False

    def after(self, start: datetime, periods: int) -> datetime:
        """The start of the period so many periods after the one that starts at `start`."""
        if self.months:
            return _add_months(start, self.months * periods)
        if self.weekdays:
            return _add_weekdays(start, periods)
        return start + self.step * periods

    def between(self, start: datetime, end: datetime) -> int:
        """Whole periods from `start` to the last period that starts by `end`; below 0 for an earlier end."""
        if self.months:
            months = (end.year - start.year) * 12 + end.month - start.month
            months -= _add_months(start, months) > end
            return months // self.months
        if self.weekdays:
            return _weekdays_between(start.date(), end.date())
        return (end - start) // self.step


def grain_of(starts: Sequence[datetime]) -> Grain:
    """Grain of periods in ascending order; days when there are fewer than two."""
    if len(starts) < 2:
        return Grain("day", SEASONS["day"])
    step = sorted(after - before for before, after in pairwise(starts))[(len(starts) - 1) // 2]
    days = step / DAY
    if MONTHS_FROM <= days <= MONTHS_TO:
        months = max(1, round(days / 30.44))
        name = {1: "month", 3: "quarter", 12: "year"}.get(months, f"{months} months")
        return Grain(name, (12 // months,) if 12 % months == 0 and months < 12 else (), months=months)
    if step == DAY and len(starts) >= 10 and all(start.weekday() < SATURDAY for start in starts):
        return Grain("weekday", (5,), weekdays=True)
    if step == DAY:
        return Grain("day", SEASONS["day"])
    if step == 7 * DAY:
        return Grain("week", SEASONS["week"], step)
    return _even(step)


def _even(step: timedelta) -> Grain:
    """A step that is no calendar grain; below a day its season is the day."""
    if step <= timedelta(0):
        return Grain("day", SEASONS["day"])
    a_day = round(DAY / step)
    if a_day < 2:
        return Grain(f"{step / DAY:g} days", (), step)
    name = "hour" if step == timedelta(hours=1) else f"{step / timedelta(minutes=1):g} minutes"
    return Grain(name, (a_day, 7 * a_day), step)


def _add_months(start: datetime, months: int) -> datetime:
    """The same day of a later month; the end of a month stays one."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = _days_in(year, month + 1)
    at_end = start.day == _days_in(start.year, start.month) and start.day >= 28
    return start.replace(year=year, month=month + 1, day=last if at_end else min(start.day, last))


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - DAY).day


def _add_weekdays(start: datetime, periods: int) -> datetime:
    weeks, rest = divmod(periods, 5)
    end = start + timedelta(weeks=weeks)
    while rest:
        end += DAY
        rest -= end.weekday() < SATURDAY
    return end


def _weekdays_between(start: date, end: date) -> int:
    weeks, rest = divmod((end - start).days, 7)
    return weeks * 5 + sum((start + DAY * day).weekday() < SATURDAY for day in range(1, rest + 1))
