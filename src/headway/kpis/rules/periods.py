"""Periods: a local start date and a grain; of the grain hour, a local day and hour. Pure date arithmetic."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from headway.hours import Hour, clock_of, day_of

MONTHS = {"month": 1, "quarter": 3, "year": 12}
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
HOUR, HALF = timedelta(hours=1), timedelta(minutes=30)


@dataclass(frozen=True)
class Calendar:
    """How a metric cuts time: fixed when the metric is made.

    ``week_start`` 0 is Monday; ``fiscal_start`` is the month (1-12) in which quarters and years begin.
    """

    grain: str
    timezone: str = "UTC"
    week_start: int = 0
    fiscal_start: int = 1
    lateness_hours: int = 0

    def start_of(self, day: date) -> date:
        """The period that ``day`` lies in, as its first day; the first hour of ``day`` where periods are hours."""
        if self.grain == "hour":
            return day if isinstance(day, Hour) else self.holding(self.begins(day))
        day = day_of(day)
        if self.grain == "day":
            return day
        if self.grain == "week":
            return day - timedelta(days=(day.weekday() - self.week_start) % 7)
        span = MONTHS[self.grain]
        offset = 1 if span == 1 else self.fiscal_start
        months = day.year * 12 + day.month - offset
        year, month = divmod(months - months % span + offset - 1, 12)
        return date(year, month + 1, 1)

    def next(self, period: date, count: int = 1) -> date:
        """The period ``count`` after ``period`` (before it, when negative)."""
        if self.grain == "hour":
            # From the middle of the hour: clocks that are moved by half an hour cannot lead back to the same one.
            return self.holding(self.begins(period) + HALF + HOUR * count)
        if self.grain == "day":
            return period + timedelta(days=count)
        if self.grain == "week":
            return period + timedelta(weeks=count)
        year, month = divmod(period.year * 12 + period.month - 1 + MONTHS[self.grain] * count, 12)
        return date(year, month + 1, 1)

    def begins(self, period: date) -> datetime:
        """The moment at which a period, or a day, begins."""
        hour, fold = (period.hour, period.fold) if isinstance(period, Hour) else (0, 0)
        local = datetime(period.year, period.month, period.day, hour, tzinfo=ZoneInfo(self.timezone), fold=fold)
        return local.astimezone(UTC)

    def holding(self, moment: datetime) -> date:
        """The period that a moment lies in."""
        local = moment.astimezone(ZoneInfo(self.timezone))
        return hour_at(local) if self.grain == "hour" else self.start_of(local.date())

    def present(self, now: datetime) -> date:
        """The day that it is where the metric is read; the hour, where periods are hours."""
        return self.holding(now) if self.grain == "hour" else now.astimezone(ZoneInfo(self.timezone)).date()

    def has(self, period: date) -> bool:
        """Whether there is such an hour: none is where clocks are set forward. Every day is there."""
        return not isinstance(period, Hour) or self.grain != "hour" or self.holding(self.begins(period)) == period

    def last_of(self, period: date) -> date:
        """The last day of a period; an hour itself."""
        return period if self.grain == "hour" else self.next(period) - timedelta(days=1)

    def length(self, period: date) -> timedelta:
        """How long a period is: local days count 24 hours, and so does each hour that its clock is moved in."""
        return HOUR if self.grain == "hour" else self.next(period) - period

    def written(self, period: date | None) -> date | datetime | None:
        """A period for programs: a date, or the moment at which an hour begins, with its offset from UTC."""
        return written(period, self.timezone)

    def closes_at(self, period: date) -> datetime:
        """When the period stops being open: its local end plus the lateness."""
        return _closing(self, period)

    def is_closed(self, period: date, now: datetime) -> bool:
        return self.closes_at(period) <= now

    def between(self, first: date, last: date) -> Iterator[date]:
        """Every period from ``first`` to ``last``, both included."""
        period = first
        while period <= last:
            yield period
            period = self.next(period)

    def last_closed(self, now: datetime) -> date:
        """The latest period that is closed at ``now``."""
        period = self.holding(now)
        while not self.is_closed(period, now):
            period = self.next(period, -1)
        return period

    def recent(self, now: datetime, count: int) -> list[date]:
        """The ``count`` latest periods up to the one that is running at ``now``, oldest first."""
        running = self.holding(now)
        return list(islice(self.between(self.next(running, 1 - count), running), count))


def hour_at(local: datetime) -> Hour:
    """The hour of a moment in its own zone. Where only a part of an hour comes twice, both are one hour."""
    start = local.replace(minute=0, second=0, microsecond=0)
    twice = start.replace(fold=0).utcoffset() != start.replace(fold=1).utcoffset()
    return Hour(local.year, local.month, local.day, local.hour, local.fold if twice else 0)


def written(period: date | None, timezone: str) -> date | datetime | None:
    """A period for programs, in the time zone that it is counted in."""
    if not isinstance(period, Hour):
        return period
    return clock_of(period).replace(tzinfo=ZoneInfo(timezone), fold=period.fold)


@lru_cache(maxsize=50_000)
def _closing(calendar: Calendar, period: date) -> datetime:
    return calendar.begins(calendar.next(period)) + timedelta(hours=calendar.lateness_hours)
