"""A member's goal that is the text of the team's."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import KeyResult, Objective, Snapshot

CODE = "copied_goal"
TITLE = _("A copy of the goal above")
WHAT = _("An objective or key result repeats the text of one in the unit above, or of a colleague's in the same unit.")
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
    SetExample(
        _("A member's key result is the team's, number for number."),
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"), Objective("O-2", "My part in it", "U-4", "P-2")),
            key_results=(
                KeyResult("KR-1", "Raise the share of demos followed by a trial from 10 to 20", "O-1"),
                KeyResult("KR-2", "Increase share of demos followed by trials from 10 to 20", "O-2"),
            ),
        ),
        True,
    ),
    SetExample(
        _("The member takes a share of the number."),
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"), Objective("O-2", "My part in it", "U-4", "P-2")),
            key_results=(
                KeyResult("KR-1", "Win clinics in the north", "O-1", baseline=0, target=20),
                KeyResult("KR-2", "Win clinics in the north", "O-2", baseline=0, target=5),
            ),
        ),
        False,
    ),
)
AT_LEAST, AT_LEAST_RESULT = 0.7, 0.85
Row = Objective | KeyResult


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a copy: the lower unit's, or in one unit the later one of another owner; of a key result, if it
    has the numbers of the one above, too, and its objective is no copy."""
    copied = set()
    for one, other, how in snapshot.like_objectives:
        pair = _above_and_below(snapshot, snapshot.objective[one], snapshot.objective[other])
        if how >= AT_LEAST and pair:
            copied.add(pair)
            yield _seen(snapshot, pair, pair, how)
    for one, other, how in snapshot.like_key_results:
        rows = snapshot.key_result[one], snapshot.key_result[other]
        goals = [snapshot.objective[row.objective] for row in rows if row.objective in snapshot.objective]
        pair = _above_and_below(snapshot, *goals) if how >= AT_LEAST_RESULT and len(goals) == 2 else None
        if pair and pair not in copied and _same_numbers(*rows):
            yield _seen(snapshot, pair, rows if goals[0] is pair[0] else (rows[1], rows[0]), how)


def _above_and_below(snapshot: Snapshot, first: Objective, second: Objective) -> tuple[Objective, Objective] | None:
    """The goal that was there and the one that may repeat it; None where neither stands over the other."""
    if first.closed or second.closed or not _together(snapshot, first, second):
        return None
    if second.unit in snapshot.above(first.unit):
        first, second = second, first
    if second.unit != first.unit and first.unit not in snapshot.above(second.unit):
        return None
    return None if second.unit == first.unit and second.owner == first.owner else (first, second)


def _same_numbers(one: KeyResult, other: KeyResult) -> bool:
    """Whether neither is a share of the other, nor both read from one KPI."""
    tied = one.metric and one.metric == other.metric
    return not tied and (one.kind, one.baseline, one.target) == (other.kind, other.baseline, other.target)


def _seen(snapshot: Snapshot, goals: tuple[Objective, Objective], rows: tuple[Row, Row], how: float) -> Seen:
    first, second = goals
    above, copy = rows
    whose = snapshot.unit_name(first.unit) if first.unit != second.unit else snapshot.person(first.owner)
    evidence = _("“{title}” repeats “{first}” ({key}) of {whose}: {how:.0%} of their ideas are the same.").format(
        title=copy.title, first=above.title, key=above.key, whose=whose, how=how
    )
    rewrite = REWRITE.format(unit=snapshot.unit_name(second.unit), above=above.title)
    return Seen("warning", second.unit, (copy.key, above.key), evidence, rewrite, (copy.title, above.title))


def _together(snapshot: Snapshot, first: Objective, second: Objective) -> bool:
    """Whether they are worked on at the same time."""
    return first.start <= second.due and second.start <= first.due
