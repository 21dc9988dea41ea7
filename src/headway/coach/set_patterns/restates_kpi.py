"""A key result typed by hand on what a KPI already reads."""

from collections.abc import Iterator

from ..found import Seen, SetExample
from ..likeness import alike, same_measure
from ..said import _
from ..snapshot import KeyResult, Kpi, Objective, Snapshot
from ..titles import measure_of

CODE = "restates_kpi"
TITLE = _("A key result beside a KPI that measures the same")
WHAT = _("A key result is typed by hand although a KPI of the same name is tracked.")
WHY = _("Two sources of one number disagree sooner or later, and somebody types what the KPI already knows.")
REWRITE = _(
    "Tie it to {kpi} (it then moves by itself, from what the KPI usually shows), or say in the title how it differs."
)
EXAMPLES = (
    SetExample(
        _("“Trial-to-paid conversion from 12 % to 16 %”, beside the KPI of that name."),
        Snapshot(
            kpis=(Kpi("K-1", "Trial-to-paid conversion"),),
            objectives=(Objective("O-1", "Trials become customers"),),
            key_results=(KeyResult("KR-1", "Raise trial-to-paid conversion from 12% to 16%"),),
        ),
        True,
    ),
    SetExample(
        _("The same, tied to the KPI."),
        Snapshot(
            kpis=(Kpi("K-1", "Trial-to-paid conversion"),),
            objectives=(Objective("O-1", "Trials become customers"),),
            key_results=(KeyResult("KR-1", "Raise trial-to-paid conversion from 12% to 16%", metric="K-1"),),
        ),
        False,
    ),
)
AT_LEAST = 0.75


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a key result: the KPI it is most alike."""
    going = {goal.key for goal in snapshot.current}
    rows = {row.key: row for row in snapshot.key_results if row.objective in going and not row.metric}
    texts = {row.key: _measure(row) for row in rows.values()}
    best: dict[str, tuple[float, str]] = {}
    names = texts | {kpi.key: kpi.name for kpi in snapshot.kpis}
    for one, other, how in alike(names, AT_LEAST, fewest=1, about=snapshot.about):
        own, known = (one, other) if other in snapshot.kpi else (other, one)
        if own in rows and known in snapshot.kpi and same_measure(names[own], names[known]):
            best[own] = max(best.get(own, (0.0, "")), (how, known))
    for key, (how, kpi_key) in best.items():
        row, kpi = rows[key], snapshot.kpi[kpi_key]
        evidence = _(
            "“{row_title}” measures what the KPI “{kpi_name}” ({kpi_key}) reads: {how:.0%} of their ideas agree."
        ).format(row_title=row.title, kpi_name=kpi.name, kpi_key=kpi.key, how=how)
        unit = snapshot.objective[row.objective].unit
        rewrite = REWRITE.format(kpi=f"“{kpi.name}” ({kpi.key})")
        yield Seen("warning", unit, (row.key, kpi.key), evidence, rewrite, (row.title, kpi.name))


def _measure(row: KeyResult) -> str:
    """What a key result measures, without its verb and figures."""
    return measure_of(row.title) or row.title
