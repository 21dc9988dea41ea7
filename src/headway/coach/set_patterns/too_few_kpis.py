"""A company that watches too little to know whether it is well."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..snapshot import Kpi, Snapshot

CODE = "too_few_kpis"
TITLE = "Too few KPIs"
WHAT = "All units together watch fewer KPIs than one board usually has."
WHY = "What is not watched can break while everybody improves something else."
REWRITE = "Name what would be a crisis if it went to zero (money, customers, quality, people), and watch one of each."
EXAMPLES = (
    SetExample(
        "Two KPIs in all, where at least five are usual.", Snapshot(kpis=(Kpi("K-1", "Cash"), Kpi("K-2", "NPS"))), True
    ),
    SetExample("Five.", Snapshot(kpis=tuple(Kpi(f"K-{n}", f"Number {n}") for n in range(5))), False),
)


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding at most, about the company; none while there is no KPI at all."""
    least, most = snapshot.limits.unit_kpis
    if 0 < len(snapshot.kpis) < least:
        count = len(snapshot.kpis)
        evidence = (
            f"{count} KPI{'s' * (count != 1)} in the whole company, where {least} to {most} are usual on one board. "
            f"{snapshot.limits.said}"
        )
        root = snapshot.root()
        yield Seen("hint", root, (root,), evidence.strip(), REWRITE, tuple(row.key for row in snapshot.kpis))
