"""Objectives, key results and alignment: what the actions do and what they refuse, and to whom."""

from datetime import date, timedelta

import pytest

from headway.activity import log
from headway.activity.models import Activity
from headway.kpis.actions.readings import Line, record_readings
from headway.okrs.actions.alignments import align
from headway.okrs.actions.amendments import NewAmendment, accept_amendment, decline_amendment, propose_amendment
from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.companions import add_companion
from headway.okrs.actions.cycles import ensure_cycles, move_cycle
from headway.okrs.actions.key_results import (
    NewKeyResult,
    add_key_result,
    archive_key_result,
    change_key_result,
    set_shares,
)
from headway.okrs.actions.objectives import archive_objective, change_objective
from headway.okrs.actions.retrospectives import carry_forward
from headway.okrs.actions.scores import close_objective, score_objective
from headway.okrs.actions.statuses import override_status, resume_status
from headway.okrs.check import full_refold
from headway.okrs.models import Amendment, Objective
from headway.okrs.tests.world import colleague, objective, only_kr, quarter, steps
from headway.people.errors import Conflict, NotAllowed, Refused
from headway.people.models import Role
from headway.people.undo import undo
from tests.world import founder, later, metric

pytestmark = pytest.mark.django_db


def readings(caller, kpi, *values, first=date(2026, 9, 7)):
    lines = [Line(kpi, first + timedelta(weeks=n), value) for n, value in enumerate(values)]
    record_readings(caller, lines, source="test")
    kpi.refresh_from_db()


class TestKeyResults:
    def test_on_a_kpi_the_baseline_is_what_it_usually_shows(self):
        caller = founder()
        kpi = metric(caller)
        readings(caller, kpi, 118, 122, 119, 121, 120, 120, 95)
        row = only_kr(objective(caller, "On it", NewKeyResult(metric=kpi, target=200)))
        assert (row.title, row.unit_kind, row.scale) == ("Trial-to-paid conversion", "percent", 1)
        assert 115 <= row.baseline <= 120  # the mean of the phase, not the spike of 95

    def test_a_reading_moves_the_key_result_on_its_kpi(self):
        caller = founder()
        kpi = metric(caller)
        goal = objective(caller, "On it", NewKeyResult(metric=kpi, baseline=100, target=200))
        readings(caller, kpi, 150, first=date(2026, 11, 2))
        goal.refresh_from_db()
        assert (only_kr(goal).current, goal.progress) == (150, 500_000)
        assert full_refold(caller) == []
        with pytest.raises(Refused, match="takes its value from its KPI"):
            check_in(caller, CheckInDraft(only_kr(goal), value=150))

    @pytest.mark.parametrize(
        ("new", "field"),
        [
            (NewKeyResult("Same", baseline=5, target=5), "target"),
            (NewKeyResult("No start", target=5), "baseline"),
            (NewKeyResult("No end", baseline=5), "target"),
            (NewKeyResult("", baseline=0, target=5), "title"),
            (NewKeyResult("Early", baseline=0, target=5, start=date(2026, 9, 1)), "start"),
            (NewKeyResult("Late", baseline=0, target=5, due=date(2027, 1, 1)), "due"),
            (NewKeyResult("Huge", baseline=0, target=10**16), "target"),
            (NewKeyResult("Why", kind="control", limit_lower=5), "control_reason"),
            (NewKeyResult("Limits", kind="control", control_reason="So."), "limit_lower"),
            (NewKeyResult("Odd", kind="odd"), "kind"),
            (NewKeyResult("Share", baseline=0, target=5, fixed_share=10_001), "fixed_share"),
        ],
    )
    def test_what_cannot_stand_is_refused_at_its_field(self, new, field):
        caller = founder()
        with pytest.raises(Refused) as refused:
            objective(caller, "Wrong", new)
        assert refused.value.field in {f"key_results.0.{field}", "shares"}
        assert not Objective.objects.exists()

    def test_a_relative_target_is_computed_once_and_keeps_its_words(self):
        row = only_kr(objective(founder(), "Less", NewKeyResult("Hours", baseline=40, target_words="−25 %")))
        assert (row.target, row.target_words) == (30, "−25 %")

    def test_in_a_running_cycle_a_target_is_amended_and_both_stay(self):
        caller = founder()
        row = only_kr(objective(caller))
        with pytest.raises(Refused, match="amendment"):
            change_key_result(caller, row, {"target": 20})
        check_in(caller, CheckInDraft(row, value=5))
        proposed = propose_amendment(caller, only_kr(row.objective), NewAmendment("target", 5, "Two markets left."))
        row.refresh_from_db()
        assert row.target == 10
        proposed.key_result = only_kr(row.objective)
        accept_amendment(caller, proposed)
        row.refresh_from_db()
        assert (row.target, row.original_target, row.progress) == (5, 10, 1_000_000)
        with pytest.raises(Refused, match="accepted already"):
            decline_amendment(caller, proposed, "Too late.")

    def test_whoever_decides_on_an_amendment_says_why_and_must_to_decline_it(self):
        caller = founder()
        row = only_kr(objective(caller))
        first = propose_amendment(caller, row, NewAmendment("target", 5, "Two markets left."))
        with pytest.raises(Refused, match="Say why it is declined"):
            decline_amendment(caller, first, " ")
        first.refresh_from_db()
        assert first.decided_at is None
        decline_amendment(caller, first, "One of them comes back.")
        second = propose_amendment(caller, row, NewAmendment("target", 8, "One market left."))
        accept_amendment(caller, second, "Seen with sales.")
        said = Amendment.objects.order_by("pk").values_list("accepted", "answer")
        assert list(said) == [(False, "One of them comes back."), (True, "Seen with sales.")]
        told = Activity.objects.filter(verb__in=["amendment.declined", "amendment.accepted"]).order_by("seq")
        assert [log.body_of(one)["reason"] for one in told] == ["One of them comes back.", "Seen with sales."]

    def test_in_planning_a_target_changes_freely(self):
        caller = founder()
        quarter(caller, state="planning")
        row = only_kr(objective(caller))
        change_key_result(caller, row, {"target": 20})
        row.refresh_from_db()
        assert (row.target, row.original_target, Amendment.objects.count()) == (20, 20, 0)

    def test_shares_that_move_in_a_running_cycle_are_amendments(self):
        caller = founder()
        goal = objective(caller, "Two", steps("One"), steps("Two"))
        set_shares(caller, goal, {"KR-1": 7_000}, "It matters more.")
        assert Amendment.objects.get().new == 7_000
        with pytest.raises(Refused, match="total 110 %"):
            set_shares(caller, goal, {"KR-2": 4_000}, "Too much.")


class TestPrivacy:
    def test_a_private_goal_may_support_but_not_contribute_to_a_less_private_one(self):
        caller = founder()
        hidden, seen = objective(caller, "Hidden", private=True), objective(caller, "Seen")
        with pytest.raises(Refused, match="may not count there"):
            align(caller, hidden, seen)
        align(caller, hidden, seen, "supports")
        seen.refresh_from_db()
        assert seen.worst_key != hidden.key

    def test_a_goal_that_counts_elsewhere_cannot_become_private(self):
        caller = founder()
        child, parent = objective(caller, "Child"), objective(caller, "Parent")
        align(caller, child, parent)
        with pytest.raises(Refused, match="cannot be private"):
            change_objective(caller, child, {"private": True})
        assert not Objective.objects.get(pk=child.pk).private

    def test_a_private_parent_cannot_be_shown_over_a_private_child(self):
        caller = founder()
        child, parent = (objective(caller, name, private=True) for name in ("Child", "Parent"))
        align(caller, child, parent)
        with pytest.raises(Refused, match="A private objective counts in this one"):
            change_objective(caller, parent, {"private": False})

    def test_a_private_kpi_stays_out_of_what_others_see(self):
        caller = founder()
        kpi = metric(caller, private=True)
        with pytest.raises(Refused, match="private KPI"):
            objective(caller, "Seen", steps(metric=kpi))
        with pytest.raises(Refused, match="private KPI"):
            add_companion(caller, objective(caller), kpi, "guardrail")
        goal = objective(caller, "Hidden", steps(metric=kpi), private=True)
        with pytest.raises(Refused, match="rests on a private KPI"):
            change_objective(caller, goal, {"private": False})


class TestWhoMay:
    ACTIONS = {
        "change": lambda who, goal: change_objective(who, goal, {"title": "Mine"}),
        "archive": lambda who, goal: archive_objective(who, goal),
        "add": lambda who, goal: add_key_result(who, goal, steps("More")),
        "shares": lambda who, goal: set_shares(who, goal, {}, "x"),
        "align": lambda who, goal: align(who, goal, goal),
        "override": lambda who, goal: override_status(who, goal, "on_track", "x"),
        "score": lambda who, goal: score_objective(who, goal, 0),
        "carry": lambda who, goal: carry_forward(who, goal, "drop"),
        "cycle": lambda who, goal: move_cycle(who, goal.cycle, "scoring"),
    }

    @pytest.mark.parametrize("role", [Role.MEMBER, Role.VIEWER, Role.GUEST, Role.AUDITOR])
    @pytest.mark.parametrize("name", list(ACTIONS))
    def test_others_may_not(self, name, role):
        caller = founder()
        goal = objective(caller)
        before = log.feed(caller.workspace.pk).count()
        with pytest.raises(NotAllowed):
            self.ACTIONS[name](colleague(caller, role=role), goal)
        assert log.feed(caller.workspace.pk).count() == before

    def test_an_admin_may(self):
        caller = founder()
        goal = objective(caller)
        change_objective(colleague(caller, role=Role.ADMIN), goal, {"title": "Ours"})
        assert Objective.objects.get().title == "Ours"

    def test_a_lead_above_may(self):
        caller = founder()
        goal = objective(caller)
        lead = colleague(caller)
        goal.unit.lead = lead.person
        goal.unit.save()
        change_objective(lead, goal, {"title": "Led"})
        assert Objective.objects.get().title == "Led"


class TestCycles:
    def test_the_calendar_is_made_once(self):
        caller = founder()
        names = [cycle.name for cycle in ensure_cycles(caller)]
        assert names == ["2026", "Q4 2026", "Q1 2027"]
        assert ensure_cycles(caller) == []

    def test_closing_a_cycle_closes_its_goals_and_going_back_opens_those_again(self):
        caller = founder()
        scored, other = objective(caller, "Scored"), objective(caller, "Other")
        score_objective(caller, scored, 0, "Nothing came of it.")
        close_objective(caller, scored)
        cycle = quarter(caller)
        with pytest.raises(Refused, match="needs a reason"):
            move_cycle(caller, cycle, "closed")
        move_cycle(later(caller, days=1), cycle, "closed", "The company was sold.")
        other.refresh_from_db()
        assert other.closed_at is not None
        move_cycle(later(caller, days=2), cycle, "active", "The sale fell through.")
        for goal in (scored, other):
            goal.refresh_from_db()
        assert (scored.closed_at is None, other.closed_at) == (False, None)

    def test_a_far_grade_needs_a_rationale(self):
        caller = founder()
        goal = objective(caller)
        check_in(caller, CheckInDraft(only_kr(goal), value=5))
        goal.refresh_from_db()
        with pytest.raises(Refused, match=r"more than 0\.2"):
            score_objective(caller, goal, 90)
        assert score_objective(caller, goal, 65).suggested_amended == 50


class TestUndo:
    def last(self, caller):
        return log.feed(caller.workspace.pk).first().seq

    def test_a_check_in_is_taken_back(self):
        caller = founder()
        row = only_kr(objective(caller))
        check_in(caller, CheckInDraft(row, value=5))
        undo(later(caller, minutes=1), self.last(caller))
        row.refresh_from_db()
        assert (row.current, row.progress) == (None, None)
        assert full_refold(caller) == []

    def test_a_status_by_hand_falls_back_to_the_one_before(self):
        caller = founder()
        goal = objective(caller)
        override_status(caller, goal, "on_track", "First.", lasting=True)
        override_status(caller, goal, "off_track", "Second.")
        undo(caller, self.last(caller))
        goal.refresh_from_db()
        assert (goal.hand_status, goal.hand_reason, goal.hand_lasting) == ("on_track", "First.", True)
        resume_status(caller, goal)
        undo(caller, self.last(caller))
        goal.refresh_from_db()
        assert goal.hand_status == "on_track"

    def test_a_commitment_of_a_running_cycle_is_put_away_only_with_a_reason(self):
        caller = founder()
        goal = objective(caller)
        row = only_kr(goal)
        for archive, one in ((archive_objective, goal), (archive_key_result, row)):
            with pytest.raises(Refused, match="say why it is put away"):
                archive(caller, one, " ")
        archive_key_result(caller, row, "It is counted elsewhere.")
        assert "It is counted elsewhere." in Activity.objects.get(seq=caller.did[-1]).body

    def test_an_archived_and_a_new_objective_come_back_and_go(self):
        caller = founder()
        goal = objective(caller)
        archive_objective(caller, goal, "It was done by others.")
        undo(caller, self.last(caller))
        goal.refresh_from_db()
        assert goal.archived_at is None
        fresh = objective(caller, "Fresh")
        undo(caller, self.last(caller))
        fresh.refresh_from_db()
        assert fresh.archived_at is not None


def test_two_edits_from_the_same_version_conflict():
    caller = founder()
    goal = objective(caller)
    change_objective(caller, Objective.objects.select_related("cycle").get(pk=goal.pk), {"why": "One."}, goal.version)
    with pytest.raises(Conflict, match="changed by somebody else"):
        change_objective(caller, goal, {"why": "Two."}, goal.version)
