import pytest

from headway.activity import log
from headway.okrs.actions.alignments import align
from headway.okrs.actions.check_ins import (
    CheckInDraft,
    NewBlocker,
    check_in,
    preview_check_ins,
    send_check_ins,
    withdraw_check_in,
)
from headway.okrs.actions.cycles import move_cycle
from headway.okrs.actions.statuses import override_status
from headway.okrs.check import full_refold
from headway.okrs.models import Blocker, CheckIn
from headway.okrs.tests.world import colleague, objective, only_kr, steps
from headway.people.errors import NotAllowed, Refused
from headway.people.models import Role
from tests.statements import count_statements
from tests.world import founder, later

pytestmark = pytest.mark.django_db


def test_a_check_in_moves_the_key_result_and_every_objective_above_it():
    caller = founder()
    top, below = objective(caller, "Top"), objective(caller, "Below")
    align(caller, below, top)
    check_in(caller, CheckInDraft(only_kr(below), value=6, confidence=8, note="Third market live."))
    for goal in (top, below):
        goal.refresh_from_db()
    assert (below.progress, below.status) == (600_000, "on_track")
    assert (top.progress, top.data_share) == (300_000, 5_000)
    assert full_refold(caller) == []


def test_the_check_in_keeps_what_was_shown_then():
    caller = founder()
    row = only_kr(objective(caller))
    first = check_in(caller, CheckInDraft(row, value=1))
    assert (first.progress, first.auto_status, first.shown) == (100_000, "off_track", "off_track")


def test_a_correction_supersedes_and_keeps_the_old_one():
    caller = founder()
    row = only_kr(objective(caller))
    first = check_in(caller, CheckInDraft(row, value=9))
    second = check_in(later(caller, days=1), CheckInDraft(row, value=4, corrects=first))
    row.refresh_from_db()
    assert row.current == 4
    assert second.supersedes == first
    assert CheckIn.objects.count() == 2
    with pytest.raises(Refused, match="corrected already"):
        check_in(caller, CheckInDraft(row, value=5, corrects=first))


def test_withdrawing_a_correction_brings_back_what_it_put_right():
    caller = founder()
    row = only_kr(objective(caller))
    first = check_in(caller, CheckInDraft(row, value=9))
    second = check_in(caller, CheckInDraft(row, value=4, corrects=first))
    withdraw_check_in(caller, second)
    row.refresh_from_db()
    assert row.current == 9
    assert full_refold(caller) == []


def test_a_preview_shows_the_effect_and_writes_nothing():
    caller = founder()
    goal = objective(caller)
    row = only_kr(goal)
    rows = log.feed(caller.workspace.pk).count()
    tree = preview_check_ins(caller, [CheckInDraft(row, value=5)])
    assert tree.before[goal.key] == (None, "unknown")
    assert tree.objectives[goal.pk].progress == 500_000
    goal.refresh_from_db()
    assert (goal.progress, CheckIn.objects.count(), log.feed(caller.workspace.pk).count()) == (None, 0, rows)


def test_several_are_sent_together_or_not_at_all():
    caller = founder()
    goal = objective(caller, "Two", steps("One"), steps("Two"))
    one, two = goal.key_results.select_related("workspace", "objective__cycle", "metric", "owner", "updater")
    with pytest.raises(Refused, match="confidence of 11"):
        send_check_ins(caller, [CheckInDraft(one, value=5), CheckInDraft(two, confidence=11)])
    assert not CheckIn.objects.exists()
    before = log.feed(caller.workspace.pk).count()
    send_check_ins(caller, [CheckInDraft(one, value=5), CheckInDraft(two, value=7)])
    goal.refresh_from_db()
    assert goal.progress == 600_000
    assert log.feed(caller.workspace.pk).count() == before + 1


def test_a_status_set_once_by_hand_ends_with_the_next_check_in_and_a_lasting_one_stays():
    caller = founder()
    row = only_kr(objective(caller))
    override_status(caller, row, "on_track", "It ships on Friday.")
    assert check_in(caller, CheckInDraft(row, value=1)).shown == "off_track"
    override_status(caller, row, "on_track", "It ships on Friday.", lasting=True)
    row.refresh_from_db()
    said = check_in(later(caller, days=1), CheckInDraft(only_kr(row.objective), value=1))
    assert (said.auto_status, said.shown) == ("off_track", "on_track")


def test_blockers_come_with_a_check_in():
    caller = founder()
    row = only_kr(objective(caller))
    check_in(caller, CheckInDraft(row, note="Stuck.", blockers=(NewBlocker("Legal review", caller.person),)))
    assert Blocker.objects.get().since == caller.today


def test_a_closed_cycle_takes_no_check_ins():
    caller = founder()
    goal = objective(caller)
    move_cycle(caller, goal.cycle, "scoring")
    move_cycle(caller, goal.cycle, "closed")
    with pytest.raises(Refused, match="Q4 2026 is closed"):
        check_in(caller, CheckInDraft(only_kr(goal), value=5))
    move_cycle(caller, goal.cycle, "scoring", "One number was late.")
    check_in(caller, CheckInDraft(only_kr(goal), value=5))


@pytest.mark.parametrize("role", [Role.MEMBER, Role.VIEWER, Role.GUEST, Role.AUDITOR])
def test_only_those_who_look_after_it_may_check_in(role):
    caller = founder()
    row = only_kr(objective(caller))
    with pytest.raises(NotAllowed):
        check_in(colleague(caller, role=role), CheckInDraft(row, value=5))


def test_whoever_is_named_to_update_it_may_check_in():
    caller = founder()
    ruth = colleague(caller)
    row = only_kr(objective(caller, "Named", steps(updater=ruth.person)))
    check_in(ruth, CheckInDraft(row, value=5))


def test_a_check_in_six_levels_deep_stays_in_its_budget():
    caller = founder()
    goals = [objective(caller, f"Level {n}") for n in range(6)]
    for child, parent in zip(goals[1:], goals, strict=False):
        align(caller, child, parent)
    row = only_kr(goals[-1])
    with count_statements() as ran:
        check_in(caller, CheckInDraft(row, value=5, confidence=7, note="Half."))
    ran.assert_at_most(14)  # the request adds session, login, person and the door of the key result
    goals[0].refresh_from_db()
    assert goals[0].progress == 15_625
