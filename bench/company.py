"""A company of many goals for the benches, written in bulk: what is measured comes after."""

from datetime import date, timedelta

from headway.okrs.actions.cycles import NewCycle, create_cycle
from headway.okrs.models import Alignment, Cycle, KeyResult, Objective
from headway.people.caller import Caller
from headway.people.models import KeyCounter, Unit

START, DUE = date(2026, 10, 1), date(2026, 12, 31)
STATUSES = ("on_track", "on_track", "at_risk", "off_track")
RESULTS = 4


def goals(caller: Caller, count: int, levels: int = 1, width: int = 6) -> list[Objective]:
    """``count`` objectives with four key results each, in a tree of ``levels`` (``width`` children a goal).

    Each level is ``width`` times the one above it, and the lowest takes what is left. Sorted from above.
    """
    cycle = create_cycle(caller, NewCycle("Q4 2026", START, DUE, state="active"))
    unit = Unit.objects.get(workspace=caller.workspace, parent=None)
    made = Objective.objects.bulk_create(_objective(caller, unit, cycle, n) for n in range(count))
    results = [_key_result(caller, goal, n) for goal in made for n in range(RESULTS)]
    for at, row in enumerate(results, start=1):
        row.key = f"KR-{at}"
    KeyResult.objects.bulk_create(results, batch_size=2_000)
    _align(caller, made, levels, width)
    counters = {"O": count, "KR": len(results), "L": count}
    KeyCounter.objects.bulk_create(
        KeyCounter(workspace=caller.workspace, prefix=prefix, last=last) for prefix, last in counters.items()
    )
    return made


def _objective(caller: Caller, unit: Unit, cycle: Cycle, n: int) -> Objective:
    progress = (n * 7919) % 900_000
    first = START.toordinal() - START.weekday()
    course = [
        [first + 7 * week, progress * (week + 1) // 7, STATUSES[(n + week) % 4], int((n + week) % 9 > 0)]
        for week in range(7)
    ]
    return Objective(
        workspace=caller.workspace, key=f"O-{n + 1}", title=f"What shall become true, number {n + 1}",
        owner=caller.someone, unit=unit, cycle=cycle, start=START, due=DUE, created_at=caller.now,
        progress=progress, status=STATUSES[n % 4], status_reason="pace", computed_at=caller.now, course=course,
        confidence=n % 11, heard_at=caller.now - timedelta(days=n % 12), data_share=10_000,
    )  # fmt: skip


def _key_result(caller: Caller, goal: Objective, n: int) -> KeyResult:
    return KeyResult(
        workspace=caller.workspace, objective=goal, title=f"Number {n + 1} of {goal.key}", baseline=0, target=100,
        original_baseline=0, original_target=100, owner=caller.someone, start=START, due=DUE, created_at=caller.now,
        current=40, current_on=date(2026, 11, 9), progress=400_000, status="on_track", status_reason="pace",
        computed_at=caller.now,
    )  # fmt: skip


def _align(caller: Caller, made: list[Objective], levels: int, width: int) -> None:
    edges, above, at = [], made[:1], 1
    for level in range(1, levels):
        size = len(made) - at if level == levels - 1 else width**level
        here = made[at : at + size]
        edges += [(child, above[n % len(above)]) for n, child in enumerate(here)]
        above, at = here, at + size
    Alignment.objects.bulk_create(
        Alignment(workspace=caller.workspace, key=f"L-{n}", child=child, parent=parent)
        for n, (child, parent) in enumerate(edges, start=1)
    )
