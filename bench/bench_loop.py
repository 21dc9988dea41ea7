"""The loop's speed: numbers that arrive, goals that follow."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from bench import floors
from bench.frame import Measure, clock, compare

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
METRICS, DAYS = 100, 1_000
COLUMNS = (
    "key", "title", "ambition", "owner__name", "unit__name", "unit__key", "progress", "status", "hand_status",
    "confidence", "heard_at", "course", "start", "due", "owner_id", "private", "closed_at",
)  # fmt: skip
"""What a row of the list of goals reads."""


def measures() -> Iterable[Measure]:
    """Every measure of the loop."""
    yield from readings()
    yield from goals()
    yield from check_in()


def readings() -> Iterator[Measure]:
    """100,000 readings in one batch: 1,000 days of 100 metrics, checked, folded, refolded and logged."""
    from headway.kpis.actions.readings import Line, record_readings
    from headway.kpis.models import Metric, Reading
    from tests.world import founder, metric

    caller = founder("readings", NOW)
    metrics = [metric(caller, f"Metric {n}", grain="day") for n in range(METRICS)]
    first = date(2024, 1, 1)
    rows = [
        (m, first + timedelta(days=d), 1_000 + (d * 7919 + m.pk * 104_729) % 500) for m in metrics for d in range(DAYS)
    ]
    lines = [Line(m, day, value) for m, day, value in rows]
    bare = [(m.pk, day, value) for m, day, value in rows]

    def clear() -> None:
        Reading.objects.all()._raw_delete("default")
        Metric.objects.update(last_period=None, judged_period=None, state="unknown", refit_due_at=None)

    yield compare(
        "record 100,000 readings",
        lambda: record_readings(caller, lines, source="csv"),
        lambda: floors.write_rows(bare, NOW),
        at_most=4,
        before=clear,
        rounds=5,
        note="floor: a bare executemany of the same rows",
    )


def goals() -> Iterator[Measure]:
    """1,000 goals on one page with their roll-up, course and status: the whole request, session and navigation too."""
    from django.test import Client

    from bench.company import goals as make
    from headway.okrs.models import Objective
    from tests.world import founder

    caller = founder("goals", NOW)
    make(caller, 1_000)
    client = Client()
    client.force_login(caller.someone.user)
    rows = Objective.objects.filter(workspace=caller.workspace).order_by("pk").values_list(*COLUMNS)
    sql, params = rows.query.sql_with_params()

    def page() -> None:
        answer = client.get("/goals/objectives?limit=1000", HTTP_HOST="localhost")
        assert answer.status_code == 200
        assert answer.content.count(b'<th scope="row">') == 1_000

    yield compare(
        "list 1,000 goals",
        page,
        lambda: floors.list_cells(sql, params, 9),
        at_most=3,
        note="floor: fetchall of the same columns, a plain {% for %} of as many cells",
    )


def check_in() -> Iterator[Measure]:
    """A check-in on a goal six levels deep in a company of 10,000 goals with 40,000 key results."""
    from bench.company import goals as make
    from headway.okrs.access import key_result_for
    from headway.okrs.actions.check_ins import CheckInDraft, check_in
    from tests.world import founder

    caller = founder("deep", NOW)
    deepest = make(caller, 10_000, levels=6)[-1]
    key = deepest.key_results.order_by("pk").values_list("key", flat=True)[0]
    value = iter(range(1, 1_000))

    def say() -> None:
        row = key_result_for(caller, key)
        check_in(caller, CheckInDraft(row, next(value), 7, "A little further."))

    yield clock("check in six levels deep", say, at_most=30, rounds=15, note="10,000 goals, up to the root")
