"""Monthly sums: added up anew from the readings of a month whenever one of them changes, in the same transaction.

A month is never counted on from what stood there before, so a correction or a removal cannot leave it wrong.
"""

from collections.abc import Iterable
from datetime import date

from django.db import connection

COLUMNS = "metric_id, month, count, total, least, most, parts, numerator, denominator, last_period, last"
MONTH = {
    "sqlite": "substr(period, 1, 8) || '01'",
    "postgresql": "date_trunc('month', period)::date",
}
WHOLE = {"sqlite": "SUM({})", "postgresql": "SUM({})::bigint"}

Span = tuple[int, date, date]
"""metric id, first and last period that changed."""


def sum_months(spans: Iterable[Span]) -> None:
    """Add up the months that lie in ``spans``: two statements, run once for each span."""
    rows = [(pk, _month(first).isoformat(), _after(last).isoformat()) for pk, first, last in spans]
    within = "metric_id = %s AND {0} >= %s AND {0} < %s"
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM kpis_monthlysum WHERE {within.format('month')}", rows)
        cursor.executemany(f"INSERT INTO kpis_monthlysum ({COLUMNS}) {added_up(within.format('period'))}", rows)


def added_up(where: str) -> str:
    """The statement that adds up readings by metric and month, in the order of ``COLUMNS``."""
    engine = connection.vendor
    whole = WHOLE[engine].format
    return (
        "SELECT metric_id, month, count, total, least, most, parts, numerator, denominator, last_period, "
        "(SELECT value FROM kpis_reading r WHERE r.metric_id = g.metric_id AND r.period = g.last_period) AS last "
        f"FROM (SELECT metric_id, {MONTH[engine]} AS month, COUNT(*) AS count, {whole('value')} AS total, "
        "MIN(value) AS least, MAX(value) AS most, COUNT(numerator) AS parts, "
        f"COALESCE({whole('numerator')}, 0) AS numerator, COALESCE({whole('denominator')}, 0) AS denominator, "
        f"MAX(period) AS last_period FROM kpis_reading WHERE {where} GROUP BY 1, 2) g"
    )


def wrong_months(workspace_id: int) -> list[tuple[str, date]]:
    """(key, month) of every stored month that differs from its readings, is missing, or is left over."""
    own = "metric_id IN (SELECT id FROM kpis_metric WHERE workspace_id = %s)"
    stored = f"SELECT {COLUMNS} FROM kpis_monthlysum WHERE {own}"
    fresh = added_up(own)
    ways = [f"SELECT metric_id, month FROM (SELECT * FROM ({a}) a EXCEPT SELECT * FROM ({b}) b) d" for a, b in
            ((stored, fresh), (fresh, stored))]  # fmt: skip
    sql = f"SELECT DISTINCT m.key, w.month FROM ({' UNION '.join(ways)}) w JOIN kpis_metric m ON m.id = w.metric_id"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY 1, 2", [workspace_id] * 4)
        return [(key, _day(month)) for key, month in cursor.fetchall()]


def _month(day: date) -> date:
    return date(day.year, day.month, 1)


def _after(day: date) -> date:
    """The first of the month after the one of ``day``."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _day(month: date | str) -> date:
    return date.fromisoformat(month) if isinstance(month, str) else month
