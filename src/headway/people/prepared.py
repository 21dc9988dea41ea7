"""Statements that are built once and asked often.

To build the SQL of a wide row with what belongs to it takes Django several times as long as it takes the engine to
find it. Here a query set is built once, for slots; each time it is asked, values take the places of the slots.

:class:`Prepared` asks for rows by their values, :func:`prepared_door` for the one row under a key that a caller may
see, :func:`prepared_for_caller` for the one row that says something about the caller, and
:func:`prepared_rows_for_caller` for the rows that are the caller's.
"""

from collections.abc import Callable, Hashable, Sequence
from copy import copy
from dataclasses import replace
from functools import wraps
from types import SimpleNamespace
from typing import Any, Generic, NoReturn, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

from headway.people.caller import Caller
from headway.people.errors import NotHere
from headway.people.models import Keyed, Person
from headway.people.planned import Planned, keeps_plans

M = TypeVar("M", bound=Model)
K = TypeVar("K", bound=Keyed)
Value = int | str

FIRST_SLOT = -(2**40)
"""Slots for whole numbers go down from here: no primary key is one of them."""
KEY_SLOT = "\x01key"
MOST = 256
"""Statements that are kept for one question; beyond it they are all built anew."""
LONGEST = 32
"""Questions with more values than this are built each time: there are too many lengths to keep them all."""


class Prepared(Generic[M]):
    """The rows of ``build(*slots)``: a query set that depends on a shape, and on values in the places of slots.

    ``build`` may ask nothing of the database, and depend on nothing else that changes while the process lives.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, _Statement[M]] = {}

    def ask(
        self,
        build: Callable[[Sequence[int]], QuerySet[M]],
        values: Sequence[int],
        shape: Hashable = None,
        key: str = "",
    ) -> list[M]:
        """The rows for ``values``; ``key`` takes the place of ``KEY_SLOT``. One statement."""
        if len(values) > LONGEST:
            return list(build(values))
        at = (shape, len(values))
        if at not in self._kept:
            if len(self._kept) >= MOST:
                self._kept.clear()
            with connection.execute_wrapper(_refuse):
                try:
                    self._kept[at] = _Statement(build, len(values))
                except EmptyResultSet:  # one of none: Django knows by itself
                    return []
        return self._kept[at].ask(values, key)


class _Statement(Generic[M]):
    """A query set whose compiler has done its work."""

    def __init__(self, build: Callable[[Sequence[int]], QuerySet[M]], count: int) -> None:
        self.slots = [FIRST_SLOT - n for n in range(count)]
        self.rows = build(self.slots)
        self.compiler = self.rows.query.get_compiler(self.rows.db)
        self.sql, self.params = self.compiler.as_sql()
        self.planned = Planned(self.sql, self.params, [*self.slots, KEY_SLOT], ["bigint"] * count + ["text"])

    def ask(self, values: Sequence[int], key: str) -> list[M]:
        compiler: Any = copy(self.compiler)
        compiler.connection = connections[self.rows.db]  # that of this thread
        told = self._told(compiler.connection, values, key)
        compiler.as_sql = lambda *args, **more: told
        query = SimpleNamespace(get_compiler=lambda *args, **more: compiler)
        rows: Any = SimpleNamespace(db=self.rows.db, query=query, _known_related_objects={})
        return list(ModelIterable(rows))

    def _told(self, connection: Any, values: Sequence[int], key: str) -> tuple[str, tuple[Value, ...]]:
        """What the driver is told: the statement, or the name of its plan."""
        if keeps_plans(connection):
            return self.planned.ready(connection), (*values, key)
        filled: dict[Any, Value] = {KEY_SLOT: key, **dict(zip(self.slots, values, strict=True))}
        return self.sql, tuple([filled.get(param, param) for param in self.params])


def _refuse(execute: Any, sql: str, *rest: Any) -> NoReturn:
    raise RuntimeError(f"A prepared statement asked the database while it was built: {sql}")


def prepared_door(rows_for: Callable[[Caller], QuerySet[K]]) -> Callable[[Caller, str], K]:
    """A door: the one row under a key of those that ``rows_for`` lets the caller see. Anything else is not here.

    ``rows_for`` may depend on the caller's workspace, role and primary key: neither on the time nor on a setting.
    """
    prepared = Prepared[K]()

    @wraps(rows_for)
    def fetch(caller: Caller, key: str) -> K:
        def build(slots: Sequence[int]) -> QuerySet[K]:
            return rows_for(_anybody(caller, *slots)).filter(key=KEY_SLOT)[:1]

        for row in prepared.ask(build, _place_of(caller), (caller.workspace.pk, caller.role), key):
            return row
        raise NotHere.under(key)

    return fetch


def prepared_for_caller(
    moment: Callable[[Caller], Hashable],
) -> Callable[[Callable[[Caller], QuerySet[M]]], Callable[[Caller], M]]:
    """The one row of ``rows_for(caller)``, which may also depend on what ``moment`` makes of the time."""

    def of(rows_for: Callable[[Caller], QuerySet[M]]) -> Callable[[Caller], M]:
        ask = prepared_rows_for_caller(moment)(rows_for)

        @wraps(rows_for)
        def fetch(caller: Caller) -> M:
            (row,) = ask(caller)
            return row

        return fetch

    return of


def prepared_rows_for_caller(
    moment: Callable[[Caller], Hashable] = lambda caller: None,
) -> Callable[[Callable[..., QuerySet[M]]], Callable[..., list[M]]]:
    """The rows of ``rows_for(caller, *ids)``, which may also depend on what ``moment`` makes of the time."""

    def of(rows_for: Callable[..., QuerySet[M]]) -> Callable[..., list[M]]:
        prepared = Prepared[M]()

        @wraps(rows_for)
        def fetch(caller: Caller, *ids: int) -> list[M]:
            place = _place_of(caller)

            def build(slots: Sequence[int]) -> QuerySet[M]:
                return rows_for(_anybody(caller, *slots[: len(place)]), *slots[len(place) :])

            shape = (caller.workspace.pk, caller.role, bool(place), moment(caller))
            return prepared.ask(build, [*place, *ids], shape)

        return fetch

    return of


def _place_of(caller: Caller) -> list[int]:
    """What takes the place of the slot for the person who asks."""
    return [caller.person.pk] if caller.person else []


def _anybody(caller: Caller, pk: int | None = None) -> Caller:
    """A caller of the same workspace and role, in the place of all of them."""
    if pk is None:
        return caller
    return replace(caller, person=Person(pk=pk, role=caller.role, workspace=caller.workspace))
