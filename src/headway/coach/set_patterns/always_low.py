"""A unit that never gets near."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import Objective, Snapshot, groups

CODE = "always_low"
TITLE = _("Always under 0.4")
WHAT = _("The last objectives of a unit, three or more, were all graded under 0.4.")
WHY = _("Targets that are never met were unreal or had nobody to work on them, and people stop taking them seriously.")
REWRITE = _(
    "Set fewer, ask for each who has the time for it, and start the next target from where the last one really ended."
)
EXAMPLES = (
    SetExample(
        _("Three objectives at 0.2 or 0.3."),
        Snapshot(
            objectives=tuple(Objective(f"O-{n}", f"Goal {n}", cycle="C-1", grade=0.2, closed=True) for n in range(3))
        ),
        True,
    ),
    SetExample(
        _("One ended at 0.7."),
        Snapshot(
            objectives=tuple(
                Objective(f"O-{n}", f"Goal {n}", cycle="C-1", grade=g, closed=True)
                for n, g in enumerate((0.2, 0.3, 0.7))
            )
        ),
        False,
    ),
)
LAST, FEWEST, MOST = 6, 3, 0.4


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a unit, by its last six graded objectives."""
    for unit, rows in groups((goal.unit, goal) for goal in snapshot.graded).items():
        last = rows[:LAST]
        if len(last) >= FEWEST and all((goal.grade or 0) < MOST for goal in last):
            grades = ", ".join(f"{goal.grade:.1f}" for goal in last)
            evidence = _("The last {n} objectives ended at {grades}.").format(n=len(last), grades=grades)
            yield Seen("warning", unit, (unit,), evidence, REWRITE, tuple(goal.key for goal in last))
