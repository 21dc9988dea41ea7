from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from headway.people.actions.invitations import accept_invitation, invite, open_invitation, withdraw_invitation
from headway.people.actions.persons import NewPerson, add_person, hand_over
from headway.people.errors import NotAllowed, NotHere, Refused
from headway.people.models import Invitation, Person, User
from headway.people.tests.world import joined, signed_in
from tests.world import MONDAY, company, founder

pytestmark = pytest.mark.django_db
NEW = {"name": "Ruth Adeyemi", "password": "correct horse battery"}


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("headway.people.middleware.read_clock", lambda: MONDAY + timedelta(days=1))


def test_an_invited_address_makes_its_login_and_is_in(today, client):
    caller = founder()
    _, secret = invite(caller, "Ruth@Lumen.example", role="admin", unit=company(caller))
    page = client.get(f"/join/{secret}/").content.decode()
    assert "Ines Marchetti invited ruth@lumen.example as admin" in page
    assert "At least 10 characters" in page
    assert client.post(f"/join/{secret}/", NEW)["Location"] == "/lumen/"
    ruth = Person.objects.get(name="Ruth Adeyemi")
    assert (ruth.role, ruth.email, list(ruth.units.all())) == ("admin", "ruth@lumen.example", [company(caller)])
    assert client.session["_auth_user_id"] == str(ruth.user.pk)


def test_a_login_that_is_signed_in_joins_with_a_click(today):
    caller, other = founder(), founder("other")
    _, secret = invite(caller, "ines@elsewhere.example")
    browser = signed_in(other)
    assert "founder@other.example" in browser.get(f"/join/{secret}/").content.decode()
    assert browser.post(f"/join/{secret}/")["Location"] == "/lumen/"
    assert Person.objects.get(workspace=caller.workspace, user=other.person.user).role == "member"


def test_an_address_that_has_a_login_is_asked_to_sign_in_first(today, client):
    caller = founder()
    founder("other")
    _, secret = invite(caller, "founder@other.example")
    assert client.get(f"/join/{secret}/")["Location"].startswith("/accounts/login/?next=")


def test_a_weak_password_is_refused_and_nothing_is_made(today, client):
    _, secret = invite(founder(), "ruth@lumen.example")
    assert "too short" in client.post(f"/join/{secret}/", NEW | {"password": "short"}).content.decode()
    assert not User.objects.filter(email="ruth@lumen.example").exists()
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize("ended", ["used", "withdrawn", "expired", "never made"])
def test_an_invitation_that_ended_opens_nothing(today, client, ended):
    caller = founder()
    invitation, secret = invite(caller, "ruth@lumen.example")
    if ended == "used":
        accept_invitation(invitation, User.objects.create_user("ruth@lumen.example"), "Ruth", MONDAY)
    if ended == "withdrawn":
        withdraw_invitation(caller, invitation)
    if ended == "expired":
        Invitation.objects.update(expires_at=MONDAY)
    if ended == "never made":
        secret = "x" * 32
    people = Person.objects.count()
    for answer in (client.get(f"/join/{secret}/"), client.post(f"/join/{secret}/", NEW)):
        assert answer.status_code == 404
        assert "used, withdrawn, or is older than 14 days" in answer.content.decode()
    assert Person.objects.count() == people


def test_it_ends_after_fourteen_days():
    _, secret = invite(founder(), "ruth@lumen.example")
    assert open_invitation(secret, MONDAY + timedelta(days=14, seconds=-1))
    with pytest.raises(NotHere):
        open_invitation(secret, MONDAY + timedelta(days=14))


def test_it_is_used_once_even_at_the_same_moment():
    caller = founder()
    invitation, secret = invite(caller, "ruth@lumen.example")
    same = open_invitation(secret, MONDAY)
    accept_invitation(invitation, User.objects.create_user("ruth@lumen.example"), "Ruth", MONDAY)
    with pytest.raises(Refused, match="a moment ago"):
        accept_invitation(same, User.objects.create_user("eve@lumen.example"), "Eve", MONDAY)


def test_somebody_without_a_login_gets_one_and_stays_the_same_person():
    caller = founder()
    waiting = add_person(caller, NewPerson("Ruth", "ruth@lumen.example"))
    invitation, _ = invite(caller, "ruth@lumen.example", role="viewer")
    person = accept_invitation(invitation, User.objects.create_user("ruth@lumen.example"), "Ruth", MONDAY)
    assert (person.key, person.role, person.user.email) == (waiting.key, "viewer", "ruth@lumen.example")


def test_somebody_who_left_comes_back_as_the_same_person():
    caller = founder()
    ruth = joined(caller, "Ruth")
    hand_over(caller, ruth.person, caller.person)
    invitation, _ = invite(caller, ruth.person.email)
    back = accept_invitation(invitation, ruth.person.user, "", MONDAY)
    assert (back.key, back.name, back.left_at) == (ruth.person.key, "Ruth", None)


def test_a_member_cannot_be_invited_twice():
    caller = founder()
    ruth = joined(caller, "Ruth")
    with pytest.raises(Refused, match="already"):
        invite(caller, ruth.person.email.upper())


def test_without_mail_the_link_is_shown_once_and_with_mail_it_is_sent(settings):
    browser = signed_in(founder())
    settings.EMAIL_HOST = ""
    page = browser.post("/lumen/people/invitations", {"email": "a@lumen.example", "role": "member"}).content.decode()
    assert "http://testserver/join/" in page
    assert "sends no mail" in page
    assert not mail.outbox
    settings.EMAIL_HOST = "mail.example"
    browser.post("/lumen/people/invitations", {"email": "b@lumen.example", "role": "member"})
    assert mail.outbox[0].to == ["b@lumen.example"]
    assert "http://testserver/join/" in mail.outbox[0].body


@pytest.mark.parametrize("role", ["member", "viewer", "guest", "auditor"])
def test_only_admins_invite_and_withdraw(role):
    caller = founder()
    invitation, _ = invite(caller, "a@lumen.example")
    other = joined(caller, "Pia", role)
    browser = signed_in(other)
    assert browser.get("/lumen/people/invitations").status_code == 403
    assert browser.post(f"/lumen/invitations/{invitation.key}/withdrawal").status_code == 403
    assert "a@lumen.example" not in browser.get("/lumen/people").content.decode()
    with pytest.raises(NotAllowed):
        invite(other, "b@lumen.example")


def test_an_admin_cannot_invite_an_owner():
    caller = founder()
    admin = joined(caller, "Ada", "admin")
    with pytest.raises(Refused, match="Only an owner"):
        invite(admin, "b@lumen.example", role="owner")
    page = signed_in(admin).post("/lumen/people/invitations", {"email": "b@lumen.example", "role": "owner"})
    assert page.status_code == 200
    assert not Invitation.objects.exists()


def test_another_workspaces_invitation_is_not_here():
    mine, other = founder(), founder("other")
    foreign, _ = invite(other, "a@other.example")
    assert signed_in(mine).post(f"/lumen/invitations/{foreign.key}/withdrawal").status_code == 404
    assert Client().get("/lumen/people")["Location"].startswith("/accounts/login/")


def test_withdrawing_on_the_page_closes_the_link(today, client):
    caller = founder()
    invitation, secret = invite(caller, "a@lumen.example")
    signed_in(caller).post(f"/lumen/invitations/{invitation.key}/withdrawal")
    assert client.get(f"/join/{secret}/").status_code == 404
