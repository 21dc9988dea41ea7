import json

import pytest
from click.testing import CliRunner

from headway.cli import main
from headway.people.models import Invitation, Person, Unit
from headway.people.tests.world import joined, there
from tests.world import founder, metric

pytestmark = pytest.mark.django_db


def headway(*words, code=0):
    done = CliRunner().invoke(main, words)
    assert done.exit_code == code, done.output
    return done.output


def told(*words):
    return json.loads(headway(*words, "--json"))


def test_a_person_is_added_changed_and_handed_over():
    caller = founder()
    assert told("person", "add", "Omar", "--title", "Consultant", "--unit", "U-1")["key"] == "P-2"
    assert told("person", "change", "P-2", "--role", "viewer")["role"] == "viewer"
    assert [row["name"] for row in told("person", "list")] == ["Ines Marchetti", "Omar"]
    metric(caller, owner=there("P-2"))
    assert told("person", "show", "P-2")["owned"] == {"Metrics (owner)": 1}
    assert told("person", "hand-over", "P-2", "--to", "P-1") == {"handed_over": {"metric owner": 1}}
    assert there("P-2").left_at is not None


def test_an_invitations_link_is_printed_once():
    founder()
    link = headway("person", "invite", "ruth@lumen.example", "--address", "https://headway.example/").strip()
    assert link.startswith("https://headway.example/join/")
    assert Invitation.objects.get().email == "ruth@lumen.example"


def test_a_link_for_a_new_password_works_once(client):
    caller = founder()
    link = headway("person", "password", "FOUNDER@lumen.example").strip()
    form = client.get(link.removeprefix("http://127.0.0.1:8000"))["Location"]
    new = {"password1": "a quite different one", "password2": "a quite different one"}
    assert client.post(form, new).status_code == 302
    caller.person.user.refresh_from_db()
    assert caller.person.user.check_password("a quite different one")
    client.logout()
    assert "was used" in client.get(link.removeprefix("http://127.0.0.1:8000")).content.decode()
    assert "No login" in headway("person", "password", "nobody@lumen.example", code=1)


def test_units_are_a_tree():
    founder()
    assert told("unit", "create", "Growth", "--under", "U-1", "--lead", "P-1")["members"] == ["P-1"]
    assert told("unit", "change", "U-2", "--name", "Sales", "--lead", "-")["lead"] is None
    assert told("unit", "members", "U-2")["members"] == []
    assert headway("unit", "list").splitlines() == ["U-1  Lumen    Ines Marchetti", "U-2    Sales"]
    assert Unit.objects.get(key="U-2").name == "Sales"


def test_a_token_is_made_for_the_chosen_person_and_printed_once(client):
    caller = founder()
    ruth = joined(caller, "Ruth")
    text = headway("--as", ruth.person.email, "token", "create", "Warehouse").strip()
    answer = client.get("/api/v1/lumen/people", headers={"Authorization": f"Bearer {text}"})
    assert answer.status_code == 200
    (row,) = told("--as", ruth.person.key, "token", "list")
    assert (row["name"], row["scopes"], "token" in row) == ("Warehouse", ["read"], False)
    assert "no tokens" in headway("token", "list")
    headway("--as", ruth.person.key, "token", "revoke", row["key"])
    assert client.get("/api/v1/lumen/people", headers={"Authorization": f"Bearer {text}"}).status_code == 401


def test_what_is_refused_is_said_in_a_sentence_and_ends_with_1():
    caller = founder()
    ruth = joined(caller, "Ruth")
    assert "You may not do this" in headway("--as", ruth.person.key, "person", "add", "X", code=1)
    assert "nothing here under “U-9”" in headway("unit", "members", "U-9", code=1)
    assert "last owner" in headway("person", "change", "P-1", "--role", "member", code=1)
    assert Person.objects.count() == 2


def test_a_person_has_an_address_of_their_own():
    founder()
    assert "is no e-mail address" in headway("person", "add", "Omar", "--email", "omar", code=1)
    assert "is in Lumen already" in headway("person", "add", "Omar", "--email", "Founder@lumen.example", code=1)
    assert told("person", "add", "Omar", "--email", "Omar@lumen.example")["key"] == "P-2"
    assert there("P-2").email == "omar@lumen.example"


def test_a_day_that_is_none_is_named_with_how_to_write_one():
    assert "“30.11.2026” is no day: write one like 2026-11-30." in headway("as-of", "30.11.2026", code=2)


def test_an_empty_list_is_told_beside_what_programs_read():
    founder()
    done = CliRunner().invoke(main, ["kpi", "library", "zzz"])
    assert (done.stdout, done.stderr) == ("", "There is nothing to list.\n")
