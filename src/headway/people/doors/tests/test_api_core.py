import json
import re

import pytest
from django.test import Client

from headway.people.doors.api import amount_in
from headway.people.errors import Refused
from headway.people.models import ApiToken, Person
from headway.people.tokens import digest_of, is_well_formed, new_token, prefix_of
from tests.world import MONDAY, founder

pytestmark = pytest.mark.django_db


def bearer(caller, scopes=("read", "write")):
    token = new_token()
    ApiToken.objects.create(
        workspace=caller.workspace, key=f"TOK-{token[-4:]}", person=caller.person, name="test", digest=digest_of(token),
        prefix=prefix_of(token), scopes=list(scopes), created_at=MONDAY,
    )  # fmt: skip
    return {"Authorization": f"Bearer {token}"}


def test_a_token_opens_its_own_workspace(client):
    caller = founder()
    answer = client.get("/api/v1/lumen/people", headers=bearer(caller))
    assert answer.json() == {
        "items": [{"key": "P-1", "name": "Ines Marchetti", "title": "", "role": "owner"}],
        "next": None,
    }


def test_another_workspace_answers_like_one_that_never_existed(client):
    mine, _ = founder(), founder("other")
    headers = bearer(mine)
    foreign, nowhere = (client.get(f"/api/v1/{slug}/people/P-1", headers=headers) for slug in ("other", "never"))
    assert foreign.status_code == nowhere.status_code == 404
    assert foreign.content == nowhere.content


@pytest.mark.parametrize("token", ["", "hw_short", "hw_" + "a" * 38, pytest.param(new_token(), id="new")])
def test_a_token_that_opens_nothing_says_so_in_a_sentence(client, token):
    founder()
    answer = client.get("/api/v1/lumen/people", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["detail"].endswith(".")


def test_paging_goes_on_from_the_last_key(client):
    caller = founder()
    for number in range(2, 6):
        Person.objects.create(workspace=caller.workspace, key=f"P-{number}", name=f"Person {number}")
    headers = bearer(caller)
    first = client.get("/api/v1/lumen/people?limit=3", headers=headers).json()
    rest = client.get(f"/api/v1/lumen/people?limit=3&after={first['next']}", headers=headers).json()
    assert [row["key"] for row in first["items"] + rest["items"]] == ["P-1", "P-2", "P-3", "P-4", "P-5"]
    assert rest["next"] is None


def test_the_checksum_catches_a_mistyped_token():
    token = new_token()
    assert is_well_formed(token)
    assert not is_well_formed(token[:-1] + ("a" if token[-1] != "a" else "b"))


@pytest.mark.parametrize("path", ["lumen/no-such-thing", "lumen", "", "v9"])
def test_a_path_that_the_api_does_not_have_is_a_problem_and_no_page(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "no-such-path"
    assert client.get("/no/such/page")["Content-Type"].startswith("text/html")


def test_a_fault_nobody_foresaw_is_a_problem_and_tells_nothing_of_the_inside(monkeypatch):
    def stumble(*_args):
        raise RuntimeError("a secret of the inside")

    headers = bearer(founder())
    monkeypatch.setattr("headway.people.api.page_of", stumble)
    answer = Client(raise_request_exception=False).get("/api/v1/lumen/people", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert (answer.json()["code"], b"secret" in answer.content) == ("fault", False)


@pytest.mark.parametrize("body", ["{", '{"name":', "\xff", '{"name": "Omar"'])
def test_a_body_that_is_no_json_is_refused_in_a_sentence(client, body):
    headers = bearer(founder())
    answer = client.post("/api/v1/lumen/people", body, content_type="application/json", headers=headers)
    assert answer.status_code == 400
    assert answer.json()["detail"] == "The body is no JSON, so nothing was changed: check its brackets and quotes."


@pytest.mark.parametrize("value", ["1e309", "1e1000000000", "-1e999999999999999999", 10**40, "1e15"])
def test_a_number_too_large_to_be_kept_is_refused_however_large(value):
    with pytest.raises(Refused, match=rf"^“{re.escape(str(value)[:40])}” is too large to be kept exactly"):
        amount_in(value, 2)
