"""What the benches compare Headway with: the least that a program could do, in as few lines as possible."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.template import Context, Engine

INSERT = (
    "INSERT INTO kpis_reading (metric_id, period, value, numerator, denominator, source, known_at) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s)"
)


def write_rows(rows: Sequence[tuple[int, date, int]], now: datetime) -> None:
    """A bare ``executemany`` of readings (metric, period, value) in one transaction: no check, no fold, no log."""
    moment = connection.ops.adapt_datetimefield_value(now)
    values: list[tuple[Any, ...]] = [(pk, day.isoformat(), value, None, None, "csv", moment) for pk, day, value in rows]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(INSERT, values)


CELLS = Engine().from_string(
    "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}"
)


def list_cells(sql: str, params: Sequence[Any], cells: int) -> str:
    """The raw driver's ``fetchall`` of a list's columns, and a plain ``{% for %}`` of as many cells as it shows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    return CELLS.render(Context({"rows": [row[:cells] for row in rows]}))
