"""More objectives in a cycle than a unit can keep in view."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import Objective, Snapshot, named

CODE = "too_many_objectives"
TITLE = _("Too many objectives")
WHAT = _("A unit has set itself more objectives for one cycle than its limit.")
WHY = _(
    "What is one of many is nobody's first concern: attention is what objectives are for, and it does not multiply."
)
REWRITE = _("Keep the {most} that would change most, and move the rest to the next cycle or to the work below them.")
EXAMPLES = (
    SetExample(
        _("Sales has four objectives this quarter, and three at most are usual here."),
        Snapshot(objectives=tuple(Objective(f"O-{n}", f"Goal {n}") for n in range(4))),
        True,
    ),
    SetExample(
        _("Sales has three."),
        Snapshot(objectives=tuple(Objective(f"O-{n}", f"Goal {n}") for n in range(3))),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a unit and cycle."""
    for (unit, cycle), rows in snapshot.by_unit_and_cycle(snapshot.current).items():
        at_top = unit == snapshot.root()
        limits = snapshot.limits.company_objectives if at_top else snapshot.limits.unit_objectives
        if len(rows) > limits[1]:
            evidence = _("{n} objectives in {name}, where {limits0} to {limits1} are usual: {titles}. {said}").format(
                n=len(rows),
                name=snapshot.cycle[cycle].name,
                limits0=limits[0],
                limits1=limits[1],
                titles=named([row.title for row in rows]),
                said=snapshot.limits.said,
            )
            keys = tuple(row.key for row in rows)
            level = "warning" if len(rows) > 1.5 * limits[1] else "hint"
            yield Seen(level, unit, (unit, cycle), evidence.strip(), REWRITE.format(most=limits[1]), keys)
