"""The fold of states: whatever the order and the batches, the same readings end in the same state."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.fold import FOLDED, fold_metrics
from headway.kpis.models import Band as BandRow
from headway.kpis.models import Metric, StateChange
from headway.kpis.rules.bands import Band
from headway.kpis.rules.states import MEMORY, fold
from headway.people.acting import acting
from tests.statements import count_statements
from tests.world import founder, later, metric

START = date(2025, 1, 6)


def week(number):
    return START + timedelta(weeks=number)


@st.composite
def bands(draw):
    starts = sorted(draw(st.sets(st.integers(-2, 35), min_size=1, max_size=3)))
    return [_band(draw, week(start)) for start in starts]


def _band(draw, valid_from):
    lower, upper = draw(st.sampled_from([(50, None), (None, 60), (40, 60), (45, 55)]))
    of = draw(st.integers(1, 4))
    return Band(
        valid_from, lower, upper,
        amber_lower=lower - 10 if lower is not None and draw(st.booleans()) else None,
        amber_upper=upper + 10 if upper is not None and draw(st.booleans()) else None,
        leave_count=draw(st.integers(1, of)), leave_of=of, return_count=draw(st.integers(1, 4)),
    )  # fmt: skip


readings = st.dictionaries(st.integers(0, 40), st.integers(20, 80), max_size=40).map(
    lambda found: [(week(number), value) for number, value in sorted(found.items())]
)


@given(readings, bands(), st.integers(0, 40))
def test_going_on_from_an_earlier_end_is_the_same_as_starting_over(given_readings, given_bands, cut):
    first, rest = given_readings[:cut], given_readings[cut:]
    after = fold(first, given_bands)
    assert fold(rest, given_bands, after, first[-MEMORY:]) == fold(given_readings, given_bands)


@given(readings, bands(), st.lists(st.integers(0, 40), max_size=5))
def test_going_on_many_times_is_the_same_too(given_readings, given_bands, cuts):
    said = fold([], given_bands)
    edges = [0, *sorted(cuts), len(given_readings)]
    for begin, end in pairwise(edges):
        said = fold(given_readings[begin:end], given_bands, said, given_readings[max(0, begin - MEMORY) : begin])
    assert said == fold(given_readings, given_bands)


@pytest.mark.parametrize(
    ("values", "state"), [([100], "green"), ([100, 49], "green"), ([49, 100, 48], "red"), ([49, 48, 100], "red")]
)
def test_leaving_takes_two_of_three_and_returning_two_in_a_row(values, state):
    band = Band(START, lower=50, leave_count=2, leave_of=3, return_count=2)
    history = [(week(n), value) for n, value in enumerate([60, *values])]
    assert fold(history, [band]).state == state


class Arrivals(TestCase):
    """The same readings, written in any order and any batches, through the one door."""

    @settings(max_examples=12)
    @given(st.data())
    def test_any_order_and_batching_ends_in_the_same_state(self, data):
        caller = founder()
        kpi = metric(caller)
        _set_bands(kpi, data.draw(bands()))
        lines = data.draw(st.permutations(data.draw(readings.filter(len))))
        clock = 0
        while lines:
            size = data.draw(st.integers(1, len(lines)))
            batch, lines = lines[:size], lines[size:]
            before, clock = StateChange.objects.count(), clock + 1
            record_readings(later(caller, minutes=clock), [Line(kpi, *line) for line in batch], source="csv")
            assert StateChange.objects.count() <= before + 1
        incremental = Metric.objects.get(pk=kpi.pk)
        assert _folded(incremental) == _folded(_from_scratch(caller, incremental.pk))


def _set_bands(kpi, rules):
    for rule in rules:
        BandRow.objects.create(metric=kpi, set_at=kpi.created_at, **vars(rule))


def _from_scratch(caller, pk):
    with acting(caller, "metric.judged") as entry:
        fold_metrics(caller, entry, [Metric.objects.get(pk=pk)])
    return Metric.objects.get(pk=pk)


def _folded(kpi):
    return {name: getattr(kpi, name) for name in FOLDED}


class Appending(TestCase):
    """A long history is not read again for one more week."""

    def test_one_more_week_reads_only_the_end(self):
        caller = founder()
        kpi = metric(caller)
        record_readings(caller, [Line(kpi, week(n), 50) for n in range(80)], source="csv")
        kpi.refresh_from_db()
        with count_statements() as ran:
            record_readings(caller, [Line(kpi, week(81), 51)], source="page")
        ends = [sql for sql in ran if "FROM kpis_reading" in sql and "period >= " in sql]
        assert ends, str(ran)
        kpi.refresh_from_db()
        assert (kpi.last_period, kpi.judged_value) == (week(81), 51)
