"""From a question to its rows: one statement for their order, one for themselves, one for the counts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.expressions import Combinable

from headway.explorer.ask import Ask
from headway.explorer.rules.typed import Unreadable, read_choices, read_day
from headway.explorer.scope import Scope
from headway.explorer.setting import Row
from headway.explorer.tables.table import Field, Group, Table
from headway.people.errors import Refused

Key = tuple[Combinable, bool]
"""An order and whether it falls."""
CHUNK = 500


@dataclass(frozen=True)
class Question:
    """A question to a table, read: its conditions, order, grouping and columns."""

    table: Table
    ask: Ask
    scope: Scope
    flags: tuple[str, ...]
    narrow: Q
    cycle: Q
    wanted: Q
    group: Group
    keys: tuple[Key, ...]
    fields: tuple[Field, ...]
    since: date | None

    @property
    def condition(self) -> Q:
        """What rows must fulfil."""
        return self.narrow & self.cycle & self.wanted

    def rows(self) -> QuerySet:
        """The live rows that the caller may see and that fit."""
        return self.seen().filter(self.condition)

    def seen(self) -> QuerySet:
        """The live rows that the caller may see."""
        return self.table.rows(self.scope.caller).filter(self.table.live)


def read_question(table: Table, ask: Ask, scope: Scope) -> Question:
    """Read every typed text of a question; raises ``Refused`` with a sentence and the filter's name."""
    flags = tuple(_reading("is", read_choices, ask.given.get("is", ""), tuple(table.flags)))
    narrow, wanted = Q(), Q()
    for name, text in ask.given.items():
        if name in table.filters:
            narrow &= _reading(name, table.filters[name].read, scope, text)
    for name in flags:
        wanted &= table.flags[name].when(scope)
    since = _reading("since", read_day, ask.since, scope.caller.today) if ask.since else None
    group = _choose(table.groups, ask.group, table.first_group, "group")
    return Question(
        table, ask, scope, flags, narrow, _cycle(table, ask, scope, flags), wanted, group,
        tuple(_keys(table, ask, scope, group)), tuple(_columns(table, ask, since)), since,
    )  # fmt: skip


def _reading(name: str, read: Any, *args: Any) -> Any:
    try:
        return read(*args)
    except Unreadable as error:
        raise Refused(str(error), field=name) from None


def _choose(found: Any, name: str, default: str, field: str) -> Any:
    if name and name not in found:
        raise Refused(f"“{name}” is no {field} here: write {', '.join(found)}.", field=field)
    return found[name or default]


def _cycle(table: Table, ask: Ask, scope: Scope, flags: Sequence[str]) -> Q:
    if table.in_cycle is None:
        return Q()
    beyond = any(table.flags[name].anytime for name in flags)
    text = ask.given.get("cycle", "all" if beyond else "")
    found: Q = _reading("cycle", table.in_cycle, scope, text)
    return found


def _keys(table: Table, ask: Ask, scope: Scope, group: Group) -> Iterator[Key]:
    for order in group.order(scope):
        yield order, False
    name = ask.sort.removeprefix("-")
    if name:
        field = _choose(table.fields, name, "", "order")
        if field.order is None:
            raise Refused(f"“{name}” has no order: sort by another column.", field="sort")
        yield field.order(scope), ask.sort.startswith("-")
    else:
        for first in table.first_order:
            yield first(scope), False
    yield F("pk"), False


def _columns(table: Table, ask: Ask, since: date | None) -> Iterator[Field]:
    for name in table.columns_for(ask):
        if name not in table.always:
            yield _choose(table.fields, name, "", "column")
    if since is not None:
        yield from table.compared


# Pages of rows: each begins after a row that is named by its key.


def page_of(question: Question) -> tuple[list[dict[str, Any]], str]:
    """The rows of one page, and the key after which the next begins (empty at the end)."""
    ids = _ids(question, question.ask.limit + 1, question.ask.after)
    shown = ids[: question.ask.limit]
    rows = read_rows(question, shown)
    return rows, rows[-1]["key"] if len(ids) > len(shown) and rows else ""


def all_of(question: Question) -> Iterator[dict[str, Any]]:
    """Every row, in chunks."""
    ids = _ids(question)
    for at in range(0, len(ids), CHUNK):
        yield from read_rows(question, ids[at : at + CHUNK])


def _ids(question: Question, most: int | None = None, after: str = "") -> list[int]:
    """Primary keys in order. Rows are read by them afterwards: sorting whole rows would cost more."""
    named = {f"k{n}": order for n, (order, _falling) in enumerate(question.keys)}
    rows = question.rows().annotate(**named)
    if after:
        rows = rows.filter(_beyond(question, named, after))
    falls = [f"-k{n}" if falling else f"k{n}" for n, (_order, falling) in enumerate(question.keys)]
    return list(rows.order_by(*falls).values_list("pk", flat=True)[:most])


def _beyond(question: Question, named: dict[str, Combinable], after: str) -> Q:
    """The condition for the rows that come after the one under the key ``after``."""
    row = question.seen().annotate(**named).filter(key=after).values_list(*named).first()
    if row is None:
        raise Refused(f"There is no row “{after}” to go on from: begin again without “after”.", field="after")
    found = Q(pk__in=[])
    for n in reversed(range(len(row))):
        falling, value = question.keys[n][1], _exactly(row[n])
        found = Q(**{f"k{n}__{'lt' if falling else 'gt'}": value}) | (Q(**{f"k{n}": value}) & found)
    return found


def _exactly(value: Any) -> Any:
    """A value that rows come after. An hour lies after the day that a page ends with, though it is one of its hours."""
    return Value(value) if type(value) is date else value


def read_rows(question: Question, ids: Sequence[int]) -> list[dict[str, Any]]:
    """The rows under primary keys, in their order, with what the columns and the grouping read."""
    table, scope = question.table, replace(question.scope, since=question.since)
    base = ("pk", "key", "title", "private", "status")
    names = dict.fromkeys([*base, *(name for f in question.fields for name in f.reads), *question.group.reads])
    found = table.rows(scope.caller).filter(pk__in=ids).values_list(*(table.path(scope, name) for name in names))
    noun = {"noun": table.noun}
    by_id = {row[0]: dict(zip(names, row, strict=True)) | noun for row in found}
    return [by_id[pk] for pk in ids if pk in by_id]


# Counts.


def counts_of(question: Question) -> dict[str, Any]:
    """How many rows there are, with and without flags, for each flag, and by status: one statement."""
    table, scope = question.table, question.scope
    near = _cycle(table, question.ask, scope, ())
    asked = {"total": Count("pk", filter=near), "shown": Count("pk", filter=question.cycle & question.wanted)}
    for status in table.alarms:
        asked[status] = Count("pk", filter=near & Q(status=status))
    for name, flag in table.flags.items():
        inside = Q() if flag.anytime and "cycle" not in question.ask.given else near
        asked[f"is_{name}"] = Count("pk", filter=flag.when(scope) & inside)
    rows = question.seen().filter(question.narrow)
    return rows.aggregate(**asked)


def tallies_of(question: Question, rows: Sequence[Row]) -> dict[Any, Counter[str]]:
    """How the groups on a page stand as a whole: rows by group and status. One statement."""
    group = question.group
    if not group.by or not rows:
        return {}
    ids = {row[_value(group)] for row in rows}
    table, scope = question.table, question.scope
    found = question.rows().annotate(of=_group_path(question), stands=table.path(scope, "status"))
    counted = found.filter(of__in=ids).order_by().values_list("of", "stands").annotate(n=Count("pk"))
    tallies: dict[Any, Counter[str]] = {}
    for value, status, count in counted:
        tallies.setdefault(value, Counter())[status] += count
    return tallies


def _value(group: Group) -> str:
    return group.by.rpartition("__")[2]


def _group_path(question: Question) -> Combinable:
    return question.table.path(question.scope, _value(question.group))
