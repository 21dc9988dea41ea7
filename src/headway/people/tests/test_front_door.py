import pytest

from headway.people.actions.persons import NewPerson, add_person
from headway.people.models import Person
from tests.world import founder

pytestmark = pytest.mark.django_db


def test_an_empty_instance_says_how_to_open_it(client):
    assert "one-time link in the terminal" in client.get("/").content.decode()


def test_an_address_with_a_character_that_no_name_holds_leads_nowhere(client):
    client.force_login(founder().someone.user)
    for address in ("/lum\0en/", "/lumen/kpis/K-1\0"):
        assert client.get(address).status_code == 404
    for address in ("/lumen/search?q=a%00b", "/lumen/objectives?unit=%00", "/lumen/activity?%00=x&person=%00"):
        assert client.get(address).status_code == 200


def test_signed_out_leads_to_the_login(client):
    founder()
    assert client.get("/")["Location"] == "/accounts/login/"


def test_signed_in_leads_to_the_only_workspace(client):
    client.force_login(founder().person.user)
    assert client.get("/")["Location"] == "/lumen/"


def test_several_workspaces_are_offered_and_others_are_not(client):
    caller, other, _foreign = founder(), founder("other"), founder("foreign")
    add_person(other, NewPerson("Ines"), user=caller.person.user)
    client.force_login(caller.person.user)
    page = client.get("/").content.decode()
    assert 'href="/lumen/"' in page
    assert 'href="/other/"' in page
    assert "oreign" not in page


def test_nobody_anywhere_gets_a_kind_page(client):
    caller = founder()
    Person.objects.filter(pk=caller.person.pk).update(left_at=caller.now)
    client.force_login(caller.person.user)
    assert "in no workspace yet" in client.get("/").content.decode()


def test_the_password_opens_and_a_wrong_one_does_not(client):
    founder()
    wrong = client.post("/accounts/login/", {"login": "founder@lumen.example", "password": "wrong horse battery"})
    assert wrong.status_code == 200
    right = client.post("/accounts/login/", {"login": "founder@lumen.example", "password": "correct horse battery"})
    assert right["Location"] == "/"


def test_signing_in_brings_the_persons_language_and_colours_along(client):
    user = founder().person.user
    user.language, user.theme = "de", "dark"
    user.save()
    client.post("/accounts/login/", {"login": user.email, "password": "correct horse battery"})
    assert client.cookies["django_language"].value == "de"
    assert client.cookies["theme"].value == "dark"
    assert client.get("/accounts/password/change/").headers["Content-Language"] == "de"


@pytest.mark.parametrize("path", ["login", "logout", "password/change", "password/reset", "signup", "email"])
def test_every_page_of_a_login_has_our_look(client, path):
    caller = founder()
    if path in {"logout", "password/change", "email"}:
        client.force_login(caller.person.user)
    page = client.get(f"/accounts/{path}/")
    assert page.status_code == 200
    assert 'class="bare"' in page.content.decode()


def test_without_mail_the_forgotten_password_page_says_whom_to_ask(client, settings):
    settings.EMAIL_HOST = ""
    assert "sends no mail" in client.get("/accounts/password/reset/").content.decode()
    settings.EMAIL_HOST = "mail.example"
    assert "Send the link" in client.get("/accounts/password/reset/").content.decode()
