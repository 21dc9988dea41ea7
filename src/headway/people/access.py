"""Who may see and who may do: one predicate, ``visible_to``, and one table, ``RULES``."""

from enum import Enum
from typing import Protocol, TypeVar

from django.db.models import Q, QuerySet

from headway.people.caller import Caller
from headway.people.errors import NotAllowed, NotHere
from headway.people.models import Invitation, Keyed, Person, Role, Unit
from headway.people.prepared import prepared_door

K = TypeVar("K", bound=Keyed)

READ_ALL = frozenset({Role.OWNER, Role.ADMIN, Role.AUDITOR})
WRITERS = frozenset({Role.OWNER, Role.ADMIN, Role.MEMBER})


class Need(Enum):
    """What a verb asks of a person who may write at all; owners and admins may do all but ``OWNER``."""

    MEMBER = "any member"
    STEWARD = "the owner, somebody named on it, a lead above it, or an admin"
    ADMIN = "an admin"
    OWNER = "an owner of the workspace"
    READER = "anybody who can see it"


class Stewarded(Protocol):
    """An object that knows whose it is."""

    def steward_ids(self) -> set[int]:
        """Primary keys of the persons who look after it."""

    def steward_unit_id(self) -> int | None:
        """The unit it belongs to, whose leads look after it too."""

    def helper_ids(self) -> set[int]:
        """Further persons who look after it; asked last, as it may cost a statement."""


RULES: dict[str, Need] = {
    "workspace.change": Need.ADMIN,
    "workspace.remove": Need.OWNER,
    "activity.read": Need.ADMIN,
    "person.invite": Need.ADMIN,
    "person.change": Need.ADMIN,
    "person.hand_over": Need.ADMIN,
    "person.nudge": Need.STEWARD,
    "unit.create": Need.ADMIN,
    "unit.change": Need.ADMIN,
    "token.create": Need.READER,
    "comment.write": Need.READER,
    "kpi.create": Need.MEMBER,
    "kpi.change": Need.STEWARD,
    "kpi.record": Need.STEWARD,
    "kpi.annotate": Need.MEMBER,
    "signal.acknowledge": Need.MEMBER,
    "cycle.create": Need.ADMIN,
    "cycle.change": Need.ADMIN,
    "goals.import": Need.ADMIN,
    "theme.create": Need.ADMIN,
    "theme.change": Need.STEWARD,
    "objective.create": Need.MEMBER,
    "objective.change": Need.STEWARD,
    "objective.score": Need.STEWARD,
    "key_result.check_in": Need.STEWARD,
    "key_result.change": Need.STEWARD,
    "initiative.change": Need.MEMBER,
    "dependency.answer": Need.STEWARD,
    "alignment.review": Need.STEWARD,
    "plan.draft": Need.MEMBER,
    "plan.change": Need.STEWARD,
    "plan.decide": Need.STEWARD,
    "decision.answer": Need.STEWARD,
    "graduation.decide": Need.STEWARD,
    "finding.dismiss": Need.STEWARD,
    "view.save": Need.READER,
    "view.share": Need.MEMBER,
    "view.change": Need.STEWARD,
}
"""Every verb and what it needs. The name is the noun, a dot, and the verb; features do not add rules elsewhere."""


def can(caller: Caller, verb: str, target: Stewarded | None = None) -> bool:
    """Whether the caller may do ``verb`` (to ``target``, which they can already see)."""
    need = RULES[verb]
    if caller.person is None:
        return True
    if "write" not in caller.scopes or caller.person.left_at:
        return False
    if need is Need.READER:
        return caller.role != Role.AUDITOR
    if caller.role not in WRITERS:
        return False
    if caller.role == Role.OWNER or (caller.role == Role.ADMIN and need is not Need.OWNER):
        return True
    return need is Need.MEMBER or (need is Need.STEWARD and target is not None and _looks_after(caller, target))


def _looks_after(caller: Caller, target: Stewarded) -> bool:
    mine = caller.person_id in target.steward_ids() or target.steward_unit_id() in caller.led_units
    return mine or caller.person_id in target.helper_ids()


def require(caller: Caller, verb: str, target: Stewarded | None = None) -> None:
    """Raise :class:`NotAllowed` unless the caller may do ``verb``."""
    if can(caller, verb, target):
        return
    what = verb.replace(".", ": ").replace("_", " ")
    raise NotAllowed(
        f"You may not do this ({what}): it takes {RULES[verb].value}. Ask one of them, or an admin for another role."
    )


def visible_to(caller: Caller, path: str = "") -> Q:
    """The rows a caller may see, for a model (or the relation ``path``) with private, owner and unit.

    Transparent by default. A private row is seen by its owner, by the leads above it, by owners, admins
    and auditors. A guest sees what belongs to the units they are a member of, and what they own.
    """
    if caller.role in READ_ALL:
        return Q()
    at = f"{path}__" if path else ""
    mine = Q(**{f"{at}owner_id": caller.person_id})
    if caller.role == Role.GUEST:
        ours = Unit.members.through.objects.filter(person_id=caller.person_id).values("unit_id")
        return mine | Q(**{f"{at}private": False, f"{at}unit_id__in": ours})
    return mine | Q(**{f"{at}private": False}) | Q(**{f"{at}unit_id__in": caller.led_units_sql})


def door(rows: QuerySet[K], key: str) -> K:
    """The one row of ``rows`` under ``key``. Fetching is the permission check: anything else is not here."""
    for row in rows.filter(key=key)[:1]:  # not first(): a key needs no order, and writing one takes long
        return row
    raise NotHere.under(key)


@prepared_door
def person_for(caller: Caller) -> QuerySet[Person]:
    """A person of the caller's workspace."""
    return Person.objects.filter(workspace=caller.workspace)


@prepared_door
def unit_for(caller: Caller) -> QuerySet[Unit]:
    """A unit of the caller's workspace."""
    return Unit.objects.filter(workspace=caller.workspace).select_related("parent", "lead")


def invitation_for(caller: Caller, key: str) -> Invitation:
    """An invitation of the caller's workspace, for those who may invite."""
    require(caller, "person.invite")
    return door(Invitation.objects.filter(workspace=caller.workspace), key)
