"""Incremental refold equals full, and pace moves at midnight."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TransactionTestCase

from headway.activity import log
from headway.okrs.access import with_its_objective
from headway.okrs.actions.alignments import align, unalign
from headway.okrs.actions.check_ins import CheckInDraft, check_in, withdraw_check_in
from headway.okrs.actions.key_results import archive_key_result, set_shares
from headway.okrs.actions.objectives import archive_objective, unarchive_objective
from headway.okrs.check import full_refold
from headway.okrs.jobs import next_midnight, refold_pace
from headway.okrs.models import Alignment, CheckIn, KeyResult, Objective
from headway.okrs.tests.world import objective, only_kr, steps
from headway.people.errors import Refused
from tests.statements import count_statements
from tests.world import MONDAY, founder, later

COUNT = 5
MOVES = st.one_of(
    st.tuples(st.just("say"), st.integers(0, 2 * COUNT - 1), st.integers(-5, 15)),
    st.tuples(st.just("withdraw"), st.integers(0, 30), st.just(0)),
    st.tuples(st.just("align"), st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)),
    st.tuples(st.just("unalign"), st.integers(0, 10), st.just(0)),
    st.tuples(st.just("share"), st.integers(0, COUNT - 1), st.integers(0, 10_000)),
    st.tuples(st.just("archive"), st.integers(0, COUNT - 1), st.booleans()),
    st.tuples(st.just("shelve"), st.integers(0, 2 * COUNT - 1), st.just(0)),
    st.tuples(st.just("wait"), st.integers(1, 20), st.just(0)),
)


def goal(key):
    return Objective.objects.select_related("owner", "unit", "cycle").get(key=key)


def row(number):
    return with_its_objective(KeyResult.objects.all()).get(key=f"KR-{number + 1}")


def do(caller, move, at, value):
    """One random move; what the actions refuse changes nothing."""
    if move == "say":
        check_in(caller, CheckInDraft(row(at), value=value, confidence=at % 11))
    elif move == "withdraw":
        said = CheckIn.objects.filter(withdrawn_at=None).order_by("pk")
        found = said.select_related("key_result__objective__cycle", "key_result__workspace", "author")
        if found:
            withdraw_check_in(caller, found[at % len(found)])
    elif move == "align":
        align(caller, goal(f"O-{at + 1}"), goal(f"O-{value + 1}"))
    elif move == "unalign":
        edges = list(Alignment.objects.select_related("child__cycle", "parent"))
        if edges:
            unalign(caller, edges[at % len(edges)])
    elif move == "share":
        one = goal(f"O-{at + 1}")
        first = one.key_results.filter(archived_at=None).first()
        if first:
            set_shares(caller, one, {first.key: value}, "The weight moved.")
    elif move == "archive":
        one = goal(f"O-{at + 1}")
        (archive_objective if value else unarchive_objective)(caller, one)
    elif move == "shelve":
        archive_key_result(caller, row(at))


class Refolds(TransactionTestCase):
    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(st.lists(MOVES, max_size=14))
    def test_incremental_equals_full_after_anything(self, moves):
        caller = founder()
        for n in range(COUNT):
            objective(caller, f"Goal {n}", steps("One"), steps("Two"))
        for move, at, value in moves:
            if move == "wait":
                caller = later(caller, days=at)
                refold_pace(caller.now)
                continue
            try:
                do(caller, move, at, value)
            except Refused:
                continue
        assert full_refold(caller) == []


@pytest.mark.django_db
def test_a_difference_is_named_with_both_values():
    caller = founder()
    one = objective(caller)
    check_in(caller, CheckInDraft(only_kr(one), value=5))
    Objective.objects.update(progress=1)
    (difference,) = full_refold(caller)
    assert (difference.key, difference.field, difference.stored, difference.computed) == (
        one.key,
        "progress",
        1,
        500_000,
    )
    one.refresh_from_db()
    assert one.progress == 1


@pytest.mark.django_db
def test_paths_that_meet_are_counted_once_and_cost_nothing_where_they_do_not():
    caller = founder()
    top, left, right, low = (objective(caller, name) for name in ("Top", "Left", "Right", "Low"))
    Objective.objects.update(drivers="both")
    KeyResult.objects.exclude(objective=low).update(archived_at=caller.now)
    align(caller, left, top)
    align(caller, right, top)
    align(caller, low, left)
    with count_statements() as plain:
        check_in(caller, CheckInDraft(only_kr(low), value=4))
    align(caller, low, right)
    top.refresh_from_db()
    assert (top.meets, top.progress) == (True, 400_000)
    assert full_refold(caller) == []
    with count_statements() as meeting:
        check_in(caller, CheckInDraft(only_kr(low), value=6))
    assert len(meeting) == len(plain) + 1
    top.refresh_from_db()
    assert top.progress == 600_000
    unalign(caller, Alignment.objects.select_related("child__cycle", "parent").get(child=low, parent=right))
    top.refresh_from_db()
    assert not top.meets


@pytest.mark.django_db
def test_pace_turns_a_status_at_midnight_and_only_then_is_it_logged():
    caller = founder()
    one = objective(caller)
    check_in(caller, CheckInDraft(only_kr(one), value=5))
    assert refold_pace(caller.now) == 1
    rows = log.feed(caller.workspace.pk).count()
    assert refold_pace(caller.now + timedelta(hours=1)) == 0
    late = caller.now + timedelta(days=30)
    assert refold_pace(late) == 1
    one.refresh_from_db()
    assert (one.status, one.progress) == ("off_track", 500_000)
    assert log.feed(caller.workspace.pk).count() == rows + 1
    assert refold_pace(late + timedelta(days=1)) == 1
    assert log.feed(caller.workspace.pk).count() == rows + 1


@pytest.mark.django_db
def test_a_worker_that_died_leaves_the_refold_due(monkeypatch):
    caller = founder()
    one = objective(caller)
    check_in(caller, CheckInDraft(only_kr(one), value=5))
    refold_pace(caller.now)
    late = caller.now + timedelta(days=30)
    monkeypatch.setattr("headway.okrs.jobs.refold", lambda *args: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        refold_pace(late)
    monkeypatch.undo()
    assert refold_pace(late) == 1
    one.refresh_from_db()
    assert one.status == "off_track"


@pytest.mark.django_db
def test_midnight_is_the_workspaces_own():
    caller = founder()
    caller.workspace.timezone = "Asia/Kolkata"
    assert next_midnight(caller.workspace, MONDAY) == datetime(2026, 11, 16, 18, 30, tzinfo=UTC)
