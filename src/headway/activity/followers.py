"""Readers of the log: alerts, proposals, webhooks. Each keeps a cursor; a dead reader's lease runs out.

A follower is a function ``follow(workspace_id, rows, now)`` in a feature's ``followers.py``, listed in
that module's ``FOLLOWERS = {"name": function}``; there is no other registry.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import F, Q

from headway.activity.models import Activity, Cursor, Head

logger = logging.getLogger(__name__)

Follow = Callable[[int, Sequence[Activity], datetime], None]
LEASE = timedelta(minutes=2)
PAGE = 200


@cache
def followers() -> dict[str, Follow]:
    """Every follower of the installed features, by name."""
    found: dict[str, Follow] = {}
    for app in apps.get_app_configs():
        module = f"{app.name}.followers"
        if app.name.startswith("headway.") and app.name != "headway.activity" and find_spec(module):
            found.update(import_module(module).FOLLOWERS)
    return found


def catch_up(workspace_id: int, now: datetime) -> int:
    """Let every follower read on to the end of the workspace's log; return how many rows were read."""
    read = 0
    for _ in range(20):  # what a follower does is logged too, and followed in turn
        page = sum(_read_on(name, follow, workspace_id, now) for name, follow in followers().items())
        read += page
        if not page:
            break
    return read


def behind() -> Iterator[int]:
    """Workspaces whose log is longer than some follower has read."""
    names = list(followers())
    heads = Head.objects.values_list("workspace_id", "seq")
    read: dict[tuple[str, int], int] = {
        (name, workspace): seq for name, workspace, seq in Cursor.objects.values_list("follower", "workspace_id", "seq")
    }
    for workspace, seq in heads:
        if any(read.get((name, workspace), 0) < seq for name in names):
            yield workspace


def _read_on(name: str, follow: Follow, workspace_id: int, now: datetime) -> int:
    cursor, _ = Cursor.objects.get_or_create(follower=name, workspace_id=workspace_id)
    rows = list(Activity.objects.filter(workspace_id=workspace_id, seq__gt=cursor.seq).order_by("seq")[:PAGE])
    if not rows or not _lease(cursor, now):
        return 0
    try:
        follow(workspace_id, rows, now)
    except Exception as error:
        # The lease stays: the rows are tried again when it runs out, so that a fault neither spins nor loses.
        Cursor.objects.filter(pk=cursor.pk).update(attempts=F("attempts") + 1, error=repr(error)[:2000])
        logger.exception("Follower %s failed after row %s of workspace %s.", name, cursor.seq, workspace_id)
        return 0
    Cursor.objects.filter(pk=cursor.pk).update(seq=rows[-1].seq, lease_until=None, attempts=0, error="")
    return len(rows)


def _lease(cursor: Cursor, now: datetime) -> bool:
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    taken = Cursor.objects.filter(free, pk=cursor.pk, seq=cursor.seq).update(lease_until=now + LEASE)
    return taken == 1
