"""Work that serves no key result."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import Initiative, KeyResult, Objective, Snapshot, groups, named

CODE = "work_for_nothing"
TITLE = _("Work that serves no key result")
WHAT = _("Initiatives of an objective are tied to none of its key results.")
WHY = _("Nobody said which number this work is believed to move, so nobody will learn whether it did.")
REWRITE = _(
    "For “{title}”, choose the key result it is believed to move; if there is none, the work is not for this objective."
)
EXAMPLES = (
    SetExample(
        _("An initiative beside two key results."),
        Snapshot(
            objectives=(Objective("O-1", "Customers stay"),),
            key_results=(KeyResult("KR-1", "Churn"),),
            initiatives=(Initiative("I-1", "New logo"),),
        ),
        True,
    ),
    SetExample(
        _("It is tied to one."),
        Snapshot(
            objectives=(Objective("O-1", "Customers stay"),),
            key_results=(KeyResult("KR-1", "Churn"),),
            initiatives=(Initiative("I-1", "Call every leaver", key_result="KR-1"),),
        ),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an objective with key results."""
    loose = groups((w.objective, w) for w in snapshot.initiatives if not w.key_result and not w.done)
    for goal in snapshot.current:
        rows = loose.get(goal.key, [])
        if rows and snapshot.krs_of(goal):
            titles = [work.title for work in rows]
            evidence = _("{titles} under “{goal_title}”, tied to no key result.").format(
                titles=named(titles), goal_title=goal.title
            )
            keys = (goal.key, *(work.key for work in rows))
            yield Seen("hint", goal.unit, keys, evidence, REWRITE.format(title=titles[0]), tuple(titles))
