"""A mandatory pattern is refused in a whole sentence that names it, where a goal is set; limits are settings."""

import pytest

from headway.coach.patterns import pattern
from headway.coaching.actions.house_rules import set_limits, set_mandatory
from headway.kpis.tests.company import bearer
from headway.okrs.actions.key_results import add_key_result, change_key_result
from headway.okrs.actions.objectives import change_objective
from headway.okrs.models import Objective
from headway.people.errors import NotAllowed, Refused
from headway.people.options import options_of
from tests.world import MONDAY, founder

from .scene import goal, kpi, member, quarter, row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for place in ("people.middleware", "people.doors.auth", "people.doors.cli"):
        monkeypatch.setattr(f"headway.{place}.read_clock", lambda: MONDAY, raising=False)


@pytest.fixture
def caller():
    return founder()


def test_nothing_is_refused_until_something_is_mandatory(caller):
    goal(caller, quarter(caller), "Grow EBITDA by 10%", row("Launch the app", kind="done"))
    assert Objective.objects.count() == 1


def test_a_mandatory_pattern_is_refused_with_its_name_and_rewrite(caller):
    cycle = quarter(caller)
    set_mandatory(caller, ["task_not_outcome"])
    with pytest.raises(Refused) as refused:
        goal(caller, cycle, "Customers onboard by themselves", row("Launch the app"))
    told = pattern("task_not_outcome")
    assert told.title.lower() in refused.value.message
    assert told.why in refused.value.message
    assert "Raise the share of <users>" in refused.value.message
    assert refused.value.code == "mandatory-pattern"
    assert Objective.objects.count() == 0
    made = goal(caller, cycle, "Customers onboard by themselves", row("Share of teams active after a week"))
    with pytest.raises(Refused):
        add_key_result(caller, made, row("Write the handbook"))
    with pytest.raises(Refused):
        change_key_result(caller, made.key_results.get(), {"title": "Publish the handbook"})
    assert made.key_results.get().title == "Share of teams active after a week"


def test_a_set_can_be_mandatory_too(caller):
    cycle = quarter(caller)
    set_mandatory(caller, ["too_few_key_results", "tied_to_pay"])
    with pytest.raises(Refused, match="too few key results"):
        goal(caller, cycle, "Customers stay")
    with pytest.raises(Refused, match="bonus"):
        goal(caller, cycle, "Customers stay", row("A"), row("B"), why="It counts for half of the yearly bonus.")
    goal(caller, cycle, "Customers stay", row("A"), row("B"))


def test_goals_that_are_there_stay_until_they_are_reworded(caller):
    made = goal(caller, quarter(caller), "Grow EBITDA by 10%", row("A"), row("B"))
    set_mandatory(caller, ["objective_is_metric"])
    change_objective(caller, made, {"why": "For the bank."})
    with pytest.raises(Refused):
        change_objective(caller, made, {"title": "Grow EBITDA by 12%"})


def test_a_kpi_with_a_mandatory_pattern_is_not_promoted(caller):
    set_mandatory(caller, ["vanity_metric"])
    with pytest.raises(Refused, match="vanity"):
        kpi(caller, "Page views")
    assert kpi(caller, "Churn").is_kpi


def test_rules_are_an_admins_and_known(caller):
    with pytest.raises(NotAllowed):
        set_mandatory(member(caller), ["compound"])
    with pytest.raises(Refused, match="no pattern “sandbagging”"):
        set_mandatory(caller, ["sandbagging"])
    with pytest.raises(Refused, match="not seen when a goal is set"):
        set_mandatory(caller, ["check_ins_stopped"])
    with pytest.raises(Refused, match="The least is more"):
        set_limits(caller, {"unit_kpis_min": 20})
    with pytest.raises(Refused, match="no limit that anybody"):
        set_limits(caller, {"unit_kpis_max": 9_000})


def test_the_page_of_house_rules_keeps_both_forms_and_other_settings(client, caller):
    client.force_login(caller.someone.user)
    client.post("/lumen/coach/rules", {"form": "mandatory", "mandatory": ["compound", "no_target"]})
    limits = {
        name: value for name, value in vars(options_of(caller.workspace)).items() if name.endswith(("_min", "_max"))
    }
    answer = client.post("/lumen/coach/rules", {"form": "limits", **limits, "unit_kpis_max": 12})
    assert answer.status_code == 302
    caller.workspace.refresh_from_db()
    assert set(caller.workspace.options["mandatory"]) == {"compound", "no_target"}
    assert options_of(caller.workspace).unit_kpis_max == 12
    settings = client.get("/lumen/settings").context["options"].initial
    posted = {f"options-{name}": value for name, value in settings.items() if value not in (False, None)}
    assert client.post("/lumen/settings", {"form": "options", **posted}).status_code == 302
    caller.workspace.refresh_from_db()
    assert set(caller.workspace.options["mandatory"]) == {"compound", "no_target"}
    assert client.post("/lumen/coach/rules", {"form": "limits", **limits, "unit_kpis_max": 1}).status_code == 422


def test_rules_over_the_api(client, caller):
    headers = bearer(caller)
    sent = {"mandatory": ["compound"], "limits": {"unit_kpis_max": 12}}
    answer = client.patch("/api/v1/lumen/coach/rules", sent, content_type="application/json", headers=headers).json()
    assert answer["mandatory"] == ["compound"]
    assert answer["limits"]["unit_kpis_max"] == 12
    body = {
        "title": "Increase revenue and margin",
        "owner": caller.someone.key,
        "unit": "U-1",
        "cycle": quarter(caller).key,
    }
    refused = client.post("/api/v1/lumen/objectives", body, content_type="application/json", headers=headers)
    assert refused.status_code == 422
    assert refused.json()["code"] == "mandatory-pattern"
