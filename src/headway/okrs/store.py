"""The raw write of folded goals: one statement run for many rows, because ``bulk_update`` costs ten times that."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from headway.okrs.models import KeyResult, Objective
from headway.people.bulk import adapted


def write_goals(rows: Sequence[KeyResult] | Sequence[Objective], names: Sequence[str]) -> None:
    """Write the fields ``names`` of goals of one kind."""
    if not rows:
        return
    meta = rows[0]._meta
    fields: list[Any] = [meta.get_field(name) for name in names]
    assigned = ", ".join(f"{field.column} = %s" for field in fields)
    values = [[*told, row.pk] for row, told in zip(rows, adapted(rows, fields), strict=True)]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {meta.db_table} SET {assigned} WHERE id = %s", values)
