"""Two departments that set out for the same thing."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import KeyResult, Objective, Snapshot

CODE = "duplicate_goal"
TITLE = _("Two departments, one goal")
WHAT = _("Objectives or key results of different departments say the same, and neither is aligned to the other.")
WHY = _("Two teams do the work twice, count the result twice, or wait for each other; nobody answers for it.")
REWRITE = _("Let one of {units} own it, and let the other support it with the part that is only theirs.")
EXAMPLES = (
    SetExample(
        _("Sales and Product both want to shorten the onboarding."),
        Snapshot(
            objectives=(
                Objective("O-1", "Customers are onboarded faster"),
                Objective("O-2", "Quick onboarding of customers", "U-3"),
            )
        ),
        True,
    ),
    SetExample(
        _("One supports the other."),
        Snapshot(
            objectives=(
                Objective("O-1", "Customers are onboarded faster"),
                Objective("O-2", "Quick onboarding of customers", "U-3", parents=("O-1",)),
            )
        ),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a pair of objectives, or of key results of objectives that are no such pair."""
    open_ = {goal.key: goal for goal in snapshot.current}
    paired = set()
    for one, other, how in snapshot.like_objectives:
        if one in open_ and other in open_ and _apart(snapshot, open_[one], open_[other]):
            paired.add((one, other))
            yield _seen(snapshot, open_[one], open_[other], (open_[one], open_[other]), how)
    rows = {row.key: row for row in snapshot.key_results if row.objective in open_}
    for one, other, how in snapshot.like_key_results:
        if one not in rows or other not in rows:
            continue
        first, second = open_[rows[one].objective], open_[rows[other].objective]
        same = rows[one].metric and rows[one].metric == rows[other].metric
        if not same and (first.key, second.key) not in paired and _apart(snapshot, first, second):
            yield _seen(snapshot, first, second, (rows[one], rows[other]), how)


def _apart(snapshot: Snapshot, first: Objective, second: Objective) -> bool:
    """Whether they belong to different departments, run together, and neither is aligned to the other."""
    root = snapshot.root()
    departments = {snapshot.department(first.unit), snapshot.department(second.unit)}
    together = first.start <= second.due and second.start <= first.due
    tied = first.key in second.parents or second.key in first.parents
    return len(departments) == 2 and root not in departments and together and not tied


Row = Objective | KeyResult


def _seen(snapshot: Snapshot, first: Objective, second: Objective, rows: tuple[Row, Row], how: float) -> Seen:
    one, other = rows
    names = [snapshot.unit_name(goal.unit) for goal in (first, second)]
    evidence = _(
        "{names0}: “{one_title}” ({one_key}); {names1}: “{other_title}” ({other_key}). {how:.0%} of "
        "their ideas are the same."
    ).format(
        names0=names[0],
        one_title=one.title,
        one_key=one.key,
        names1=names[1],
        other_title=other.title,
        other_key=other.key,
        how=how,
    )
    rewrite = REWRITE.format(units=_("{one} and {other}").format(one=names[0], other=names[1]))
    return Seen("warning", first.unit, (one.key, other.key), evidence, rewrite, (one.title, other.title))
