"""The check-in grid: what a person looks after, or all of the units they lead, in one keyboard-driven table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from headway.okrs.access import key_results_for, with_its_objective
from headway.okrs.actions.check_ins import CheckInDraft
from headway.okrs.judge import expected_of
from headway.okrs.models import CycleState, KeyResult
from headway.okrs.queries.glyphs import track_of
from headway.okrs.rounds import round_of
from headway.okrs.tree import Tree
from headway.okrs.typed import read_amount, read_confidence
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.ui.format import plain

MOST = 100
"""A meeting hears no more key results than this in one table."""


@dataclass
class GridRow:
    """One key result in the grid, what was typed into it, and what is wrong with that."""

    goal: KeyResult
    track: Any
    filled: bool
    needs: bool
    value: str = ""
    confidence: str = ""
    note: str = ""
    wrong: str = ""
    wrong_field: str = ""
    draft: CheckInDraft | None = None

    @property
    def last(self) -> str:
        return "" if self.goal.current is None else plain(self.goal.current, self.goal.scale)

    @property
    def typed(self) -> bool:
        return bool(self.value.strip() or self.confidence.strip() or self.note.strip())


@dataclass
class Grid:
    """The rows of a person's grid and when they are due."""

    rows: list[GridRow]
    due: datetime
    week: int
    previous: datetime
    typed: int = 0
    wrong: int = field(default=0)
    team: bool = False

    @property
    def needing(self) -> list[GridRow]:
        return [row for row in self.rows if row.needs]

    @property
    def left(self) -> int:
        return sum(row.needs and not row.typed for row in self.rows)


def my_key_results(caller: Caller) -> list[KeyResult]:
    """Live key results of running cycles that the caller owns or updates: one statement."""
    mine = Q(owner=caller.person_id, updater=None) | Q(updater=caller.person_id)
    return list(_live(caller).filter(mine).order_by("objective_id", "pk"))


def team_key_results(caller: Caller) -> list[KeyResult]:
    """Those of the units that the caller leads, unit by unit: one statement, and one for the units."""
    rows = _live(caller).filter(objective__unit__in=caller.led_units)
    return list(rows.order_by("objective__unit__name", "objective_id", "pk")[:MOST])


def _live(caller: Caller) -> QuerySet[KeyResult]:
    rows = with_its_objective(key_results_for(caller)).filter(
        archived_at=None, objective__archived_at=None, objective__closed_at=None,
        objective__cycle__state__in=[CycleState.ACTIVE, CycleState.SCORING], start__lte=caller.today,
    )  # fmt: skip
    return rows.exclude(kind=KeyResult.Kind.DONE, done_at__isnull=False)


def read_grid(caller: Caller, typed: Mapping[str, str] | None = None, *, team: bool = False) -> Grid:
    """The grid, with what was typed into it (``KR-4-value``, ``KR-4-confidence``, ``KR-4-note``) read and checked."""
    now = round_of(caller)
    rows = [_row(caller, row, now.began_at) for row in (team_key_results if team else my_key_results)(caller)]
    if not team:
        rows.sort(key=lambda row: (row.needs, row.goal.objective_id))
    grid = Grid(rows, now.due_at, now.due_at.isocalendar().week, now.began_at, team=team)
    for row in rows if typed is not None else ():
        _read(row, typed or {})
    grid.typed = sum(row.typed for row in rows)
    grid.wrong = sum(bool(row.wrong) for row in rows)
    return grid


def take_last_values(grid: Grid) -> None:
    """Let every row that needs a value and got nothing say that nothing changed."""
    for row in grid.needing:
        if not row.typed and row.goal.current is not None:
            row.value = row.last
            row.draft = CheckInDraft(row.goal, row.goal.current)


def _row(caller: Caller, row: KeyResult, before: datetime) -> GridRow:
    heard = row.checked_in_at is not None and row.checked_in_at > before
    return GridRow(
        row,
        track_of(row.progress, expected_of(row, caller.today), row.status, 104),
        filled=not row.is_typed,
        needs=row.is_typed and not heard,
    )


def _read(row: GridRow, typed: Mapping[str, str]) -> None:
    for name in ("value", "confidence", "note"):
        setattr(row, name, typed.get(f"{row.goal.key}-{name}", ""))
    if not row.typed:
        return
    try:
        value = None if row.filled else _value(row)
        row.draft = CheckInDraft(row.goal, value, read_confidence(row.confidence), row.note)
    except Refused as error:
        row.wrong, row.wrong_field = error.message, error.field


def _value(row: GridRow) -> int | None:
    if row.goal.kind == KeyResult.Kind.DONE:
        return int(row.value) if row.value in {"0", "1"} else None
    return read_amount(row.value, row.goal, "value")


@dataclass(frozen=True)
class Effect:
    """What check-ins would do to one goal: progress in parts per million and status, before and after."""

    key: str
    title: str
    before: int | None
    after: int | None
    status: str
    turned: bool
    is_objective: bool
    decided_by: str = ""


def effects_of(tree: Tree, drafts: Sequence[CheckInDraft], visible: set[str]) -> list[Effect]:
    """The effect on the key results and on every objective above them that the caller may see, from below upward."""
    mine = {draft.key_result.pk for draft in drafts}
    rows = [row for rows in tree.key_results.values() for row in rows if row.pk in mine]
    goals = sorted(tree.objectives.values(), key=lambda goal: -_depth(tree, goal.pk))
    return [
        *(_effect(tree, row, False) for row in rows),
        *(_effect(tree, goal, True) for goal in goals if goal.key in visible),
    ]


def _effect(tree: Tree, goal: Any, is_objective: bool) -> Effect:
    before, status = tree.before[goal.key]
    decided = goal.worst_key if is_objective and goal.status in {"at_risk", "off_track"} else ""
    return Effect(
        goal.key, goal.title, before, goal.progress, goal.status, status != goal.status, is_objective, decided
    )


def _depth(tree: Tree, pk: int) -> int:
    """How many steps a goal lies under the highest one read."""
    above = {edge.child_id: parent for parent, edges in tree.edges.items() for edge in edges}
    steps = 0
    while pk in above and steps < 100:
        pk, steps = above[pk], steps + 1
    return steps
