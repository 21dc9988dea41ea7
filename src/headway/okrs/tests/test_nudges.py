"""Who has checked in this round, and asking those who have not."""

import pytest
from django.core import mail
from django.urls import reverse

from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.nudges import nudge_people
from headway.okrs.models import KeyResult, Nudge
from headway.okrs.queries.heard import read_heard, turns_of
from headway.okrs.tests.test_api import Api
from headway.okrs.tests.world import colleague, objective, only_kr, steps
from headway.people.actions.units import create_unit
from headway.people.errors import NotAllowed, Refused
from tests.statements import count_statements
from tests.world import company, founder, later

pytestmark = pytest.mark.django_db


def silent_colleague(caller, name="Ruth Adeyemi"):
    """A colleague who speaks for one key result that nobody was heard on."""
    other = colleague(caller, name)
    row = only_kr(objective(caller, f"Goal of {name}", steps()))
    KeyResult.objects.filter(pk=row.pk).update(owner=other.person)
    return other


def test_who_speaks_for_a_key_result_is_silent_until_heard_in_this_round():
    caller = founder()
    other = silent_colleague(caller)
    (one,) = read_heard(caller).speakers
    assert (one.person, len(one.silent), one.heard, one.last) == (other.person, 1, 0, None)
    check_in(other, CheckInDraft(one.silent[0], value=3))
    (one,) = read_heard(caller).speakers
    assert (len(one.silent), one.heard) == (0, 1)
    (one,) = read_heard(later(caller, days=8)).speakers
    assert (len(one.silent), one.heard) == (1, 0)


def test_the_updater_speaks_in_the_owners_place():
    caller = founder()
    other = colleague(caller)
    objective(caller, "Two", NewKeyResult("Markets", baseline=0, target=10, updater=other.person))
    assert [one.person for one in read_heard(caller).speakers] == [other.person]


def test_a_nudge_is_sent_once_a_round_and_not_to_those_who_were_heard():
    caller = founder()
    other = silent_colleague(caller)
    assert [row.person for row in nudge_people(caller, [other.person])] == [other.person]
    with pytest.raises(Refused, match="Nobody is left"):
        nudge_people(caller, [other.person])
    check_in(later(other, days=8), CheckInDraft(read_heard(caller).speakers[0].silent[0], value=3))
    with pytest.raises(Refused, match="Nobody is left"):
        nudge_people(later(caller, days=8), [other.person])
    assert Nudge.objects.count() == 1


def test_only_who_looks_after_a_key_result_nudges_its_speaker():
    caller = founder()
    other, stranger = silent_colleague(caller), colleague(caller, "Sam Stranger")
    with pytest.raises(NotAllowed, match="You look after none"):
        nudge_people(stranger, [other.person])
    viewer = colleague(caller, "Vi Viewer", role="viewer")
    with pytest.raises(NotAllowed):
        nudge_people(viewer, [other.person])
    assert not Nudge.objects.exists()


def test_the_page_nudges_with_one_click_and_today_says_who_asked(client, settings):
    settings.EMAIL_HOST = "mail.example"
    caller = founder()
    other = silent_colleague(caller)
    other.person.email = "ruth@lumen.example"
    other.person.save()
    client.force_login(caller.person.user)
    page = client.get(reverse("okrs:heard", args=["lumen"])).content.decode()
    assert "Ruth Adeyemi" in page
    client.post(reverse("okrs:nudge", args=["lumen"]), {"person": [other.person.key]})
    assert "nudged" in client.get(reverse("okrs:heard", args=["lumen"])).content.decode()
    assert [message.to for message in mail.outbox] == [["ruth@lumen.example"]]
    client.force_login(other.person.user)
    assert f"{caller.person.name} asked on" in client.get("/lumen/").content.decode()


def test_the_page_costs_the_same_however_many_are_asked(client):
    caller = founder()
    client.force_login(caller.person.user)
    for number in (1, 3, 30):
        while KeyResult.objects.count() < number:
            silent_colleague(caller, f"Person-{KeyResult.objects.count()}")
        with count_statements() as ran:
            client.get(reverse("okrs:heard", args=["lumen"]))
        ran.assert_at_most(8)


def test_a_page_shows_a_part_of_many_and_says_how_many_all_are(client, monkeypatch):
    monkeypatch.setattr("headway.okrs.views.heard.SPEAKERS", 2)
    caller = founder()
    client.force_login(caller.person.user)
    for name in ("Adaeze", "Benoit", "Cyprian"):
        silent_colleague(caller, name)
    page = reverse("okrs:heard", args=["lumen"])
    first, second = (client.get(page, {"page": number}).content.decode() for number in (1, 2))
    assert "3 of 3 people have not been heard" in first
    assert [name in first for name in ("Adaeze", "Benoit", "Cyprian")] == [True, True, False]
    assert [name in second for name in ("Adaeze", "Benoit", "Cyprian")] == [False, False, True]


def test_a_lead_may_look_at_the_own_teams_alone(client):
    caller = founder()
    other = silent_colleague(caller, "Ruth")
    silent_colleague(caller, "Sam")
    row = KeyResult.objects.get(owner=other.person)
    row.objective.unit = create_unit(caller, "Ours", company(caller), lead=other.person)
    row.objective.save()
    client.force_login(other.person.user)
    page = client.get(reverse("okrs:heard", args=["lumen"]), {"of": "mine"}).content.decode()
    assert "One of 1 people has not been heard" in page
    assert "Sam" not in page
    assert [turn.silent for turn in turns_of(other, led=True)] == [1]


def test_who_has_checked_in_comes_page_by_page_over_the_api(client):
    caller = founder()
    names = ["Cyprian", "Adaeze", "Benoit"]
    for name in names:
        silent_colleague(caller, name)
    api = Api(client, caller)
    first = api("get", "/heard?limit=2").json()
    rest = api("get", f"/heard?limit=2&after={first['next']}").json()
    assert [one["name"] for one in (*first["items"], *rest["items"])] == names
    assert rest["next"] is None
