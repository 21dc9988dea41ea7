"""Count the SQL statements of a whole request, session and navigation included."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

_CONTROL = re.compile(r"\s*(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b", re.IGNORECASE)
_SHOWN = 300
OF_A_PAGE, OF_A_PANEL = 8, 2


class Statements(list[str]):
    """The statements in the order they ran, without transaction control; a batch of rows is one."""

    def assert_at_most(self, limit: int) -> None:
        assert len(self) <= limit, f"{len(self)} SQL statements ran where at most {limit} may:\n{self}"

    def assert_fits(self, page: bytes) -> None:
        """Assert what a page may cost: 8 statements, and 2 more for each panel that it shows."""
        self.assert_at_most(allowed(page))

    def __str__(self) -> str:
        return "\n".join(f"{number:4}. {_shorten(sql)}" for number, sql in enumerate(self, start=1))


def allowed(page: bytes) -> int:
    """How many statements a page may cost by its panels, which are its sections."""
    return OF_A_PAGE + OF_A_PANEL * max(1, page.count(b"<section"))


def _shorten(sql: str) -> str:
    line = " ".join(sql.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]} … ({len(line)} characters)"


@contextmanager
def count_statements(using: str = "default") -> Iterator[Statements]:
    """Collect the statements that run inside the block on this thread's connection.

    ``with count_statements() as ran: client.get(url)``, then ``ran.assert_at_most(8)``.
    """
    ran = Statements()

    def note(execute, sql, params, many, context):
        if not _CONTROL.match(sql):
            ran.append(sql)
        return execute(sql, params, many, context)

    with connections[using].execute_wrapper(note):
        yield ran
