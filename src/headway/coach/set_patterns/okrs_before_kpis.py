"""Objectives in a company that measures nothing yet."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..snapshot import Kpi, Objective, Snapshot

CODE = "okrs_before_kpis"
TITLE = "OKRs before any KPI"
WHAT = "Objectives are pursued and no KPI is watched anywhere in the company."
WHY = "Nobody knows where the floor is, so baselines are guesses and nobody will see what gets worse on the way."
REWRITE = "Start with the few numbers that would be a crisis at zero; the objectives' key results can then sit on them."
EXAMPLES = (
    SetExample(
        "Two objectives, no KPI.",
        Snapshot(objectives=(Objective("O-1", "Customers stay"), Objective("O-2", "Grow"))),
        True,
    ),
    SetExample(
        "One KPI.", Snapshot(objectives=(Objective("O-1", "Customers stay"),), kpis=(Kpi("K-1", "Cash"),)), False
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding at most, about the company."""
    if snapshot.current and not snapshot.kpis:
        count = len(snapshot.current)
        evidence = f"{count} objective{'s' * (count != 1)} open, and no KPI in the whole company."
        yield Seen("warning", snapshot.root(), (snapshot.root(),), evidence, REWRITE, ())
