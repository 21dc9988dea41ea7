"""Green outside, red inside."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..quoting import clip
from ..said import _
from ..snapshot import KeyResult, Objective, Snapshot

CODE = "watermelon"
TITLE = _("A watermelon")
WHAT = _("A goal is set on track by hand while the data says at risk or off track.")
WHY = _("Those above see green and look elsewhere, until it is too late to help.")
REWRITE = _("Say what you know that the data does not, and until when it should show; or let the data speak again.")
EXAMPLES = (
    SetExample(
        _("On track by hand, off track by the data."),
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"),),
            key_results=(KeyResult("KR-1", "Clinics", status="off_track", hand_status="on_track", progress=0.1),),
        ),
        True,
    ),
    SetExample(
        _("At risk by hand, on track by the data."),
        Snapshot(objectives=(Objective("O-1", "Win clinics", status="on_track", hand_status="at_risk"),)),
        False,
    ),
)
_WORDS = {"at_risk": _("at risk"), "off_track": _("off track")}


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an objective or key result."""
    for goal in snapshot.current:
        rows: list[Objective | KeyResult] = [goal, *snapshot.krs_of(goal)]
        for row in rows:
            if row.hand_status == "on_track" and row.status in _WORDS:
                yield _seen(goal, row)


def _seen(goal: Objective, row: Objective | KeyResult) -> Seen:
    at = "" if row.progress is None else _(" at {row_progress:.0%}").format(row_progress=row.progress)
    said = (
        _(" The reason given: “{hand_reason}”.").format(hand_reason=clip(row.hand_reason))
        if row.hand_reason
        else _(" No reason is given.")
    )
    evidence = _("“{row_title}” is on track by hand and {status} by the data{at}.{said}").format(
        row_title=row.title, status=_WORDS[row.status], at=at, said=said
    )
    level = "warning" if row.status == "off_track" else "hint"
    return Seen(level, goal.unit, (row.key,), evidence, REWRITE, (row.status, row.hand_reason))
