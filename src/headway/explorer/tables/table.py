"""What a table of the Explorer is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from headway.explorer.ask import Ask
from headway.explorer.scope import Scope
from headway.explorer.setting import Row, Setter
from headway.people.caller import Caller

Label = str | Promise
Path = str | Callable[[Scope], Combinable]
"""Where a value of a row comes from: a path from the model, or an expression."""


@dataclass(frozen=True)
class Field:
    """A typed column: what it reads of a row, how it shows, what a program gets, and how it sorts.

    ``order`` is never null, so that a page can begin after any row. ``short`` heads the column.
    """

    name: str
    label: Label
    reads: tuple[str, ...]
    show: Callable[[Setter, Row], SafeString]
    plain: Callable[[Setter, Row], Any]
    order: Callable[[Scope], Combinable] | None = None
    css: str = ""
    short: Label = ""
    falling: bool = False
    """Whether the first press of its head sorts from the greatest down."""


@dataclass(frozen=True)
class Filter:
    """A filter: reads its text into a condition, or raises ``Unreadable``."""

    name: str
    label: Label
    read: Callable[[Scope, str], Q]
    hint: Label = ""
    choices: Callable[[Scope], list[tuple[str, Any]]] | None = None


@dataclass(frozen=True)
class Group:
    """A grouping: the order of the groups, what tells them apart (``by``), and a group's name and filter."""

    name: str
    label: Label
    order: Callable[[Scope], list[Combinable]]
    by: str
    reads: tuple[str, ...]
    title: Callable[[Setter, Row], Any]
    link: Callable[[Row], dict[str, str]]


@dataclass(frozen=True)
class Flag:
    """A preset: a named condition with its tab. ``anytime`` ones look beyond the chosen cycle."""

    name: str
    label: Label
    when: Callable[[Scope], Q]
    anytime: bool = False


@dataclass(frozen=True)
class Table:
    """One table of the Explorer.

    ``live`` are the rows that lists show, ``paths`` says where each value of a row is read, ``shown`` are the
    columns unless others are chosen (``beside`` in a comparison, which adds its own), ``alarms`` the statuses that
    the page's first sentence counts.
    """

    name: str
    label: Label
    rows: Callable[[Caller], QuerySet]
    live: Q
    noun: str
    words: Callable[[int], str]
    paths: Mapping[str, Path]
    fields: Mapping[str, Field]
    shown: tuple[str, ...]
    filters: Mapping[str, Filter]
    groups: Mapping[str, Group]
    flags: Mapping[str, Flag]
    first_order: tuple[Callable[[Scope], Combinable], ...]
    first_group: str = "unit"
    alarms: tuple[str, ...] = ()
    in_cycle: Callable[[Scope, str], Q] | None = None
    always: tuple[str, ...] = field(default=("key", "title"))
    compared: tuple[Field, ...] = ()
    """The columns that a comparison with a past date adds."""
    beside: tuple[str, ...] = ()

    @property
    def has_cycle(self) -> bool:
        """Whether its rows belong to cycles."""
        return self.in_cycle is not None

    @property
    def known(self) -> tuple[str, ...]:
        """The names of its filters."""
        return ("is", *(("cycle",) if self.in_cycle else ()), "below", *self.filters)

    def shortest(self, ask: Ask) -> Ask:
        """The same question without what a table does by itself: a form sends every field it has."""
        columns = () if ask.columns in (self.shown, self.beside) else ask.columns
        return replace(ask, columns=columns, group="" if ask.group == self.first_group else ask.group)

    def columns_for(self, ask: Ask) -> tuple[str, ...]:
        """The names of the columns to show."""
        return ask.columns or (self.beside if ask.since else ()) or self.shown

    def path(self, scope: Scope, name: str) -> Combinable:
        """The expression that reads ``name`` of a row."""
        found = self.paths[name]
        return F(found) if isinstance(found, str) else found(scope)


def named(*items: Any) -> dict[str, Any]:
    """Fields, filters, groups or flags by their names, in order."""
    return {item.name: item for item in items}
