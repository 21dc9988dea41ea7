"""A board copied into key results."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import KeyResult, Kpi, Objective, Snapshot, groups

CODE = "every_kpi_a_kr"
TITLE = _("Every KPI turned into a key result")
WHAT = _("All KPIs of a unit, three or more, are key results at the same time.")
WHY = _("If everything is to rise, nothing was chosen, and nothing is left that only has to hold meanwhile.")
REWRITE = _("Choose the one or two that matter most now; the others go on being watched in their bands, as guardrails.")
EXAMPLES = (
    SetExample(
        _("Three KPIs of Sales, three key results."),
        Snapshot(
            kpis=tuple(Kpi(f"K-{n}", f"Number {n}", "U-2") for n in range(3)),
            objectives=(Objective("O-1", "Be better"),),
            key_results=tuple(KeyResult(f"KR-{n}", f"Number {n}", metric=f"K-{n}") for n in range(3)),
        ),
        True,
    ),
    SetExample(
        _("One of three."),
        Snapshot(
            kpis=tuple(Kpi(f"K-{n}", f"Number {n}", "U-2") for n in range(3)),
            objectives=(Objective("O-1", "Be better"),),
            key_results=(KeyResult("KR-1", "Number 1", metric="K-1"),),
        ),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a unit."""
    going = {goal.key for goal in snapshot.current}
    raised = {row.metric for row in snapshot.key_results if row.objective in going}
    for unit, rows in groups((kpi.unit, kpi) for kpi in snapshot.kpis).items():
        if len(rows) > 2 and all(row.key in raised for row in rows):
            evidence = _("All {n} KPIs of {unit} are key results of open objectives.").format(
                n=len(rows), unit=snapshot.unit_name(unit)
            )
            yield Seen("warning", unit, (unit,), evidence, REWRITE, tuple(row.key for row in rows))
