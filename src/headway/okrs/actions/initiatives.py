"""Initiatives: the work that is believed to move a key result."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from headway.activity.log import Entry
from headway.okrs.actions.changing import require_open, require_same_workspace, require_text
from headway.okrs.fold import refold
from headway.okrs.models import Initiative, KeyResult, Objective
from headway.okrs.parts import count_parts
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key
from headway.people.models import Person

LONGEST = 200
"""The most characters of an initiative's title."""


@dataclass(frozen=True)
class NewInitiative:
    """A piece of work for an objective, or for one of its key results."""

    title: str
    owner: Person
    due: date | None = None
    key_result: KeyResult | None = None


def create_initiative(caller: Caller, objective: Objective, new: NewInitiative) -> Initiative:
    """Write down a piece of work with its owner and date."""
    require(caller, "initiative.change")
    require_open(objective)
    require_same_workspace(objective, new.owner, new.key_result)
    if new.key_result is not None and new.key_result.objective_id != objective.pk:
        raise Refused(f"{new.key_result.key} is not one of {objective.key}: choose another.", field="key_result")
    title = require_text(new.title, "title", "An initiative needs a title that says what is done: fill it in.")
    check_work([title], "title")
    with acting(caller, "initiative.created") as entry:
        row = Initiative.objects.create(
            workspace=caller.workspace, key=next_key(caller.workspace, Initiative), objective=objective,
            title=title, owner=new.owner, due=new.due, key_result=new.key_result,
        )  # fmt: skip
        record(entry, row)
        entry.concern(objective.key, *([new.key_result.key] if new.key_result else []))
        _recount(caller, entry, new.key_result)
    return row


def check_work(titles: Iterable[str], field: str = "initiatives") -> list[str]:
    """Titles of initiatives without blanks around them and without empty ones; one that is too long is refused."""
    kept = [title.strip() for title in titles if title.strip()]
    for title in kept:
        if len(title) > LONGEST:
            raise Refused(
                f"“{title[:40]}…” has {len(title)} characters, and an initiative may have {LONGEST}: say it shorter.",
                field=field,
            )
    return kept


def add_work(caller: Caller, entry: Entry, objective: Objective, titles: Mapping[str, str]) -> None:
    """Write work down, by its keys, for an objective that is being made: it is its owner's."""
    rows = [
        Initiative(workspace=caller.workspace, key=key, objective=objective, title=title, owner=objective.owner)
        for key, title in titles.items()
    ]
    if rows:
        Initiative.objects.bulk_create(rows)
    for row in rows:
        record(entry, row)


def finish_initiative(caller: Caller, row: Initiative, done: bool = True) -> Initiative:
    """Say that the work is done, or that it is not after all. It moves no number, unless a milestone counts it."""
    return _set(caller, row, "initiative.done" if done else "initiative.reopened", done_at=caller.now if done else None)


def archive_initiative(caller: Caller, row: Initiative) -> Initiative:
    """Take a piece of work off the page; the log keeps it."""
    return _set(caller, row, "initiative.archived", archived_at=caller.now)


def _set(caller: Caller, row: Initiative, verb: str, **fields: object) -> Initiative:
    require(caller, "initiative.change")
    require_open(row.objective)
    with acting(caller, verb) as entry:
        for name, value in fields.items():
            setattr(row, name, value)
        row.save(update_fields=list(fields))
        record(entry, row)
        entry.concern(row.objective.key)
        _recount(caller, entry, row.key_result)
    return row


def _recount(caller: Caller, entry: Entry, row: KeyResult | None) -> None:
    """Count a key result whose measure is the work itself; any other is moved by its numbers alone."""
    if row is None or row.source != "initiatives":
        return
    row.workspace = caller.workspace
    count_parts([row])
    record(entry, row)
    refold(caller, entry, [row.objective_id], [row])
