"""What stands beside the goals of a workspace (edges, guardrails, work, amendments, decisions), in one statement."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Case, CharField, DateTimeField, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from headway.coach import snapshot as seen
from headway.loop.models import Decision
from headway.okrs.models import Alignment, Amendment, Companion, Initiative, KeyResult, Objective
from headway.people.caller import Caller

DECIDED_BACK = timedelta(weeks=13)
PRIVATE = "private"
"""What stands as the text of a decision about something private."""


class Row(NamedTuple):
    """One row of the union: what it is, its number for order, three keys, a text, three numbers and two moments."""

    sort: str
    place: int
    one: str
    two: str
    three: str
    text: str
    old: int | None
    new: int | None
    scale: int | None
    first: datetime | None
    last: datetime | None


@dataclass
class Beside:
    """Parents and guardrails by the key of their objective, and work, amendments and decisions in order.

    Parents may be ones that the caller does not see: whoever reads them leaves these out.
    """

    caller: Caller
    parents: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    guards: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    initiatives: tuple[seen.Initiative, ...] = ()
    amendments: tuple[seen.Amendment, ...] = ()
    decisions: tuple[seen.Decision, ...] = ()

    @classmethod
    def read(
        cls, caller: Caller, goals: QuerySet[Objective], rows: QuerySet[KeyResult], decisions: QuerySet[Decision]
    ) -> "Beside":
        """All of it about these goals and key results: one statement."""
        first, *more = _selects(caller, goals, rows, decisions)
        by_sort: dict[str, list[Row]] = defaultdict(list)
        for each in sorted((Row(*row) for row in first.union(*more, all=True)), key=lambda row: row.place):
            by_sort[each.sort].append(each)
        found = cls(caller)
        for each in by_sort["edge"]:
            found.parents[each.one].append(each.two)
        for each in by_sort["guard"]:
            found.guards[each.one].append(each.two)
        found.initiatives = tuple(map(_initiative, by_sort["work"]))
        found.amendments = tuple(map(_amendment, by_sort["change"]))
        found.decisions = tuple(_decision(caller, each) for each in by_sort["decision"])
        return found


def _selects(
    caller: Caller, goals: QuerySet[Objective], rows: QuerySet[KeyResult], decisions: QuerySet[Decision]
) -> Iterator[Any]:
    """Alignments, guardrails, open work, accepted changes of targets of open goals, and the decisions that fell due in
    the last quarter; those that closed by themselves before ask nothing."""
    ids, open_ = goals.values("pk"), goals.filter(closed_at=None).values("pk")
    changes = Amendment.objects.filter(
        key_result__in=rows.filter(objective__closed_at=None).values("pk"), field=Amendment.Field.TARGET,
        accepted=True, decided_at__isnull=False,
    )  # fmt: skip
    # First, as the moments of the whole union are read the way those of its first part are.
    yield _select(
        changes, "change", "key", "key_result__key", text="reason", old="old", new="new", scale="key_result__scale",
        first="decided_at", last="decided_at",
    )  # fmt: skip
    # All that these are aligned to, seen or not: of both ends at once SQLite looks up every pair there could be.
    edges = Alignment.objects.filter(child__in=ids)
    yield _select(edges, "edge", "child__key", "parent__key")
    guards = Companion.objects.filter(objective__in=ids, role=Companion.Role.GUARDRAIL)
    yield _select(guards, "guard", "objective__key", "metric__key")
    work = Initiative.objects.filter(objective__in=open_, archived_at=None)
    yield _select(work, "work", "key", "objective__key", "key_result__key", text="title", first="done_at")
    due = decisions.filter(answer_by__gte=caller.now - DECIDED_BACK, resolved_itself_at=None)
    units = ("metric__unit__key", "key_result__objective__unit__key")
    of_private = Q(metric__private=True) | Q(key_result__objective__private=True)
    due = due.annotate(seen_by=Case(When(of_private, Value(PRIVATE)), default=Value("")))
    yield _select(due, "decision", "key", *units, text="seen_by", first="answer_by", last="answered_at")


def _select(rows: QuerySet[Any], sort: str, one: str, two: str, three: str = "", **more: str) -> QuerySet[Any]:
    """`rows` in the columns of :class:`Row`; a column that is not named is empty."""
    keys = {f"c_{name}": _text(path) for name, path in (("one", one), ("two", two), ("three", three))}
    numbers = {f"c_{name}": _or_null(more.get(name), BigIntegerField()) for name in ("old", "new", "scale")}
    moments = {f"c_{name}": _or_null(more.get(name), DateTimeField()) for name in ("first", "last")}
    columns = {
        "c_sort": Value(sort, output_field=CharField()), "c_place": F("pk"), **keys,
        "c_text": _text(more.get("text", "")), **numbers, **moments,
    }  # fmt: skip
    return rows.order_by().annotate(**columns).values_list(*columns)


def _text(path: str) -> Any:
    if not path:
        return Value("", output_field=TextField())
    return Coalesce(Cast(path, TextField()), Value(""), output_field=TextField())


def _or_null(path: str | None, kind: Any) -> Any:
    return F(path) if path else Cast(Value(None), kind)


def _initiative(row: Row) -> seen.Initiative:
    return seen.Initiative(row.one, row.text, row.two, row.three, row.first is not None)


def _amendment(row: Row) -> seen.Amendment:
    assert row.first is not None
    old, new = (0.0 if value is None else value / 10 ** (row.scale or 0) for value in (row.old, row.new))
    return seen.Amendment(row.one, row.two, old, new, row.first.date(), row.text)


def _decision(caller: Caller, row: Row) -> seen.Decision:
    return seen.Decision(row.one, row.two or row.three, _in_time(caller, row), row.text == PRIVATE)


def _in_time(caller: Caller, row: Row) -> bool | None:
    assert row.first is not None
    if row.last is not None:
        return row.last <= row.first
    return False if row.first <= caller.now else None
