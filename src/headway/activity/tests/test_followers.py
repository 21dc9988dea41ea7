from datetime import timedelta

import pytest

from headway.activity import followers
from headway.activity.models import Cursor
from headway.people.actions.units import create_unit
from tests.world import MONDAY, company, founder

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch):
    """One follower only, which keeps the numbers of the rows that it was given."""
    numbers = []
    follow = {"ear": lambda workspace, rows, now: numbers.extend(row.seq for row in rows)}
    monkeypatch.setattr(followers, "followers", lambda: follow)
    return numbers


def test_a_follower_reads_each_row_once(heard):
    caller = founder()
    followers.catch_up(caller.workspace.pk, MONDAY)
    create_unit(caller, "Growth", company(caller))
    assert list(followers.behind()) == [caller.workspace.pk]
    followers.catch_up(caller.workspace.pk, MONDAY)
    assert (heard, list(followers.behind())) == ([1, 2], [])


def test_rows_of_a_failed_reader_are_read_again_when_its_lease_has_run_out(monkeypatch):
    caller, tries = founder(), []

    def fail(workspace, rows, now):
        tries.append(now)
        if len(tries) == 1:
            raise RuntimeError("no network")

    monkeypatch.setattr(followers, "followers", lambda: {"ear": fail})
    followers.catch_up(caller.workspace.pk, MONDAY)
    followers.catch_up(caller.workspace.pk, MONDAY + timedelta(seconds=5))
    assert (len(tries), Cursor.objects.get().error) == (1, "RuntimeError('no network')")
    followers.catch_up(caller.workspace.pk, MONDAY + followers.LEASE + timedelta(seconds=1))
    assert (len(tries), Cursor.objects.get().seq, Cursor.objects.get().error) == (2, 1, "")


def test_a_reader_that_was_killed_leaves_a_lease_that_runs_out(heard):
    caller = founder()
    Cursor.objects.create(follower="ear", workspace_id=caller.workspace.pk, lease_until=MONDAY + followers.LEASE)
    followers.catch_up(caller.workspace.pk, MONDAY)
    assert heard == []
    followers.catch_up(caller.workspace.pk, MONDAY + followers.LEASE + timedelta(seconds=1))
    assert heard == [1]
