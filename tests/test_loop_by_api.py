"""The whole way round through the API alone: a number, a decision, an objective, a new standard, a regression."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from headway.activity import log
from headway.operations.checks import run_checks
from headway.operations.working import tick
from headway.people import middleware
from headway.people.actions.tokens import create_token
from tests.world import founder

pytestmark = pytest.mark.django_db

FIRST = date(2026, 8, 3)
USUAL = ["12.1", "11.8", "12.4", "11.9", "12.6", "12.0", "11.7", "12.3", "12.2", "11.9"]
ANSWERS = {
    "consistently_measurable": "By the billing system.",
    "accountable_owner": "Ines",
    "influences_decisions": "Price.",
}


class Api:
    """A script with a token, at a moment that it sets itself; the worker ticks after each write."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = datetime(2026, 10, 13, 9, 0, tzinfo=UTC)
        monkeypatch.setattr(middleware, "read_clock", lambda: self.now)
        self.caller = founder(now=self.now - timedelta(days=90))
        token = create_token(self.caller, "script", ["read", "write"])[1]
        self.client, self.headers = Client(), {"Authorization": f"Bearer {token}"}

    def get(self, path: str) -> Any:
        return self.ask("get", path)

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        answer = getattr(self.client, method)(
            f"/api/v1/lumen{path}", body, content_type="application/json", headers=self.headers | headers
        )
        assert answer.status_code < 300, answer.content.decode()
        if method != "get":
            tick(self.now)
        self.etag = answer.headers.get("ETag", "")
        return answer.json() if answer.content else None

    def read(self, kpi: str, week: int, value: str) -> None:
        """Let the reading of a week arrive once it is closed."""
        period = FIRST + timedelta(weeks=week)
        self.now = max(self.now, datetime(period.year, period.month, period.day, 9, tzinfo=UTC) + timedelta(days=9))
        self.ask("post", f"/kpis/{kpi}/readings", {"readings": [{"period": str(period), "value": value}]})


def test_a_number_goes_all_the_way_round(monkeypatch):
    api = Api(monkeypatch)
    cycle = api.ask("post", "/cycles", {"name": "Q4 2026", "start": "2026-10-01", "end": "2026-12-31"})["key"]
    api.ask("put", f"/cycles/{cycle}/state", {"state": "active"})
    kpi = start_kpi(api)
    decision = breach(api, kpi)
    objective, key_result = open_objective(api, decision)
    work(api, kpi, key_result)
    graduate(api, kpi)
    regress(api, kpi)
    close(api, cycle, objective)
    assert log.verify(api.caller.workspace.pk).intact
    assert run_checks() == []


def start_kpi(api: Api) -> str:
    made = api.ask(
        "post",
        "/kpis",
        {
            "name": "Trial-to-paid conversion", "definition": "Of the trials that ended, the share that pays.",
            "unit_kind": "percent", "scale": 1, "direction": "up", "grain": "week", "answers": ANSWERS,
            "band": {
                "lower": "11.0", "amber_lower": "10.0", "valid_from": str(FIRST),
                "low_response": "Ruth looks at set-up.",
            },
        },
    )  # fmt: skip
    assert made["state"] == "unknown"
    for week, value in enumerate(USUAL[:-1]):
        api.read(made["key"], week, value)
    assert api.get(f"/kpis/{made['key']}")["state"] == "green"
    return made["key"]


def breach(api: Api, kpi: str) -> str:
    """One bad week turns the KPI amber, and a decision is asked for."""
    api.read(kpi, 9, "10.6")
    assert api.get(f"/kpis/{kpi}")["state"] == "amber"
    (decision,) = api.get("/decisions")["items"]
    assert (decision["trigger"], decision["response"]) == ("breach", "Ruth looks at set-up.")
    assert datetime.fromisoformat(decision["answer_by"]) > api.now
    return decision["key"]


def open_objective(api: Api, decision: str) -> tuple[str, str]:
    """The draft starts from what the KPI usually shows, not from the reading that broke the band."""
    draft = api.get(f"/decisions/{decision}/draft")
    assert "11.5" < draft["baseline"] < "12.3"
    api.get(f"/decisions/{decision}")
    answer = {"choice": "objective", "why": "The plan needs more than a return.", "objective": {"target": "14.0"}}
    said = api.ask("post", f"/decisions/{decision}/answer", answer, **{"If-Match": api.etag})
    goal = api.get(f"/objectives/{said['objective']}")
    (row,) = api.get("/key-results")["items"]
    assert (row["kpi"], row["target"]) == (draft["kpi"], "14.0")
    return goal["key"], row["key"]


def work(api: Api, kpi: str, key_result: str) -> None:
    for week, value in enumerate(["12.6", "13.4", "14.2", "14.4", "14.3"], start=10):
        api.read(kpi, week, value)
        api.ask("post", f"/key-results/{key_result}/check-ins", {"confidence": 7, "note": "The checkout works."})
    row = api.get(f"/key-results/{key_result}")
    assert (row["status"], row["status_reason"], row["current"]) == ("on_track", "reached", "14.3")


def graduate(api: Api, kpi: str) -> None:
    """Three closed readings in a row at the target: held, so a higher floor is proposed, and accepted."""
    (proposal,) = api.get("/graduations")["items"]
    assert proposal["kpi"] == kpi
    api.get(f"/graduations/{proposal['key']}")
    standard = {"lower": "13.5", "amber_lower": "13.0", "reason": "Held for three weeks."}
    api.ask("post", f"/graduations/{proposal['key']}/acceptance", standard, **{"If-Match": api.etag})
    assert any(band["lower"] == "13.5" for band in api.get(f"/kpis/{kpi}/band"))


def regress(api: Api, kpi: str) -> None:
    """The KPI falls back under its new floor while it is watched: a verdict, and a decision."""
    for week, value in enumerate(["12.1", "11.9", "12.0", "12.2"], start=15):
        api.read(kpi, week, value)
    (graduation,) = api.get("/graduations")["items"]
    assert graduation["verdict"] == "regressed"
    triggers = [row["trigger"] for row in api.get("/decisions")["items"]]
    assert "regression" in triggers


def close(api: Api, cycle: str, objective: str) -> None:
    api.ask("put", f"/cycles/{cycle}/state", {"state": "scoring"})
    score = api.ask("put", f"/objectives/{objective}/score", {"grade": "0.7", "rationale": "It came, and fell back."})
    assert score["grade"] in {"0.7", "0.70", 0.7}
    api.ask("put", f"/objectives/{objective}/retrospective", {"lessons": "The checkout alone does not hold it."})
    api.ask("post", f"/objectives/{objective}/carry", {"carry": "drop"})
    api.ask("put", f"/cycles/{cycle}/state", {"state": "closed"})
    assert api.get(f"/objectives/{objective}")["closed_at"]
