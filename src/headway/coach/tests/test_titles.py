"""Titles of key results are read together with the figures that stand in fields beside them."""

import pytest

from headway.coach.goal_files.csv_goals import read_csv
from headway.coach.judging import judge
from headway.coach.titles import measure_of, ruled_out
from headway.coach.wording import is_output, recorded

MEASURES = (
    "Tickets reopened", "Weekly active accounts", "Setups finished unaided", "Handbook readers who act",
    "Deploys per week", "Invoices paid late", "Bugs found in production", "Orders shipped on the same day",
    "Patients seen within 30 minutes", "Guests who come back within a year", "Net revenue retention",
)  # fmt: skip
WORK = (
    "Publish articles", "Hire engineers", "Launch the app", "Blog posts published", "Train all managers",
    "Migrate services to the new platform", "Webinars held", "Run customer interviews", "Hold 5 workshops",
)  # fmt: skip
HELD = ("Maintain NPS", "Keep uptime above 99.9%", "Uptime stays at 99.9% or above", "Hold churn under 3%")


def codes(title, kind="move"):
    return {finding.code for finding in recorded(title, "key_result", kind=kind)}


@pytest.mark.parametrize("title", MEASURES)
def test_a_measure_that_reads_like_work_or_a_level_by_itself_is_none_beside_its_figures(title):
    assert codes(title) == set()
    assert not is_output("move", title)


@pytest.mark.parametrize("title", WORK)
def test_work_stays_work_whatever_stands_beside_it(title):
    assert "task_not_outcome" in codes(title)
    assert is_output("move", title)


@pytest.mark.parametrize("title", HELD)
def test_a_level_that_a_verb_holds_stays_held(title):
    assert codes(title) == {"static_kpi"}


def test_a_key_result_without_figures_is_read_by_itself():
    assert codes("Tickets reopened", "done") == {"task_not_outcome"}
    assert is_output("milestone", "Tickets reopened")


def test_a_measure_keeps_its_name_where_its_title_reads_like_work():
    assert measure_of("Tickets reopened") == "Tickets reopened"
    assert measure_of("Publish articles") == ""


def test_a_level_without_a_baseline_beside_it_is_one():
    assert "static_kpi" in ruled_out("Orders shipped on the same day", moves=True)
    assert "static_kpi" not in ruled_out("Orders shipped on the same day", moves=False)


@pytest.mark.parametrize("title", MEASURES)
def test_a_sheet_with_figures_in_columns_is_read_alike(title):
    rows = f"Objective,Key Result,Baseline,Target\nClinics stay,{title},20,30\n"
    (row,) = [each for each in judge("goals.csv", read_csv(rows).goals) if each.goal.text == title]
    assert (row.reading.kind, row.reading.issues) == ("key_result", ["ok"])
