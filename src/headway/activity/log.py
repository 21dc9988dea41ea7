"""Writing and reading the log. ``append`` is its only writer; it runs inside the action's transaction."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from headway.activity import chain, images
from headway.activity.models import Activity, Head, Touch

_ends: ContextVar[dict[int, tuple[int, str]] | None] = ContextVar("ends", default=None)
"""The last number and hash of each chain inside ``long_chain``; its first row has locked the head."""


@dataclass
class Entry:
    """What an action says about itself, filled while it runs and sealed when it ends."""

    verb: str
    actor: str = ""
    door: str = ""
    reason: str = ""
    subject: str = ""
    images: dict[str, dict[str, Any]] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, None] = field(default_factory=dict)
    personal: dict[str, Any] = field(default_factory=dict)
    seq: int = 0
    dropped: bool = False

    def concern(self, *keys: str) -> None:
        """Name further objects whose feed shall show this action. The first one ever named is its subject."""
        for key in keys:
            if key:
                self.keys.setdefault(key)
        if not self.subject:
            self.subject = next(iter(self.keys), "")

    def record(self, key: str, image: dict[str, Any]) -> None:
        """Keep the tracked fields of the object ``key`` as they are after the action."""
        self.images[key] = image
        self.concern(key)

    def show(self, key: str, shown: dict[str, Any]) -> None:
        """Keep what Headway computed of the object ``key`` and shows of it from now on."""
        self.shown[key] = shown

    def say(self, **facts: Any) -> None:
        """Keep facts that are no object's fields: counts, spans, what followers wait for."""
        self.facts.update(facts)

    def drop(self) -> None:
        """Write no row: the action found nothing to change."""
        self.dropped = True


def append(workspace_id: int, entry: Entry, at: datetime) -> int:
    """Seal ``entry`` as the next row of the workspace's chain and return its number.

    The head is locked here, last in the transaction, because every writer waits for it.
    """
    seq, previous = _take_number(workspace_id)
    salt = secrets.token_hex(16) if entry.personal else ""
    personal = chain.canonical(entry.personal) if entry.personal else ""
    kept = images.Kept(entry.images, entry.shown)
    body = chain.canonical(_content(entry, kept, seq, at, chain.digest(salt + personal) if personal else ""))
    sealed = chain.row_hash(previous, body)
    Activity.objects.create(
        workspace_id=workspace_id,
        seq=seq,
        at=at,
        actor=entry.actor,
        verb=entry.verb,
        subject=entry.subject,
        body=body,
        personal=personal,
        salt=salt,
        hash=sealed,
    )
    images.index(workspace_id, seq, entry.keys, kept)
    _keep_end(workspace_id, seq, sealed)
    entry.seq = seq
    return seq


@contextmanager
def long_chain() -> Iterator[None]:
    """Keep the chains' ends in memory while one transaction appends many thousand rows, and write them when it is over.

    PostgreSQL keeps every version of a head until its transaction ends, and each action would pass all of them. An
    error must end the transaction: what it leaves in memory is not written.
    """
    ends: dict[int, tuple[int, str]] = {}
    token = _ends.set(ends)
    try:
        yield
        for workspace_id, (seq, sealed) in ends.items():
            Head.objects.filter(workspace_id=workspace_id).update(seq=seq, hash=sealed)
    finally:
        _ends.reset(token)


def _keep_end(workspace_id: int, seq: int, sealed: str) -> None:
    ends = _ends.get()
    if ends is None:
        Head.objects.filter(workspace_id=workspace_id).update(hash=sealed)
    else:
        ends[workspace_id] = (seq, sealed)


def _take_number(workspace_id: int) -> tuple[int, str]:
    ends = _ends.get() or {}
    if workspace_id in ends:
        seq, previous = ends[workspace_id]
        return seq + 1, previous
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO activity_head (workspace_id, seq, hash) VALUES (%s, 1, '') "
            "ON CONFLICT (workspace_id) DO UPDATE SET seq = activity_head.seq + 1 RETURNING seq, hash",
            [workspace_id],
        )
        seq, previous = cursor.fetchone()
    return seq, previous or chain.START


def _content(entry: Entry, kept: images.Kept, seq: int, at: datetime, personal: str) -> dict[str, Any]:
    content: dict[str, Any] = {
        "seq": seq,
        "at": at,
        "actor": entry.actor,
        "door": entry.door,
        "verb": entry.verb,
        "subject": entry.subject,
        "keys": [entry.subject] if kept.beside and entry.subject else list(entry.keys),
        "images": {} if kept.beside else entry.images,
        "facts": entry.facts,
    }
    if kept.beside:
        content["beside"] = kept.seal()
    elif entry.shown:
        content["shown"] = entry.shown
    if entry.reason:
        content["reason"] = entry.reason
    if personal:
        content["personal"] = personal
    return content


def body_of(row: Activity) -> dict[str, Any]:
    """The sealed content of a row: seq, at, actor, door, verb, subject, keys, images, facts, reason."""
    content: dict[str, Any] = json.loads(row.body)
    return content


def keys_of(row: Activity, body: dict[str, Any]) -> list[str]:
    """Every key that a row concerns, also where there are too many for its body."""
    if "beside" not in body:
        keys: list[str] = body["keys"]
        return keys
    return list(Touch.objects.filter(workspace_id=row.workspace_id, seq=row.seq).values_list("key", flat=True))


def feed(workspace_id: int, *keys: str) -> QuerySet[Activity]:
    """Activity that concerns any of ``keys`` (of the whole workspace when none is given), newest first."""
    rows = Activity.objects.filter(workspace_id=workspace_id)
    if keys:
        touched = Touch.objects.filter(workspace_id=workspace_id, key__in=keys).values("seq")
        rows = rows.filter(seq__in=touched)
    return rows.order_by("-seq")


def image_before(workspace_id: int, key: str, seq: int) -> dict[str, Any] | None:
    """The last image of ``key`` that was sealed before row ``seq``; None if it did not exist yet."""
    found = images.latest(workspace_id, [key], seq - 1)
    return found[key].image if key in found else None


def verify(workspace_id: int, head: str = "") -> chain.Verdict:
    """Check the whole chain of a workspace; see :func:`headway.activity.chain.check`."""
    end = Head.objects.filter(workspace_id=workspace_id).values_list("seq", "hash").first() or (0, "")
    return chain.check(_chain_rows(workspace_id), end=end, head=head)


def _chain_rows(workspace_id: int) -> Iterator[chain.Row]:
    rows = Activity.objects.filter(workspace_id=workspace_id).order_by("seq")
    for row in rows.iterator(chunk_size=2000):
        columns = (row.actor, row.verb, row.subject)
        beside = images.seal_of(workspace_id, row.seq) if '"beside":' in row.body else None
        yield chain.Row(row.seq, row.body, row.hash, row.personal, row.salt, columns, beside)
