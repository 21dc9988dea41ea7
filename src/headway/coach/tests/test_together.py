"""What the key results of an objective show together, told where a file holds both."""

import json

import pytest
from click.testing import CliRunner

from headway.coach.cli import coach
from headway.coach.goal_files.csv_goals import read_csv
from headway.coach.goal_files.markdown_goals import read_markdown
from headway.coach.judging import judge
from headway.coach.set_patterns import all_set_patterns
from headway.coach.together import MOST

MOVES = (
    "Repeat visits from 30% to 45%", "Churn from 5% to 3%", "Reply time from 9 h to 4 h", "Win rate from 20% to 30%",
    "Refunds from 4% to 2%", "Calls per order from 0.8 to 0.4", "Late deliveries from 7% to 3%",
)  # fmt: skip


def together(text, read=read_markdown):
    """Line and code of what goals show together."""
    return [(each.goal.line, one.code) for each in judge("goals", read(text).goals) for one in each.together]


def below(title, *rows):
    return "\n".join([f"# {title}", *(f"- {row}" for row in rows), ""])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (below("A modern start", "Launch the portal", "Write the handbook"), [(1, "all_outputs")]),
        (below("A modern start", "Launch the portal", MOVES[0]), []),
        (below("A steady house", "Keep uptime above 99.9%", "Hold churn under 3%"), [(1, "all_static")]),
        (below("A steady house", "Keep uptime above 99.9%", MOVES[1]), []),
        (below("Guests come back", *MOVES), [(1, "too_many_key_results")]),
        (below("Guests come back", *MOVES[:6]), []),
        (below("Guests come back", MOVES[0], "Reaching 80% of this earns the bonus"), [(3, "tied_to_pay")]),
        (below("Guests come back", MOVES[0]) + below("A modern start", "Launch the portal", "Write the handbook"),
         [(3, "all_outputs")]),
        ("- Launch the portal\n- Write the handbook\n", []),
    ],
)  # fmt: skip
def test_an_objective_is_judged_with_the_key_results_below_it(text, found):
    assert together(text) == found


def test_counts_with_figures_in_columns_are_no_outputs():
    head = "Objective,Key Result,Baseline,Target\n"
    counted = f"{head}Clinics stay,Tickets reopened,30,20\n,Invoices paid late,40,10\n"
    assert together(counted, read_csv) == []
    assert together(f"{head}Clinics stay,Launch the portal,0,1\n,Write the handbook,0,1\n", read_csv) == [
        (2, "all_outputs")
    ]


def test_goals_of_one_line_are_told_apart():
    text = "| Objective | Key Results |\n|-|-|\n| A modern start | Launch the portal<br>- Write the handbook |\n"
    assert together(text.replace("| Launch", "| - Launch")) == [(3, "all_outputs")]
    twice = "| | Q1 | Q2 |\n|-|-|-|\n| Objective | Start well | Stay well |\n| KR1 | Launch it | Write it |\n"
    assert together(twice + "| KR2 | Ship it | Publish it |\n") == [(3, "all_outputs")] * 2


def test_very_long_files_are_read_goal_by_goal():
    text = below("A modern start", *["Launch the portal"] * MOST)
    assert together(text) == []


def test_it_is_told_in_every_format_and_guards_a_repository(tmp_path):
    file = tmp_path / "goals.md"
    file.write_text(below("Guests come back", *MOVES))

    def run(form):
        result = CliRunner().invoke(coach, ["lint", str(file), "--format", form])
        assert result.exit_code == 1
        return result.stdout

    told = run("text")
    assert f"{file}:1: warning: too_many_key_results: Guests come back\n    seen: 7 key results under" in told
    assert told.endswith("8 goals read: 1 warning.\n")
    first, second, *_ = map(json.loads, run("json").splitlines())
    assert first["issues"] == ["ok"]
    assert [one["code"] for one in first["together"]] == ["too_many_key_results"]
    assert second["together"] == []
    (log,) = json.loads(run("sarif"))["runs"]
    (result,) = log["results"]
    assert (result["ruleId"], result["level"]) == ("too_many_key_results", "warning")
    assert result["ruleId"] in {rule["id"] for rule in log["tool"]["driver"]["rules"]}


def test_what_files_are_asked_for_needs_one_objective_alone():
    asked = [each for each in all_set_patterns() if each.in_files]
    assert asked
    assert all(each.alone for each in asked)
