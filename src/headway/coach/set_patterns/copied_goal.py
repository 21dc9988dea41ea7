"""A member's goal that is the text of the team's."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import Objective, Snapshot

CODE = "copied_goal"
TITLE = _("A copy of the goal above")
WHAT = _("An objective repeats the text of one in the unit above, or of a colleague's in the same unit.")
WHY = _("A copy adds a row and no thought: nobody has said what this person or team will do differently for it.")
REWRITE = _(
    "Say your own part: what must be true in {unit} for “{above}” to come true, and by which number you would see it."
)
EXAMPLES = (
    SetExample(
        _("The team writes down the department's objective."),
        Snapshot(
            objectives=(
                Objective("O-1", "Become the first choice of mid-size clinics"),
                Objective("O-2", "Be the first choice for mid-size clinics", "U-4", "P-2", parents=("O-1",)),
            )
        ),
        True,
    ),
    SetExample(
        _("The team says its own part."),
        Snapshot(
            objectives=(
                Objective("O-1", "Become the first choice of mid-size clinics"),
                Objective("O-2", "Every clinic in the north has met us twice", "U-4", "P-2", parents=("O-1",)),
            )
        ),
        False,
    ),
)
AT_LEAST = 0.7


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a copy: the lower unit's, or in one unit the later one of another owner."""
    for one, other, how in snapshot.like_objectives:
        first, second = snapshot.objective[one], snapshot.objective[other]
        if how < AT_LEAST or first.closed or second.closed or not _together(snapshot, first, second):
            continue
        if second.unit in snapshot.above(first.unit):
            first, second = second, first
        if second.unit != first.unit and first.unit not in snapshot.above(second.unit):
            continue
        if second.unit == first.unit and second.owner == first.owner:
            continue
        whose = snapshot.unit_name(first.unit) if first.unit != second.unit else snapshot.person(first.owner)
        evidence = _("“{title}” repeats “{first}” ({key}) of {whose}: {how:.0%} of their ideas are the same.").format(
            title=second.title, first=first.title, key=first.key, whose=whose, how=how
        )
        rewrite = REWRITE.format(unit=snapshot.unit_name(second.unit), above=first.title)
        yield Seen("warning", second.unit, (second.key, first.key), evidence, rewrite, (second.title, first.title))


def _together(snapshot: Snapshot, first: Objective, second: Objective) -> bool:
    """Whether they are worked on at the same time."""
    return first.start <= second.due and second.start <= first.due
