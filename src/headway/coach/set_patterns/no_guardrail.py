"""A push for more or faster, with nothing to say what it must not cost."""

import re
from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import KeyResult, Objective, Snapshot

CODE = "no_guardrail"
ALONE = True
TITLE = _("No guardrail where one is usual")
WHAT = _("A key result pushes volume, speed or cost, and its objective has no guardrail beside it.")
WHY = _(
    "Volume is bought with quality, speed with errors, savings with service: the number moves and the company loses."
)
REWRITE = _("Put a KPI beside “{title}” that must not get worse meanwhile: {guard}.")
EXAMPLES = (
    SetExample(
        _("Support costs shall fall, and nothing guards the service."),
        Snapshot(
            objectives=(Objective("O-1", "Lean support"),),
            key_results=(KeyResult("KR-1", "Cut cost per ticket from €14 to €9", baseline=14, target=9),),
        ),
        True,
    ),
    SetExample(
        _("Satisfaction guards it."),
        Snapshot(
            objectives=(Objective("O-1", "Lean support", guardrails=("K-1",)),),
            key_results=(KeyResult("KR-1", "Cut cost per ticket from €14 to €9", baseline=14, target=9),),
        ),
        False,
    ),
    SetExample(
        _("A key result on quality itself."),
        Snapshot(
            objectives=(Objective("O-1", "Fewer faults"),),
            key_results=(KeyResult("KR-1", "Reduce defects per release from 9 to 3", baseline=9, target=3),),
        ),
        False,
    ),
)
_MANY = (
    r"\b(?:leads?|sign-?ups?|new (?:customers?|users?|clients?|accounts?)|deals?|bookings|units sold|demos?|calls?"
    r"|pipeline|trials?|orders?)\b"
)
_FAST = r"\b(?:lead time|cycle time|time to|response time|speed|deploy\w*|velocity|throughput|handling time)\b"
USUAL = tuple(
    (re.compile(words, re.IGNORECASE), way, guard)
    for words, way, guard in (
        (r"\b(?:costs?|spend|spending|expenses?|budget|headcount|burn)\b", "down", "satisfaction, quality or speed"),
        (_FAST, "any", "errors, incidents or rework"),
        (_MANY, "up", "conversion, margin or churn of those won"),
        (r"\b(?:hires?|hired|recruit\w*|headcount|positions? filled)\b", "up", "who stays after 90 days"),
        (
            r"\b(?:utili[sz]ation|occupancy|tickets? per agent|output per|productivity)\b",
            "up",
            "errors, or people leaving",
        ),
    )
)
"""Words of a pushed number, the way it is pushed, and what usually guards it."""


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding an objective without any guardrail: its first key result that usually has one."""
    for goal in snapshot.current:
        if goal.guardrails:
            continue
        for row in snapshot.krs_of(goal):
            if guard := _usual(row):
                evidence = _("“{row_title}” ({row_key}) is pushed, and no KPI guards “{goal_title}”.").format(
                    row_title=row.title, row_key=row.key, goal_title=goal.title
                )
                rewrite = REWRITE.format(title=row.title, guard=guard)
                yield Seen("hint", goal.unit, (goal.key, row.key), evidence, rewrite, (row.title,))
                break


def _usual(row: KeyResult) -> str:
    if row.kind != "move" or row.baseline is None or row.target is None:
        return ""
    way = "up" if row.target > row.baseline else "down"
    return next((guard for words, to, guard in USUAL if to in {way, "any"} and words.search(row.title)), "")
