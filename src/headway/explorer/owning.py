"""Who owns what: persons by the things that are theirs, those first whose things have nobody any more."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headway.kpis.access import kpis_for
from headway.loop.access import decisions_for
from headway.okrs.access import goals_seen_by, key_results_for, objectives_for
from headway.okrs.models import Initiative
from headway.people.access import WRITERS
from headway.people.caller import Caller
from headway.people.models import Person

ROWS = 100


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
    """What a list says of a person."""

    pk: int
    key: str
    name: str
    role: str
    left_at: datetime | None


@dataclass(frozen=True)
class Holder:
    """A person, how many of each kind are theirs, and why that cannot stay (empty where it can)."""

    person: Owner
    of_all: dict[str, dict[int, int]]

    @property
    def counts(self) -> list[tuple[Kind, int]]:
        return [(kind, self.of_all[kind.name].get(self.person.pk, 0)) for kind in KINDS]

    @property
    def trouble(self) -> str:
        return "left" if self.person.left_at else "" if self.person.role in WRITERS else "looks"


def holders_of(caller: Caller, words: str = "") -> list[Holder]:
    """Everybody who owns something the caller may see, the ownerless first: a statement for each kind, and one."""
    counts = {kind.name: _counted(caller, kind) for kind in KINDS}
    owners = {pk for found in counts.values() for pk in found}
    rows = Person.objects.filter(workspace=caller.workspace)
    for word in words.split()[:8]:
        rows = rows.filter(Q(name__icontains=word) | Q(key__iexact=word))
    people = map(Owner._make, rows.order_by("name", "pk").values_list(*Owner._fields))
    return sorted((Holder(one, counts) for one in people if one.pk in owners), key=lambda held: not held.trouble)


def _counted(caller: Caller, kind: Kind) -> dict[int, int]:
    return dict(kind.rows(caller).order_by().values_list(kind.owner).annotate(n=Count("pk", distinct=True)))


def page_of(holders: list[Holder], after: str) -> tuple[list[Holder], str]:
    """One page of holders from the one after the key ``after`` on, and the key to go on from."""
    keys = [one.person.key for one in holders]
    start = keys.index(after) + 1 if after in keys else 0
    shown = holders[start : start + ROWS]
    return shown, shown[-1].person.key if start + ROWS < len(holders) else ""


def as_rows(holders: list[Holder]) -> Iterable[list[Any]]:
    """Holders as rows of a sheet."""
    return ([one.person.key, one.person.name, *(n for _kind, n in one.counts), one.trouble] for one in holders)
