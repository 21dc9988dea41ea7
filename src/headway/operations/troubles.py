"""What can go wrong around Headway rather than in it: told in sentences instead of tracebacks."""

from subprocess import CalledProcessError

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, connection

from headway.people.errors import Refused

SQLITE = {
    "database is locked": "Something else keeps {place} busy, so nothing was written: try again when it is done.",
    "readonly": "{place} may only be read here, so nothing was written: run this as the user that Headway runs as.",
    "unable to open": "{place} cannot be opened: check that the folder is there and belongs to you, or name another "
    "with --data.",
    "not a database": "{place} is no database of Headway: name another folder with --data, or restore a backup.",
    "malformed": "{place} is damaged: stop Headway, and restore a backup.",
    "disk is full": "There is no room left for {place}, so nothing was written: make room, and try again.",
}


def explain(error: Exception) -> str | None:
    """Whole sentences for an error that an operator can mend; None for one that is Headway's own fault."""
    if isinstance(error, Refused | ImproperlyConfigured):
        return str(error)
    if isinstance(error, DatabaseError):
        return _of_the_database(error)
    if isinstance(error, CalledProcessError):
        return f"“{error.cmd[0]}” ended with code {error.returncode}, so nothing came of it: what it said stands above."
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename} cannot be used ({error.strerror}): check that it is there and belongs to you."
    return None


def _of_the_database(error: DatabaseError) -> str | None:
    from headway.operations.checks import unmigrated  # Django itself may be what did not start

    said, place = str(error), settings.DATABASES["default"]["NAME"]
    if connection.vendor == "sqlite":
        if found := next((told for sign, told in SQLITE.items() if sign in said), None):
            return found.format(place=place)
    elif isinstance(error, OperationalError):
        return f"PostgreSQL did not answer: {said.strip()}. Check DATABASE_URL, and that the server runs."
    return _OLDER if unmigrated() else None


_OLDER = (
    "This database is older than this Headway, so nothing was done: make a backup with “headway backup”, then run "
    "“headway migrate”."
)
