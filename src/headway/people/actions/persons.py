"""Persons: joining without an invitation, changing role, leaving with everything handed over."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db.models import F, ForeignKey, Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from headway.activity.log import Entry
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.actions.joining import read_address, refuse_present, refuse_role
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key
from headway.people.models import ApiToken, Person, Role, Unit, User
from headway.people.queries import how_many
from headway.people.versions import claim_version

OWNING = ("owner", "sponsor", "updater", "lead", "asked", "escalate_to", "fix_owner")
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
    refuse_role(caller, new.role)
    if new.email:
        new = replace(new, email=read_address(new.email))
        refuse_present(caller, new.email)
    with acting(caller, "person.added") as entry:
        key = next_key(caller.workspace, Person)
        person = Person.objects.create(workspace=caller.workspace, key=key, user=user, **vars(new))
        if unit:
            unit.members.add(person)
            entry.concern(person.key, unit.key)
        record(entry, person)
    return person


def change_person(
    caller: Caller, person: Person, *, name: str, title: str, role: str, version: int | None = None
) -> Person:
    """Change how a person is called and what they may do. The last owner stays one."""
    require(caller, "person.change")
    if role not in Role.values:
        raise Refused(f"There is no role “{role}”: choose one of {', '.join(Role.values)}.", field="role")
    owners = Person.objects.filter(workspace=caller.workspace, role=Role.OWNER, left_at=None).exclude(pk=person.pk)
    if Role.OWNER in (role, person.role) and role != person.role and caller.role != Role.OWNER:
        raise Refused("Only an owner of the workspace can make or unmake an owner.", field="role")
    if person.role == Role.OWNER and role != Role.OWNER and not owners.exists():
        raise Refused(f"{person.name} is the last owner: make somebody else an owner first.", field="role")
    with acting(caller, "person.changed") as entry:
        claim_version(person, version)
        person.name, person.title, person.role = name.strip() or person.name, title.strip(), role
        person.save(update_fields=["name", "title", "role"])
        record(entry, person)
    return person


def change_myself(caller: Caller, *, name: str, title: str) -> Person:
    """Change how one is called oneself."""
    person = caller.someone
    if not name.strip():
        raise Refused("People need a name to call you by: fill it in.", field="name")
    with acting(caller, "person.changed") as entry:
        if (person.name, person.title) == (name.strip(), title.strip()):
            entry.drop()
        person.name, person.title = name.strip(), title.strip()
        person.save(update_fields=["name", "title"])
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
        counts = {owning.name: count for owning in _owning() if (count := _give(entry, owning, leaver, heir))}
        _add_as_member(heir)
        ApiToken.objects.filter(person=leaver, revoked_at=None).update(revoked_at=caller.now)
        leaver.left_at = caller.now
        leaver.save(update_fields=["left_at"])
        leaver.units.clear()
        record(entry, leaver)
        entry.say(handed_over=counts)
    return counts


def belongings_of(person: Person) -> dict[str, int]:
    """How many of each kind would change hands, by what they are called: one statement."""
    kinds = {f"n_{at}": owning for at, owning in enumerate(_owning())}
    asked = {name: how_many(owning.of(person)) for name, owning in kinds.items()}
    counts = Person.objects.filter(pk=person.pk).annotate(**asked).values(*kinds).get()
    return {owning.title: counts[name] for name, owning in kinds.items() if counts[name]}


@dataclass(frozen=True)
class Owning:
    """A relation that says whose something is: the name of a field of a model."""

    model: type[Model]
    field: str

    @property
    def name(self) -> str:
        """As the log says it: key result owner."""
        return f"{self.model._meta.verbose_name} {self.field}"

    @property
    def title(self) -> str:
        """As a page says it: Key results (owner)."""
        words = _("%(things)s (%(part)s)")
        return capfirst(words % {"things": self.model._meta.verbose_name_plural, "part": self.field.replace("_", " ")})

    def of(self, person: Person) -> QuerySet[Any]:
        return self.model._default_manager.filter(**{self.field: person})


def _owning() -> Iterator[Owning]:
    """Every owning relation in Headway: found by its name, so that a new one needs no list to be edited."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) and field.related_model is Person and field.name in OWNING:
                yield Owning(model, field.name)


def _give(entry: Entry, owning: Owning, leaver: Person, heir: Person) -> int:
    """Move what is the leaver's by this relation; each thing's image goes into the log, so that its feed tells."""
    given = list(owning.of(leaver).values_list("pk", flat=True))
    change: dict[str, Any] = {owning.field: heir}
    if any(field.name == "version" for field in owning.model._meta.fields):
        change["version"] = F("version") + 1
    owning.of(leaver).update(**change)
    related = [field.name for field in owning.model._meta.fields if isinstance(field, ForeignKey)]
    for thing in owning.model._default_manager.filter(pk__in=given).select_related(*related):
        record(entry, thing)
    return len(given)


def _add_as_member(lead: Person) -> None:
    """A lead is a member of what they lead."""
    for unit in lead.leads.exclude(members=lead):
        unit.members.add(lead)
