"""The raw write of folded goals, because ``bulk_update`` costs ten times that."""

from collections.abc import Sequence
from typing import Any

from headway.okrs.models import KeyResult, Objective
from headway.people.bulk import adapted
from headway.rows import update_rows


def write_goals(rows: Sequence[KeyResult] | Sequence[Objective], names: Sequence[str]) -> None:
    """Write the fields ``names`` of goals of one kind."""
    if not rows:
        return
    meta = rows[0]._meta
    fields: list[Any] = [meta.get_field(name) for name in names]
    values = [[*told, row.pk] for row, told in zip(rows, adapted(rows, fields), strict=True)]
    update_rows(meta.db_table, [field.column for field in fields], values)
