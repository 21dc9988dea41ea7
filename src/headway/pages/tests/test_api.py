import pytest

from headway.people.actions.tokens import create_token
from headway.people.actions.units import create_unit
from tests.world import company, founder

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(client):
    caller = founder()
    headers = {"Authorization": f"Bearer {create_token(caller, 'script', ['read', 'write'])[1]}"}

    def ask(method, path):
        return getattr(client, method)(f"/api/v1/lumen{path}", headers=headers, content_type="application/json")

    ask.caller = caller
    return ask


def test_the_feed_tells_of_an_object_in_sentences(api):
    unit = create_unit(api.caller, "Growth", company(api.caller))
    found = api("get", f"/activity?about={unit.key}").json()
    assert [line["seq"] for line in found["items"]] == [3]
    assert "Growth" in found["items"][0]["text"]
    assert "<" not in found["items"][0]["text"]


def test_what_cannot_be_undone_says_so(api):
    answer = api("post", "/activity/1/undo")
    assert (answer.status_code, answer.json()["detail"]) == (404, "There is nothing of yours to undo there.")
