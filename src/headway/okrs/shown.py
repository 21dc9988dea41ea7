"""What Headway computes of a goal and shows: the log keeps it with each fold, so that no date is ever recomputed."""

from collections.abc import Iterable
from typing import Any

from headway.activity.log import Entry
from headway.okrs.models import KeyResult, Objective

OF_OBJECTIVE = (
    "progress", "status", "status_reason", "worst", "worst_key", "data_share", "confidence", "heard_at", "shares",
)  # fmt: skip
OF_KEY_RESULT = (
    "progress", "status", "status_reason", "current", "current_on", "confidence", "checked_in_at", "done_at",
)  # fmt: skip


def shown_of(goal: Objective | KeyResult) -> dict[str, Any]:
    """What is shown of a goal besides what people wrote."""
    names = OF_OBJECTIVE if isinstance(goal, Objective) else OF_KEY_RESULT
    return {name: getattr(goal, name) for name in names}


def show(entry: Entry, goals: Iterable[Objective | KeyResult]) -> None:
    """Let the log keep what is shown of ``goals`` from now on."""
    for goal in goals:
        entry.show(goal.key, shown_of(goal))
