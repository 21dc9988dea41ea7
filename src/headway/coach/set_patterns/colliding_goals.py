"""Goals of two units that pull one number two ways."""

from collections.abc import Collection, Iterator
from itertools import combinations

from ..found import Seen, SetExample
from ..likeness import alike, sense
from ..said import _
from ..snapshot import KeyResult, Kpi, Objective, Snapshot, groups
from ..titles import measure_of

CODE = "colliding_goals"
TITLE = _("Goals that pull against each other")
WHAT = _("Two open objectives push the same number in opposite directions, or one pushes what another guards.")
WHY = _("One of the two can only be reached at the other's cost, and both teams are doing what they agreed.")
REWRITE = _("Bring the two owners together and decide which one gives way; keep the other's number as a guardrail.")
EXAMPLES = (
    SetExample(
        _("Sales raises the discount, Product lowers it."),
        Snapshot(
            kpis=(Kpi("K-1", "Average discount"),),
            objectives=(Objective("O-1", "Win clinics"), Objective("O-2", "Earn on every deal", "U-3")),
            key_results=(
                KeyResult("KR-1", "Average discount", "O-1", metric="K-1", baseline=5, target=12),
                KeyResult("KR-2", "Average discount", "O-2", metric="K-1", baseline=5, target=3),
            ),
        ),
        True,
    ),
    SetExample(
        _("The same number in words only."),
        Snapshot(
            objectives=(Objective("O-1", "Win clinics"), Objective("O-2", "Lean", "U-3")),
            key_results=(
                KeyResult("KR-1", "Increase support headcount from 10 to 14", "O-1", baseline=10, target=14),
                KeyResult("KR-2", "Reduce support headcount from 10 to 8", "O-2", baseline=10, target=8),
            ),
        ),
        True,
    ),
    SetExample(
        _("Sales pushes against what Product guards."),
        Snapshot(
            kpis=(Kpi("K-1", "Margin"),),
            objectives=(Objective("O-1", "Win clinics"), Objective("O-2", "Earn", "U-3", guardrails=("K-1",))),
            key_results=(KeyResult("KR-1", "Margin", "O-1", metric="K-1", baseline=40, target=30),),
        ),
        True,
    ),
    SetExample(
        _("Both raise it."),
        Snapshot(
            kpis=(Kpi("K-1", "Margin"),),
            objectives=(Objective("O-1", "Win clinics"), Objective("O-2", "Earn", "U-3")),
            key_results=(
                KeyResult("KR-1", "Margin", "O-1", metric="K-1", baseline=40, target=44),
                KeyResult("KR-2", "Margin", "O-2", metric="K-1", baseline=40, target=45),
            ),
        ),
        False,
    ),
)
AT_LEAST = 0.6


def find(snapshot: Snapshot) -> Iterator[Seen]:
    """One finding a pair of key results, or a key result and the objective that guards its KPI."""
    open_ = {goal.key: goal for goal in snapshot.current}
    rows = {row.key: row for row in snapshot.key_results if row.objective in open_}
    for one, other in _pairs(rows, snapshot.about):
        first, second = rows[one], rows[other]
        if first.objective != second.objective and _way(first) * _way(second) * _facing(first, second) < 0:
            yield _pair(snapshot, first, second)
    yield from _guarded(snapshot, list(rows.values()))


def _pairs(rows: dict[str, KeyResult], about: Collection[str] | None) -> Iterator[tuple[str, str]]:
    """Pairs on one KPI, and pairs typed by hand that measure the same."""
    for metric, found in groups((row.metric, row.key) for row in rows.values()).items():
        if metric:
            yield from combinations(found, 2)
    measures = {row.key: _measure(row) for row in rows.values() if not row.metric}
    yield from ((one, other) for one, other, _ in alike(measures, AT_LEAST, fewest=1, about=about))


def _facing(first: KeyResult, second: KeyResult) -> int:
    """-1 where one is typed as what the other is not (churn beside retention): both moving one way is a collision."""
    if first.metric or second.metric:
        return 1
    return 1 if sense(_measure(first)).turned == sense(_measure(second)).turned else -1


def _measure(row: KeyResult) -> str:
    return measure_of(row.title)


def _way(row: KeyResult) -> float:
    return 0.0 if row.baseline is None or row.target is None or row.kind != "move" else row.target - row.baseline


def _pair(snapshot: Snapshot, first: KeyResult, second: KeyResult) -> Seen:
    told = [_told(snapshot, row) for row in (first, second)]
    evidence = _("{told0}; {told1}: opposite directions.").format(told0=told[0], told1=told[1])
    unit = snapshot.objective[first.objective].unit
    return Seen("error", unit, (first.key, second.key), evidence, REWRITE, (*told,))


def _told(snapshot: Snapshot, row: KeyResult) -> str:
    unit = snapshot.unit_name(snapshot.objective[row.objective].unit)
    return _("{unit} moves “{row_title}” ({row_key}) from {row_baseline:,.10g} to {row_target:,.10g}").format(
        unit=unit, row_title=row.title, row_key=row.key, row_baseline=row.baseline, row_target=row.target
    )


def _guarded(snapshot: Snapshot, rows: list[KeyResult]) -> Iterator[Seen]:
    guards = groups((key, goal) for goal in snapshot.current for key in goal.guardrails)
    for row in rows:
        kpi = snapshot.kpi.get(row.metric)
        if kpi is None or not _worsens(row, kpi):
            continue
        for goal in guards.get(row.metric, ()):
            unit = snapshot.unit_name(goal.unit)
            evidence = _("{told}; {unit} guards it under “{goal_title}” ({goal_key}).").format(
                told=_told(snapshot, row), unit=unit, goal_title=goal.title, goal_key=goal.key
            )
            where = snapshot.objective[row.objective].unit
            yield Seen("error", where, (row.key, goal.key), evidence, REWRITE, (evidence,))


def _worsens(row: KeyResult, kpi: Kpi) -> bool:
    return (_way(row) < 0 and kpi.direction == "up") or (_way(row) > 0 and kpi.direction == "down")
