"""The goal moved to where the ball was."""

from collections.abc import Iterator
from datetime import date

from ..found import Seen, SetExample
from ..snapshot import Amendment, KeyResult, Objective, Snapshot

CODE = "late_target"
TITLE = "A target changed late"
WHAT = "A target was brought nearer in the second half of its cycle."
WHY = "The score then tells how the target was moved, not how far one came; next cycle's targets are set on it."
REWRITE = "Leave the original target and grade against it: 0.4 with the reason teaches more than 1.0 without."
EXAMPLES = (
    SetExample(
        "From 20 to 14 in the tenth week.",
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"),),
            key_results=(KeyResult("KR-1", "Clinics", target=14),),
            amendments=(Amendment("AM-1", "KR-1", 20, 14, date(2026, 12, 8), "Too far."),),
            today=date(2026, 12, 9),
        ),
        True,
    ),
    SetExample(
        "In the second week.",
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"),),
            key_results=(KeyResult("KR-1", "Clinics", target=14),),
            amendments=(Amendment("AM-1", "KR-1", 20, 14, date(2026, 10, 9), "Too far."),),
        ),
        False,
    ),
    SetExample(
        "Raised, not lowered.",
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
    evidence = (
        f"“{row.title}”: the target went from {change.old:,.10g} to {change.new:,.10g} on {change.on:%-d %B}, when "
        f"{passed:.0%} of its time had passed. The reason given: “{change.reason[:120]}”."
    )
    level = "warning" if passed > 0.75 else "hint"
    return Seen(level, goal.unit, (row.key, change.key), evidence, REWRITE, (change.key,))
