"""``acting``: one verb, one transaction, one row in the log. Every write in Headway goes through it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Model

from headway.activity import log
from headway.people.caller import Caller


@contextmanager
def acting(caller: Caller, verb: str, *, reason: str = "") -> Iterator[log.Entry]:
    """Run a block as one action of ``caller``.

    The block changes rows and tells the entry what it did (``record``, ``concern``, ``say``); at its end
    the entry is sealed into the log, in the same transaction. If it raises, nothing has happened.
    """
    entry = log.Entry(verb=verb, actor=caller.actor, door=caller.door, reason=reason.strip())
    with transaction.atomic():
        yield entry
        if not entry.dropped:
            caller.did.append(log.append(caller.workspace.pk, entry, caller.now))


def image(obj: Model) -> dict[str, Any]:
    """The tracked fields of ``obj``, with related objects named by their keys."""
    return {name: _plain(getattr(obj, name)) for name in getattr(obj, "tracked", ())}


def _plain(value: Any) -> Any:
    return getattr(value, "key", None) if isinstance(value, Model) else value


def record(entry: log.Entry, obj: Any) -> None:
    """Keep the image of ``obj`` in the entry; its personal fields go apart, where they can be erased."""
    entry.record(obj.key, image(obj))
    if personal := getattr(obj, "personal", ()):
        entry.personal[obj.key] = {name: getattr(obj, name) for name in personal}
