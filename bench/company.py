"""A company of many goals for the benches, written in bulk: what is measured comes after."""

from datetime import date, timedelta

from django.db import connection

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
    _key_results(caller, made[0])
    _align(caller, made, levels, width)
    counters = {"O": count, "KR": count * RESULTS, "L": count}
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


def _key_results(caller: Caller, first: Objective) -> None:
    """Four key results of each goal, all as the first of them: the engine copies it quicker than Django writes it."""
    pattern = KeyResult.objects.create(
        workspace=caller.workspace, objective=first, key="KR-0", title="The pattern", baseline=0, target=100,
        original_baseline=0, original_target=100, owner=caller.someone, start=START, due=DUE, created_at=caller.now,
        current=40, current_on=date(2026, 11, 9), progress=400_000, status="on_track", status_reason="pace",
        computed_at=caller.now,
    )  # fmt: skip
    own = {
        "objective_id": "o.id",
        "key": "'KR-' || ROW_NUMBER() OVER (ORDER BY o.id, n.n)",
        "title": "'Number ' || n.n || ' of ' || o.key",
    }
    columns = [field.column for field in KeyResult._meta.concrete_fields if not field.primary_key]
    into = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(own.get(name, f'k."{name}"') for name in columns)
    numbers = " UNION ALL ".join(f"SELECT {n} AS n" for n in range(1, RESULTS + 1))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO okrs_keyresult ({into}) SELECT {values} FROM okrs_objective o CROSS JOIN ({numbers}) n "
            "JOIN okrs_keyresult k ON k.id = %s WHERE o.workspace_id = %s ORDER BY o.id, n.n",
            [pattern.pk, caller.workspace.pk],
        )
    pattern.delete()


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
