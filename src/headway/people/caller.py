"""Who is calling, through which door, at which moment: the first argument of every action and every read."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db import connection
from django.db.models.expressions import RawSQL
from django.http import HttpRequest

from headway.people.errors import Refused
from headway.people.models import Person, Role, Workspace

LED_SQL = """
WITH RECURSIVE led(id) AS (
  SELECT id FROM people_unit WHERE workspace_id = %s AND lead_id = %s
  UNION SELECT u.id FROM people_unit u JOIN led ON u.parent_id = led.id
) SELECT id FROM led"""


@dataclass(frozen=True)
class Caller:
    """A person in a workspace at one moment. Without a person it is Headway itself, acting on its own."""

    workspace: Workspace
    person: Person | None
    now: datetime
    door: str = "page"
    scopes: tuple[str, ...] = field(default=("read", "write"))
    remembers: frozenset[str] = frozenset()
    """What this login's session was told to keep in mind, such as that something was waved away while typing."""
    did: list[int] = field(default_factory=list, compare=False)
    """The rows of the log that this caller has written, the latest last: what Undo may take back."""

    @property
    def role(self) -> str:
        return self.person.role if self.person else Role.OWNER

    @property
    def actor(self) -> str:
        """The person's key, or an empty text for Headway itself."""
        return self.person.key if self.person else ""

    @property
    def someone(self) -> Person:
        """The person who calls, for what only a person can do; refused for Headway itself."""
        if self.person is None:
            raise Refused("This takes a person: choose who acts.")
        return self.person

    @property
    def person_id(self) -> int:
        return self.person.pk if self.person else 0

    @property
    def today(self) -> date:
        """The date on the workspace's clock."""
        return self.workspace.local(self.now).date()

    @cached_property
    def led_units(self) -> frozenset[int]:
        """Units this person leads, with all units below them: one statement, at most once per call."""
        if self.person is None:
            return frozenset()
        with connection.cursor() as cursor:
            cursor.execute(LED_SQL, [self.workspace.pk, self.person_id])
            return frozenset(row[0] for row in cursor.fetchall())

    @property
    def led_units_sql(self) -> RawSQL:
        """The same units as part of a larger statement."""
        return RawSQL(LED_SQL, [self.workspace.pk, self.person_id])


def headway_itself(workspace: Workspace, now: datetime, door: str = "worker") -> Caller:
    """The caller of what no person asked for: followers, due jobs, the midnight refold."""
    return Caller(workspace, None, now, door)


def now_of(request: HttpRequest) -> datetime:
    """When this request came in: set by the middleware for every page."""
    now: datetime = request.now  # type: ignore[attr-defined]
    return now


REMEMBERED = "remembered"


def keep_in_mind(request: HttpRequest, word: str) -> None:
    """Have the callers of this login remember a word from the next request on, until they sign out."""
    kept = request.session.get(REMEMBERED, [])
    if word not in kept:
        request.session[REMEMBERED] = [*kept, word]


def caller_of(request: HttpRequest) -> Caller:
    """Who calls: set by the middleware for a page, by the token for the API."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    return caller
