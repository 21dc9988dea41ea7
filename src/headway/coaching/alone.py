"""The world of one objective: what can be judged without looking at any other."""

from collections.abc import Iterable, Sequence

from headway.coach import snapshot as seen
from headway.coaching.snapshots import limits_of
from headway.okrs.models import KeyResult, Objective
from headway.people.caller import Caller


def alone(
    caller: Caller, goal: Objective, rows: Sequence[KeyResult], guardrails: Iterable[str], carried: bool = False
) -> seen.Snapshot:
    """``goal`` with ``rows`` and the keys of its guardrails; ``carried`` where others contribute to it."""
    unit = goal.unit
    named = (goal.cycle.key, goal.cycle.name) if goal.cycle else ("", "")
    cycle = seen.Cycle(*named, goal.start, goal.due, "active")
    one = seen.Objective(
        goal.key, goal.title, unit.key, goal.owner.key, cycle.key, goal.why, start=goal.start, due=goal.due,
        guardrails=tuple(guardrails),
    )  # fmt: skip
    results = tuple(
        seen.KeyResult(
            row.key, row.title, goal.key, str(row.owner_id), row.kind, str(row.metric_id or ""),
            row.baseline, row.target, row.start, row.due,
        )
        for row in rows
    )  # fmt: skip
    above = (seen.Objective(f"{goal.key}+", "", closed=True, cycle=cycle.key, parents=(goal.key,)),) if carried else ()
    return seen.Snapshot(
        today=caller.today, units=(seen.Unit(unit.key, unit.name),), people={}, objectives=(one, *above),
        cycles=(cycle,), key_results=results,
        limits=limits_of(caller),
    )  # fmt: skip
