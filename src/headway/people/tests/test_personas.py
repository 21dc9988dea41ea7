import pytest

from headway.people.actions.persons import NewPerson, add_person
from headway.people.actions.workspaces import NewWorkspace, create_workspace
from headway.people.models import User
from tests.world import MONDAY, founder

pytestmark = pytest.mark.django_db
HERE = {"HTTP_HOST": "localhost:8000"}


def demo():
    new = NewWorkspace("demo", "Lumen", "Ines Marchetti", "ines@demo.example", is_demo=True)
    caller = create_workspace(new, MONDAY)
    return add_person(
        caller, NewPerson("Ruth Adeyemi", "ruth@demo.example", "Head of Growth", persona="department head")
    )


def enter(client, person, **where):
    return client.post(
        "/accounts/personas/", {"workspace": person.workspace.slug, "person": person.key}, **(HERE | where)
    )


def test_the_demos_people_are_entered_with_a_click(client):
    ruth = demo()
    assert "Department head: Head of Growth" in client.get("/accounts/login/", **HERE).content.decode()
    assert enter(client, ruth)["Location"] == "/demo/"
    ruth.refresh_from_db()
    assert client.session["_auth_user_id"] == str(ruth.user.pk)
    assert not ruth.user.has_usable_password()


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"REMOTE_ADDR": "192.168.1.7"},
        {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_FOR": "203.0.113.5"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_HOST": "headway.example"},
        {"REMOTE_ADDR": ""},
    ],
)
def test_never_from_another_address_or_through_a_proxy(client, elsewhere):
    ruth = demo()
    assert "Ruth Adeyemi" not in client.get("/accounts/login/", **(HERE | elsewhere)).content.decode()
    assert enter(client, ruth, **elsewhere).status_code == 404
    assert "_auth_user_id" not in client.session


def test_never_outside_a_demo(client):
    caller = founder()
    posed = add_person(caller, NewPerson("Pia", "pia@lumen.example", persona="founder"))
    assert "Pia" not in client.get("/accounts/login/", **HERE).content.decode()
    assert enter(client, posed).status_code == 404


def test_a_login_that_also_opens_a_real_workspace_is_not_offered(client):
    ruth, real = demo(), founder()
    ruth.user = User.objects.create_user("ruth@demo.example")
    ruth.save()
    add_person(real, NewPerson("Ruth"), user=ruth.user)
    assert enter(client, ruth).status_code == 404


def test_people_of_the_demo_without_a_persona_are_not_offered(client):
    plain = add_person(create_workspace(NewWorkspace("d2", "D", "Ines", is_demo=True), MONDAY), NewPerson("Plain"))
    assert enter(client, plain).status_code == 404


def test_the_click_is_a_post_with_its_token(client):
    from django.test import Client

    ruth = demo()
    assert client.get("/accounts/personas/", **HERE).status_code == 405
    assert enter(Client(enforce_csrf_checks=True), ruth).status_code == 403
