"""The raw insert of many rows: one statement run for them all, because ``bulk_create`` costs ten times that."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from headway.people.models import Keyed

K = TypeVar("K", bound=Keyed)


def insert_keyed(rows: Sequence[K]) -> None:
    """Insert rows of one kind and give each its primary key."""
    if not rows:
        return
    model = type(rows[0])
    mine = model._default_manager.filter(workspace_id=rows[0].workspace_id)
    last = mine.order_by("-pk").values_list("pk", flat=True).first() or 0
    insert(rows)
    by_key: dict[str, int] = dict(mine.filter(pk__gt=last).values_list("key", "pk").iterator(chunk_size=5000))
    for row in rows:
        row.pk = by_key[row.key]
        row._state.adding, row._state.db = False, connection.alias


def insert(rows: Sequence[Model]) -> None:
    """Insert rows of one kind whose primary keys nobody needs."""
    if not rows:
        return
    meta = rows[0]._meta
    fields: list[Any] = [field for field in meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {meta.db_table} ({names}) VALUES ({marks})", values)
