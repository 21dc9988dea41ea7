"""The goal moved to where the ball was."""

from collections.abc import Iterator
from datetime import date

from ..found import Seen, SetExample
from ..quoting import clip
from ..said import _
from ..snapshot import Amendment, KeyResult, Objective, Snapshot

CODE = "late_target"
TITLE = _("A target changed late")
WHAT = _("A target was brought nearer in the second half of its cycle.")
WHY = _("The score then tells how the target was moved, not how far one came; next cycle's targets are set on it.")
REWRITE = _("Leave the original target and grade against it: 0.4 with the reason teaches more than 1.0 without.")
EXAMPLES = (
    SetExample(
        _("From 20 to 14 in the tenth week."),
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"),),
            key_results=(KeyResult("KR-1", "Clinics", target=14),),
            amendments=(Amendment("AM-1", "KR-1", 20, 14, date(2026, 12, 8), "Too far."),),
            today=date(2026, 12, 9),
        ),
        True,
    ),
    SetExample(
        _("In the second week."),
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"),),
            key_results=(KeyResult("KR-1", "Clinics", target=14),),
            amendments=(Amendment("AM-1", "KR-1", 20, 14, date(2026, 10, 9), "Too far."),),
        ),
        False,
    ),
    SetExample(
        _("Raised, not lowered."),
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"),),
            key_results=(KeyResult("KR-1", "Clinics", target=26),),
            amendments=(Amendment("AM-1", "KR-1", 20, 26, date(2026, 12, 8), "Well ahead."),),
            today=date(2026, 12, 9),
        ),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an accepted amendment of an open goal's target that made it easier."""
    going = {goal.key: goal for goal in snapshot.current}
    for change in snapshot.amendments:
        row = snapshot.key_result.get(change.key_result)
        if row is None or row.objective not in going or row.baseline is None:
            continue
        span, passed = (row.due - row.start).days, (change.on - row.start).days
        if span and passed / span > 0.5 and abs(change.new - row.baseline) < abs(change.old - row.baseline):
            yield _seen(going[row.objective], row, change, passed / span)


def _seen(goal: Objective, row: KeyResult, change: Amendment, passed: float) -> Seen:
    evidence = _(
        "“{row_title}”: the target went from {change_old:,.10g} to {change_new:,.10g} on {change_on:%-d "
        "%B}, when {passed:.0%} of its time had passed. The reason given: “{reason}”."
    ).format(
        row_title=row.title,
        change_old=change.old,
        change_new=change.new,
        change_on=change.on,
        passed=passed,
        reason=clip(change.reason),
    )
    level = "warning" if passed > 0.75 else "hint"
    return Seen(level, goal.unit, (row.key, change.key), evidence, REWRITE, (change.key,))
