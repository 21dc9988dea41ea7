"""What the people pages read."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, IntegerField, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from headway.people.bulk import read_only
from headway.people.caller import Caller
from headway.people.models import Invitation, Person, Unit

DEEPEST = 4


@dataclass(frozen=True)
class Branch:
    """A unit at its place in the tree."""

    unit: Unit
    depth: int
    hidden: int = 0
    """Units below it that are not shown here."""

    @property
    def indent(self) -> int:
        """The depth as far as the page shows it."""
        return min(self.depth, DEEPEST)


def tree(caller: Caller) -> list[Branch]:
    """Every unit of the workspace, each under its parent, with its lead and how many members it has."""
    here = Count("members", filter=Q(members__left_at=None))
    rows = units_of(caller).select_related("lead", "parent").annotate(member_count=here).order_by("name", "pk")
    return in_order(rows)


def top_of_tree(caller: Caller, most: int) -> tuple[list[Branch], int]:
    """The tree as ``from_above`` shows it, with the whole rows of that alone, and how many units there are in all."""
    branches = in_order(read_only(units_of(caller).order_by("name", "pk"), ("name", "parent")))
    shown = from_above(branches, most)
    here = Count("members", filter=Q(members__left_at=None))
    rows = units_of(caller).filter(pk__in=[branch.unit.pk for branch in shown]).select_related("lead", "parent")
    rows = rows.only("key", "name", "kind", "lead__key", "lead__name", "parent__name")
    units = {unit.pk: unit for unit in rows.annotate(member_count=here)}
    return [replace(branch, unit=units[branch.unit.pk]) for branch in shown], len(branches)


def in_order(units: Iterable[Unit]) -> list[Branch]:
    """Units as a tree is read: a parent, then its children with theirs."""
    below: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in units:
        below[unit.parent_id].append(unit)
    found: list[Branch] = []
    waiting = [Branch(unit, 0) for unit in reversed(below[None])]
    while waiting:
        branch = waiting.pop()
        found.append(branch)
        waiting += [Branch(unit, branch.depth + 1) for unit in reversed(below[branch.unit.pk])]
    return found


def from_above(branches: Sequence[Branch], most: int) -> list[Branch]:
    """As many whole levels of a tree as have no more than ``most`` units, two at least; each says what it hides."""
    sizes = Counter(branch.depth for branch in branches)
    deepest = max(sizes, default=0)
    while deepest > 1 and sum(count for depth, count in sizes.items() if depth <= deepest) > most:
        deepest -= 1
    shown: list[Branch] = []
    hidden: Counter[int] = Counter()
    for branch in branches:
        if branch.depth <= deepest:
            shown.append(branch)
        else:
            hidden[len(shown) - 1] += 1
    return [replace(branch, hidden=hidden[n]) if hidden[n] else branch for n, branch in enumerate(shown)]


def units_of(caller: Caller) -> QuerySet[Unit]:
    """The units that are in use."""
    return Unit.objects.filter(workspace=caller.workspace, archived_at=None)


def people_of(caller: Caller) -> QuerySet[Person]:
    """Everybody who is here, by name."""
    return Person.objects.filter(workspace=caller.workspace, left_at=None).order_by("name", "pk")


def people_with_units(caller: Caller) -> QuerySet[Person]:
    """The same with their units, and no more of either than a list says."""
    units = Prefetch("units", Unit.objects.only("key", "name"))
    return people_of(caller).only("key", "name", "title", "role", "user_id").prefetch_related(units)


def how_many(rows: QuerySet[Any]) -> Any:
    """How many rows a query finds, as a value of a larger statement."""
    one = rows.order_by().annotate(one_=Value(1)).values("one_").annotate(n_=Count("pk", distinct=True)).values("n_")
    return Coalesce(Subquery(one, output_field=IntegerField()), 0)


def open_invitations(caller: Caller) -> QuerySet[Invitation]:
    """Invitations that can still be used."""
    rows = Invitation.objects.filter(workspace=caller.workspace, accepted_at=None, withdrawn_at=None)
    return rows.filter(expires_at__gt=caller.now).select_related("unit", "invited_by").order_by("pk")
