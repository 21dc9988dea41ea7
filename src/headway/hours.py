"""An hour as a period: a day, and an hour of that day's local clock.

Periods are named by the local day that they begin on; an hour needs its place in the day as well. It is a date that
knows it, so that whatever asks a period for its day, its month or its place before another goes on asking.
"""

from datetime import date, datetime, time, timedelta
from typing import Any, Self

REPEATED = "b"


class Hour(date):
    """The local hour from ``hour``:00. ``fold`` 1 is the second one of that name, where clocks are set back.

    Against another hour it is compared by the clock, against a day by its day: every hour of 2 November lies on it,
    neither before nor after. Hour ± timedelta is a day; hour − hour and hour − day are time on the local clock.
    """

    __slots__ = ("fold", "hour")

    hour: int
    fold: int

    def __new__(cls, year: int, month: int, day: int, hour: int = 0, fold: int = 0) -> Self:
        if not (0 <= hour <= 23 and fold in (0, 1)):
            raise ValueError(f"{hour} is no hour of a day.")
        made = super().__new__(cls, year, month, day)
        made.hour, made.fold = hour, fold
        return made

    @classmethod
    def on(cls, day: date, hour: int, fold: int = 0) -> Self:
        """The hour of a day."""
        return cls(day.year, day.month, day.day, hour, fold)

    def isoformat(self) -> str:
        """2026-10-25T02:00, and 2026-10-25T02:00b for the second one. As texts they sort as the hours do."""
        return f"{day_of(self).isoformat()}T{self.hour:02}:00{REPEATED if self.fold else ''}"

    __str__ = isoformat

    def __repr__(self) -> str:
        return f"Hour({self})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Hour, (self.year, self.month, self.day, self.hour, self.fold)

    @property
    def _place(self) -> tuple[int, int, int]:
        return self.toordinal(), self.hour, self.fold

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hour) and self._place == other._place

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._place)

    def __lt__(self, other: date) -> bool:
        return self._place < other._place if isinstance(other, Hour) else day_of(self) < other

    def __le__(self, other: date) -> bool:
        return self._place <= other._place if isinstance(other, Hour) else day_of(self) <= other

    def __gt__(self, other: date) -> bool:
        return self._place > other._place if isinstance(other, Hour) else day_of(self) > other

    def __ge__(self, other: date) -> bool:
        return self._place >= other._place if isinstance(other, Hour) else day_of(self) >= other

    def __add__(self, other: timedelta) -> date:  # type: ignore[override]
        return day_of(self) + other

    __radd__ = __add__  # type: ignore[assignment]

    def __sub__(self, other: Any) -> Any:
        return day_of(self) - other if isinstance(other, timedelta) else clock_of(self) - clock_of(other)

    def __rsub__(self, other: date) -> timedelta:
        return clock_of(other) - clock_of(self)


def day_of(period: date) -> date:
    """The day that a period begins on."""
    return date(period.year, period.month, period.day) if isinstance(period, Hour) else period


def clock_of(period: date, minute: int = 0) -> datetime:
    """When a period begins on the local clock, without its zone; the second hour of a name begins with the first."""
    hour = period.hour if isinstance(period, Hour) else 0
    return datetime.combine(date(period.year, period.month, period.day), time(hour, minute))


def end_of(day: date) -> Hour:
    """What no hour of a day lies after."""
    return Hour.on(day, 23, 1)


def read_period(text: str) -> date:
    """The day or hour that :meth:`Hour.isoformat` or a date wrote. Raises ``ValueError``."""
    if len(text) == 10:
        return date.fromisoformat(text)
    day, _sep, clock = text.partition("T")
    hour, minutes = clock[:2], clock[2:]
    if not hour.isdigit() or minutes not in {"", ":00", f":00{REPEATED}"}:
        raise ValueError(f"“{text}” is no day and no hour.")
    return Hour.on(date.fromisoformat(day), int(hour), int(minutes.endswith(REPEATED)))
