"""An objective that nothing, or only one number, would prove."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _, ngettext
from ..snapshot import KeyResult, Objective, Snapshot

CODE = "too_few_key_results"
ALONE = True
TITLE = _("Too few key results")
WHAT = _("An objective has no key result, or fewer than the limit.")
WHY = _(
    "Without key results nobody can say whether it came true; with a single one, that number becomes the objective."
)
REWRITE = _(
    "Ask what a stranger would have to see to believe “{title}”, and write each sign as “from <now> to <then>”."
)
EXAMPLES = (
    SetExample(_("An objective without any."), Snapshot(objectives=(Objective("O-1", "Customers stay"),)), True),
    SetExample(
        _("An objective with one, where two to four are usual."),
        Snapshot(objectives=(Objective("O-1", "Customers stay"),), key_results=(KeyResult("KR-1", "Churn"),)),
        True,
    ),
    SetExample(
        _("An objective with two."),
        Snapshot(
            objectives=(Objective("O-1", "Customers stay"),),
            key_results=(KeyResult("KR-1", "Churn"), KeyResult("KR-2", "Renewals")),
        ),
        False,
    ),
    SetExample(
        _("An objective without any of its own, to which others contribute."),
        Snapshot(
            objectives=(
                Objective("O-1", "Customers stay", "U-1"),
                Objective("O-2", "Fast answers", parents=("O-1",), closed=True),
            )
        ),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an objective; one that others contribute to is carried by them."""
    least, most = snapshot.limits.objective_krs
    carried = {parent for goal in snapshot.objectives for parent in goal.parents}
    for goal in snapshot.current:
        rows = snapshot.krs_of(goal)
        if len(rows) >= least or goal.key in carried:
            continue
        count = _("No key result") if not rows else ngettext("{n} key result", "{n} key results", len(rows)).format()
        evidence = _("{count} under “{goal_title}”, where {least} to {most} are usual. {said}").format(
            count=count, goal_title=goal.title, least=least, most=most, said=snapshot.limits.said
        )
        level = "hint" if rows else "error"
        basis = (goal.title, *(row.key for row in rows))
        yield Seen(level, goal.unit, (goal.key,), evidence.strip(), REWRITE.format(title=goal.title), basis)
