"""A cycle is put right: its name, its days, its place. What lasts as long goes with it; what cannot is named."""

from datetime import date, timedelta

import pytest

from headway.kpis.actions.readings import Line, record_readings
from headway.okrs.actions.cloning import clone_objective, start_of
from headway.okrs.actions.cycle_changes import change_cycle
from headway.okrs.actions.cycles import NewCycle, create_cycle, move_cycle
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.steps import NewStep
from headway.okrs.check import full_refold
from headway.okrs.checks import log_keeps_goals
from headway.okrs.models import Cycle, KeyResult
from headway.okrs.tests.world import colleague, objective, quarter, steps
from headway.people.errors import NotAllowed, Refused
from headway.people.undo import undo
from tests.world import founder, metric

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)


@pytest.fixture
def caller(client):
    caller = founder()
    client.force_login(caller.person.user)
    return caller


def days_of(goal):
    found = type(goal).objects.get(pk=goal.pk)
    return found.start, found.due


def kept(caller) -> bool:
    return full_refold(caller) == [] and log_keeps_goals(caller.workspace) == []


def test_goals_that_last_as_long_take_the_new_days_and_others_keep_theirs(caller):
    cycle = quarter(caller)
    whole = objective(caller, "Whole", steps("Whole"), steps("Part", start=date(2026, 11, 1)))
    own = objective(caller, "Own", start=date(2026, 11, 1), due=date(2026, 11, 30))
    change_cycle(caller, cycle, {"start": date(2026, 9, 28), "end": date(2027, 1, 10)}, "The fiscal year is 4-4-5.")
    assert days_of(whole) == (date(2026, 9, 28), date(2027, 1, 10))
    first, second = whole.key_results.order_by("pk")
    assert (days_of(first), days_of(second)) == (days_of(whole), (date(2026, 11, 1), date(2026, 12, 31)))
    assert days_of(own) == (date(2026, 11, 1), date(2026, 11, 30))
    assert kept(caller)


def test_readings_from_the_new_first_day_on_are_counted(caller):
    kpi = metric(caller, name="Trials")
    monday = date(2026, 10, 12)
    record_readings(caller, [Line(kpi, monday + n * WEEK, 10 + n) for n in range(4)], source="manual")
    kpi.refresh_from_db()
    goal = objective(caller, "Trials", NewKeyResult(metric=kpi, baseline=0, target=100))
    before = goal.key_results.get().reading_count
    change_cycle(caller, quarter(caller), {"start": monday + WEEK}, "We began later.")
    assert before - goal.key_results.get().reading_count == 1
    assert kept(caller)


def test_what_would_lie_outside_is_named_and_nothing_changes(caller):
    cycle = quarter(caller)
    goal = objective(caller, "Own", start=date(2026, 10, 5), due=date(2026, 11, 30))
    with pytest.raises(Refused, match=f"{goal.key} has days of its own"):
        change_cycle(caller, cycle, {"end": date(2026, 11, 15)}, "Shorter.")
    whole = objective(caller, "Whole", steps("Own days", start=date(2026, 10, 5), due=date(2026, 12, 24)))
    with pytest.raises(Refused, match=r"KR-\d+ of O-2 has days of its own"):
        change_cycle(caller, quarter(caller), {"end": date(2026, 12, 20)}, "Shorter.")
    assert days_of(whole) == (date(2026, 10, 1), date(2026, 12, 31))
    assert (quarter(caller).start, quarter(caller).end) == (date(2026, 10, 1), date(2026, 12, 31))


def test_steps_that_would_lie_outside_are_named(caller):
    objective(caller, "Open", NewKeyResult("Open", kind="milestone", steps=(NewStep("Lease", date(2026, 12, 30)),)))
    with pytest.raises(Refused, match="has a step on 2026-12-30"):
        change_cycle(caller, quarter(caller), {"end": date(2026, 12, 20)}, "Shorter.")


def test_other_days_of_a_running_cycle_take_a_reason_and_a_closed_one_keeps_its_own(caller):
    cycle = quarter(caller)
    with pytest.raises(Refused, match="say why its days change"):
        change_cycle(caller, cycle, {"end": date(2027, 1, 3)})
    assert change_cycle(caller, quarter(caller), {"name": "Winter"}).name == "Winter"
    cycle = Cycle.objects.get(name="Winter")
    move_cycle(caller, cycle, "closed", "Early.")
    with pytest.raises(Refused, match="its days stand"):
        change_cycle(caller, cycle, {"end": date(2027, 1, 3)}, "Late.")


def test_a_cycle_stays_inside_what_it_is_part_of_and_closes_no_loop(caller):
    year = create_cycle(caller, NewCycle("FY 2028", date(2028, 1, 1), date(2028, 12, 31)))
    spring = create_cycle(caller, NewCycle("Spring", date(2028, 1, 1), date(2028, 6, 30)))
    change_cycle(caller, spring, {"parent": year})
    with pytest.raises(Refused, match="FY 2028 runs from 2028-01-01"):
        change_cycle(caller, Cycle.objects.get(pk=spring.pk), {"start": date(2027, 12, 1)})
    with pytest.raises(Refused, match="Spring, from 2028-01-01 to 2028-06-30, is part of it"):
        change_cycle(caller, Cycle.objects.get(pk=year.pk), {"start": date(2028, 2, 1)})
    change_cycle(caller, Cycle.objects.get(pk=spring.pk), {"end": year.end})
    with pytest.raises(Refused, match="close a loop: FY 2028 → Spring → FY 2028"):
        change_cycle(caller, Cycle.objects.get(pk=year.pk), {"parent": Cycle.objects.get(pk=spring.pk)})
    with pytest.raises(Refused, match="called “Spring” already"):
        change_cycle(caller, Cycle.objects.get(pk=year.pk), {"name": "Spring"})
    with pytest.raises(NotAllowed):
        change_cycle(colleague(caller), Cycle.objects.get(pk=year.pk), {"name": "Ours"})


def test_a_change_is_taken_back_with_the_goals_that_went_with_it(caller):
    goal = objective(caller, "Whole")
    change_cycle(caller, quarter(caller), {"name": "Winter", "end": date(2027, 1, 10)}, "Longer.")
    undo(caller, caller.did[-1])
    assert days_of(goal) == (date(2026, 10, 1), date(2026, 12, 31))
    assert Cycle.objects.filter(name="Q4 2026").exists()
    assert kept(caller)


def test_the_page_shows_the_span_and_takes_another(caller, client):
    cycle = quarter(caller)
    assert "1\xa0Oct" in client.get(f"/lumen/cycles/{cycle.key}").content.decode()
    url = f"/lumen/cycles/{cycle.key}/edit"
    sent = {"name": "Q4 2026", "start": "2026-10-01", "end": "2027-01-10", "parent": "", "reason": ""}
    refused = client.post(url, sent)
    assert (refused.status_code, "say why its days change" in refused.content.decode()) == (422, True)
    assert client.post(url, sent | {"reason": "A short week."}).status_code == 302
    assert Cycle.objects.get(pk=cycle.pk).end == date(2027, 1, 10)


def test_measured_afresh_a_movement_on_a_kpi_starts_from_its_usual_level_and_keeps_its_direction(caller, client):
    kpi = metric(caller, name="Trials")
    record_readings(caller, [Line(kpi, date(2026, 9, 7) + n * WEEK, 50) for n in range(9)], source="manual")
    kpi.refresh_from_db()
    goal = objective(
        caller, "Trials", NewKeyResult(metric=kpi, baseline=20, target=80),
        NewKeyResult("Reached", metric=kpi, baseline=20, target=40),
    )  # fmt: skip
    rows = KeyResult.objects.select_related("metric", "objective").order_by("pk")
    assert [start_of(row, "blank") for row in rows] == [("move", 50, 80), ("move", 50, 70)]
    assert "usual level → 8.0" in " ".join(client.get(f"/lumen/objectives/{goal.key}/copy").content.decode().split())
    made = clone_objective(caller, goal, None, "blank")
    assert [(row.baseline, row.target) for row in made.key_results.order_by("pk")] == [(50, 80), (50, 70)]
