"""An objective whose key results only hold what is."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import KeyResult, Objective, Snapshot, named
from ..wording import is_output, recorded

CODE = "all_static"
ALONE = True
IN_FILES = True
TITLE = _("Nothing in it moves")
WHAT = _("Every key result of an objective keeps a level, or is work beside such levels: none changes one.")
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


_ALL = _("All {n} key results of “{goal_title}” hold a level: {titles}.")
_MIXED = _("Of {n} key results of “{goal_title}”, {held} hold a level ({titles}) and the others are work: none moves.")


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an objective with two or more key results."""
    for goal in snapshot.current:
        rows = snapshot.krs_of(goal)
        held = [row for row in rows if _is_static(row)]
        if len(rows) > 1 and held and all(row in held or is_output(row.kind, row.title) for row in rows):
            told = _ALL if len(held) == len(rows) else _MIXED
            evidence = told.format(
                n=len(rows), goal_title=goal.title, titles=named([r.title for r in held]), held=len(held)
            )
            yield Seen("warning", goal.unit, (goal.key,), evidence, REWRITE, tuple(row.title for row in rows))


def _is_static(row: KeyResult) -> bool:
    return row.kind == "control" or any(
        one.code == "static_kpi" for one in recorded(row.title, "key_result", kind=row.kind)
    )
