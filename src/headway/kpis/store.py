"""The raw writes of numbers: one statement run for many rows, because the ORM costs ten times that."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import DateTimeField

from headway.kpis.models import Metric, Reading
from headway.kpis.models.periods import array_text, column_value

INSERT = "INSERT INTO kpis_reading (metric_id, period, value, numerator, denominator, source, known_at) "
REPLACE = (
    " ON CONFLICT (metric_id, period) DO UPDATE SET "
    "value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator, "
    "source = excluded.source, known_at = excluded.known_at"
)
UPSERT = INSERT + "VALUES (%s, %s, %s, %s, %s, %s, %s)" + REPLACE
# On PostgreSQL whole columns go over at once, as array literals: four times as fast as row by row.
UPSERT_COLUMNS = (
    INSERT + "SELECT metric_id, period, value, numerator, denominator, %s, %s FROM unnest("
    "%s::bigint[], %s::timestamp[], %s::bigint[], %s::bigint[], %s::bigint[]"
    ") AS t(metric_id, period, value, numerator, denominator)" + REPLACE
)

Values = tuple[int, date, int, int | None, int | None]
"""metric id, period, scaled value, numerator, denominator."""


def write_readings(rows: Iterable[Values], source: str, known_at: datetime) -> None:
    """Insert readings, or replace the ones that stand for the same metric and period."""
    if not (taken := list(rows)):
        return
    moment = connection.ops.adapt_datetimefield_value(known_at)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            ids, periods, *numbers = zip(*taken, strict=True)
            arrays = (_array(ids), f"{{{','.join(map(array_text, periods))}}}", *map(_array, numbers))
            cursor.execute(UPSERT_COLUMNS, [source, moment, *arrays])
            return
        cursor.executemany(UPSERT, [(pk, day.isoformat(), *numbers, source, moment) for pk, day, *numbers in taken])


def _array(column: Iterable[int | None]) -> str:
    return "{" + ",".join("NULL" if value is None else str(value) for value in column) + "}"


Restored = tuple[int, date, int, int | None, int | None, str, datetime]
"""The same, then source and when it became known."""


def restore_readings(rows: Iterable[Restored]) -> None:
    """Put readings back as they were, with their own source and time."""
    origins: dict[tuple[str, datetime], list[Values]] = {}
    for pk, day, value, top, bottom, source, at in rows:
        origins.setdefault((source, at), []).append((pk, day, value, top, bottom))
    for (source, at), values in origins.items():
        write_readings(values, source, at)


def write_metrics(metrics: Sequence[Metric], columns: Sequence[str]) -> None:
    """Write ``columns`` of ``metrics``: 40 times faster for a hundred of them than ``bulk_update``."""
    fields: list[Any] = [Metric._meta.get_field(name) for name in columns]
    assigned = ", ".join(f"{field.column} = %s" for field in fields)
    rows = [[*(_adapted(field, metric) for field in fields), metric.pk] for metric in metrics]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE kpis_metric SET {assigned} WHERE id = %s", rows)


def last_readings(metrics: Sequence[Metric], since: date) -> dict[int, list[tuple[date, int]]]:
    """(period, value) by metric id from ``since`` on, in order of period: one statement."""
    found: dict[int, list[tuple[date, int]]] = {metric.pk: [] for metric in metrics}
    rows = Reading.objects.filter(metric_id__in=found, period__gte=since).order_by("metric_id", "period")
    for metric_id, period, value in rows.values_list("metric_id", "period", "value"):
        found[metric_id].append((period, value))
    return found


def _adapted(field: Any, metric: Metric) -> Any:
    value = getattr(metric, field.attname)
    if isinstance(field, DateTimeField):
        return connection.ops.adapt_datetimefield_value(value)
    return column_value(value, connection.vendor)
