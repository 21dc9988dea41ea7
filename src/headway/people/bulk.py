"""Many rows at a time, past Django's own way of writing and reading them, which costs several times as much."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
    QuerySet,
    TextField,
)
from django.db.models.base import ModelState

from headway.people.models import Keyed
from headway.rows import insert_rows

K = TypeVar("K", bound=Keyed)
M = TypeVar("M", bound=Model)
PAGE = 2_000


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
    insert_rows(meta.db_table, [field.column for field in fields], list(adapted(rows, fields)))


PLAIN = (IntegerField, CharField, TextField, BooleanField, ForeignKey)
"""Fields whose values the drivers of both engines take as they are."""


def adapted(rows: Sequence[Model], fields: Sequence[Any]) -> Iterator[list[Any]]:
    """The values of ``fields`` for the driver, row by row: a tenth of the cost of asking each field each time."""
    taken = [(field.attname, _adapter(field)) for field in fields]
    for row in rows:
        values = row.__dict__
        yield [values[name] if adapt is None else adapt(values[name]) for name, adapt in taken]


class _Moments(dict[Any, Any]):
    """Moments as the driver takes them. Rows that are written together mostly bear a few of them."""

    def __init__(self, adapt: Callable[[Any], Any]) -> None:
        super().__init__()
        self.adapt = adapt

    def __missing__(self, moment: Any) -> Any:
        told = self[moment] = self.adapt(moment)
        return told


def _adapter(field: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    if isinstance(field, PLAIN):
        return None
    ops = connection.ops
    if type(field) is DateField:
        return ops.adapt_datefield_value
    if type(field) is DateTimeField:
        return _Moments(ops.adapt_datetimefield_value).__getitem__
    if type(field) is JSONField:
        return lambda value: None if value is None else ops.adapt_json_value(value, field.encoder)
    return lambda value: field.get_db_prep_save(value, connection)


def read(rows: QuerySet[M], without: Collection[str] = ()) -> Iterator[M]:
    """The rows of a query set, a page at a time, with no signal sent and no argument sorted for each.

    Fields named in ``without`` are read when they are asked for, as after ``defer``.
    """
    model = rows.model
    names = [field.attname for field in model._meta.concrete_fields if field.name not in without]
    for values in rows.values_list(*names).iterator(chunk_size=PAGE):
        row = model.__new__(model)
        row._state = ModelState()
        row._state.adding, row._state.db = False, rows.db
        row.__dict__.update(zip(names, values, strict=True))
        yield row


def read_only(rows: QuerySet[M], names: Collection[str]) -> Iterator[M]:
    """As ``read``, with the primary key and the fields ``names`` alone; the others are read when they are asked for."""
    needless = [field.name for field in rows.model._meta.concrete_fields if field.name not in {"id", *names}]
    return read(rows, without=needless)
