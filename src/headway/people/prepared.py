"""Statements that are built once and asked often.

Where every page asks the same long question, building its SQL takes many times as long as its answer. A prepared
statement is built for anybody; each time it is asked, the person who asks takes anybody's place.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from django.db import connection
from django.db.models import QuerySet

from headway.people.caller import Caller
from headway.people.models import Person

ANYBODY = -1
"""The primary key of the person that a statement is built for; no row has it."""
MOST = 256

Sql = tuple[str, Sequence[Any]]


class Prepared:
    """The values ``names`` of the one row of ``build``, which may depend on the caller's workspace and role, on
    their person's primary key, and on what ``moment`` makes of the time.

    ``build`` may ask nothing of the database: one person could then get the answer of another.
    """

    def __init__(
        self, build: Callable[[Caller], QuerySet], names: Sequence[str], moment: Callable[[Caller], Hashable]
    ) -> None:
        self.build, self.names, self.moment = build, names, moment
        self._built: dict[Hashable, Sql] = {}

    def ask(self, caller: Caller) -> dict[str, Any]:
        """The row for the caller, its values as the driver reads them. One statement."""
        sql, params = self._sql(caller)
        with connection.cursor() as cursor:
            cursor.execute(sql, [caller.person_id if param == ANYBODY else param for param in params])
            return dict(zip(self.names, cursor.fetchone(), strict=True))

    def _sql(self, caller: Caller) -> Sql:
        key = (caller.workspace.pk, caller.role, self.moment(caller))
        if key not in self._built:
            if len(self._built) >= MOST:
                self._built.clear()
            anybody = Person(pk=ANYBODY, role=caller.role, workspace=caller.workspace)
            with connection.execute_wrapper(_refuse):
                rows = self.build(replace(caller, person=anybody)).values(*self.names)
                self._built[key] = rows.query.sql_with_params()
        return self._built[key]


def _refuse(execute: Any, sql: str, *rest: Any) -> NoReturn:
    raise RuntimeError(f"A prepared statement asked the database while it was built: {sql}")
