"""Periods: a local start date and a grain. Pure date arithmetic."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

MONTHS = {"month": 1, "quarter": 3, "year": 12}
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


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
        """The period that ``day`` lies in, as its first day."""
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
        if self.grain == "day":
            return period + timedelta(days=count)
        if self.grain == "week":
            return period + timedelta(weeks=count)
        year, month = divmod(period.year * 12 + period.month - 1 + MONTHS[self.grain] * count, 12)
        return date(year, month + 1, 1)

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
        period = self.start_of(now.astimezone(ZoneInfo(self.timezone)).date())
        while not self.is_closed(period, now):
            period = self.next(period, -1)
        return period

    def recent(self, now: datetime, count: int) -> list[date]:
        """The ``count`` latest periods up to the one that is running at ``now``, oldest first."""
        running = self.start_of(now.astimezone(ZoneInfo(self.timezone)).date())
        return list(islice(self.between(self.next(running, 1 - count), running), count))


@lru_cache(maxsize=50_000)
def _closing(calendar: Calendar, period: date) -> datetime:
    end = datetime.combine(calendar.next(period), time(), ZoneInfo(calendar.timezone))
    return end.astimezone(UTC) + timedelta(hours=calendar.lateness_hours)
