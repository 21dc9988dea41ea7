"""Goals that were set and forgotten."""

from collections.abc import Iterator
from datetime import timedelta

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import KeyResult, Objective, Snapshot, named

CODE = "check_ins_stopped"
TITLE = _("Nobody checks in any more")
WHAT = _("Nobody has said anything about a running objective's key results for three check-ins in a row.")
WHY = _("A goal that nobody speaks of is decided by nobody; the bad news of week three arrives in week thirteen.")
REWRITE = _("Check in now, with what you know; if nobody can say anything about it, drop it with a reason.")
EXAMPLES = (
    SetExample(
        _("Last heard in the first week, six weeks ago."),
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"),),
            key_results=(KeyResult("KR-1", "Clinics", heard=Snapshot().cycle["C-2"].start),),
        ),
        True,
    ),
    SetExample(
        _("Heard last week."),
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"),),
            key_results=(KeyResult("KR-1", "Clinics", heard=Snapshot().today - timedelta(days=7)),),
        ),
        False,
    ),
    SetExample(
        _("Written down yesterday, in the middle of its cycle."),
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"),),
            key_results=(KeyResult("KR-1", "Clinics", made=Snapshot().today - timedelta(days=1)),),
        ),
        False,
    ),
    SetExample(
        _("Its number comes from a KPI by itself."),
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"),), key_results=(KeyResult("KR-1", "Clinics", metric="K-1"),)
        ),
        False,
    ),
)
MISSED = 3


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an objective: the key results that people type, silent for three check-ins or more."""
    limit = timedelta(weeks=MISSED * snapshot.check_in_weeks)
    for goal in snapshot.running:
        rows = [row for row in snapshot.krs_of(goal) if _is_silent(snapshot, row, limit)]
        if rows:
            last = max(row.quiet_since for row in rows)
            heard = (
                _("never") if all(row.heard is None for row in rows) else _("last on {last:%-d %B}").format(last=last)
            )
            weeks = (snapshot.today - last).days // 7
            evidence = _("{titles}: {heard}, {weeks} weeks without a word.").format(
                titles=named([row.title for row in rows]), heard=heard, weeks=weeks
            )
            keys = (goal.key, *(row.key for row in rows))
            level = "warning" if weeks < 2 * MISSED * snapshot.check_in_weeks else "error"
            yield Seen(level, goal.unit, keys, evidence, REWRITE, (last.isoformat(),))


def _is_silent(snapshot: Snapshot, row: KeyResult, limit: timedelta) -> bool:
    if row.metric or row.kind == "done" or (row.progress or 0) >= 1 or row.start > snapshot.today:
        return False
    return snapshot.today - row.quiet_since > limit
