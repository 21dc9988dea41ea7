"""Versions: nobody's edit is lost, because an edit says what it was made from."""

from typing import Any

from django.db.models import F

from headway.people.errors import Conflict


def claim_version(row: Any, version: int | None) -> None:
    """Count the row's version up, or raise :class:`Conflict` if it was changed since ``version`` was read.

    Without a version, the row as it was fetched counts.
    """
    read = row.version if version is None else version
    if not type(row).objects.filter(pk=row.pk, version=read).update(version=F("version") + 1):
        raise Conflict(
            f"{row} was changed by somebody else since you opened it, so nothing was saved. "
            "Load it again, look at what changed, and repeat your edit."
        )
    row.version = read + 1
