"""An objective whose key results are all things to deliver."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import KeyResult, Objective, Snapshot, named
from ..wording import is_output

CODE = "all_outputs"
ALONE = True
IN_FILES = True
TITLE = _("Only outputs")
WHAT = _("Every key result of an objective is work to be finished, and none is a change to be seen.")
WHY = _("All of it can be delivered while nothing gets better, and the objective would still read 100 %.")
REWRITE = _("Keep them as initiatives, and ask for each: whose number moves once it is there? “From <now> to <then>”.")
EXAMPLES = (
    SetExample(
        _("Three deliveries."),
        Snapshot(
            objectives=(Objective("O-1", "A modern onboarding"),),
            key_results=(
                KeyResult("KR-1", "Launch the new onboarding", kind="done"),
                KeyResult("KR-2", "Write the onboarding handbook", kind="done"),
                KeyResult("KR-3", "Publish 12 tutorials"),
            ),
        ),
        True,
    ),
    SetExample(
        _("Two deliveries and their effect."),
        Snapshot(
            objectives=(Objective("O-1", "A modern onboarding"),),
            key_results=(
                KeyResult("KR-1", "Launch the new onboarding", kind="done"),
                KeyResult("KR-2", "Raise the share of teams active after a week from 40% to 65%"),
            ),
        ),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an objective with two or more key results."""
    for goal in snapshot.current:
        rows = snapshot.krs_of(goal)
        if len(rows) > 1 and all(is_output(row.kind, row.title) for row in rows):
            evidence = _("All {n} key results of “{goal_title}” are work: {titles}.").format(
                n=len(rows), goal_title=goal.title, titles=named([r.title for r in rows])
            )
            yield Seen("error", goal.unit, (goal.key,), evidence, REWRITE, tuple(row.title for row in rows))
