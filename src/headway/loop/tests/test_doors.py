"""The loop over the API and from the command line: the same verbs."""

import json

import pytest
from click.testing import CliRunner

from headway.kpis.tests.company import bearer
from headway.loop.cli import decision as decision_commands
from headway.loop.cli import graduation as graduation_commands
from headway.loop.models import Decision, Graduation
from headway.okrs.models import Objective
from tests.world import MONDAY, founder

from .scene import as_person, breached, cycle, kpi, member, reached, read
from .test_graduations import FLAT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for place in ("people.middleware", "people.doors.auth", "people.doors.cli"):
        monkeypatch.setattr(f"headway.{place}.read_clock", lambda: MONDAY, raising=False)


@pytest.fixture
def caller():
    return founder()


@pytest.fixture
def api(client, caller):
    return door(client, caller)


def door(client, caller):
    headers = bearer(caller)

    def call(method, path, data=None, **more):
        body = {"data": data, "content_type": "application/json"} if data is not None else {}
        return getattr(client, method)(f"/api/v1/lumen{path}", headers=headers | more, **body)

    return call


def test_the_way_from_a_breach_to_an_objective_over_the_api(api, caller):
    metric, decision = breached(caller)
    cycle(caller)
    (listed,) = api("get", "/decisions?is_open=true").json()["items"]
    assert (listed["key"], listed["kpi"], listed["evidence"]["value"]) == (decision.key, metric.key, "9.5")
    read_one = api("get", f"/decisions/{decision.key}")
    draft = api("get", f"/decisions/{decision.key}/draft").json()
    assert draft["baseline"] == read_one.json()["evidence"]["usual"]["mean"]
    answered = api(
        "post",
        f"/decisions/{decision.key}/answer",
        {"choice": "objective", "why": "Too low.", "objective": {"title": "Trials pay", "target": "14.5"}},
        **{"If-Match": read_one["ETag"]},
    )
    assert answered.status_code == 200
    objective = Objective.objects.get()
    assert answered.json()["objective"] == objective.key
    assert (objective.title, objective.key_results.get().target) == ("Trials pay", 145)
    assert api("get", "/decisions?is_open=true").json()["items"] == []


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"choice": "watch", "why": "x"}, "watch_until"),
        ({"choice": "watch", "why": "", "watch_until": "2026-11-30"}, "why"),
        ({"choice": "wait", "why": "x"}, "choice"),
        ({"choice": "fix", "why": "x", "fix_due": "2026-11-30"}, "fix_what"),
        ({"choice": "objective", "why": "x", "objective": {"target": "1e309"}}, "target"),
    ],
)
def test_what_cannot_stand_is_a_problem_and_writes_nothing(api, caller, sent, field):
    _, decision = breached(caller)
    cycle(caller)
    etag = api("get", f"/decisions/{decision.key}")["ETag"]
    refused = api("post", f"/decisions/{decision.key}/answer", sent, **{"If-Match": etag})
    assert refused.status_code == 422
    assert field in refused.content.decode()
    assert Decision.objects.get().is_open


def test_an_answer_to_a_decision_that_changed_since_is_refused(api, caller):
    _, decision = breached(caller)
    sent = {"choice": "watch", "why": "x", "watch_until": "2026-11-30"}
    assert api("post", f"/decisions/{decision.key}/answer", sent, **{"If-Match": '"99"'}).status_code == 412
    assert api("post", f"/decisions/{decision.key}/answer", sent).status_code == 428


def test_a_graduation_is_accepted_over_the_api(api, caller):
    metric, _ = reached(caller)
    graduation = Graduation.objects.get()
    found = api("get", f"/graduations/{graduation.key}")
    assert found.json()["kpi"] == metric.key
    path = f"/graduations/{graduation.key}/acceptance"
    done = api("post", path, {"lower": "14.5", "amber_lower": "14"}, **{"If-Match": found["ETag"]})
    assert (done.status_code, done.json()["lower"], done.json()["accepted"]) == (200, "14.5", True)
    assert len(api("get", "/graduations").json()["items"]) == 1


def test_plateaus_are_listed_taken_up_and_left(api, caller):
    first, second = kpi(caller, "NPS"), kpi(caller, "Uptime")
    for metric in (first, second):
        read(caller, metric, FLAT)
    assert {row["kpi"] for row in api("get", "/plateaus").json()} == {first.key, second.key}
    assert api("post", f"/kpis/{first.key}/plateau", {}).status_code == 201
    assert api("post", f"/kpis/{second.key}/plateau/left", {"why": "Good enough."}).json()["choice"] == "leave"
    assert api("get", "/plateaus").json() == []


def test_a_stranger_gets_the_same_answer_for_a_private_and_a_missing_decision(client, caller):
    owner, stranger = member(caller, "Ruth Adeyemi"), member(caller, "Jonas Petersen")
    _, decision = breached(caller, owner=owner, private=True)
    call = door(client, as_person(caller, stranger))
    private, missing = call("get", f"/decisions/{decision.key}"), call("get", "/decisions/D-999")
    assert private.status_code == missing.status_code == 404
    assert private.content == missing.content.replace(b"D-999", decision.key.encode())
    assert call("get", "/decisions").json()["items"] == []


def run(commands, *args):
    return CliRunner().invoke(commands, args)


def test_the_loop_from_the_command_line(caller):
    _, decision = breached(caller)
    assert decision.key in run(decision_commands, "list").output
    assert "band at least" in run(decision_commands, "show", decision.key).output
    cycle(caller)
    assert json.loads(run(decision_commands, "draft", decision.key, "--json").output)["kpi"] == "K-1"
    refused = run(decision_commands, "answer", decision.key, "watch", "--why", "x")
    assert refused.exit_code == 1
    done = run(
        decision_commands, "answer", decision.key, "watch", "--why", "Holidays.", "--until", "2026-11-30", "--json"
    )
    assert json.loads(done.output)["watch_until"] == "2026-11-30"
    assert run(decision_commands, "reopen", decision.key, "--reason", "They are over.").exit_code == 0
    fix = ("--what", "Call them.", "--due", "2026-11-20", "--why", "Quick.")
    assert run(decision_commands, "answer", decision.key, "fix", *fix).exit_code == 0
    assert run(decision_commands, "fixed", decision.key).exit_code == 0
    assert "No decision waits." in run(decision_commands, "list").output


def test_graduations_from_the_command_line(caller):
    reached(caller)
    key = Graduation.objects.get().key
    assert "proposed" in run(graduation_commands, "list").output
    assert json.loads(run(graduation_commands, "accept", key, "--lower", "14.5", "--json").output)["accepted"]
    assert "watched, 0 of 6" in run(graduation_commands, "list").output
    assert run(graduation_commands, "withdraw", key).exit_code == 1
