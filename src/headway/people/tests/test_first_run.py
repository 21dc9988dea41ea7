import time
from datetime import timedelta

import pytest

from headway.people.first_run import first_run_path
from headway.people.models import Person, Unit, User, Workspace
from headway.people.slugs import suggest_slug
from tests.world import founder

pytestmark = pytest.mark.django_db
ANSWERS = {
    "owner_name": "Ines Marchetti", "email": "Ines@Lumen.example", "password": "correct horse battery",
    "name": "Lumen Clinics", "slug": "", "timezone": "Europe/Berlin", "currency": "EUR",
}  # fmt: skip


def test_the_link_makes_the_workspace_and_its_owner_and_leads_into_the_guide(client):
    answer = client.post(first_run_path(), ANSWERS)
    workspace, owner = Workspace.objects.get(), Person.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, "/lumen-clinics/guide/")
    assert (workspace.slug, workspace.timezone, workspace.is_demo) == ("lumen-clinics", "Europe/Berlin", False)
    assert (owner.role, owner.email, owner.user.check_password(ANSWERS["password"])) == (
        "owner",
        "ines@lumen.example",
        True,
    )
    assert client.session["_auth_user_id"] == str(owner.user.pk)
    assert Unit.objects.get().lead == owner


def test_the_link_works_once(client):
    path = first_run_path()
    client.post(path, ANSWERS)
    client.logout()
    assert client.get(path).status_code == 404
    assert client.post(path, ANSWERS | {"email": "other@lumen.example"}).status_code == 404
    assert Workspace.objects.count() == 1


@pytest.mark.parametrize("token", ["x", "start:abc", "1abcde:forged"])
def test_a_forged_link_opens_nothing(client, token):
    assert client.get(f"/start/{token}/").status_code == 404
    assert client.post(f"/start/{token}/", ANSWERS).status_code == 404
    assert not User.objects.exists()


def test_a_link_older_than_a_day_opens_nothing(client, monkeypatch):
    path = first_run_path()
    tomorrow = time.time() + timedelta(days=1, minutes=1).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: tomorrow)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password": "short"}, "too short"),
        ({"password": "ines@lumen.example"}, "too similar"),
        ({"email": "nobody"}, "valid email"),
        ({"slug": "api"}, "is taken"),
        ({"timezone": "Nowhere/At all"}, "not one of the available choices"),
        ({"name": ""}, "required"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(client, wrong, said):
    page = client.post(first_run_path(), ANSWERS | wrong)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Workspace.objects.exists()
    assert not User.objects.exists()


def test_the_password_rules_stand_on_the_page_in_a_sentence(client):
    page = client.get(first_run_path()).content.decode()
    assert "At least 10 characters, neither a common password nor like your name or address." in page


def test_a_short_name_is_free_and_made_from_the_name():
    founder("muller-co")
    assert suggest_slug("Müller & Co.") == "muller-co-2"
    assert suggest_slug("API") == "api-2"
    assert suggest_slug("株式会社") == "workspace"
    assert len(suggest_slug("x" * 90)) == 40
