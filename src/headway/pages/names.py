"""What a caller may see of a set of keys: their names and paths, in one statement."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce
from django.utils.html import format_html
from django.utils.safestring import SafeString

from headway.explorer.access import views_for
from headway.kpis.access import metrics_for
from headway.loop.access import decisions_for, graduations_for
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


Rows = Callable[[Caller], QuerySet]


def _all(model: type) -> Rows:
    def rows(caller: Caller) -> QuerySet:
        found: QuerySet = model.objects.filter(workspace=caller.workspace)  # type: ignore[attr-defined]
        return found.none() if caller.role == Role.GUEST else found

    return rows


ABOUT = Coalesce(F("metric__name"), F("key_result__title"))
KINDS: dict[str, tuple[Rows, Any]] = {
    "O": (objectives_for, F("title")),
    "KR": (key_results_for, F("title")),
    "K": (metrics_for, F("name")),
    "D": (decisions_for, ABOUT),
    "GR": (graduations_for, ABOUT),
    "V": (views_for, F("name")),
    "C": (_all(Cycle), F("name")),
    "U": (_all(Unit), F("name")),
    "P": (_all(Person), F("name")),
}
"""How the objects of each kind of key are found and called. Other keys belong to one of these."""

GOALS = ("O", "KR", "K", "D", "GR", "V")
"""Kinds that may be private: nothing is told of a row unless the reader may see what it is about."""

SEALED = ("INV", "TOK")
"""Kinds that only those see who read everything."""


def kind_of(key: str) -> str:
    return key.rpartition("-")[0]


def named(caller: Caller, keys: Iterable[str]) -> dict[str, Named]:
    """Those of ``keys`` that the caller may see: one statement, whatever kinds occur."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for key in dict.fromkeys(keys):
        by_kind[kind_of(key)].append(key)
    selects = [
        rows(caller).filter(key__in=by_kind[kind]).order_by().annotate(called=Cast(name, TextField()))
        for kind, (rows, name) in KINDS.items()
        if by_kind[kind]
    ]
    if not selects:
        return {}
    first, *more = (select.values_list("key", "called") for select in selects)
    return {key: Named(key, name, path_of(caller.workspace, key)) for key, name in first.union(*more)}


def may_see_sealed(caller: Caller) -> bool:
    """Whether invitations and tokens of others are told to the caller."""
    return caller.role in READ_ALL
