"""Themes, places and parts of goals over the API and the command line."""

import json

import pytest
from django.test import Client

from headway.okrs.check import full_refold
from headway.okrs.models import Objective, Theme
from headway.okrs.tests.world import objective, quarter, steps
from headway.people.actions.tokens import create_token
from tests.world import founder

pytestmark = pytest.mark.django_db


class Api:
    """The API as its owner calls it."""

    def __init__(self, caller) -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {create_token(caller, 'test', ['read', 'write'])[1]}"}

    def __call__(self, method: str, path: str, expected: int = 200, **sent):
        url = f"/api/v1/lumen/{path}"
        sending = {"data": json.dumps(sent), "content_type": "application/json"} if method != "get" else {}
        answer = getattr(self.client, method)(url, headers=self.headers, **sending)
        assert answer.status_code == expected, answer.content.decode()[:400]
        return answer.json() if answer.content else None


@pytest.fixture
def caller():
    return founder()


@pytest.fixture
def api(caller, monkeypatch):
    return Api(caller)


def test_a_theme_goes_its_way_over_the_api(api, caller):
    made = api("post", "themes", 201, title="Reach", start="2026-01-01", end="2028-12-31")
    quarter(caller)
    goal = api("post", "objectives", 201, title="Clinics pay", theme=made["key"], tags=["Growth"])
    api("post", f"themes/{made['key']}/plans", 201, kind="money", name="Ads", planned="1200.50")
    full = api("post", f"themes/{made['key']}/reviews", 201, verdict="continue", text="It pays.")
    assert full["objectives"] == [goal["key"]]
    assert full["plans"][0]["planned"] == "1200.50"
    assert Objective.objects.get().tag_list == ["growth"]
    assert Theme.objects.get().reviews.get().text == "It pays."


def test_an_idea_is_made_scheduled_and_postponed_over_the_api(api, caller):
    cycle = quarter(caller)
    idea = api("post", "objectives", 201, title="Later", backlog=True)
    assert idea["cycle"] is None
    assert api("post", f"objectives/{idea['key']}/schedule", cycle=cycle.key)["cycle"] == cycle.key
    again = api("post", f"objectives/{idea['key']}/postponement", reason="Too much.")
    assert again["parked_reason"] == "Too much."
    copy = api("post", f"objectives/{idea['key']}/copy", 201, cycle=cycle.key, rule="keep")
    assert copy["title"] == "Later"


def test_milestones_children_and_mirrors_over_the_api(api, caller):
    goal, other = objective(caller, "Sum", steps("Total", derived="sum")), objective(caller, "Other")
    row = {"title": "Open", "kind": "milestone", "steps": [{"title": "Lease", "due": "2026-11-30", "weight": 2}]}
    made = api("post", f"objectives/{goal.key}/key-results", 201, **row)
    (step,) = api("get", f"key-results/{made['key']}/steps")
    assert api("put", f"steps/{step['key']}/done", evidence="Signed")["done_at"]
    child, total = other.key_results.get().key, goal.key_results.get(derived="sum").key
    api("put", f"key-results/{child}/feeding", key_result=total)
    assert api("post", f"objectives/{other.key}/mirrors", 201, key_result=made["key"])["objective"] == other.key
    curve = {"title": "Stepped", "baseline": 0, "target": 10, "curve_by": "points",
             "curve": [{"day": "2026-11-30", "value": 5}]}  # fmt: skip
    assert api("post", f"objectives/{goal.key}/key-results", 201, **curve)["curve"][0]["value"] == "5"
    assert full_refold(caller) == []
