"""A unit that reaches everything it sets."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import Objective, Snapshot, groups

CODE = "always_one"
TITLE = _("Always 1.0")
WHAT = _("The last aspirational objectives of a unit, three or more, were all graded 0.95 or better.")
WHY = _("Whoever always arrives has aimed at what was certain: 0.6 to 0.7 is a good end of an aspirational objective.")
REWRITE = _(
    "For the next one, write a target that feels half out of reach; or call these committed, and say so beforehand."
)
EXAMPLES = (
    SetExample(
        _("Four objectives, four times 1.0."),
        Snapshot(
            objectives=tuple(Objective(f"O-{n}", f"Goal {n}", cycle="C-1", grade=1.0, closed=True) for n in range(4))
        ),
        True,
    ),
    SetExample(
        _("One ended at 0.6."),
        Snapshot(
            objectives=tuple(
                Objective(f"O-{n}", f"Goal {n}", cycle="C-1", grade=g, closed=True)
                for n, g in enumerate((1.0, 0.6, 1.0, 1.0))
            )
        ),
        False,
    ),
    SetExample(
        _("All were committed."),
        Snapshot(
            objectives=tuple(
                Objective(f"O-{n}", f"Goal {n}", cycle="C-1", grade=1.0, closed=True, ambition="committed")
                for n in range(4)
            )
        ),
        False,
    ),
)
LAST, FEWEST, LEAST = 6, 3, 0.95


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a unit, by its last six graded objectives that were not committed."""
    graded = groups((goal.unit, goal) for goal in snapshot.graded if goal.ambition != "committed")
    for unit, rows in graded.items():
        last = rows[:LAST]
        if len(last) >= FEWEST and all((goal.grade or 0) >= LEAST for goal in last):
            evidence = _("The last {n} aspirational objectives ended at {grades}.").format(
                n=len(last), grades=_grades(last)
            )
            yield Seen("warning", unit, (unit,), evidence, REWRITE, tuple(goal.key for goal in last))


def _grades(rows: list[Objective]) -> str:
    return ", ".join(f"{goal.grade:.1f}" for goal in rows)
