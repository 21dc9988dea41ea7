"""A unit that watches and wants nothing."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..said import _
from ..snapshot import Kpi, Objective, Snapshot, groups

CODE = "only_kpis"
TITLE = _("Only KPIs")
WHAT = _("A unit watches KPIs and has no objective in a cycle in which others have some.")
WHY = _("KPIs hold the floor. Without an objective nothing is meant to rise above it, and business goes on as usual.")
REWRITE = _(
    "Ask which of its KPIs should be at a new level by the end of the cycle, and open an objective for that one."
)
EXAMPLES = (
    SetExample(
        _("Product watches three KPIs; only Sales has objectives."),
        Snapshot(
            kpis=tuple(Kpi(f"K-{n}", f"Number {n}", "U-3") for n in range(3)),
            objectives=(Objective("O-1", "Customers stay"),),
        ),
        True,
    ),
    SetExample(
        _("Product has one of its own."),
        Snapshot(
            kpis=tuple(Kpi(f"K-{n}", f"Number {n}", "U-3") for n in range(3)),
            objectives=(Objective("O-1", "Customers stay"), Objective("O-2", "Trials succeed", "U-3")),
        ),
        False,
    ),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a unit with KPIs, while objectives are set somewhere."""
    if not snapshot.current:
        return
    busy = {goal.unit for goal in snapshot.current}
    for unit, rows in groups((kpi.unit, kpi) for kpi in snapshot.kpis).items():
        if unit not in busy and len(rows) > 1:
            evidence = _("{unit} watches {n} KPIs and has no objective that is open.").format(
                unit=snapshot.unit_name(unit), n=len(rows)
            )
            yield Seen("hint", unit, (unit,), evidence, REWRITE, ())
