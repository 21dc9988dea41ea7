"""Persons: joining without an invitation, changing role, leaving with everything handed over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import ForeignKey, Model

from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key
from headway.people.models import ApiToken, Person, Role, Unit, User

OWNING = ("owner", "updater", "lead", "asked", "escalate_to", "fix_owner")
"""Names of relations that mean "this is theirs": what a leaver hands over. Authorship stays with its author."""


@dataclass(frozen=True)
class NewPerson:
    """What it takes to add someone without sending an invitation."""

    name: str
    email: str = ""
    title: str = ""
    role: str = Role.MEMBER
    persona: str = ""


def add_person(caller: Caller, new: NewPerson, unit: Unit | None = None, user: User | None = None) -> Person:
    """Add a person, with or without a login, to the workspace (and a unit)."""
    require(caller, "person.invite")
    if not new.name.strip():
        raise Refused("A person needs a name: fill it in.", field="name")
    if new.role == Role.OWNER and caller.role != Role.OWNER:
        raise Refused("Only an owner of the workspace can make another owner: choose a different role.", field="role")
    with acting(caller, "person.added") as entry:
        key = next_key(caller.workspace, Person)
        person = Person.objects.create(workspace=caller.workspace, key=key, user=user, **vars(new))
        if unit:
            unit.members.add(person)
            entry.concern(person.key, unit.key)
        record(entry, person)
    return person


def change_person(caller: Caller, person: Person, *, name: str, title: str, role: str) -> Person:
    """Change how a person is called and what they may do. The last owner stays one."""
    require(caller, "person.change")
    owners = Person.objects.filter(workspace=caller.workspace, role=Role.OWNER, left_at=None).exclude(pk=person.pk)
    if Role.OWNER in (role, person.role) and role != person.role and caller.role != Role.OWNER:
        raise Refused("Only an owner of the workspace can make or unmake an owner.", field="role")
    if person.role == Role.OWNER and role != Role.OWNER and not owners.exists():
        raise Refused(f"{person.name} is the last owner: make somebody else an owner first.", field="role")
    with acting(caller, "person.changed") as entry:
        person.name, person.title, person.role = name.strip() or person.name, title.strip(), role
        person.save(update_fields=["name", "title", "role"])
        record(entry, person)
    return person


def hand_over(caller: Caller, leaver: Person, heir: Person) -> dict[str, int]:
    """Give everything ``leaver`` owned to ``heir``, revoke their tokens, and let them leave.

    Returns how many of each kind changed hands. What they wrote stays theirs.
    """
    require(caller, "person.hand_over")
    if leaver.pk == heir.pk or heir.left_at:
        raise Refused("Choose somebody else, who is still here, to take everything over.", field="heir")
    if leaver.left_at:
        raise Refused(f"{leaver.name} has left already, and handed everything over then.")
    if leaver.role == Role.OWNER and heir.role != Role.OWNER:
        raise Refused(f"{leaver.name} is an owner: make {heir.name} an owner first, or hand over to one.", field="heir")
    with acting(caller, "person.handed_over") as entry:
        entry.concern(leaver.key, heir.key)
        counts = {name: count for name, give in _belongings() if (count := give(leaver, heir))}
        ApiToken.objects.filter(person=leaver, revoked_at=None).update(revoked_at=caller.now)
        leaver.left_at = caller.now
        leaver.save(update_fields=["left_at"])
        leaver.units.clear()
        record(entry, leaver)
        entry.say(handed_over=counts)
    return counts


Give = Callable[[Person, Person], int]


def _belongings() -> Iterable[tuple[str, Give]]:
    """Every owning relation in Headway: found by its name, so that a new one needs no list to be edited."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) and field.related_model is Person and field.name in OWNING:
                yield f"{model._meta.verbose_name} {field.name}", _giver(model, field.name)


def _giver(model: type[Model], name: str) -> Give:
    def give(leaver: Person, heir: Person) -> int:
        return model._default_manager.filter(**{name: leaver}).update(**{name: heir})

    return give
