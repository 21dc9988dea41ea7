"""Units: the tree of company, departments and teams."""

from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key
from headway.people.models import Person, Unit, UnitKind
from headway.people.versions import claim_version


def create_unit(
    caller: Caller, name: str, parent: Unit, *, kind: str = UnitKind.TEAM, lead: Person | None = None
) -> Unit:
    """Make a unit under ``parent``; its lead becomes a member of it."""
    require(caller, "unit.create")
    _named(name)
    if kind not in UnitKind.values:
        raise Refused(f"There is no kind “{kind}”: choose one of {', '.join(UnitKind.values)}.", field="kind")
    with acting(caller, "unit.created") as entry:
        unit = Unit.objects.create(
            workspace=caller.workspace,
            key=next_key(caller.workspace, Unit),
            name=name.strip(),
            kind=kind,
            parent=parent,
            lead=lead,
        )
        if lead:
            unit.members.add(lead)
        record(entry, unit)
        entry.concern(*([lead.key] if lead else []))
    return unit


def change_unit(
    caller: Caller, unit: Unit, *, name: str, parent: Unit | None, lead: Person | None, version: int | None = None
) -> Unit:
    """Rename, move or give a unit another lead. A unit never moves under itself."""
    require(caller, "unit.change")
    _named(name)
    if unit.parent_id is None and parent is not None:
        raise Refused(f"{unit.name} is the root of everything, so it cannot move under another unit.", field="parent")
    if unit.parent_id is not None and parent is None:
        raise Refused("Every unit but the root lies under another one: choose which.", field="parent")
    above = parent
    while above is not None:
        if above.pk == unit.pk:
            raise Refused(f"{parent} lies under {unit.name} itself: choose a unit outside it.", field="parent")
        above = above.parent
    with acting(caller, "unit.changed") as entry:
        claim_version(unit, version)
        unit.name, unit.parent, unit.lead = name.strip(), parent, lead
        unit.save(update_fields=["name", "parent", "lead"])
        if lead:
            unit.members.add(lead)
        record(entry, unit)
    return unit


def set_members(caller: Caller, unit: Unit, members: list[Person]) -> None:
    """Make exactly these people (and the lead) the unit's members."""
    require(caller, "unit.change")
    everybody = {person.pk: person for person in [*members, *([unit.lead] if unit.lead else [])]}
    with acting(caller, "unit.members_set") as entry:
        unit.members.set(everybody.values())
        record(entry, unit)
        entry.say(members=sorted(person.key for person in everybody.values()))


def _named(name: str) -> None:
    if not name.strip():
        raise Refused("A unit needs a name that people use for it: fill it in.", field="name")
