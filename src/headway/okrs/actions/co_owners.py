"""Co-owners: who may do with an objective what its owner may."""

from collections.abc import Iterable

from headway.activity.log import Entry
from headway.okrs.actions.changing import require_open, require_same_workspace
from headway.okrs.models import CoOwner, Objective
from headway.okrs.privacy import hides_from
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_keys
from headway.people.models import Person


def set_co_owners(caller: Caller, objective: Objective, persons: Iterable[Person]) -> list[CoOwner]:
    """Let exactly these persons look after an objective beside its owner; none at all leaves it to the owner."""
    require(caller, "objective.change", objective)
    require_open(objective)
    wanted = {person.pk: person for person in persons if person.pk != objective.owner_id}
    require_same_workspace(objective, *wanted.values())
    standing = {row.person_id: row for row in objective.co_ownerships.select_related("person")}
    with acting(caller, "co_owners.set") as entry:
        entry.concern(objective.key)
        if wanted.keys() == standing.keys():
            entry.drop()
            return list(standing.values())
        ended = [row for pk, row in standing.items() if pk not in wanted]
        for row in ended:
            entry.record(row.key, {})
        entry.say(removed=[row.key for row in ended])
        CoOwner.objects.filter(pk__in=[row.pk for row in ended]).delete()
        add_co_owners(caller, entry, objective, [wanted[pk] for pk in wanted if pk not in standing])
        _refuse_leak(objective)
    return list(objective.co_ownerships.select_related("person").order_by("pk"))


def add_co_owners(caller: Caller, entry: Entry, objective: Objective, persons: Iterable[Person]) -> None:
    """Add co-owners inside somebody's action."""
    persons = [person for person in dict.fromkeys(persons) if person.pk != objective.owner_id]
    if not persons:
        return
    keys = next_keys(caller.workspace, CoOwner, len(persons))
    rows = [
        CoOwner(workspace=caller.workspace, key=key, objective=objective, person=person)
        for key, person in zip(keys, persons, strict=True)
    ]
    CoOwner.objects.bulk_create(rows)
    for row in rows:
        record(entry, row)
        entry.concern(row.person.key)


def _refuse_leak(objective: Objective) -> None:
    """A co-owner of a private objective sees its numbers, so they may see what these are made of."""
    if not objective.private:
        return
    edges = objective.children.filter(kind="contributes", child__private=True).select_related("child")
    for edge in edges:
        if hides_from(edge.child, objective):
            raise Refused(
                f"{edge.child.key} is private and counts in {objective.key}: make the same persons co-owners there "
                "first, so that nobody sees a number without what it is made of.", field="co_owners",
            )  # fmt: skip
