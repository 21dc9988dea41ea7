"""An objective whose key results only hold what is."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import KeyResult, Objective, Snapshot, named
from ..wording import glance

CODE = "all_static"
ALONE = True
TITLE = _("Nothing in it moves")
WHAT = _("Every key result of an objective keeps a level instead of changing one.")
WHY = _("If all of them are met by today's work, the objective asks for nothing: these are KPIs with healthy bands.")
REWRITE = _(
    "Make them KPIs that guard the floor, and ask which one of them should be at a new level: “from <now> to <then>”."
)
EXAMPLES = (
    SetExample(
        _("Uptime and response time, both to be kept."),
        Snapshot(
            objectives=(Objective("O-1", "A platform one can trust"),),
            key_results=(
                KeyResult("KR-1", "Keep uptime above 99.9%", kind="control"),
                KeyResult("KR-2", "Maintain response time below 200 ms"),
            ),
        ),
        True,
    ),
    SetExample(
        _("One of the two moves."),
        Snapshot(
            objectives=(Objective("O-1", "A platform one can trust"),),
            key_results=(
                KeyResult("KR-1", "Keep uptime above 99.9%", kind="control"),
                KeyResult("KR-2", "Cut time to recover from 4 h to 30 min"),
            ),
        ),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an objective with two or more key results."""
    for goal in snapshot.current:
        rows = snapshot.krs_of(goal)
        if len(rows) > 1 and all(_is_static(row) for row in rows):
            evidence = _("All {n} key results of “{goal_title}” hold a level: {titles}.").format(
                n=len(rows), goal_title=goal.title, titles=named([r.title for r in rows])
            )
            yield Seen("warning", goal.unit, (goal.key,), evidence, REWRITE, tuple(row.title for row in rows))


def _is_static(row: KeyResult) -> bool:
    return row.kind == "control" or "static_kpi" in glance(row.title, "key_result").codes
