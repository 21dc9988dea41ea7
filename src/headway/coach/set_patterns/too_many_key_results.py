"""More key results under one objective than anybody follows."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import KeyResult, Objective, Snapshot

CODE = "too_many_key_results"
ALONE = True
IN_FILES = True
TITLE = _("Too many key results")
WHAT = _("An objective carries more key results than the limit.")
WHY = _(
    "A long list is a plan, not a proof: with so many numbers, none of them decides whether the objective came true."
)
REWRITE = _("Keep the {most} whose movement would prove “{title}”; the rest are KPIs to watch or initiatives below.")
EXAMPLES = (
    SetExample(
        _("Seven key results under one objective, where two to four are usual."),
        Snapshot(
            objectives=(Objective("O-1", "Customers stay"),),
            key_results=tuple(KeyResult(f"KR-{n}", f"Number {n}") for n in range(7)),
        ),
        True,
    ),
    SetExample(
        _("Four."),
        Snapshot(
            objectives=(Objective("O-1", "Customers stay"),),
            key_results=tuple(KeyResult(f"KR-{n}", f"Number {n}") for n in range(4)),
        ),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an objective."""
    least, most = snapshot.limits.objective_krs
    for goal in snapshot.current:
        rows = snapshot.krs_of(goal)
        if len(rows) > most:
            evidence = _("{n} key results under “{goal_title}”, where {least} to {most} are usual. {said}").format(
                n=len(rows), goal_title=goal.title, least=least, most=most, said=snapshot.limits.said
            )
            rewrite = REWRITE.format(most=most, title=goal.title)
            level = "warning" if len(rows) > 1.5 * most else "hint"
            yield Seen(level, goal.unit, (goal.key,), evidence.strip(), rewrite, tuple(row.key for row in rows))
