"""Pages of goals as CSV: the same rows, as numbers, and nothing that a spreadsheet would run."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.cycles import NewCycle, create_cycle
from headway.okrs.actions.dependencies import NewDependency, request_dependency
from headway.okrs.actions.objectives import change_objective
from headway.okrs.actions.retrospectives import Learned, carry_forward, write_retrospective
from headway.okrs.actions.scores import score_objective
from headway.okrs.actions.themes import NewPlan, NewTheme, create_theme, plan_theme
from headway.okrs.models import Objective
from headway.okrs.tests.world import colleague, objective, only_kr, quarter
from headway.people.actions.units import create_unit
from tests.world import company, founder

pytestmark = pytest.mark.django_db


def sheet(client, caller, name, *keys, **asked):
    """The rows of a page as a sheet: of each its cells by the head above them."""
    client.force_login(caller.person.user)
    answer = client.get(reverse(f"okrs:{name}", args=[caller.workspace.slug, *keys]), asked | {"format": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def scene():
    caller = founder()
    goal = objective(caller, "=Clinics pay")
    check_in(caller, CheckInDraft(only_kr(goal), value=4))
    objective(caller, "Trials pay", parent=goal)
    objective(caller, "Between us", private=True)
    return caller, Objective.objects.get(pk=goal.pk)


def test_the_outline_as_a_sheet(client, scene):
    caller, goal = scene
    rows = sheet(client, caller, "alignment", quarter(caller).key)
    assert [(row["Level"], row["Objective"], row["Stands under"], row["How"]) for row in rows] == [
        ("0", "'=Clinics pay", "", ""), ("1", "Trials pay", goal.key, "contributes"), ("0", "Between us", "", ""),
    ]  # fmt: skip
    assert rows[0]["Progress, %"] == "20.0"


def test_a_cycle_as_a_sheet_holds_every_goal_with_its_grade_and_what_becomes_of_it(client, scene):
    caller, goal = scene
    score_objective(caller, goal, 20)
    carry_forward(caller, Objective.objects.get(pk=goal.pk), "drop")
    rows = sheet(client, caller, "cycle", quarter(caller).key, page=9)
    assert len(rows) == 3
    first = next(row for row in rows if row["Key"] == goal.key)
    assert (first["Suggested"], first["Grade"], first["Becomes"], first["Goes on as"]) == ("0.2", "0.2", "Drop", "")


def test_a_day_as_a_sheet(client, scene):
    caller, goal = scene
    rows = sheet(client, caller, "past-unit", company(caller).key)
    assert {(row["Title"], row["Progress, %"]) for row in rows} >= {("'=Clinics pay", "20.0"), ("Trials pay", "")}
    of_goal = sheet(client, caller, "past-objective", goal.key)
    assert [row["Key"] for row in of_goal][:2] == [goal.key, "KR-1"]


@pytest.mark.parametrize("name", ["alignment", "cycle"])
def test_a_sheet_holds_nothing_private_for_a_stranger(client, scene, name):
    caller, _goal = scene
    rows = sheet(client, colleague(caller), name, quarter(caller).key)
    assert {row["Objective"] for row in rows} == {"'=Clinics pay", "Trials pay"}


def test_an_objective_as_a_sheet_has_its_key_results_and_a_key_result_all_that_was_said(client, scene):
    caller, goal = scene
    (row,) = sheet(client, caller, "objective", goal.key)
    assert (row["Key"], row["Now"], row["Share, %"], row["Progress, %"]) == ("KR-1", "4", "50.0", "40.0")
    (said,) = sheet(client, caller, "key-result", "KR-1")
    assert (said["Author"], said["Value"], said["Progress, %"]) == (caller.someone.name, "4", "40.0")


def test_who_was_heard_the_lessons_and_the_themes_as_sheets(client, scene):
    caller, goal = scene
    score_objective(caller, goal, 20)
    write_retrospective(caller, goal, Learned(lessons="=Ask earlier"))
    theme = create_theme(caller, NewTheme("Clinics stay", caller.someone, goal.start, goal.due))
    change_objective(caller, Objective.objects.get(pk=goal.pk), {"theme": theme})
    (speaker,) = sheet(client, caller, "heard")
    assert (speaker["Person"], speaker["Asked for"]) == (caller.someone.key, "3")
    (lesson,) = sheet(client, caller, "retrospectives", words="earlier")
    assert (lesson["Objective"], lesson["Lessons"]) == (goal.key, "'=Ask earlier")
    (row,) = sheet(client, caller, "themes")
    assert (row["Theme"], row["Key"], row["Progress, %"]) == (theme.key, goal.key, "20.0")


def test_the_plans_of_a_theme_as_a_sheet(client, scene):
    caller, _goal = scene
    theme = create_theme(caller, NewTheme("Growth", caller.someone, date(2026, 1, 1), date(2026, 12, 31)))
    plan_theme(caller, theme, NewPlan("money", "Price test", 18_000_000, 9_650_050))
    plan_theme(caller, theme, NewPlan("heads", "Writers", 20))
    rows = sheet(client, caller, "theme", theme.key)
    assert [(row["For what"], row["Planned"], row["Actual"], row["Still open"]) for row in rows] == [
        ("Writers", "2.0", "", ""), ("Price test", "180000.0", "96500.5", "83499.5"),
    ]  # fmt: skip


def test_what_units_need_of_each_other_as_a_sheet(client, scene):
    caller, goal = scene
    sales = create_unit(caller, "Sales", company(caller), lead=caller.someone)
    hidden = only_kr(Objective.objects.get(title="Between us"))
    for row, need in ((only_kr(goal), "A list of clinics"), (hidden, "A secret")):
        request_dependency(caller, row, NewDependency(sales, need, date(2026, 12, 1)))
    rows = sheet(client, caller, "alignment-review", quarter(caller).key)
    assert [(row["Unit that is asked"], row["Need"], row["State"]) for row in rows] == [
        ("Sales", "A list of clinics", "asked"), ("Sales", "A secret", "asked"),
    ]  # fmt: skip
    assert [row["Need"] for row in sheet(client, colleague(caller), "alignment-review", quarter(caller).key)] == [
        "A list of clinics"
    ]


def test_the_cycles_come_with_what_each_is_part_of(client):
    caller = founder()
    year = create_cycle(caller, NewCycle("2027", date(2027, 1, 1), date(2027, 12, 31)))
    create_cycle(caller, NewCycle("Q1 2027", date(2027, 1, 1), date(2027, 3, 31), parent=year))
    rows = {row["Cycle"]: row for row in sheet(client, caller, "cycles")}
    assert rows["Q1 2027"]["Part of"] == year.key
    assert (rows["2027"]["Part of"], rows["2027"]["State"]) == ("", "planning")
