"""What stands beside an objective over the API: the same actions as on its page, for the same people."""

import pytest

from headway.activity.models import Activity
from headway.okrs.actions.check_ins import CheckInDraft, NewBlocker, check_in
from headway.okrs.tests.test_api import Api
from headway.okrs.tests.world import colleague, objective, only_kr
from headway.people.models import Role
from tests.statements import count_statements
from tests.world import founder, metric

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return founder()


@pytest.fixture
def api(client, owner):
    return Api(client, owner)


@pytest.fixture
def goal(owner):
    return objective(owner, "Clinics that try Lumen pay")


def verbs():
    return list(Activity.objects.order_by("-seq").values_list("verb", flat=True)[:1])


def test_an_assumption_is_written_down_judged_and_taken_away(api, goal):
    made = api("post", f"/objectives/{goal.key}/assumptions", {"text": "Clinics care."})
    assert made.status_code == 201, made.content
    key = made.json()["key"]
    assert api("put", f"/assumptions/{key}/state", {"state": "broken"}).json()["state"] == "broken"
    listed = api("get", f"/objectives/{goal.key}/assumptions").json()
    assert [(one["text"], one["state"]) for one in listed] == [("Clinics care.", "broken")]
    assert api("put", f"/assumptions/{key}/state", {"state": "perhaps"}).status_code == 422
    assert api("delete", f"/assumptions/{key}").status_code == 204
    assert verbs() == ["assumption.archived"]
    assert api("get", f"/objectives/{goal.key}/assumptions").json() == []
    assert api("put", f"/assumptions/{key}/state", {"state": "holds"}).status_code == 404


def test_a_kpi_is_set_beside_an_objective_and_taken_away(api, owner, goal):
    kpi = metric(owner)
    made = api("post", f"/objectives/{goal.key}/companions", {"kpi": kpi.key, "role": "guardrail"})
    assert made.status_code == 201, made.content
    changed = api("post", f"/objectives/{goal.key}/companions", {"kpi": kpi.key, "role": "supporting"}).json()
    assert (changed["key"], changed["role"]) == (made.json()["key"], "supporting")
    assert [one["kpi"] for one in api("get", f"/objectives/{goal.key}/companions").json()] == [kpi.key]
    assert api("delete", f"/companions/{changed['key']}").status_code == 204
    assert (verbs(), api("get", f"/objectives/{goal.key}/companions").json()) == (["companion.removed"], [])


def test_a_private_kpi_beside_an_objective_is_not_listed_to_who_may_not_see_it(client, owner):
    goal, kpi = objective(owner, "Ours", private=True), metric(owner, private=True)
    owner_api = Api(client, owner)
    owner_api("post", f"/objectives/{goal.key}/companions", {"kpi": kpi.key, "role": "guardrail"})
    goal.private = False
    goal.save(update_fields=["private"])  # as no action would leave it
    other = Api(client, colleague(owner))
    assert other("get", f"/objectives/{goal.key}/companions").json() == []
    assert len(owner_api("get", f"/objectives/{goal.key}/companions").json()) == 1


def test_work_is_written_down_done_reopened_and_taken_away(api, owner, goal):
    row = only_kr(goal)
    sent = {"title": "Rebuild the checkout", "due": "2026-12-01", "key_result": row.key}
    made = api("post", f"/objectives/{goal.key}/initiatives", sent).json()
    assert (made["owner"], made["key_result"], made["done_at"]) == (owner.actor, row.key, None)
    assert api("put", f"/initiatives/{made['key']}/done").json()["done_at"] is not None
    assert api("delete", f"/initiatives/{made['key']}/done").json()["done_at"] is None
    assert api("delete", f"/initiatives/{made['key']}").status_code == 204
    assert api("get", f"/objectives/{goal.key}/initiatives").json() == []


def test_a_blocker_is_resolved_and_stands_in_the_way_again(api, owner, goal):
    row = only_kr(goal)
    check_in(owner, CheckInDraft(row, value=1, blockers=(NewBlocker("Legal review", owner.person),)))
    (found,) = api("get", f"/key-results/{row.key}/blockers").json()
    assert (found["text"], found["owner"], found["resolved_at"]) == ("Legal review", owner.actor, None)
    assert api("put", f"/blockers/{found['key']}/resolution").json()["resolved_at"] is not None
    assert api("delete", f"/blockers/{found['key']}/resolution").json()["resolved_at"] is None


def test_who_only_looks_changes_nothing(client, owner, goal):
    api = Api(client, owner)
    key = api("post", f"/objectives/{goal.key}/assumptions", {"text": "Clinics care."}).json()["key"]
    viewer = Api(client, colleague(owner, "Vera Viewer", role=Role.VIEWER))
    assert len(viewer("get", f"/objectives/{goal.key}/assumptions").json()) == 1
    for method, path, sent in (
        ("post", f"/objectives/{goal.key}/assumptions", {"text": "Prices hold."}),
        ("put", f"/assumptions/{key}/state", {"state": "holds"}),
        ("delete", f"/assumptions/{key}", None),
        ("post", f"/objectives/{goal.key}/initiatives", {"title": "Work"}),
    ):
        assert viewer(method, path, sent).status_code == 403, path
    assert [one["state"] for one in api("get", f"/objectives/{goal.key}/assumptions").json()] == ["open"]


@pytest.mark.parametrize("n", [1, 3, 30])
def test_a_list_costs_the_same_for_any_number(api, owner, goal, n):
    for at in range(n):
        api("post", f"/objectives/{goal.key}/assumptions", {"text": f"Assumption {at}."})
        api("post", f"/objectives/{goal.key}/initiatives", {"title": f"Work {at}"})
    for name in ("assumptions", "initiatives"):
        with count_statements() as ran:
            assert len(api("get", f"/objectives/{goal.key}/{name}").json()) == n
        ran.assert_at_most(8)
