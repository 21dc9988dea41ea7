"""Goals over the API: the whole way of an objective, in JSON."""

import pytest

from headway.okrs.models import CheckIn, Objective
from headway.okrs.tests.world import colleague, objective, only_kr, quarter, steps
from headway.people.actions.tokens import create_token
from tests.statements import count_statements
from tests.world import company, founder, metric

pytestmark = pytest.mark.django_db
BASE = "/api/v1/lumen"


class Api:
    """A client with a token."""

    def __init__(self, client, caller):
        _, secret = create_token(caller, "tests", ["read", "write"])
        self.client, self.headers = client, {"Authorization": f"Bearer {secret}"}

    def __call__(self, method, path, data=None, **headers):
        if data is None and method == "post":  # a body of nothing, as a program sends it
            return self.client.generic("POST", BASE + path, headers=self.headers | headers)
        more = {"data": data, "content_type": "application/json"} if data is not None else {}
        return getattr(self.client, method)(BASE + path, headers=self.headers | headers, **more)


@pytest.fixture
def owner():
    return founder()


@pytest.fixture
def api(client, owner):
    return Api(client, owner)


def test_an_objective_goes_its_whole_way(api, owner):
    quarter(owner)
    kpi = metric(owner)
    made = api("post", "/objectives", {
        "title": "Value in 72 hours", "why": "Trials end early.", "assumptions": ["They care."],
        "initiatives": ["Write the guide"],
        "key_results": [
            {"title": "Days to value", "unit_kind": "duration", "unit_label": "d", "baseline": 4, "target": "1"},
            {"kpi": kpi.key, "baseline": "12.0", "target": 20},
            {"title": "Guide published", "kind": "done"},
        ],
    })  # fmt: skip
    assert made.status_code == 201, made.content
    body = made.json()
    keys = [row["key"] for row in body["key_results"]]
    assert [one["title"] for one in api("get", f"/objectives/{body['key']}/initiatives").json()] == ["Write the guide"]
    assert [(row["baseline"], row["target"]) for row in body["key_results"]] == [
        ("4", "1"),
        ("12.0", "20.0"),
        (None, None),
    ]
    effect = api("post", "/check-ins/effect", {"check_ins": [{"key_result": keys[0], "value": 1}]}).json()
    assert [(one["key"], one["after"]) for one in effect] == [(keys[0], "1.000000"), ("O-1", "0.333400")]
    sent = api("post", "/check-ins", {"check_ins": [
        {"key_result": keys[0], "value": 2, "confidence": 7, "note": "Half."}, {"key_result": keys[2], "value": True},
    ]})  # fmt: skip
    assert sent.status_code == 201, sent.content
    fixed = api("post", f"/key-results/{keys[0]}/check-ins", {"value": "1", "corrects": sent.json()[0]["key"]})
    assert fixed.json()["supersedes"] == "CI-1"
    api("put", "/objectives/O-1/status", {"status": "at_risk", "reason": "The guide is thin."})
    amended = api("post", f"/key-results/{keys[0]}/amendments", {"field": "target", "new": 2, "reason": "Too far."})
    assert api("post", f"/amendments/{amended.json()['key']}/acceptance").json()["accepted"] is True
    whole = api("get", "/objectives/O-1").json()
    assert (whole["hand_status"], whole["key_results"][0]["original_target"]) == ("at_risk", "1")
    scored = api("put", "/objectives/O-1/score", {"grade": "0.7", "key_results": {keys[2]: 1}}).json()
    assert scored["grade"] == "0.70"
    api("put", "/objectives/O-1/retrospective", {"lessons": "Start with the guide."})
    carried = api("post", "/objectives/O-1/carry", {
        "carry": "continue", "cycle": "C-1",
        "starts": {keys[0]: {"baseline": 2, "target": 1}, keys[1]: {"baseline": "12.0", "target": "20"}},
    })  # fmt: skip
    assert carried.json()["carried_to"] == "O-2"
    assert api("put", "/objectives/O-1/close").json()["closed_at"]
    assert [row["key"] for row in api("get", "/objectives").json()["items"]] == ["O-1", "O-2"]


def test_a_check_in_may_propose_another_target_in_the_same_breath(api, owner):
    objective(owner)
    amendment = {"field": "target", "new": 8, "reason": "Two markets start later."}
    said = {"value": 3, "amendment": amendment}
    assert (
        api("post", "/key-results/KR-1/check-ins", said | {"amendment": amendment | {"reason": ""}}).status_code == 422
    )
    assert not CheckIn.objects.exists()
    assert api("post", "/key-results/KR-1/check-ins", said).status_code == 201
    (proposed,) = api("get", "/key-results/KR-1/amendments").json()["items"]
    assert (proposed["new"], proposed["accepted"]) == ("8", None)


def test_an_edit_needs_the_version_it_was_made_from(api, owner):
    objective(owner)
    tag = api("get", "/objectives/O-1")["ETag"]
    assert api("patch", "/objectives/O-1", {"title": "New"}).status_code == 428
    first = api("patch", "/objectives/O-1", {"title": "New"}, **{"If-Match": tag})
    assert (first.status_code, first.json()["title"]) == (200, "New")
    assert api("patch", "/objectives/O-1", {"title": "Newer"}, **{"If-Match": tag}).status_code == 412
    tag = api("get", "/key-results/KR-1")["ETag"]
    committed = api("patch", "/key-results/KR-1", {"target": 20}, **{"If-Match": tag})
    assert committed.status_code == 422
    assert "amendment" in committed.json()["detail"]


@pytest.mark.parametrize("value", ["1e309", "NaN", "1,5", "0.55", "Infinity", 10**16, "four"])
def test_a_value_that_cannot_be_kept_is_refused_in_a_sentence(api, owner, value):
    objective(owner)
    refused = api("post", "/key-results/KR-1/check-ins", {"value": value})
    assert refused.status_code == 422
    assert refused.json()["detail"]
    assert not CheckIn.objects.exists()


def test_a_loop_is_refused_and_named(api, owner):
    objective(owner, "One")
    objective(owner, "Three")
    assert api("post", "/objectives/O-1/alignments", {"parent": "O-2"}).status_code == 200
    refused = api("post", "/objectives/O-2/alignments", {"parent": "O-1"})
    assert (refused.status_code, "O-2 → O-1 → O-2" in refused.json()["detail"]) == (422, True)
    assert api("delete", "/objectives/O-1/alignments/O-2").status_code == 204
    assert api("delete", "/objectives/O-1/alignments/O-2").status_code == 404


def test_shares_are_fixed_with_a_reason(api, owner):
    objective(owner, "Two", steps("One"), steps("Two"))
    shares = {"shares": {"KR-1": "0.7", "KR-2": None}}
    assert api("put", "/objectives/O-1/shares", shares).status_code == 422
    done = api("put", "/objectives/O-1/shares", shares | {"reason": "It matters more."}).json()
    assert [row["share"] for row in done["key_results"]] == ["0.7000", None]
    assert (
        "120 %"
        in api("put", "/objectives/O-1/shares", {"shares": {"KR-1": 0.7, "KR-2": 0.5}, "reason": "x"}).json()["detail"]
    )


def test_cycles_are_made_and_moved(api):
    assert len(api("post", "/cycles/calendar").json()) >= 2
    made = api("post", "/cycles", {"name": "Sprint", "start": "2026-11-02", "end": "2026-11-13"}).json()
    assert api("put", f"/cycles/{made['key']}/state", {"state": "closed"}).status_code == 422
    assert api("put", f"/cycles/{made['key']}/state", {"state": "active"}).json()["state"] == "active"
    assert api("patch", f"/cycles/{made['key']}", {"end": "2026-11-15"}).status_code == 422
    put_right = api("patch", f"/cycles/{made['key']}", {"end": "2026-11-15", "name": "Run", "reason": "A slip."}).json()
    assert (put_right["name"], put_right["end"], put_right["start"]) == ("Run", "2026-11-15", "2026-11-02")


def test_private_goals_answer_like_keys_that_never_existed(client, owner):
    hidden = objective(owner, "Secret", private=True)
    row = only_kr(hidden)
    api = Api(client, colleague(owner))
    for path in ("/objectives/O-1", f"/key-results/{row.key}", f"/key-results/{row.key}/check-ins"):
        never = api("get", path.replace("-1", "-999"))
        assert (api("get", path).status_code, never.status_code) == (404, 404)
        assert api("get", path).json()["detail"] == never.json()["detail"]
    assert api("get", "/objectives").json()["items"] == []
    aligned = api("post", "/objectives", {"title": "Mine", "parent": "O-1"})
    assert aligned.status_code in {404, 422}
    assert Objective.objects.count() == 1


def test_a_hidden_kpi_is_not_named(client, owner):
    kpi = metric(owner, private=True)
    goal = objective(owner, "Seen", steps("On it", metric=kpi), private=True)
    Objective.objects.filter(pk=goal.pk).update(private=False)
    shown = Api(client, colleague(owner))("get", "/objectives/O-1").json()
    assert shown["key_results"][0]["kpi"] is None
    assert company(owner).key == shown["unit"]


def test_making_an_objective_with_its_key_results_stays_cheap(api, owner):
    objective(owner)
    api("get", "/objectives")  # that the token was used is written now and then, not with each request
    sent = {
        "title": "Value in 72 hours", "cycle": "C-1", "unit": "U-1", "assumptions": ["Clinics care."],
        "key_results": [
            {"title": "Days", "baseline": 4, "target": 1},
            {"title": "Share", "baseline": 12, "target": 20},
        ],
    }  # fmt: skip
    with count_statements() as ran:
        assert api("post", "/objectives", sent).status_code == 201
    ran.assert_at_most(14)
    with count_statements() as ran:
        assert api("post", "/key-results/KR-2/check-ins", {"value": 3}).status_code == 201
    ran.assert_at_most(18)
