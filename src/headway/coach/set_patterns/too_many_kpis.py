"""More KPIs on a unit's board than it can answer for."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import Kpi, Snapshot, groups

CODE = "too_many_kpis"
TITLE = _("Too many KPIs")
WHAT = _("A unit watches more KPIs than its limit.")
WHY = _(
    "A KPI asks for a decision when it leaves its band. Nobody decides on so many, so the red ones stop being news."
)
REWRITE = _("Audit them: keep those a decision rested on in the last six months, and make the others metrics again.")
EXAMPLES = (
    SetExample(
        _("Twelve KPIs, where five to ten are usual."),
        Snapshot(kpis=tuple(Kpi(f"K-{n}", f"Number {n}") for n in range(12))),
        True,
    ),
    SetExample(_("Ten."), Snapshot(kpis=tuple(Kpi(f"K-{n}", f"Number {n}") for n in range(10))), False),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a unit."""
    least, most = snapshot.limits.unit_kpis
    for unit, rows in groups((each.unit, each) for each in snapshot.kpis).items():
        if len(rows) > most:
            evidence = (
                _("{n} KPIs, where {least} to {most} are usual. {said}")
                .format(n=len(rows), least=least, most=most, said=snapshot.limits.said)
                .strip()
            )
            level = "warning" if len(rows) > 1.5 * most else "hint"
            yield Seen(level, unit, (unit,), evidence, REWRITE, tuple(row.key for row in rows))
