"""Who owns what: persons by the things that are theirs, those first whose things have nobody any more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headway.kpis.access import kpis_for
from headway.loop.access import decisions_for
from headway.okrs.access import goals_seen_by, key_results_for, objectives_for
from headway.okrs.models import Initiative
from headway.people.access import WRITERS
from headway.people.caller import Caller
from headway.people.models import Person

ROWS = 60


@dataclass(frozen=True)
class Kind:
    """A kind of thing that people own: its rows, the path to the owner, and the list that shows one's own."""

    name: str
    label: str | Promise
    rows: Callable[[Caller], QuerySet]
    owner: str
    address: str


def _objectives(caller: Caller) -> QuerySet:
    return objectives_for(caller).filter(archived_at=None, closed_at=None)


def _key_results(caller: Caller) -> QuerySet:
    live = {"archived_at": None, "objective__archived_at": None, "objective__closed_at": None}
    return key_results_for(caller).filter(**live)


def _decisions(caller: Caller) -> QuerySet:
    return decisions_for(caller).filter(answered_at=None, resolved_itself_at=None)


def _initiatives(caller: Caller) -> QuerySet:
    rows = Initiative.objects.filter(goals_seen_by(caller, "objective"), workspace=caller.workspace)
    return rows.filter(done_at=None, archived_at=None)


KINDS = (
    Kind("objectives", _("Objectives"), _objectives, "owner_id", "objectives?cycle=all&closed=no&owner="),
    Kind("key_results", _("Key results"), _key_results, "owner_id", "key-results?cycle=all&owner="),
    Kind("kpis", _("KPIs"), kpis_for, "owner_id", "kpis/table?owner="),
    Kind("decisions", _("Open decisions"), _decisions, "asked_id", "people/"),
    Kind("initiatives", _("Initiatives"), _initiatives, "owner_id", "people/"),
)


class Owner(NamedTuple):
    """What a list says of a person who owns something."""

    pk: int
    key: str
    name: str
    role: str
    gone: bool

    @property
    def trouble(self) -> str:
        """Why what is theirs cannot stay theirs, empty where it can."""
        return "left" if self.gone else "" if self.role in WRITERS else "looks"


@dataclass(frozen=True)
class Holder:
    """A person and how many of each kind are theirs."""

    person: Owner
    counts: list[tuple[Kind, int]]


@dataclass(frozen=True)
class Owning:
    """Everybody who owns something, the ownerless first, and how much of each kind by primary key."""

    owners: list[Owner]
    counts: dict[str, dict[int, int]]

    @property
    def troubled(self) -> int:
        return sum(bool(one.trouble) for one in self.owners)

    def page(self, after: str) -> tuple[list[Holder], str]:
        """One page of holders from the one after the key ``after`` on, and the key to go on from."""
        keys = [one.key for one in self.owners]
        start = keys.index(after) + 1 if after in keys else 0
        shown = [self._holder(one) for one in self.owners[start : start + ROWS]]
        return shown, shown[-1].person.key if start + ROWS < len(self.owners) else ""

    def rows(self) -> Iterator[list[Any]]:
        """Everybody as rows of a sheet."""
        for one in self.owners:
            yield [one.key, one.name, *(n for _kind, n in self._holder(one).counts), one.trouble]

    def _holder(self, one: Owner) -> Holder:
        return Holder(one, [(kind, self.counts[kind.name].get(one.pk, 0)) for kind in KINDS])


def owning_of(caller: Caller, words: str = "") -> Owning:
    """Who owns what of that which the caller may see: a statement for each kind, and one."""
    counts = {kind.name: _counted(caller, kind) for kind in KINDS}
    some = {pk for found in counts.values() for pk in found}
    rows = Person.objects.filter(workspace=caller.workspace)
    for word in words.split()[:8]:
        rows = rows.filter(Q(name__icontains=word) | Q(key__iexact=word))
    gone = ExpressionWrapper(Q(left_at__isnull=False), output_field=BooleanField())
    told = rows.order_by("name", "pk").values_list("pk", "key", "name", "role", gone)
    owners = [one for one in map(Owner._make, told) if one.pk in some]
    return Owning(sorted(owners, key=lambda one: not one.trouble), counts)


def _counted(caller: Caller, kind: Kind) -> dict[int, int]:
    return dict(kind.rows(caller).order_by().values_list(kind.owner).annotate(n=Count("pk")))
