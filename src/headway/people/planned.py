"""Statements that PostgreSQL plans once for each connection, and not each time they are asked.

Where a sentence asks many times over who may see a row, it takes ten times as long to plan as to run. A plan is kept
under a name for as long as its connection lives, so each client needs a connection of its own: behind a pooler that
hands connections around (``HEADWAY_POOLED``) every statement is planned each time.
"""

from collections.abc import Sequence
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

MOST = 128
"""Plans that a connection keeps; beyond it it begins anew."""

_numbers = count(1)
_known: "WeakKeyDictionary[Any, set[str]]" = WeakKeyDictionary()
"""The names that each of the driver's connections has a plan for."""


def keeps_plans(connection: Any) -> bool:
    """Whether the engine plans for itself each time it is asked, and may be told not to."""
    return connection.vendor == "postgresql" and not connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]


class Planned:
    """A statement with places (``slots``, literals that stand nowhere else in it) for values of the given types."""

    def __init__(self, sql: str, params: Sequence[Any], slots: Sequence[int | str], types: Sequence[str]) -> None:
        self.name = f"headway_{next(_numbers)}"
        self.sql, self.params, self.slots, self.types = sql, params, slots, types
        self.call = f"EXECUTE {self.name} ({', '.join(['%s'] * len(slots))})"

    def ready(self, connection: Any) -> str:
        """What executes it on this connection, with the values in the order of the slots."""
        connection.ensure_connection()
        known = _known.setdefault(connection.connection, set())
        if self.name not in known:
            if len(known) >= MOST:
                _run(connection, "DEALLOCATE ALL")
                known.clear()
            _run(connection, f"PREPARE {self.name} ({', '.join(self.types)}) AS {self._text(connection)}")
            known.add(self.name)
        return self.call

    def _text(self, connection: Any) -> str:
        """The statement with all that does not change as literals: a partial index is found by its very words."""
        text: str = connection.ops.compose_sql(self.sql, self.params)
        for number, slot in enumerate(self.slots, 1):
            text = text.replace(connection.ops.compose_sql("%s", [slot]).strip(), f"${number}")
        return text


def _run(connection: Any, sql: str) -> None:
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        cursor.execute(sql)
