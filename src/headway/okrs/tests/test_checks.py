"""``headway check`` finds goals that do not follow from their sources, and goals that the log knows otherwise."""

import pytest

from headway.okrs.actions.alignments import align, unalign
from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.cycles import move_cycle
from headway.okrs.actions.key_results import set_shares
from headway.okrs.actions.statuses import override_status
from headway.okrs.checks import goals_follow, log_keeps_goals
from headway.okrs.models import KeyResult, Objective
from headway.okrs.tests.world import objective, only_kr, steps
from tests.world import founder, later

pytestmark = pytest.mark.django_db


def test_the_log_keeps_goals_as_they_are_whatever_was_done():
    caller = founder()
    parent, child = objective(caller, "Clinics pay"), objective(caller, "Days to value", steps("One"), steps("Two"))
    edge = align(caller, child, parent)
    set_shares(caller, child, {child.key_results.first().key: 7000}, "It matters more.")
    override_status(caller, child, "at_risk", "The contract slips.")
    check_in(later(caller, days=1), CheckInDraft(child.key_results.select_related("objective__cycle").first(), 3))
    unalign(caller, edge)
    check_in(later(caller, days=2), CheckInDraft(only_kr(parent), 4))
    move_cycle(later(caller, days=3), child.cycle, "closed", "It ends early.")
    assert (goals_follow(caller.workspace), log_keeps_goals(caller.workspace)) == ([], [])


def test_what_was_written_past_the_log_is_found():
    caller = founder()
    goal = objective(caller)
    Objective.objects.filter(pk=goal.pk).update(title="Another title")
    KeyResult.objects.filter(objective=goal).update(progress=1)
    first, second = log_keeps_goals(caller.workspace)
    assert first == f"{goal.key} has another title than the log would show as of today."
    assert "another progress" in second


def test_a_value_that_does_not_follow_is_found():
    caller = founder()
    goal = objective(caller)
    Objective.objects.filter(pk=goal.pk).update(data_share=4)
    (problem,) = goals_follow(caller.workspace)
    assert problem.startswith(f"{goal.key} keeps 4 as its data_share")
