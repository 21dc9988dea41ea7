"""Saving views: a question gets a name, and perhaps a place among everybody's tabs."""

from headway.explorer.ask import read_ask
from headway.explorer.models import View
from headway.explorer.rows import read_question
from headway.explorer.scope import Scope
from headway.explorer.tables import TABLES
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key
from headway.people.versions import claim_version

LONGEST = 60


def save_view(caller: Caller, name: str, table: str, query: str, *, shared: bool = False) -> View:
    """Keep a question under a name. The query is read first, so that no view is saved that cannot be shown."""
    require(caller, "view.save")
    if shared:
        require(caller, "view.share")
    clean = _named(name)
    with acting(caller, "view.saved") as entry:
        view = View.objects.create(
            workspace=caller.workspace, key=next_key(caller.workspace, View), name=clean, table=_table(table),
            query=_readable(caller, table, query), owner=caller.someone, shared=shared, created_at=caller.now,
        )  # fmt: skip
        record(entry, view)
    return view


def change_view(
    caller: Caller,
    view: View,
    *,
    name: str | None = None,
    query: str | None = None,
    shared: bool | None = None,
    version: int | None = None,
) -> View:
    """Rename a view, let it ask something else, share it or take it back for oneself."""
    _require_mine(caller, view)
    if shared:
        require(caller, "view.share")
    wanted = {
        "name": view.name if name is None else _named(name),
        "query": view.query if query is None else _readable(caller, view.table, query),
        "shared": view.shared if shared is None else shared,
    }
    changed = [field for field, value in wanted.items() if getattr(view, field) != value]
    if not changed:
        return view
    with acting(caller, "view.changed") as entry:
        claim_version(view, version)
        for field in changed:
            setattr(view, field, wanted[field])
        view.save(update_fields=changed)
        record(entry, view)
    return view


def archive_view(caller: Caller, view: View) -> View:
    """Take a view away; its key is never used again."""
    return _shelve(caller, view, "view.archived")


def unarchive_view(caller: Caller, view: View) -> View:
    """Bring an archived view back."""
    return _shelve(caller, view, "view.unarchived")


def _shelve(caller: Caller, view: View, verb: str) -> View:
    _require_mine(caller, view)
    with acting(caller, verb) as entry:
        claim_version(view, None)
        view.archived_at = caller.now if verb == "view.archived" else None
        view.save(update_fields=["archived_at"])
        record(entry, view)
    return view


def _require_mine(caller: Caller, view: View) -> None:
    """One's own views are one's own, whatever the role; shared ones of others are looked after by admins."""
    if view.owner_id == caller.person_id:
        require(caller, "view.save")
    else:
        require(caller, "view.change", view)


def _named(name: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise Refused("A view needs a name, so that it can be found again: give it one.", field="name")
    if len(clean) > LONGEST:
        raise Refused(f"That name is {len(clean)} characters long, and {LONGEST} fit: shorten it.", field="name")
    return clean


def _table(name: str) -> str:
    if name not in TABLES:
        raise Refused(f"There is no table “{name}”: choose {', '.join(TABLES)}.", field="table")
    return name


def _readable(caller: Caller, table: str, query: str) -> str:
    """The query in its shortest form, once it was read without an error."""
    known = TABLES[_table(table)]
    ask = known.shortest(read_ask({}, known.known, query.lstrip("?")))
    read_question(known, ask, Scope(caller))
    return ask.text()
