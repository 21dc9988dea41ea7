"""What the engine knows of how its rows are spread, from which it chooses how to find them.

PostgreSQL counts by itself in time. SQLite never does: without a count it takes an index of a column that is empty in
nearly every row for a sharp one, and a page of a large company walks ten thousands of rows for ten.
"""

from datetime import datetime, timedelta

from django.db import connection

SAMPLE = 1_000
"""Rows of each index that SQLite looks at: enough to choose by, and done in a moment however large the file is."""
EVERY = timedelta(days=1)


def count_rows() -> None:
    """Let the engine count: after much was written at once, and from time to time."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
        cursor.execute("ANALYZE")


def pack_rows(*tables: str) -> None:
    """Write tables anew without what one long transaction left in them, and count.

    PostgreSQL keeps every version of a row until the transaction that wrote it ends, and its place for good.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"VACUUM (FULL, ANALYZE) {', '.join(tables)}")
    count_rows()


def count_daily(now: datetime, last: datetime | None) -> datetime:
    """Count on SQLite if a day has passed since ``last`` (or it is not known); return when it was done last."""
    if last is not None and now < last + EVERY:
        return last
    if connection.vendor == "sqlite":
        count_rows()
    return now
