"""A unit where everything is well and nothing is wanted."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import Kpi, Objective, Snapshot, groups

CODE = "all_green"
TITLE = _("All green, and nothing to change")
WHAT = _("Every KPI of a unit is healthy, none of them is being raised, and the unit has no objective.")
WHY = _("Either the bands are so wide that nothing can turn red, or there is room to aim higher and nobody does.")
REWRITE = _("Choose the KPI where better would matter most, and raise it by an objective; or narrow the widest band.")
EXAMPLES = (
    SetExample(
        _("Three healthy KPIs of Product, no objective on any."),
        Snapshot(kpis=tuple(Kpi(f"K-{n}", f"Number {n}", "U-3") for n in range(3))),
        True,
    ),
    SetExample(
        _("One of them is amber."),
        Snapshot(kpis=(Kpi("K-1", "A", "U-3"), Kpi("K-2", "B", "U-3"), Kpi("K-3", "C", "U-3", state="amber"))),
        False,
    ),
    SetExample(
        _("The unit has an objective."),
        Snapshot(
            kpis=tuple(Kpi(f"K-{n}", f"Number {n}", "U-3") for n in range(3)),
            objectives=(Objective("O-1", "Trials succeed", "U-3"),),
        ),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a unit with three KPIs or more."""
    going = {goal.key for goal in snapshot.current}
    raised = {row.metric for row in snapshot.key_results if row.objective in going}
    busy = {goal.unit for goal in snapshot.current}
    for unit, rows in groups((kpi.unit, kpi) for kpi in snapshot.kpis).items():
        well = len(rows) > 2 and all(row.state == "green" for row in rows)
        if well and unit not in busy and not any(row.key in raised for row in rows):
            evidence = _("All {n} KPIs are healthy, no key result is on any of them, and no objective is open.").format(
                n=len(rows)
            )
            yield Seen("hint", unit, (unit,), evidence, REWRITE, tuple(row.key for row in rows))
