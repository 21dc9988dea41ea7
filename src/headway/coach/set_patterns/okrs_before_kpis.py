"""Objectives in a company that measures nothing yet."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _, ngettext
from ..snapshot import Kpi, Objective, Snapshot

CODE = "okrs_before_kpis"
TITLE = _("OKRs before any KPI")
WHAT = _("Objectives are pursued and no KPI is watched anywhere in the company.")
WHY = _("Nobody knows where the floor is, so baselines are guesses and nobody will see what gets worse on the way.")
REWRITE = _(
    "Start with the few numbers that would be a crisis at zero; the objectives' key results can then sit on them."
)
EXAMPLES = (
    SetExample(
        _("Two objectives, no KPI."),
        Snapshot(objectives=(Objective("O-1", "Customers stay"), Objective("O-2", "Grow"))),
        True,
    ),
    SetExample(
        _("One KPI."), Snapshot(objectives=(Objective("O-1", "Customers stay"),), kpis=(Kpi("K-1", "Cash"),)), False
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding at most, about the company."""
    if snapshot.current and not snapshot.kpis:
        count = len(snapshot.current)
        evidence = ngettext(
            "{n} objective open, and no KPI in the whole company.",
            "{n} objectives open, and no KPI in the whole company.", count,
        ).format()  # fmt: skip
        yield Seen("warning", snapshot.root(), (snapshot.root(),), evidence, REWRITE, ())
