"""What a caller may see of a set of keys: their names and paths, a statement for each kind."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from headway.explorer.access import views_for
from headway.kpis.access import metrics_for
from headway.loop.access import decisions_for, graduations_for
from headway.loop.models import Decision, Graduation
from headway.okrs.access import key_results_for, objectives_for
from headway.okrs.models import Cycle
from headway.people.access import READ_ALL
from headway.people.caller import Caller
from headway.people.models import Person, Role, Unit
from headway.people.objects import path_of


@dataclass(frozen=True)
class Named:
    """An object as a sentence names it."""

    key: str
    name: str
    path: str

    def link(self) -> SafeString:
        """Its name with its link, its key in quiet type behind."""
        name = format_html('<a href="{}">{}</a>', self.path, self.name) if self.path else self.name
        return format_html('{} <span class="key">{}</span>', name, self.key)


Rows = Callable[[Caller, list[str]], QuerySet]
Name = Callable[[object], str]


def _decided(row: object) -> str:
    assert isinstance(row, Decision)
    return str(row.metric or row.key_result)


def _graduated(row: object) -> str:
    assert isinstance(row, Graduation)
    return str(row.metric or row.key_result)


def _all(model: type) -> Rows:
    def rows(caller: Caller, keys: list[str]) -> QuerySet:
        found: QuerySet = model.objects.filter(workspace=caller.workspace, key__in=keys)  # type: ignore[attr-defined]
        return found.none() if caller.role == Role.GUEST else found

    return rows


KINDS: dict[str, tuple[Rows, Name]] = {
    "O": (lambda caller, keys: objectives_for(caller).filter(key__in=keys), str),
    "KR": (lambda caller, keys: key_results_for(caller).filter(key__in=keys), str),
    "K": (lambda caller, keys: metrics_for(caller).filter(key__in=keys), str),
    "D": (
        lambda caller, keys: decisions_for(caller).filter(key__in=keys).select_related("metric", "key_result"),
        _decided,
    ),
    "GR": (
        lambda caller, keys: graduations_for(caller).filter(key__in=keys).select_related("metric", "key_result"),
        _graduated,
    ),
    "V": (lambda caller, keys: views_for(caller).filter(key__in=keys), str),
    "C": (_all(Cycle), str),
    "U": (_all(Unit), str),
    "P": (_all(Person), str),
}
"""How the objects of each kind of key are found and called. Other keys belong to one of these."""

GOALS = ("O", "KR", "K", "D", "GR", "V")
"""Kinds that may be private: nothing is told of a row unless the reader may see what it is about."""

SEALED = ("INV", "TOK")
"""Kinds that only those see who read everything."""


def kind_of(key: str) -> str:
    return key.rpartition("-")[0]


def named(caller: Caller, keys: Iterable[str]) -> dict[str, Named]:
    """Those of ``keys`` that the caller may see: a statement for each kind that occurs."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for key in dict.fromkeys(keys):
        by_kind[kind_of(key)].append(key)
    found: dict[str, Named] = {}
    for kind, (rows, name) in KINDS.items():
        if by_kind[kind]:
            for row in rows(caller, by_kind[kind]):
                found[row.key] = Named(row.key, name(row), path_of(caller.workspace, row.key))
    return found


def may_see_sealed(caller: Caller) -> bool:
    """Whether invitations and tokens of others are told to the caller."""
    return caller.role in READ_ALL
