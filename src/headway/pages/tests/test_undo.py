from datetime import timedelta

import pytest

from headway.loop.actions.answering import Watch, answer_decision
from headway.loop.models import Decision
from headway.loop.tests.scene import as_person, breached, member
from headway.loop.tests.test_answers import SOON
from tests.world import MONDAY, founder

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(monkeypatch):
    monkeypatch.setattr("headway.people.middleware.read_clock", lambda: MONDAY)
    return founder()


def answered(caller):
    """A decision that the caller answered, and the number of that row of the log."""
    _, decision = breached(caller)
    me = as_person(caller, caller.person)
    answer_decision(me, decision, Watch(SOON), "Holidays.")
    return me.did[-1]


def test_what_one_did_a_moment_ago_is_taken_back(client, caller):
    seq = answered(caller)
    client.force_login(caller.person.user)
    page = "http://testserver/lumen/loop?x=1"
    assert client.post(f"/lumen/undo/{seq}", headers={"Referer": page})["Location"] == "/lumen/loop"
    assert Decision.objects.get().is_open


def test_undo_leads_to_no_foreign_page(client, caller):
    seq = answered(caller)
    client.force_login(caller.person.user)
    headers = {"Referer": "https://evil.example/lumen/loop"}
    assert client.post(f"/lumen/undo/{seq}", headers=headers)["Location"] == "/lumen/"


def test_nobody_takes_back_what_another_did(client, caller):
    seq = answered(caller)
    client.force_login(member(caller, "Jonas Petersen").user)
    assert client.post(f"/lumen/undo/{seq}").status_code == 404
    assert client.post(f"/lumen/undo/{2**70}").status_code == 404
    assert not Decision.objects.get().is_open


def test_after_a_while_it_is_too_late(client, caller, monkeypatch):
    seq = answered(caller)
    monkeypatch.setattr("headway.people.middleware.read_clock", lambda: MONDAY + timedelta(hours=1))
    client.force_login(caller.person.user)
    assert client.post(f"/lumen/undo/{seq}").status_code == 403
    assert not Decision.objects.get().is_open


def test_undo_is_sent_not_fetched(client, caller):
    seq = answered(caller)
    client.force_login(caller.person.user)
    assert client.get(f"/lumen/undo/{seq}").status_code == 405
