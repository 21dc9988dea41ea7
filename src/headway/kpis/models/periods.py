"""How the database keeps a period: a day, or an hour of it, in one column that sorts as they do."""

import sqlite3
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

# Django's own converter for this column type is set when its backend is imported: first that one, then ours.
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import GreaterThan, LessThanOrEqual, Range

from headway.hours import Hour, clock_of, end_of, read_period

__all__ = ["PeriodField", "array_text", "column_value", "period_of"]

MARK = timedelta(seconds=1)

PERIODS_KEPT = 8192
"""Three years of days, or one of hours: readings of many metrics lie in the same periods."""


@lru_cache(PERIODS_KEPT)
def _of_bytes(found: bytes) -> date:
    return read_period(found.decode())


# SQLite hands over what a column of the type date holds through this one function.
sqlite3.register_converter("date", _of_bytes)


class PeriodField(models.DateField):
    """A date, or an :class:`Hour`.

    SQLite keeps the text of either, so a column of dates needs no change to hold hours. PostgreSQL keeps a local
    timestamp, which makes its rows no longer: a day is its midnight, an hour one second past it (the second hour
    of a name two), so that a day and its first hour stay apart and ``date_trunc`` tells the day, month and year.
    In a query ``lte``, ``gt`` and ``range`` take a plain date as the whole day, with each of its hours.
    """

    def get_internal_type(self) -> str:
        return "PeriodField"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "timestamp" if connection.vendor == "postgresql" else "date"

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            try:
                return read_period(value)
            except ValueError as error:
                raise ValidationError(str(error)) from error
        return super().to_python(value)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        value = value if prepared else self.get_prep_value(value)
        return column_value(value, connection.vendor)

    def from_db_value(self, value: Any, _expression: object, _connection: BaseDatabaseWrapper) -> Any:
        return period_of(value)


def period_of(value: Any) -> Any:
    """The period that a column holds, in whichever form the driver hands it over."""
    if isinstance(value, datetime):
        return _of_timestamp(value)
    return read_period(value) if isinstance(value, str) else value


def column_value(period: Any, vendor: str) -> Any:
    """A period as a parameter of a statement."""
    if not isinstance(period, date):
        return period
    return _timestamp(period) if vendor == "postgresql" else period.isoformat()


def array_text(period: date) -> str:
    """A period inside an array literal of PostgreSQL."""
    return f'"{_timestamp(period)}"' if isinstance(period, Hour) else period.isoformat()


def _timestamp(period: date) -> datetime:
    return clock_of(period) + (MARK * (1 + period.fold) if isinstance(period, Hour) else timedelta())


@lru_cache(PERIODS_KEPT)
def _of_timestamp(found: datetime) -> date:
    if not found.second:
        return found.date()
    return Hour(found.year, found.month, found.day, found.hour, found.second - 1)


def _whole(bound: Any) -> Any:
    return end_of(bound) if type(bound) is date else bound


@PeriodField.register_lookup
class UpTo(LessThanOrEqual):
    """Up to a period, or to the end of a day."""

    def get_prep_lookup(self) -> Any:
        return _whole(super().get_prep_lookup())


@PeriodField.register_lookup
class Beyond(GreaterThan):
    """After a period, or after a day."""

    def get_prep_lookup(self) -> Any:
        return _whole(super().get_prep_lookup())


@PeriodField.register_lookup
class Within(Range):
    """From the first to the last, both included, a day to its end."""

    def get_prep_lookup(self) -> Any:
        first, last = super().get_prep_lookup()
        return [first, _whole(last)]
