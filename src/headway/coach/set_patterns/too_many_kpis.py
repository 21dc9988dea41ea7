"""More KPIs on a unit's board than it can answer for."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..snapshot import Kpi, Snapshot, groups

CODE = "too_many_kpis"
TITLE = "Too many KPIs"
WHAT = "A unit watches more KPIs than its limit."
WHY = "A KPI asks for a decision when it leaves its band. Nobody decides on so many, so the red ones stop being news."
REWRITE = "Audit them: keep those a decision rested on in the last six months, and make the others metrics again."
EXAMPLES = (
    SetExample(
        "Twelve KPIs, where five to ten are usual.",
        Snapshot(kpis=tuple(Kpi(f"K-{n}", f"Number {n}") for n in range(12))),
        True,
    ),
    SetExample("Ten.", Snapshot(kpis=tuple(Kpi(f"K-{n}", f"Number {n}") for n in range(10))), False),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a unit."""
    least, most = snapshot.limits.unit_kpis
    for unit, rows in groups((each.unit, each) for each in snapshot.kpis).items():
        if len(rows) > most:
            evidence = f"{len(rows)} KPIs, where {least} to {most} are usual. {snapshot.limits.said}".strip()
            level = "warning" if len(rows) > 1.5 * most else "hint"
            yield Seen(level, unit, (unit,), evidence, REWRITE, tuple(row.key for row in rows))
