"""A cycle that runs although nobody looked across departments."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import Objective, Snapshot

CODE = "skipped_alignment"
TITLE = _("Alignment was never looked at")
WHAT = _(
    "A cycle is running with objectives in several departments, and no alignment review was held or no edge drawn."
)
WHY = _(
    "Gaps, doubles and collisions between departments are cheap to find in an hour at the start, and dear in week ten."
)
REWRITE = _(
    "Hold an hour with the leads: each reads out what it needs from others, and the edges are drawn there and then."
)
EXAMPLES = (
    SetExample(
        _("Three departments set objectives, and not one is aligned to another."),
        Snapshot(
            objectives=(
                Objective("O-1", "Win clinics"),
                Objective("O-2", "Trials succeed", "U-3"),
                Objective("O-3", "Grow", "U-1"),
            )
        ),
        True,
    ),
    SetExample(
        _("Reviews are kept here, and none was held for this cycle."),
        Snapshot(
            objectives=(
                Objective("O-1", "Win clinics"),
                Objective("O-2", "Trials succeed", "U-3", parents=("O-1",)),
            ),
            reviewed=frozenset({"C-1"}),
        ),
        True,
    ),
    SetExample(
        _("Edges are drawn."),
        Snapshot(
            objectives=(
                Objective("O-1", "Win clinics", parents=("O-3",)),
                Objective("O-2", "Trials succeed", "U-3", parents=("O-3",)),
                Objective("O-3", "Grow", "U-1"),
            )
        ),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a running cycle."""
    for cycle in snapshot.cycles:
        rows = [goal for goal in snapshot.running if goal.cycle == cycle.key]
        units = sorted({snapshot.department(goal.unit) for goal in rows})
        if len(units) < 2:
            continue
        aligned = sum(bool(goal.parents) for goal in rows)
        skipped = snapshot.reviewed is not None and cycle.key not in snapshot.reviewed
        if not skipped and aligned:
            continue
        what = _("no alignment review was held") if skipped else _("none is aligned to another")
        evidence = _("{cycle_name} runs with {n} objectives in {n2} departments, and {what}.").format(
            cycle_name=cycle.name, n=len(rows), n2=len(units), what=what
        )
        yield Seen("warning", snapshot.root(), (cycle.key,), evidence, REWRITE, ("skipped",))
