"""Every kind, source, update semantic and expected curve of a key result, through the actions."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.kpis.actions.readings import record_readings
from headway.kpis.actions.targets import set_target_schedule
from headway.kpis.batch import Line
from headway.okrs.actions.alignments import align
from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.feeding import feed_key_result
from headway.okrs.actions.initiatives import NewInitiative, create_initiative, finish_initiative
from headway.okrs.actions.key_results import NewKeyResult, archive_key_result, set_shares
from headway.okrs.actions.mirrors import mirror_key_result, unmirror_key_result
from headway.okrs.actions.steps import NewStep, add_step, finish_step, reopen_step
from headway.okrs.actions.turning import turn_into_move
from headway.okrs.check import full_refold
from headway.okrs.checks import log_keeps_goals
from headway.okrs.judge import expected_of
from headway.okrs.models import KeyResult, Objective, Status
from headway.okrs.rules.counting import combined, counted
from headway.okrs.rules.curves import at_points, step_days, stepped, weights_by_day
from headway.okrs.rules.progress import WHOLE
from headway.okrs.tests.world import NEW_YEAR, OCTOBER, colleague, objective, steps
from headway.people.errors import NotAllowed, Refused
from tests.world import founder, metric

db = pytest.mark.django_db


def fresh(row: KeyResult) -> KeyResult:
    return KeyResult.objects.select_related("objective__cycle", "workspace", "metric", "feeds").get(pk=row.pk)


def sound(caller) -> None:
    assert full_refold(caller) == []
    assert log_keeps_goals(caller.workspace) == []


def say(caller, row: KeyResult, *values: int) -> KeyResult:
    for value in values:
        check_in(caller, CheckInDraft(fresh(row), value))
    return fresh(row)


class TestRules:
    def test_each_semantic_by_example(self):
        said = [4, 1, 10]
        assert {by: counted(said, by)[-1] for by in ("last", "sum", "average", "min", "max")} == {
            "last": 10, "sum": 15, "average": 5, "min": 1, "max": 10,
        }  # fmt: skip

    @given(st.lists(st.integers(-(10**9), 10**9), min_size=1))
    def test_an_average_lies_between_the_lowest_and_the_highest(self, values):
        average, low, high = (counted(values, by)[-1] for by in ("average", "min", "max"))
        assert low <= average <= high

    @given(st.lists(st.integers(-(10**9), 10**9), min_size=1))
    def test_a_sum_does_not_depend_on_the_order_of_the_children(self, values):
        assert combined(values, "sum") == combined(values[::-1], "sum") == counted(values, "sum")[-1]

    def test_monthly_steps_stand_still_between(self):
        start, due = OCTOBER.toordinal(), NEW_YEAR.toordinal()
        at = [date(2026, 10, 30), date(2026, 10, 31), date(2026, 11, 29), date(2026, 11, 30), NEW_YEAR]
        assert [stepped(start, due, day.toordinal(), 1) for day in at] == [0, 333_333, 333_333, 666_667, WHOLE]

    @given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 900), st.sampled_from([1, 3]))
    def test_steps_rise_to_the_whole_and_never_fall(self, first, length, months):
        start, due = first.toordinal(), first.toordinal() + length
        expected = [stepped(start, due, day, months) for day in range(start, due + 1)]
        assert expected == sorted(expected)
        assert expected[-1] == WHOLE
        assert step_days(start, due, months)[-1] == due

    def test_points_hold_or_are_joined_by_lines(self):
        points = [[10, 40], [20, 100]]
        assert [at_points(points, (0, 100), day) for day in (9, 10, 15, 20)] == [0, 400_000, 400_000, WHOLE]
        assert at_points(points, (0, 100), 15, line=True) == 700_000

    def test_steps_due_on_one_day_are_one_point(self):
        assert weights_by_day([(5, 1), (3, 2), (5, 4)]) == [[3, 2], [5, 7]]


@db
class TestSemantics:
    @pytest.mark.parametrize(
        ("by", "current", "progress"), [("last", 2, 200_000), ("sum", 6, 600_000), ("average", 3, 300_000),
                                        ("min", 1, 100_000), ("max", 3, 300_000)],
    )  # fmt: skip
    def test_what_counts_of_the_values_of_the_cycle(self, by, current, progress):
        caller = founder()
        goal = objective(caller, "Added up", steps(count_by=by, baseline=0))
        row = say(caller, goal.key_results.get(), *((3, 1, 2) if by != "average" else (5, 2, 2)))
        assert (row.current, row.progress) == (current, progress)
        sound(caller)

    def test_only_a_movement_adds_up(self):
        with pytest.raises(Refused, match="Only the values of a movement"):
            objective(founder(), "Odd", NewKeyResult("Done", kind="done", count_by="sum"))


@db
class TestMilestones:
    def make(self, caller, *news: NewStep) -> KeyResult:
        new = NewKeyResult("Open Vienna", kind="milestone", steps=news)
        return fresh(objective(caller, "Vienna", new).key_results.get())

    def test_progress_is_the_weight_that_is_done_with_evidence(self):
        caller = founder()
        row = self.make(caller, NewStep("Lease", date(2026, 10, 31)), NewStep("Team", date(2026, 12, 1), 3))
        assert (row.progress, row.target) == (0, 4)
        lease, _ = row.steps.order_by("pk")
        with pytest.raises(Refused, match="what shows"):
            finish_step(caller, lease, " ")
        finish_step(caller, lease, "Signed on 3 October")
        assert fresh(row).progress == 250_000
        sound(caller)
        reopen_step(caller, lease)
        assert fresh(row).progress == 0
        sound(caller)

    def test_the_dates_of_the_steps_are_what_is_expected(self):
        caller = founder()
        row = self.make(caller, NewStep("Lease", date(2026, 11, 1)), NewStep("Team", date(2026, 12, 1), 3))
        assert [expected_of(row, day) for day in (OCTOBER, date(2026, 11, 1), date(2026, 12, 1))] == [0, 250_000, WHOLE]

    def test_a_step_added_in_a_running_cycle_leaves_what_was_committed(self):
        caller = founder()
        row = self.make(caller, NewStep("Lease", date(2026, 11, 1)))
        add_step(caller, row, NewStep("Sign on the door", NEW_YEAR))
        assert (fresh(row).original_target, fresh(row).target) == (1, 2)
        sound(caller)

    def test_only_milestones_have_steps_inside_their_dates(self):
        caller = founder()
        row = self.make(caller, NewStep("Lease", date(2026, 11, 1)))
        with pytest.raises(Refused, match="choose a date inside"):
            add_step(caller, row, NewStep("Late", NEW_YEAR + timedelta(days=1)))
        with pytest.raises(Refused, match="has no steps"):
            add_step(caller, fresh(objective(caller).key_results.get()), NewStep("Odd", NEW_YEAR))

    def test_a_stranger_finishes_nothing(self):
        caller = founder()
        row = self.make(caller, NewStep("Lease", date(2026, 11, 1)))
        with pytest.raises(NotAllowed):
            finish_step(colleague(caller), row.steps.select_related("key_result__objective__cycle").get(), "Done")

    def test_initiatives_may_be_what_a_milestone_counts(self):
        caller = founder()
        goal = objective(caller, "Work", NewKeyResult("Projects", kind="milestone", derived="initiatives"))
        row = fresh(goal.key_results.get())
        assert row.progress is None
        works = [
            create_initiative(caller, goal, NewInitiative(name, caller.person, key_result=row)) for name in ("A", "B")
        ]
        assert fresh(row).progress == 0
        finish_initiative(caller, works[0])
        assert fresh(row).progress == 500_000
        sound(caller)

    def test_no_value_can_be_typed_into_steps(self):
        caller = founder()
        row = self.make(caller, NewStep("Lease", date(2026, 11, 1)))
        with pytest.raises(Refused, match="takes its value from its steps"):
            check_in(caller, CheckInDraft(row, 3))


@db
class TestBaselines:
    def test_a_baseline_is_reached_when_it_is_recorded_and_then_turns_into_a_movement(self):
        caller = founder()
        goal = objective(caller, "Know", NewKeyResult("Hours to first value", kind="baseline", target=20))
        row = fresh(goal.key_results.get())
        assert row.progress == 0
        with pytest.raises(Refused, match="Nobody recorded"):
            turn_into_move(caller, row)
        row = say(caller, row, 80)
        assert row.progress == WHOLE
        sound(caller)
        turn_into_move(caller, row)
        row = fresh(row)
        assert (row.kind, row.baseline, row.target, row.progress) == ("move", 80, 20, 0)
        assert (row.original_baseline, row.original_target) == (80, 20)
        sound(caller)

    def test_a_target_in_words_is_computed_when_the_baseline_is_known(self):
        caller = founder()
        goal = objective(caller, "Know", NewKeyResult("Hours", kind="baseline", target_words="-25 %"))
        row = turn_into_move(caller, say(caller, goal.key_results.get(), 80))
        assert row.target == 60


@db
class TestChildren:
    def test_a_sum_follows_its_children_across_objectives(self):
        caller = founder()
        top = objective(caller, "Company", steps("Clinics", target=20, derived="sum"))
        total = fresh(top.key_results.get())
        parts = [
            fresh(objective(caller, name, steps(name, feeds=total)).key_results.get()) for name in ("North", "South")
        ]
        say(caller, parts[0], 4)
        say(caller, parts[1], 6)
        total = fresh(total)
        assert (total.current, total.progress) == (10, 500_000)
        assert Objective.objects.get(pk=top.pk).progress == 500_000
        sound(caller)
        archive_key_result(caller, fresh(parts[1]), "It is counted elsewhere.")
        assert fresh(total).current == 4
        sound(caller)
        feed_key_result(caller, fresh(parts[0]), None)
        assert fresh(total).current is None
        sound(caller)

    def test_a_mean_may_be_fed_by_sums(self):
        caller = founder()
        mean = fresh(objective(caller, "Mean", steps("Mean", derived="mean")).key_results.get())
        total = fresh(objective(caller, "Sum", steps("Sum", derived="sum", feeds=mean)).key_results.get())
        leaf = objective(caller, "Leaf", steps("Leaf", feeds=total)).key_results.get()
        say(caller, leaf, 3)
        assert fresh(mean).current == 3
        sound(caller)
        with pytest.raises(Refused, match="loop: KR-1 → KR-2 → KR-1"):
            feed_key_result(caller, fresh(mean), fresh(total))

    def test_other_units_cannot_be_added_up(self):
        caller = founder()
        total = fresh(objective(caller, "Sum", steps("Sum", derived="sum")).key_results.get())
        with pytest.raises(Refused, match="measured otherwise"):
            objective(caller, "Money", steps("Money", unit_kind="money", unit_label="EUR", feeds=total))


@db
class TestMirrors:
    def test_a_mirrored_key_result_counts_in_both_and_once_above_both(self):
        caller = founder()
        top, left, right = (objective(caller, name, steps(name)) for name in ("Top", "Left", "Right"))
        row = fresh(left.key_results.get())
        mirror = mirror_key_result(caller, row, right)
        align(caller, left, top)
        align(caller, right, top)
        say(caller, row, 10)
        left, right, top = (Objective.objects.get(pk=one.pk) for one in (left, right, top))
        assert (left.progress, right.progress) == (WHOLE, 500_000)
        assert top.meets
        # Top: its own (1/3), left's (1/3 × whole), right's own (1/6); the mirror's second way is left out: 2/5.
        assert abs(top.progress - 400_000) < 100  # a third is kept as 33.33 %
        sound(caller)
        unmirror_key_result(caller, type(mirror).objects.select_related("objective__cycle", "key_result").get())
        assert Objective.objects.get(pk=right.pk).progress is None
        sound(caller)

    def test_a_mirrored_key_result_has_a_share_of_its_own_in_each_objective(self):
        caller = founder()
        home = objective(caller, "Home", steps("Shared", 0, 10))
        host = objective(caller, "Host", steps("Own", 0, 10))
        row, own = fresh(home.key_results.get()), host.key_results.get()
        mirror_key_result(caller, row, host)
        check_in(caller, CheckInDraft(fresh(row), 10))
        assert Objective.objects.get(pk=host.pk).progress == 500_000
        set_shares(caller, Objective.objects.get(pk=host.pk), {row.key: 2_000}, "It is mostly theirs.")
        after = Objective.objects.get(pk=host.pk)
        assert (after.progress, after.shares) == (200_000, {own.key: 8_000, row.key: 2_000})
        assert Objective.objects.get(pk=home.pk).progress == 1_000_000
        assert fresh(row).fixed_share is None
        with pytest.raises(Refused, match="more than the whole"):
            set_shares(caller, after, {own.key: 9_000}, "Too much.")
        sound(caller)

    def test_a_private_key_result_is_not_mirrored_into_the_open(self):
        caller = founder()
        hidden, shown = objective(caller, "Hidden", private=True), objective(caller, "Shown")
        with pytest.raises(Refused, match="seen by others"):
            mirror_key_result(caller, fresh(hidden.key_results.get()), shown)


@db
class TestCurves:
    def test_a_stepped_goal_is_not_late_between_its_steps(self):
        caller = founder()
        linear = objective(caller, "Linear")
        monthly = objective(caller, "Monthly", steps(curve_by="quarterly"))
        for goal in (linear, monthly):
            say(caller, goal.key_results.get(), 0)
        assert fresh(linear.key_results.get()).status == Status.OFF_TRACK
        assert fresh(monthly.key_results.get()).status == Status.ON_TRACK
        assert Objective.objects.get(pk=monthly.pk).status == Status.ON_TRACK
        sound(caller)

    def test_steps_of_its_own_lie_inside_its_dates(self):
        caller = founder()
        row = objective(caller, "Own", steps(curve_by="points", curve=((date(2026, 11, 1), 5),))).key_results.get()
        assert expected_of(row, date(2026, 11, 16)) == 500_000
        with pytest.raises(Refused, match="outside"):
            objective(caller, "Out", steps(curve_by="points", curve=((date(2027, 2, 1), 5),)))

    def test_a_key_result_follows_its_kpis_target_schedule(self):
        caller = founder()
        kpi = metric(caller, grain="week")
        new = NewKeyResult("Follow", metric=kpi, baseline=0, target=100, curve_by="schedule")
        row = fresh(objective(caller, "Follow", new).key_results.get())
        set_target_schedule(caller, kpi, [(OCTOBER, 0), (date(2026, 11, 10), 40), (NEW_YEAR, 100)])
        assert expected_of(fresh(row), date(2026, 11, 10)) == 400_000
        record_readings(caller, [Line(kpi, date(2026, 11, 2), 40)], source="test")
        sound(caller)
