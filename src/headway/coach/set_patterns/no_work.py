"""A key result that nobody works on."""

from collections.abc import Iterator
from datetime import timedelta

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import Initiative, KeyResult, Objective, Snapshot, named

CODE = "no_work"
TITLE = _("No work behind it")
WHAT = _("Two weeks after its start a key result still has no initiative, and its objective has none either.")
WHY = _("A number does not move because it was written down; without work behind it, progress is the weather.")
REWRITE = _("Write down the one or two pieces of work you believe will move “{title}”; if there are none, drop it now.")
EXAMPLES = (
    SetExample(
        _("Six weeks in, nothing is being done for it."),
        Snapshot(objectives=(Objective("O-1", "Customers stay"),), key_results=(KeyResult("KR-1", "Churn"),)),
        True,
    ),
    SetExample(
        _("Work is written down."),
        Snapshot(
            objectives=(Objective("O-1", "Customers stay"),),
            key_results=(KeyResult("KR-1", "Churn"),),
            initiatives=(Initiative("I-1", "Call every leaver", key_result="KR-1"),),
        ),
        False,
    ),
)
GRACE = timedelta(days=14)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an objective, naming its key results without work. A key result that is reached needs none."""
    served = {work.key_result for work in snapshot.initiatives}
    general = {work.objective for work in snapshot.initiatives if not work.key_result}
    for goal in snapshot.running:
        if goal.key in general:
            continue
        rows = [
            row for row in snapshot.krs_of(goal)
            if row.key not in served and row.begun + GRACE < snapshot.today and (row.progress or 0) < 1
        ]  # fmt: skip
        if rows:
            days = (snapshot.today - min(row.begun for row in rows)).days
            evidence = _("{titles}: begun {days} days ago, and no initiative is written down.").format(
                titles=named([row.title for row in rows]), days=days
            )
            keys = (goal.key, *(row.key for row in rows))
            yield Seen("hint", goal.unit, keys, evidence, REWRITE.format(title=rows[0].title), ())
