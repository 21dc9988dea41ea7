"""Many rows written at once, the way each engine takes them quickest.

PostgreSQL takes a stream of rows (COPY), a fifth of the time of a statement for each; SQLite has nothing quicker than
one statement run many times.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

MANY = 100
"""Rows from which on a stream is worth its preparation."""

Rows = Sequence[Sequence[Any]]
"""Rows of values as the driver takes them."""


def insert_rows(table: str, columns: Sequence[str], rows: Rows) -> None:
    """Insert rows into ``columns`` of a table."""
    if len(rows) < MANY:
        _insert_few(table, columns, rows)
    elif connection.vendor == "postgresql":
        _stream(table, columns, rows)
    else:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({_names(columns)}) VALUES {_marks(columns)}", rows)


def update_rows(table: str, columns: Sequence[str], rows: Rows) -> None:
    """Write ``columns`` of rows that are there; the last value of each row is its primary key."""
    if len(rows) >= MANY and connection.vendor == "postgresql":
        _stream_changes(table, columns, rows)
    elif rows:
        assigned = ", ".join(f'"{name}" = %s' for name in columns)
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET {assigned} WHERE id = %s", rows)


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _marks(columns: Sequence[str]) -> str:
    return f"({', '.join(['%s'] * len(columns))})"


def _insert_few(table: str, columns: Sequence[str], rows: Rows) -> None:
    if not rows:
        return
    places = ", ".join([_marks(columns)] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({_names(columns)}) VALUES {places}", [v for row in rows for v in row])


def _stream(table: str, columns: Sequence[str], rows: Rows) -> None:
    cursor: Any
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({_names(columns)}) FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)


def _stream_changes(table: str, columns: Sequence[str], rows: Rows) -> None:
    """Into a table beside it, whose columns have the same types, and from there in one statement."""
    beside = f"{table}_changes"
    assigned = ", ".join(f'"{name}" = {beside}."{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {beside} AS SELECT {_names(columns)}, id FROM {table} WITH NO DATA")
        _stream(beside, [*columns, "id"], rows)
        cursor.execute(f"UPDATE {table} SET {assigned} FROM {beside} WHERE {table}.id = {beside}.id")
        cursor.execute(f"DROP TABLE {beside}")
