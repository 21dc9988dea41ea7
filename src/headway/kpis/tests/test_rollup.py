from datetime import date, timedelta
from itertools import product
from random import Random

import pytest

from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.models import Metric
from headway.kpis.queries.rollup import roll_up
from headway.kpis.rules.aggregate import Amount, Reading, add_up, over_units, together
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


WAYS = list(product(["sum", "average", "last", "min", "max", "ratio", "percentile"], ["sum", "average", "min", "max"]))


@pytest.mark.parametrize(("aggregation", "over"), [*WAYS, ("ratio", "ratio"), ("last", "last")])
def test_units_below_units_come_to_what_their_months_come_to(aggregation, over):
    caller, chance = founder(), Random(7)
    fields = {"aggregation": aggregation, "over_units": over, "unit_kind": "number", "scale": 0}
    if aggregation == "percentile":
        fields["percentile"] = 9500
    head, *inner = [metric(caller, f"Inner {n}", **fields) for n in range(4)]
    leaves = [metric(caller, f"Unit {n}", **fields) for n in range(6)]
    under = dict(zip([*inner, *leaves], [head, head, inner[0], head, *inner, inner[2], inner[2]], strict=True))
    for part, parent in under.items():
        Metric.objects.filter(pk=part.pk).update(parent=parent, part="unit")
    ratio = aggregation == "ratio"
    read = {leaf: [_reading(chance, OCT + timedelta(days=4 + 7 * n), ratio) for n in range(3)] for leaf in leaves}
    lines = [Line(leaf, r.period, r.value, r.numerator, r.denominator) for leaf, rows in read.items() for r in rows]
    record_readings(caller, lines, source="csv")
    found = roll_up([head, inner[0], inner[2]], OCT, OCT)
    for top, below in ((head, leaves), (inner[0], [leaves[1], *leaves[3:]]), (inner[2], leaves[3:])):
        assert [row.amount for row in found[top.pk]] == [_come_to(aggregation, over, [read[leaf] for leaf in below])]


def _reading(chance, period, ratio):
    value = chance.randrange(-90, 90)
    return Reading(period, value, *((chance.randrange(50), chance.randrange(1, 50)) if ratio else ()))


def _come_to(aggregation, over, units):
    """What months of units come to, from their readings."""
    if over == "ratio":
        return over_units(over, add_up([reading for rows in units for reading in rows]), 1)
    amounts = [together(aggregation, add_up(rows), 1) for rows in units]
    if refused := {amount.refused for amount in amounts if amount.refused}:
        return Amount(None, *refused)
    return over_units(over, add_up([Reading(OCT, amount.value) for amount in amounts]), 1)
