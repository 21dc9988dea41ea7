"""Goals as of a date as plain data: the same for the API and for ``--json``."""

from typing import Any

from headway.okrs.past import Moment, PastGoal, PastObjective, PastUnit

Out = dict[str, Any]


def past_unit_out(unit: PastUnit, moment: Moment) -> Out:
    """A unit as of a day, one level deep."""
    return {
        "as_of": moment.day, "key": unit.key, "name": unit.name, "parent": unit.parent, "units": dict(unit.units),
        "objectives": [past_goal_out(goal) for goal in unit.objectives],
    }  # fmt: skip


def past_objective_out(shown: PastObjective, moment: Moment) -> Out:
    """An objective as of a day, with what is one level around it."""
    return {
        "as_of": moment.day, "objective": past_goal_out(shown.goal), "unit": shown.unit_key, "cycle": shown.cycle,
        "key_results": [past_goal_out(row) for row in shown.key_results],
        "children": [past_goal_out(goal) for goal in shown.children],
        "parents": [past_goal_out(goal) for goal in shown.parents], "theme": shown.theme, "co_owners": shown.co_owners,
    }  # fmt: skip


def past_goal_out(goal: PastGoal) -> Out:
    """An objective or key result as of a day: what people had written, and what was shown."""
    return {
        "key": goal.key, "title": goal.title, "owner": goal.owner, "progress": goal.progress, "status": goal.status,
        "hand_status": goal.hand_status, "share": goal.share, "kind": goal.kind, "image": goal.image,
        "shown": goal.shown,
    }  # fmt: skip
