"""Rows of a plan as they were typed, read into objectives. Everything wrong is named by row, column and value."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from headway.coach.blanks import left_open
from headway.coaching.telling import told
from headway.kpis.access import metrics_for
from headway.kpis.models import Metric
from headway.okrs.access import objective_for
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective
from headway.okrs.models import Cycle, Objective
from headway.okrs.typed import Typed, read_key_result
from headway.people.caller import Caller
from headway.people.errors import LineError, LinesRefused, Refused
from headway.people.models import Person, Unit
from headway.people.queries import people_of
from headway.rituals.planning.rules.rows import MOST, Group, Row, grouped

KPI = re.compile(r"(K-\d{1,9})\b[\s:,.–-]*(.*)", re.IGNORECASE | re.DOTALL)
DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")
COLUMN_OF = {"title": "key_result", "fixed_share": "target", "limit_lower": "baseline", "limit_upper": "target"}


@dataclass
class Read:
    """What rows say: the objectives that could be made of them, and every error. With errors nothing is made."""

    goals: list[NewObjective] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)

    @property
    def key_results(self) -> int:
        return sum(len(goal.key_results) for goal in self.goals)

    def required(self) -> list[NewObjective]:
        """The objectives; :class:`LinesRefused` when a row is wrong."""
        if self.errors:
            raise LinesRefused(self.errors)
        return self.goals


class _Reader:
    """Reads the rows of one plan; people and KPIs are looked up once."""

    def __init__(self, caller: Caller, unit: Unit, cycle: Cycle, rows: Sequence[Row]) -> None:
        self.caller, self.unit, self.cycle = caller, unit, cycle
        self.people: list[Person] = list(people_of(caller)) if any(row.owner for row in rows) else []
        keys = {found[1].upper() for row in rows if (found := KPI.fullmatch(row.key_result))}
        self.metrics: dict[str, Metric] = (
            {row.key: row for row in metrics_for(caller).filter(key__in=keys)} if keys else {}
        )
        self.errors: list[LineError] = []

    def goal(self, group: Group) -> NewObjective | None:
        """The objective of a group of rows, or None where something in it is wrong."""
        before = len(self.errors)
        head = group.head
        if not head.objective:
            self.wrong(
                head, "objective", "", _("Say which objective this key result belongs to, here or in a row above.")
            )
        if len(head.objective) > 200:
            self.wrong(head, "objective", head.objective, _("A title holds up to 200 characters: shorten it."))
        self.filled_in(head, "objective", head.objective)
        owner = self.owner(head) or self.caller.someone
        rows = [self.key_result(row) for row in group.rows]
        if not group.rows:
            self.day(head)
        if len(self.errors) > before:
            return None
        made = tuple(row for row in rows if row is not None)
        return NewObjective(head.objective, owner, self.unit, self.cycle, key_results=made)

    def key_result(self, row: Row) -> NewKeyResult | None:
        title, metric = self.metric(row)
        owner, due = self.owner(row), self.day(row)
        try:
            typed = Typed(title=title, unit=row.unit, baseline=row.baseline, target=row.target, metric=metric)
            made = read_key_result(typed, owner=owner, due=due)
            self.check(row, made)
        except Refused as error:
            column = COLUMN_OF.get(error.field, error.field) or "key_result"
            self.wrong(row, column, getattr(row, column, ""), error.message)
            return None
        return made

    def check(self, row: Row, made: NewKeyResult) -> None:
        """What would be refused later is said now, at its cell."""
        if not made.title and made.metric is None:
            self.wrong(row, "key_result", "", _("Say what moves: name the number."))
        if len(made.title) > 200:
            self.wrong(row, "key_result", made.title, _("A title holds up to 200 characters: shorten it."))
        self.filled_in(row, "key_result", made.title)
        if made.baseline is None and made.metric is None:
            self.wrong(row, "baseline", row.baseline, _("A movement needs the value it starts from: fill it in."))
        if made.target is None and not made.target_words:
            self.wrong(row, "target", row.target, _("A movement needs a target: a value, or words like “−25 %”."))
        if made.target is not None and made.target == made.baseline:
            self.wrong(row, "target", row.target, _("It is the same as the baseline, so nothing would move."))

    def filled_in(self, row: Row, column: str, title: str) -> None:
        if said := left_open(title):
            self.wrong(row, column, title, told(said))

    def metric(self, row: Row) -> tuple[str, Metric | None]:
        found = KPI.fullmatch(row.key_result)
        if not found:
            return row.key_result, None
        metric = self.metrics.get(found[1].upper())
        if metric is None:
            self.wrong(row, "key_result", row.key_result, _("There is no such KPI for you here: check its key."))
        return found[2].strip() or (metric.name if metric else row.key_result), metric

    def owner(self, row: Row) -> Person | None:
        text = row.owner.casefold().lstrip("@")
        if not text:
            return None
        named = {text: [p for p in self.people if text in {p.key.casefold(), p.email.casefold(), p.name.casefold()}]}
        found = named[text] or [p for p in self.people if p.name.casefold().split()[0] == text]
        if len(found) == 1:
            return found[0]
        why = (
            _("Several people are called so: type an e-mail address or a key.")
            if found
            else _("Nobody here is called so: type a name as it is written here, an e-mail address or a key.")
        )
        self.wrong(row, "owner", row.owner, why)
        return None

    def day(self, row: Row) -> date | None:
        if not row.due:
            return None
        found = next((day for form in DATES if (day := _parsed(row.due, form))), None)
        if found is None:
            self.wrong(row, "due", row.due, _("This is no date: write it like 2027-03-31, or leave it empty."))
        elif not self.cycle.start <= found <= self.cycle.end:
            span = {"start": self.cycle.start, "end": self.cycle.end}
            self.wrong(row, "due", row.due, _("The cycle runs from %(start)s to %(end)s: choose a day inside.") % span)
        return found

    def wrong(self, row: Row, column: str, value: str, message: str) -> None:
        self.errors.append(LineError(row.line, column, value, message))


def _parsed(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC).date()
    except ValueError:
        return None


def read_rows(caller: Caller, unit: Unit, cycle: Cycle, rows: Iterable[Row]) -> Read:
    """Read rows into objectives of a unit and a cycle; nothing is written."""
    found = list(rows)
    if len(found) > MOST:
        wrong = LineError(found[MOST].line, "objective", "", f"A plan holds up to {MOST} rows: send it in parts.")
        return Read(errors=[wrong])
    reader = _Reader(caller, unit, cycle, found)
    goals = [goal for group in grouped(found) if (goal := reader.goal(group))]
    return Read(goals, sorted(dict.fromkeys(reader.errors), key=lambda error: error.line))


def under(goals: Sequence[NewObjective], parent: Objective | None) -> list[NewObjective]:
    """The objectives, each under a parent."""
    return [replace(goal, parent=parent) for goal in goals] if parent else list(goals)


def parent_in(caller: Caller, key: str) -> Objective | None:
    """The objective above, by its key; None for an empty one."""
    return objective_for(caller, key) if key else None
