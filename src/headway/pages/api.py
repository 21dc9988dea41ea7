"""The activity feed and undo over the API."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.html import strip_tags
from ninja import Router, Schema

from headway.pages.feed import Line, read_feed
from headway.people.doors.api import caller_of
from headway.people.undo import undo

router = Router(tags=["activity"])


class LineOut(Schema):
    """One row of the log as a plain sentence."""

    seq: int
    at: datetime
    text: str
    reason: str


class FeedOut(Schema):
    """Rows, newest first; ``older`` is what to send as ``before`` to read on, or null."""

    items: list[LineOut]
    older: int | None


class UndoneOut(Schema):
    """What was taken back."""

    seq: int
    verb: str
    subject: str


@router.get("/activity", response=FeedOut, operation_id="list_activity")
def list_activity(
    request: HttpRequest, about: str = "", before: int | None = None, limit: int = 50
) -> dict[str, object]:
    """What happened, in the whole workspace or to the object ``about``, as far as the caller may see it."""
    keys = [about] if about else []
    found = read_feed(caller_of(request), *keys, before=before, size=max(1, min(200, limit)))
    return {"items": [_line(line) for line in found.lines], "older": found.older}


def _line(line: Line) -> dict[str, object]:
    return {"seq": line.seq, "at": line.at, "text": strip_tags(line.text), "reason": line.reason}


@router.post("/activity/{seq}/undo", response=UndoneOut, operation_id="undo")
def take_back(request: HttpRequest, seq: int) -> dict[str, object]:
    """Take back what the caller did, for as long as the workspace allows and nothing came after it."""
    row = undo(caller_of(request), seq)
    return {"seq": row.seq, "verb": row.verb, "subject": row.subject}
