"""What the API of the Explorer takes and gives."""

from typing import Any

from ninja import Schema
from pydantic import Field

from headway.people.doors.strict import Sent


class RowsOut(Schema):
    """One page of rows with their columns by name; ``next`` is what to send as ``after``, or null."""

    items: list[dict[str, Any]]
    next: str | None
    count: int = Field(description="How many rows there are in all.")


class ViewOut(Schema):
    """A saved view."""

    key: str
    name: str
    table: str
    query: str
    owner: str
    shared: bool
    version: int


class ViewIn(Sent):
    """A view to save: ``query`` is what stands behind the question mark of the table's address."""

    name: str
    table: str = "objectives"
    query: str = ""
    shared: bool = False


class ViewPatch(Sent):
    """What to change of a view; what is left out stays."""

    name: str | None = None
    query: str | None = None
    shared: bool | None = None


class ChangesIn(Sent):
    """One change of many objectives. Fields that are left out stay as they are."""

    objectives: list[str]
    owner: str | None = None
    unit: str | None = None
    theme: str | None = None
    cycle: str | None = None
    due: str | None = None
    ambition: str | None = None
    add_tags: list[str] = []
    remove_tags: list[str] = []
    archived: bool | None = None
    reason: str = ""
    dry_run: bool = False


class ChangeOut(Schema):
    """What becomes of one objective: old and new by field, or why it stays."""

    key: str
    changed: dict[str, list[Any]]
    refused: str
