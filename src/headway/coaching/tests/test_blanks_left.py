"""A wording of the coach that is not filled in is refused by every door that writes it."""

import pytest
from click.testing import CliRunner

from headway.coaching.actions.house_rules import set_mandatory
from headway.kpis.actions.metrics import change_metric
from headway.kpis.tests.company import bearer
from headway.okrs.actions.key_results import add_key_result, change_key_result
from headway.okrs.actions.objectives import NewObjective, change_objective, create_objective
from headway.okrs.cli import COMMANDS
from headway.okrs.models import Objective
from headway.people.errors import Refused
from tests.world import MONDAY, company, founder

from .scene import goal, kpi, quarter, row

pytestmark = pytest.mark.django_db
WORDING = "Raise the share of <users> who <reach what it is for> from <now> to <then>"
ORDINARY = ("p95 latency <200 ms for >99% of calls", "Churn <10% in every <Nordic> market")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for place in ("people.middleware", "people.doors.auth", "people.doors.cli"):
        monkeypatch.setattr(f"headway.{place}.read_clock", lambda: MONDAY, raising=False)


@pytest.fixture
def caller():
    return founder()


def test_a_goal_is_not_set_before_its_blanks_are_filled_in(caller):
    cycle = quarter(caller)
    with pytest.raises(Refused, match=r"The blank <Who> is not filled in yet\. .* put them in its place\.") as refused:
        goal(caller, cycle, "<Who> can order before they land", row("A"), row("B"))
    assert (refused.value.field, refused.value.code) == ("title", "blank")
    with pytest.raises(
        Refused, match=r"^Key result 2: The blanks <users>, <reach what it is for>, <now> and <then>"
    ) as refused:
        goal(caller, cycle, "Guests can order before they land", row("A"), row(WORDING))
    assert refused.value.field == "key_results.1.title"
    with pytest.raises(Refused, match="<Who>"):
        create_objective(caller, NewObjective("<Who> can fly", caller.someone, company(caller), None))
    assert not Objective.objects.exists()


def test_a_goal_that_is_there_takes_no_blank_either(caller):
    made = goal(caller, quarter(caller), "Guests can order before they land", row("A"))
    with pytest.raises(Refused, match="<then>"):
        add_key_result(caller, made, row("Raise orders from 2 to <then>"))
    with pytest.raises(Refused, match="<now>") as refused:
        change_key_result(caller, made.key_results.get(), {"title": "Raise orders from <now> to 4"})
    assert refused.value.field == "title"
    with pytest.raises(Refused, match="<Who>"):
        change_objective(caller, made, {"title": "<Who> can order"})
    made.refresh_from_db()
    assert made.title == "Guests can order before they land"


def test_what_has_a_blank_from_before_can_be_changed_otherwise(caller):
    made = goal(caller, quarter(caller), "Guests can order before they land", row("A"))
    Objective.objects.update(title="<Who> can order")
    made.key_results.update(title="Raise orders from <now> to 4")
    made.refresh_from_db()
    change_objective(caller, made, {"why": "They ask for it."})
    change_key_result(caller, made.key_results.get(), {"tags": "asked"})
    assert Objective.objects.get().why == "They ask for it."


def test_signs_that_are_none_of_the_coachs_blanks_are_kept(caller):
    made = goal(caller, quarter(caller), "Calls answer in <200 ms", *map(row, ORDINARY))
    assert [each.title for each in made.key_results.order_by("pk")] == list(ORDINARY)


def test_a_kpi_is_not_named_by_a_blank(caller):
    with pytest.raises(Refused, match="<ceiling>") as refused:
        kpi(caller, "Churn: at most <ceiling>")
    assert refused.value.field == "name"
    with pytest.raises(Refused, match="<sign>"):
        change_metric(caller, kpi(caller, "Churn <10%"), {"name": "<sign>"})


def test_the_api_and_the_command_line_name_the_key_result_and_its_field(client, caller):
    cycle = quarter(caller)
    results = [
        {"title": "Orders", "baseline": "2", "target": "4"},
        {"title": "Raise <measure>", "baseline": "1", "target": "2"},
    ]
    body = {"title": "Guests can order", "cycle": cycle.key, "key_results": results}
    post = {"path": "/api/v1/lumen/objectives", "content_type": "application/json", "headers": bearer(caller)}
    answer = client.post(data=body, **post)
    assert answer.status_code == 422
    problem = answer.json()
    assert (problem["code"], problem["errors"][0]["field"]) == ("blank", "key_results.1.title")
    assert problem["detail"].startswith("Key result 2: The blank <measure> is not filled in yet.")
    results[1] = {"title": "Returns", "baseline": "1", "target": "two"}
    problem = client.post(data=body, **post).json()
    assert problem["errors"][0]["field"] == "key_results.1.target"
    assert problem["detail"].startswith("Key result 2: “two” is not a number")
    command = next(each for each in COMMANDS if each.name == "objective")
    told = CliRunner().invoke(
        command, ["create", "Guests can order", "--key-result", "A: 1 -> 2", "--key-result", "B: 3 -> 3"]
    )
    assert told.exit_code == 1
    assert told.output.startswith("Key result 2: The target is the same as the baseline")
    assert not Objective.objects.exists()


def test_a_house_rule_names_the_key_result_that_breaks_it(caller):
    cycle = quarter(caller)
    set_mandatory(caller, ["task_not_outcome"])
    with pytest.raises(Refused, match=r"^Key result 2: “Launch the app”") as refused:
        goal(
            caller, cycle, "Guests can order before they land", row("Share of guests who order"), row("Launch the app")
        )
    assert (refused.value.field, refused.value.code) == ("key_results.1.title", "mandatory-pattern")
