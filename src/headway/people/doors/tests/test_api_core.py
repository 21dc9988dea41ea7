import json

import pytest

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
