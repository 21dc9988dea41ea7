"""An objective whose key results only hold what is."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..snapshot import KeyResult, Objective, Snapshot, named
from ..wording import glance

CODE = "all_static"
ALONE = True
TITLE = "Nothing in it moves"
WHAT = "Every key result of an objective keeps a level instead of changing one."
WHY = "If all of them are met by today's work, the objective asks for nothing: these are KPIs with healthy bands."
REWRITE = (
    "Make them KPIs that guard the floor, and ask which one of them should be at a new level: “from <now> to <then>”."
)
EXAMPLES = (
    SetExample(
        "Uptime and response time, both to be kept.",
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
        "One of the two moves.",
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
            evidence = f"All {len(rows)} key results of “{goal.title}” hold a level: {named([r.title for r in rows])}."
            yield Seen("warning", goal.unit, (goal.key,), evidence, REWRITE, tuple(row.title for row in rows))


def _is_static(row: KeyResult) -> bool:
    return row.kind == "control" or "static_kpi" in glance(row.title, "key_result").codes
