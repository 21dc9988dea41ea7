"""People, units and comments made many at a time, inside somebody's action."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from headway.activity.log import Entry
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.actions.persons import NewPerson
from headway.people.bulk import insert, insert_keyed
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_keys
from headway.people.models import Comment, Keyed, Person, Role, Unit, UnitKind


@dataclass(frozen=True)
class NewUnit:
    """What it takes to make a unit; its parent is there already."""

    name: str
    parent: Unit
    kind: str = UnitKind.TEAM
    lead: Person | None = None
    members: tuple[Person, ...] = ()


@dataclass(frozen=True)
class NewComment:
    """A remark about an object that was just made."""

    about: Keyed
    text: str


def add_people(caller: Caller, news: Sequence[NewPerson], source: str) -> list[Person]:
    """Add people without a login, many at a time: one action, one row in the log."""
    with acting(caller, "people.imported") as entry:
        entry.concern(caller.workspace.key)
        entry.say(source=source, people=len(news))
        return make_people(caller, entry, news)


def make_people(caller: Caller, entry: Entry, news: Sequence[NewPerson]) -> list[Person]:
    """The adding itself."""
    require(caller, "person.invite")
    for new in news:
        if not new.name.strip():
            raise Refused("A person needs a name: fill it in.", field="name")
        if new.role not in Role.values or new.role == Role.OWNER:
            raise Refused(f"“{new.role}” is no role that an import may give: choose another.", field="role")
    keys = next_keys(caller.workspace, Person, len(news)) if news else []
    fields = [vars(replace(new, name=new.name.strip()[:120])) for new in news]
    rows = [Person(workspace=caller.workspace, key=key, **each) for key, each in zip(keys, fields, strict=True)]
    insert_keyed(rows)
    _record(entry, rows)
    return rows


def create_units(caller: Caller, news: Sequence[NewUnit], source: str) -> list[Unit]:
    """Make units with their leads and members, many at a time: one action, one row in the log."""
    with acting(caller, "units.imported") as entry:
        entry.concern(caller.workspace.key)
        entry.say(source=source, units=len(news))
        return make_units(caller, entry, news)


def make_units(caller: Caller, entry: Entry, news: Sequence[NewUnit]) -> list[Unit]:
    """The making itself. A lead is a member of what they lead."""
    require(caller, "unit.create")
    if any(not new.name.strip() for new in news):
        raise Refused("A unit needs a name that people use for it: fill it in.", field="name")
    keys = next_keys(caller.workspace, Unit, len(news)) if news else []
    rows = [
        Unit(
            workspace=caller.workspace,
            key=key,
            name=new.name.strip()[:120],
            kind=new.kind,
            parent=new.parent,
            lead=new.lead,
        )
        for key, new in zip(keys, news, strict=True)
    ]
    insert_keyed(rows)
    through = Unit.members.through
    insert(
        [
            through(unit_id=row.pk, person_id=person.pk)
            for row, new in zip(rows, news, strict=True)
            for person in {one.pk: one for one in (*new.members, *([new.lead] if new.lead else []))}.values()
        ]
    )
    _record(entry, rows)
    return rows


def make_comments(caller: Caller, entry: Entry, news: Sequence[NewComment]) -> list[Comment]:
    """Remarks about objects, by the caller; nobody is told."""
    keys = next_keys(caller.workspace, Comment, len(news)) if news else []
    rows = [
        Comment(
            workspace=caller.workspace,
            key=key,
            about=new.about.key,
            author=caller.someone,
            text=new.text,
            at=caller.now,
        )
        for key, new in zip(keys, news, strict=True)
    ]
    insert_keyed(rows)
    _record(entry, rows)
    return rows


def _record(entry: Entry, rows: Iterable[Keyed]) -> None:
    for row in rows:
        record(entry, row)
