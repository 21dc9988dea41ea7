from datetime import date, timedelta

import pytest

from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.models import Metric
from headway.kpis.rollup import roll_up
from tests.world import founder, metric

pytestmark = pytest.mark.django_db
OCT, NOV = date(2026, 10, 1), date(2026, 11, 1)


def measure(caller, units, **fields):
    """A measure of the whole, with one weekly metric per unit; ``units`` are readings from the week of 5 October on."""
    head = metric(caller, "Whole", **fields)
    for n, values in enumerate(units):
        part = metric(caller, f"Unit {n}", **fields)
        Metric.objects.filter(pk=part.pk).update(parent=head, part="unit")
        lines = [
            Line(part, date(2026, 10, 5) + timedelta(weeks=w), *(v if isinstance(v, tuple) else (v,)))
            for w, v in enumerate(values)
        ]
        record_readings(caller, lines, source="csv")
    return head


def months(head, first=OCT, last=NOV):
    return [(m.month, m.units, m.amount.value or m.amount.refused) for m in roll_up([head], first, last)[head.pk]]


def test_units_add_up_by_month():
    caller = founder()
    head = measure(caller, [[1, 2, 3, 4, 50], [10, 20]], aggregation="sum", unit_kind="number", scale=0)
    assert months(head) == [(OCT, 2, 40), (NOV, 1, 50)]


def test_an_average_over_time_may_be_a_sum_over_units():
    caller = founder()
    head = measure(caller, [[1, 2], [10, 20]], aggregation="average", over_units="sum", unit_kind="number", scale=0)
    assert months(head) == [(OCT, 2, 2 + 15)]


def test_ratios_over_units_are_the_ratio_of_all_parts():
    caller = founder()
    head = measure(caller, [[(100, 1, 10)], [(900, 90, 100)]], aggregation="ratio", over_units="ratio")
    assert months(head) == [(OCT, 2, 827)]


def test_the_worst_unit_of_a_ratio_is_found_by_its_own_parts():
    caller = founder()
    head = measure(caller, [[(100, 1, 10), (900, 90, 100)], [(900, 9, 10)]], aggregation="ratio", over_units="min")
    assert months(head) == [(OCT, 2, 827)]


def test_percentiles_of_weeks_do_not_make_a_month():
    caller = founder()
    which = {"aggregation": "percentile", "percentile": 9500}
    head = measure(caller, [[10, 20]], **which, over_units="max", unit_kind="number", scale=0)
    assert months(head) == [(OCT, 1, "percentile")]


def test_a_unit_below_a_unit_counts_in_its_place_and_what_is_private_stays_out():
    caller = founder()
    head = measure(caller, [[7], [5]], aggregation="sum", unit_kind="number", scale=0)
    below, hidden = Metric.objects.filter(parent=head).order_by("pk")
    team = measure(caller, [], aggregation="sum", unit_kind="number", scale=0)
    record_readings(caller, [Line(team, date(2026, 10, 5), 100)], source="csv")
    Metric.objects.filter(pk=team.pk).update(parent=below, part="unit")
    Metric.objects.filter(pk=hidden.pk).update(private=True)
    assert months(head) == [(OCT, 1, 100)]


def test_a_measure_without_units_is_its_own_month():
    caller = founder()
    head = metric(caller, "Alone", aggregation="average")
    record_readings(caller, [Line(head, date(2026, 10, 5), -4), Line(head, date(2026, 10, 12), -3)], source="csv")
    assert months(head) == [(OCT, 1, -4)]


def test_many_measures_take_two_statements(django_assert_num_queries):
    caller = founder()
    heads = [metric(caller, f"M{n}", aggregation=how) for n, how in enumerate(["sum", "ratio", "last"] * 5)]
    with django_assert_num_queries(2):
        roll_up(heads, OCT, NOV)
