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
COPY = "COPY kpis_reading (metric_id, period, value, numerator, denominator, source, known_at) FROM STDIN"


def write_rows(rows: Sequence[tuple[int, date, int]], now: datetime, checked: bool = False) -> None:
    """A bare ``executemany`` of readings (metric, period, value) in one transaction: no check, no fold, no log.

    On PostgreSQL it is COPY, which is what that engine is quickest with. ``checked`` has foreign keys checked at
    once, as the commit would: for a transaction around it that is rolled back.
    """
    moment = connection.ops.adapt_datetimefield_value(now)
    values: list[tuple[Any, ...]] = [(pk, day.isoformat(), value, None, None, "csv", moment) for pk, day, value in rows]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(INSERT, values)
            return
        with cursor.copy(COPY) as copy:
            for row in values:
                copy.write_row(row)
        if checked:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


CELLS = Engine().from_string(
    "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}"
)


def list_cells(sql: str, params: Sequence[Any], cells: int) -> str:
    """The raw driver's ``fetchall`` of a list's columns, and a plain ``{% for %}`` of as many cells as it shows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    return CELLS.render(Context({"rows": [row[:cells] for row in rows]}))


def settle() -> None:
    """Let the engine know its tables after a load, as it would by itself in time."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


LAST_OF_EACH = {
    "sqlite": "SELECT m.id, (SELECT period FROM kpis_reading r WHERE r.metric_id = m.id ORDER BY period DESC LIMIT 1), "
    "(SELECT value FROM kpis_reading r WHERE r.metric_id = m.id ORDER BY period DESC LIMIT 1) "
    "FROM kpis_metric m WHERE m.workspace_id = %s",
    "postgresql": "SELECT m.id, r.period, r.value FROM kpis_metric m LEFT JOIN LATERAL "
    "(SELECT period, value FROM kpis_reading r WHERE r.metric_id = m.id ORDER BY period DESC LIMIT 1) r ON true "
    "WHERE m.workspace_id = %s",
}


def last_of_each(workspace_id: int) -> list[tuple[Any, ...]]:
    """The last reading of every metric of a workspace, straight from the readings."""
    return fetch(LAST_OF_EACH[connection.vendor], [workspace_id])


def readings_since(ids: Sequence[int], since: date) -> list[tuple[Any, ...]]:
    """(metric, period, value) from a day on, in order."""
    marks = ", ".join(["%s"] * len(ids))
    sql = (
        f"SELECT metric_id, period, value FROM kpis_reading WHERE metric_id IN ({marks}) AND period >= %s ORDER BY 1, 2"
    )
    return fetch(sql, [*ids, since.isoformat()])


def months_from_sums(ids: Sequence[int], first: date, last: date) -> list[tuple[Any, ...]]:
    """The sum over all parts of some metrics by month, from the monthly sums."""
    marks = ", ".join(["%s"] * len(ids))
    sql = (
        "SELECT m.parent_id, s.month, SUM(s.total) FROM kpis_monthlysum s JOIN kpis_metric m ON m.id = s.metric_id "
        f"WHERE m.parent_id IN ({marks}) AND s.month >= %s AND s.month <= %s GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return fetch(sql, [*ids, first.isoformat(), last.isoformat()])


MONTH = {"sqlite": "substr(r.period, 1, 8) || '01'", "postgresql": "date_trunc('month', r.period)::date"}


def months_from_readings(ids: Sequence[int], first: date, last: date) -> dict[int, list[tuple[date, int]]]:
    """The same from the readings themselves."""
    marks = ", ".join(["%s"] * len(ids))
    sql = (
        f"SELECT m.parent_id, {MONTH[connection.vendor]}, SUM(r.value) FROM kpis_reading r "
        f"JOIN kpis_metric m ON m.id = r.metric_id WHERE m.parent_id IN ({marks}) AND r.period >= %s "
        "AND r.period <= %s GROUP BY 1, 2 ORDER BY 1, 2"
    )
    found: dict[int, list[tuple[date, int]]] = {pk: [] for pk in ids}
    for pk, month, total in fetch(sql, [*ids, first.isoformat(), last.isoformat()]):
        found[pk].append((date.fromisoformat(month) if isinstance(month, str) else month, int(total)))
    return found


def fetch(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All rows of a statement, straight from the driver."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
