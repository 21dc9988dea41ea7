"""``refold``: the only writer of progress, spread, status and course of goals."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from headway.activity.log import Entry
from headway.okrs.judge import (
    expected_whole,
    judge_key_result,
    key_result_progress,
    thresholds_of,
)
from headway.okrs.models import KeyResult, Objective
from headway.okrs.parts import with_fed
from headway.okrs.rules import status as status_rules
from headway.okrs.rules.course import with_stop
from headway.okrs.rules.once import count_once
from headway.okrs.rules.rollup import Rolled, roll_up
from headway.okrs.rules.shares import WHOLE as ALL_SHARES
from headway.okrs.rules.status import Thresholds
from headway.okrs.shown import show
from headway.okrs.store import write_goals
from headway.okrs.tree import Change, Tree, children_first, parts_below, parts_of, read_tree
from headway.people.acting import record
from headway.people.caller import Caller

JUDGED = ["progress", "status", "status_reason", "status_since", "computed_at"]
COUNTED = [
    "baseline",
    "target",
    "curve",
    "current",
    "current_on",
    "inside_count",
    "first_inside",
    "reading_count",
    "run",
    "checked_in_at",
    "confidence",
    "done_at",
]
HAND = ["hand_status", "hand_reason", "hand_by", "hand_at", "hand_lasting"]
DayOf = Callable[[Objective | KeyResult], date]
SPREAD = ["worst", "worst_key", "data_share", "shares", "confidence", "heard_at", "course"]


def refold(
    caller: Caller,
    entry: Entry | None,
    objective_ids: Iterable[int],
    counted: Sequence[KeyResult] = (),
    *,
    heard: bool = False,
    lift: bool = False,
) -> Tree:
    """Refold objectives and all that they contribute to, and write what differs.

    ``counted`` are key results whose value was just changed in memory; they are written with the rest.
    ``heard`` says that a value or a word arrived, which the course of the week remembers; ``lift`` ends
    what was set by hand only until the next check-in. Statuses that turned are told to ``entry``. Runs inside
    the action's transaction; without an entry it only computes (a preview) and writes nothing.
    """
    heard_ids = {row.objective_id for row in counted} if heard else set()
    counted = with_fed(counted)
    tree = read_tree({*objective_ids, *(row.objective_id for row in counted)}, counted)
    if lift:
        _lift_hands(tree, entry, heard_ids)
    today = caller.today
    fold_tree(tree, thresholds_of(caller), lambda goal: today, caller.now, heard_ids)
    if entry is not None:
        tell(entry, tree, write_tree(tree, counted))
    return tree


def _lift_hands(tree: Tree, entry: Entry | None, objective_ids: set[int]) -> None:
    for pk in objective_ids & tree.objectives.keys():
        objective = tree.objectives[pk]
        if objective.hand_status and not objective.hand_lasting:
            objective.hand_status, objective.hand_reason, objective.hand_by, objective.hand_at = "", "", None, None
            tree.touched[Objective][pk] = objective
            if entry is not None:
                record(entry, objective)


def fold_tree(
    tree: Tree, limits: Thresholds, day_of: DayOf, now: datetime, heard: frozenset[int] | set[int] = frozenset()
) -> None:
    """Fold every open objective of ``tree``, children first, in memory. ``day_of`` says as of which day.

    Key results come before all objectives: one may count in several of them.
    """
    live = [one for one in children_first(tree) if one.closed_at is None and one.archived_at is None]
    live = [one for one in live if not one.in_backlog]
    for row in (row for objective in live for row in tree.key_results.get(objective.pk, [])):
        _judge(tree, row, key_result_progress(row), judge_key_result(row, day_of(row), limits), now)
    for objective in live:
        fold_objective(tree, objective, limits, day_of, now, heard=objective.pk in heard)


def fold_objective(
    tree: Tree, objective: Objective, limits: Thresholds, day_of: DayOf, now: datetime, *, heard: bool = False
) -> None:
    """Fold one objective; its key results and what contributes to it must be folded already."""
    rows = [*tree.key_results.get(objective.pk, []), *(one.key_result for one in tree.mirrors.get(objective.pk, []))]
    today = day_of(objective)
    parts = parts_of(tree, objective)
    rolled = roll_up(parts)
    progress = count_once(objective.key, parts_below(tree, objective)).progress if objective.meets else rolled.progress
    share_of = dict(zip([part.key for part in parts], rolled.shares, strict=True))
    expected = expected_whole(objective, [(row, share_of[row.key]) for row in rows if row.key in share_of], today)
    own = status_rules.by_pace(progress, expected, limits, started=today >= objective.start)
    shares = [(part.status, share) for part, share in zip(parts, rolled.shares, strict=True)]
    told = sum(share for part, share in zip(parts, rolled.shares, strict=True) if part.told)
    if own.reason in {"pace", "reached"} and told * 2 >= ALL_SHARES:
        own = status_rules.of_parts(shares)
    judged = status_rules.of_objective(own, shares, rolled.data_share, limits)
    _judge(tree, objective, progress, judged, now)
    _spread(tree, objective, rolled, rows, [part.key for part in parts])
    _remember(tree, objective, today, heard=heard)


def _judge(
    tree: Tree,
    goal: Objective | KeyResult,
    progress: int | None,
    said: status_rules.Judgement,
    now: datetime,
) -> None:
    old = goal.status
    if (goal.progress, old, goal.status_reason) == (progress, said.status, said.reason) and goal.computed_at:
        return
    tree.touched[type(goal)][goal.pk] = goal
    goal.progress, goal.status_reason, goal.computed_at = progress, said.reason, now
    if old != said.status:
        goal.status, goal.status_since = said.status, now
        tree.changes[goal.key] = Change(old, said.status, said.reason)


def _spread(tree: Tree, objective: Objective, rolled: Rolled, rows: Sequence[KeyResult], keys: Sequence[str]) -> None:
    heard = [row.checked_in_at for row in rows if row.checked_in_at]
    confident = [row.confidence for row in rows if row.confidence is not None]
    spread = {
        "worst": rolled.worst, "worst_key": rolled.worst_key, "data_share": rolled.data_share,
        "confidence": min(confident, default=None), "heard_at": max(heard, default=None),
        "shares": dict(zip(keys, rolled.shares, strict=True)),
    }  # fmt: skip
    for name, value in spread.items():
        if getattr(objective, name) != value:
            setattr(objective, name, value)
            tree.touched[Objective][objective.pk] = objective


def _remember(tree: Tree, objective: Objective, today: date, *, heard: bool) -> None:
    """Keep what is said this week; a week without change and without a word adds nothing."""
    if not heard and objective.pk not in tree.touched[Objective]:
        return
    stop = (today.toordinal(), objective.progress, objective.status)
    objective.course = with_stop(objective.course, *stop, heard=heard)
    tree.touched[Objective][objective.pk] = objective


def write_tree(tree: Tree, counted: Sequence[KeyResult] = ()) -> list[Objective | KeyResult]:
    """Write what the fold touched, with two statements at most, and return it."""
    rows = tree.touched[KeyResult] | {row.pk: row for row in counted}
    objectives = list(tree.touched[Objective].values())
    write_goals(list(rows.values()), JUDGED + COUNTED + HAND if counted else JUDGED)
    write_goals(objectives, JUDGED + SPREAD + HAND)
    return [*rows.values(), *objectives]


def tell(entry: Entry, tree: Tree, written: Iterable[Objective | KeyResult]) -> None:
    """Tell the log what is shown from now on, and which statuses turned: what the loop follows."""
    show(entry, written)
    if tree.changes:
        told = {key: {"old": c.old, "new": c.new, "reason": c.reason} for key, c in tree.changes.items()}
        entry.say(statuses=told)
        entry.concern(*told)
