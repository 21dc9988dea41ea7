"""A unit that changes things and watches nothing."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _, ngettext
from ..snapshot import KeyResult, Kpi, Objective, Snapshot, groups

CODE = "only_okrs"
TITLE = _("Only OKRs")
WHAT = _("A unit pursues objectives and watches no KPI, neither its own nor one in a key result or as a guardrail.")
WHY = _("Whoever pushes one number without watching the others finds out late what it cost, and a gain is not kept.")
REWRITE = _(
    "Name two or three numbers of {unit} that must not get worse meanwhile, and watch them as KPIs or guardrails."
)
EXAMPLES = (
    SetExample(
        _("Sales has two objectives and no KPI; Product has KPIs."),
        Snapshot(
            kpis=(Kpi("K-1", "Uptime", "U-3"),),
            objectives=(Objective("O-1", "Customers stay"), Objective("O-2", "Clinics choose us")),
        ),
        True,
    ),
    SetExample(
        _("One of its key results is on a KPI."),
        Snapshot(
            kpis=(Kpi("K-1", "Churn", "U-3"),),
            objectives=(Objective("O-1", "Customers stay"), Objective("O-2", "Clinics choose us")),
            key_results=(KeyResult("KR-1", "Churn", metric="K-1"),),
        ),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a unit with objectives; KPIs of the units above count as watched for the company's own."""
    watched = {kpi.unit for kpi in snapshot.kpis}
    if not watched:
        return
    for unit, goals in groups((goal.unit, goal) for goal in snapshot.current).items():
        tied = any(goal.guardrails for goal in goals) or any(row.metric for row in snapshot.krs_of(*goals))
        if unit not in watched and not tied and unit != snapshot.root():
            count = ngettext("{n} objective", "{n} objectives", len(goals)).format()
            name = snapshot.unit_name(unit)
            evidence = _(
                "{name} has {count} and no KPI: none of its own, none in a key result, none as a guardrail."
            ).format(name=name, count=count)
            yield Seen("hint", unit, (unit,), evidence, REWRITE.format(unit=name), ())
