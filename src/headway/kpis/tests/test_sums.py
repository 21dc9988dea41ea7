from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headway.activity import log
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.checks import check_monthly_sums
from headway.kpis.models import MonthlySum, Reading
from headway.kpis.undo import UNDO
from tests.world import founder, later, metric

pytestmark = pytest.mark.django_db
FIRST = date(2025, 11, 20)


def daily(caller):
    return metric(caller, grain="day", unit_kind="number", scale=0)


def record(caller, kpi, pairs, parts=()):
    lines = [
        Line(kpi, FIRST + timedelta(days=day), value, *(parts[n] if parts else ()))
        for n, (day, value) in enumerate(pairs)
    ]
    return record_readings(caller, lines, source="csv")


def test_readings_are_added_up_by_the_month_they_begin_in():
    caller = founder()
    kpi = daily(caller)
    record(caller, kpi, [(0, 5), (10, 2), (11, 40), (12, 1)], [(5, 1), (4, 2), (40, 1), (2, 2)])
    november, december = MonthlySum.objects.filter(metric=kpi).order_by("month")
    assert (november.month, november.count, november.total, november.last) == (date(2025, 11, 1), 2, 7, 2)
    assert (december.least, december.most, december.parts) == (1, 40, 2)
    assert (december.numerator, december.denominator) == (42, 3)
    assert (december.last_period, december.last) == (date(2025, 12, 2), 1)


def test_a_correction_and_its_undoing_keep_the_month_right():
    caller = founder()
    kpi = daily(caller)
    record(caller, kpi, [(0, 5)])
    done = record(later(caller, days=1), kpi, [(0, 9), (20, 1)])
    assert [*kpi.monthly_sums.order_by("month").values_list("total", flat=True)] == [9, 1]
    UNDO["readings.recorded"](later(caller, days=2), log.feed(caller.workspace.pk).get(seq=done.seq))
    assert [*kpi.monthly_sums.values_list("total", flat=True)] == [5]


def test_the_check_names_the_metric_and_month_of_a_sum_that_is_wrong():
    caller = founder()
    kpi = daily(caller)
    record(caller, kpi, [(0, 5), (20, 6), (50, 1)])
    assert check_monthly_sums(caller.workspace) == []
    MonthlySum.objects.filter(month=date(2025, 12, 1)).update(total=7)
    Reading.objects.filter(value=1).delete()
    wrong = check_monthly_sums(caller.workspace)
    assert [sentence[: sentence.index(" that")] for sentence in wrong] == [
        f"{kpi.key} keeps a sum for 2025-12", f"{kpi.key} keeps a sum for 2026-01",
    ]  # fmt: skip


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.tuples(st.integers(0, 120), st.integers(-50, 50)), min_size=1, unique_by=lambda p: p[0])))
def test_any_order_of_arrival_and_of_corrections_ends_in_the_same_sums(transactional_rows, batches):
    caller, kpi = transactional_rows()
    for batch in batches:
        record(caller, kpi, batch)
    assert check_monthly_sums(caller.workspace) == []


@pytest.fixture
def transactional_rows():
    numbers = iter(range(1_000))

    def make():
        caller = founder(f"w{next(numbers)}")
        return caller, daily(caller)

    return make
