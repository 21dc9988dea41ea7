"""What several choosers of one page offer, read in one statement instead of one for each.

The union is written here, since on SQLite Django refuses a part of a union that is cut off at a number of rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import EmptyResultSet
from django.db import connections

from headway.ui.picking import Picking, Values

Select = tuple[str, tuple[Any, ...]]


class Together:
    """Choosers that are read together, when the first of them is shown."""

    def __init__(self, fields: Sequence[Picking]) -> None:
        self.fields = fields

    def offered(self, field: Picking) -> Sequence[Values]:
        """What one of the fields offers, up to one more than a list shows; fields that ask the same share it."""
        select = _select(field)
        return [] if select is None else self._read[select]

    @cached_property
    def _read(self) -> dict[Select, list[Values]]:
        selects = list(dict.fromkeys(select for field in self.fields if (select := _select(field))))
        parts = (f"SELECT {nth} AS place, t{nth}.* FROM ({sql}) t{nth}" for nth, (sql, _) in enumerate(selects))
        found: dict[Select, list[Values]] = defaultdict(list)
        with connections[self.fields[0].rows.db].cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), [one for _, params in selects for one in params])
            for place, *values in cursor.fetchall():
                found[selects[place]].append(values)
        return found


def read_together(form: forms.Form, *names: str) -> None:
    """Let those of the fields ``names`` that the form has read what they offer in one statement."""
    share_a_statement(map(form.fields.get, names))


def share_a_statement(fields: Iterable[forms.Field | None]) -> None:
    """Let the choosers among ``fields``, which may be of several forms, read what they offer in one statement."""
    choosers: list[Any] = [field for field in fields if isinstance(field, Picking)]
    shared = Together(choosers)
    for field in choosers:
        field.together = shared


def _select(field: Picking) -> Select | None:
    """The statement of what a field offers, or None where it can offer nothing."""
    try:
        sql, params = field.told.query.get_compiler(field.rows.db).as_sql()
    except EmptyResultSet:
        return None
    return sql, tuple(params)
