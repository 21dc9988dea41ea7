"""Which cycle is meant where none is named: by lists and by new goals, in memory and in the database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from headway.activity.models import Activity
from headway.okrs.inputs import cycle_in
from headway.okrs.models import Cycle, CycleState
from headway.okrs.queries.listing import current_cycle, cycle_for_new, cycles_of, in_view
from tests.world import founder

YEAR = Cycle(name="2026", start=date(2026, 1, 1), end=date(2026, 12, 31), state="active")
THIRD = Cycle(name="Q3", start=date(2026, 7, 1), end=date(2026, 9, 30), state="active")
FOURTH = Cycle(name="Q4", start=date(2026, 10, 1), end=date(2026, 12, 31), state="planning")
CYCLES = [FOURTH, THIRD, YEAR]


@pytest.mark.parametrize(
    ("today", "of_lists", "of_new_goals"),
    [
        (date(2026, 9, 30), "Q3", "Q3"),
        (date(2026, 10, 1), "Q3", "Q4"),
        (date(2026, 11, 11), "Q3", "Q4"),
        (date(2026, 11, 12), "2026", "Q4"),
    ],
)
def test_a_quarter_that_nobody_moved_on_is_meant_for_six_weeks_and_new_goals_are_for_the_next(
    today, of_lists, of_new_goals
):
    assert (current_cycle(CYCLES, today).name, cycle_for_new(CYCLES, today).name) == (of_lists, of_new_goals)


def test_a_quarter_that_is_scored_before_its_end_is_meant_and_not_its_year():
    scored = Cycle(name="Q3", start=THIRD.start, end=THIRD.end, state="scoring")
    assert current_cycle([FOURTH, scored, YEAR], date(2026, 9, 28)).name == "Q3"


@pytest.mark.django_db
def test_a_list_keeps_to_the_quarter_that_ended_while_a_new_goal_goes_to_the_next_through_every_door():
    caller = founder()
    for one in (YEAR, THIRD, FOURTH):
        Cycle.objects.create(
            workspace=caller.workspace,
            key=f"C-{one.name}",
            name=one.name,
            start=one.start,
            end=one.end,
            state=one.state,
        )
    later = replace(caller, now=datetime(2026, 10, 5, 9, tzinfo=UTC))
    assert (cycle_in(later, "").name, cycle_in(later, "", cycle_for_new).name) == ("Q3", "Q4")


def test_the_quarter_that_runs_comes_before_the_one_that_is_scored():
    scored = Cycle(name="Q3", start=THIRD.start, end=THIRD.end, state="scoring")
    running = Cycle(name="Q4", start=FOURTH.start, end=FOURTH.end, state="active")
    assert current_cycle([running, scored, YEAR], date(2026, 10, 5)).name == "Q4"


SPANS = st.lists(st.tuples(st.integers(-200, 60), st.integers(1, 200), st.sampled_from(CycleState.values)), max_size=5)


@settings(
    max_examples=30, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(SPANS)
@pytest.mark.django_db
def test_the_database_means_the_same_cycle(spans):
    caller = founder(f"w{Activity.objects.count()}")
    for n, (first, days, state) in enumerate(spans):
        start = caller.today + timedelta(days=first)
        end = start + timedelta(days=days)
        Cycle.objects.create(
            workspace=caller.workspace, key=f"C-{n}", name=f"Cycle {n}", start=start, end=end, state=state
        )
    assert in_view(caller).first() == current_cycle(cycles_of(caller), caller.today)
