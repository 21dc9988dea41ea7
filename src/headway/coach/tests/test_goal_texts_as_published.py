"""Texts of goals in Markdown in the shapes in which organisations publish them."""

import pytest

from headway.coach.goal_files import Stated
from headway.coach.goal_files.markdown_goals import read_markdown

from .goal_texts import brief, left_out, stated

SECTIONS = """\
# Support team

## Objective

Customers get help the same day they ask,
wherever they are.

They told us so in the survey.

## Key results
1. Cut median first reply from 9 h
   to 2 h
   - [ ] Write the runbook
   - [x] Hire a lead

## Risks
- The supplier is late

### More risks
- Two agents leave

## Notes

## Initiatives
- Ship the help centre
"""


def test_the_text_of_an_objective_may_stand_below_its_heading():
    assert brief("md", SECTIONS) == [
        "5 objective Customers get help the same day they ask, wherever they are.",
        "11 key_result Cut median first reply from 9 h to 2 h",
        "13 task Write the runbook",
        "14 task Hire a lead",
        "25 task Ship the help centre",
    ]


def test_a_section_without_goals_is_told_once_where_it_holds_a_list():
    assert left_out("md", SECTIONS) == [(16, "“Risks” is taken for a section without goals")]


@pytest.mark.parametrize(
    "title",
    ["Risks", "Notes", "Context", "Timeline", "Owners", "Risks and mitigations", "📎 Resources", "2. Open questions",
     "Team members", "How do we score?", "Non-goals", "Q3 status update", "Retro of last quarter", "On this page"],
)  # fmt: skip
def test_a_heading_that_names_no_goals_is_no_objective(title):
    text = f"## Parcels arrive on time\n- On-time share from 81 % to 95 %\n## {title}\n- A line\n\n| A | B |\n|-|-|\n"
    assert brief("md", text) == ["1 objective Parcels arrive on time", "2 key_result On-time share from 81 % to 95 %"]


@pytest.mark.parametrize(
    "title", ["Reduce risks for our drivers", "Context switching falls", "Owners get paid on time"]
)
def test_a_heading_that_says_something_is_an_objective_whatever_words_it_has(title):
    assert brief("md", f"# Goals\n## {title}\n- Days from 9 to 2\n")[0] == f"2 objective {title}"


@pytest.mark.parametrize("title", ["Engineering", "Q3 2026", "Sales & Marketing", "Customer success team", "FY26 OKRs"])
def test_a_team_or_a_period_is_no_objective(title):
    text = f"# Goals\n## {title}\n### Parcels arrive on time\n- On-time share from 81 % to 95 %\n"
    assert brief("md", text) == ["3 objective Parcels arrive on time", "4 key_result On-time share from 81 % to 95 %"]


def test_what_is_often_a_section_is_an_objective_where_figures_stand_below_it():
    text = "## {}\n- 90 % of services have a page\n## Open issues\n- 30 of them are closed\n"
    assert [line.split()[1] for line in brief("md", text.format("Documentation"))] == ["objective", "key_result"] * 2
    assert [line.split()[1] for line in brief("md", text.format("Timeline"))] == ["objective", "key_result"]


def test_items_that_hold_others_are_objectives_below_a_title():
    text = "# OKRs\n1. **Grow**\n    1. ARR from $8M to $11M\n        - *Owner:* CFO\n        - Sign partners\n"
    text += "2. Love the product\n- NPS from 21 to 35\n- Weekly teams\n  up 40 %\n"
    assert brief("md", text) == [
        "2 objective Grow",
        "3 key_result ARR from $8M to $11M",
        "5 task Sign partners",
        "6 objective Love the product",
        "7 key_result NPS from 21 to 35",
        "8 key_result Weekly teams up 40 %",
    ]


def test_an_item_that_only_names_a_thing_does_not_make_its_measures_work():
    text = "## Objective: Serve well\n- Response time\n  - p50 from 9 h to 2 h\n- NPS from 3 to 4\n  - Ask customers\n"
    assert [line.split()[1] for line in brief("md", text)] == [
        "objective", "key_result", "key_result", "key_result", "task",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "slot", "key", "text"),
    [
        ("**KR 1.1** Raise NPS from 32 to 45", "key_result", "KR1.1", "Raise NPS from 32 to 45"),
        ("KR1.2 — Cut churn", "key_result", "KR1.2", "Cut churn"),
        ("🎯 **Objective 1 (20 %):** Serve well", "objective", "O1", "Serve well"),
        ("*Key Result #3:* Cut churn", "key_result", "KR3", "Cut churn"),
        ("O2: Serve well", "objective", "O2", "Serve well"),
        ("**CRO KR:** Raise the win rate. => 85%", "key_result", None, "Raise the win rate."),
        ("- Task-based pricing wins 12 deals", "key_result", None, "Task-based pricing wins 12 deals"),
        ("- O365 Migration done for 90 % of staff", "key_result", None, "O365 Migration done for 90 % of staff"),
        ("- KR 500 million in revenue", "key_result", None, "KR 500 million in revenue"),
        ("1.2 Cut churn from 4 % to 3 %", "key_result", None, "Cut churn from 4 % to 3 %"),
        ("– Cut churn from 4 % to 3 %", "key_result", None, "Cut churn from 4 % to 3 %"),
        ("- Latency < 200 ms and uptime > 99.9 %", "key_result", None, "Latency < 200 ms and uptime > 99.9 %"),
        ("- *Fewer* [calls](http://a.b/(c)) :phone: &amp; mails[^1] \\* <!-- x -->", "key_result", None,
         "Fewer calls & mails *"),
    ],
)  # fmt: skip
def test_labels_and_markup_are_taken_off(line, slot, key, text):
    (goal,) = read_markdown(f"{line}\n\n[^1]: a note\n").goals
    assert (goal.declared, goal.key, goal.text) == (slot, key, text)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Win 30 deals => 70%", "Win 30 deals"),
        ("Roles are written down ==> Not yet, 3 of 9", "Roles are written down"),
        ("Grow to plan (+1). => +2-1 people", "Grow to plan (+1)."),
        ("Results in 2 seconds => shown in 3.13", "Results in 2 seconds"),
        ("NPS from 30 => 45", "NPS from 30 => 45"),
        ("Win rate: 21 % => 25 %", "Win rate: 21 % => 25 %"),
        ("Churn => 4%", "Churn => 4%"),
        ("CSAT => 92% every month", "CSAT => 92% every month"),
        ("Win 3 deals => 70%", "Win 3 deals"),
    ],
)
def test_the_result_written_behind_a_goal_is_taken_off_and_a_movement_stays(line, text):
    assert [goal.text for goal in read_markdown(f"- {line}\n").goals] == [text]


def test_a_heading_above_objectives_in_a_list_is_none_whatever_it_names():
    text = "## Code intelligence\n1. **Search is trusted**\n\n   1. Wrong hits from 9 % to 2 %\n"
    assert brief("md", text) == ["2 objective Search is trusted", "4 key_result Wrong hits from 9 % to 2 %"]


def test_headings_may_ask_for_measures_and_work_in_words_of_their_own():
    text = "# Objective: Serve well\n## How we will measure it\n- NPS from 3 to 4\n## What we will do\n- Ship it\n"
    text += "## What we will not do\n- Launch in Spain\n## Team\n- Ines (lead)\n# FAQ\n- What?\n"
    assert brief("md", text) == ["1 objective Serve well", "3 key_result NPS from 3 to 4", "5 task Ship it"]
    assert [line for line, _ in left_out("md", text)] == [6, 8, 10]


def test_a_line_that_only_names_a_slot_stands_above_its_goals():
    text = "Objective\n  Serve well\n\nKey results\n  1) NPS from 3 to 4\n- [2025-Q4 (closed)](a.md)\n"
    assert brief("md", text) == ["2 objective Serve well", "5 key_result NPS from 3 to 4"]


UNSEEN = """\
---
title: Goals
---
<!-- - KR1: not agreed
- KR2: hidden -->
````
```
- KR3: code
````
- KR4: Cut churn
- ~~KR5: dropped~~
- https://example.org/a
> - a remark
~~~
- KR7: code without an end
"""


def test_what_is_not_shown_is_not_read_and_what_is_struck_or_cut_off_is_told():
    assert brief("md", UNSEEN) == ["10 key_result Cut churn"]
    assert left_out("md", UNSEEN) == [
        (11, "“KR5: dropped” is struck out"),
        (14, "the block of code that begins here is never closed, so nothing below is read"),
    ]


def test_lines_below_a_goal_may_give_its_figures():
    text = "## Objective 1: Serve well\n### KR1: Net retention\n- **Baseline:** 101 %\n- Target: 110 %\n- Owner: Ines\n"
    assert stated("md", text)[1:] == [("Net retention", Stated(baseline="101 %", target="110 %"))]


def test_measures_of_an_objective_are_its_key_results_and_a_figure_of_no_goal_is_told():
    text = (
        "- Target: 60\n\n## Objective: Serve well\n- Metric: NPS from 45 to 60\n- Measured by: CSAT above 4.5\n"
        "- Owner: Ines\n- KR2: Cut rework\n  - Metric: share of rework\n  - Target: 5 %\n"
    )
    assert stated("md", text) == [
        ("Serve well", Stated()),
        ("NPS from 45 to 60", Stated()),
        ("CSAT above 4.5", Stated()),
        ("Cut rework", Stated(metric="share of rework", target="5 %")),
    ]
    assert [(each.line, each.why) for each in read_markdown(text).left_out] == [
        (1, "“Target: 60” is a figure of no goal")
    ]


@pytest.mark.parametrize("above", ["---\n# Delight customers\n", "---\nObjective: Grow\n"])
def test_a_rule_at_the_head_of_a_text_hides_nothing(above):
    text = f"{above}- Raise NPS from 45 to 60\n---\n## Ship sooner\n- Lead time from 9 to 4 days\n"
    assert [goal.text for goal in read_markdown(text).goals if goal.declared == "key_result"] == [
        "Raise NPS from 45 to 60",
        "Lead time from 9 to 4 days",
    ]


def test_signs_that_close_a_heading_are_no_part_of_it():
    assert brief("md", "## Serve well ##\n- NPS from 45 to 60\n")[0] == "1 objective Serve well"
    assert brief("md", "## Port 40 libraries to C#\n- NPS from 45 to 60\n")[0] == (
        "1 objective Port 40 libraries to C#"
    )


def test_the_types_of_a_tracker_are_left_alone():
    text = "| Summary | Issue type | Target |\n|---|---|---|\n| Mend the login | Bug | 3 |\n| Write docs | Task | 2 |\n"
    assert [goal.declared for goal in read_markdown(text).goals] == [None, "task"]


def test_a_key_result_may_be_a_heading_with_its_text_below():
    text = "## O1\n### Serve well\n#### KR 1\nCut churn\nby half\n#### Initiatives\n- Call them\n"
    assert brief("md", text) == ["2 objective Serve well", "4 key_result Cut churn by half", "7 task Call them"]


def test_headings_and_lists_of_html_are_read():
    text = "<h2 class='a'>Objective two: Serve</h2>\n<ul>\n<li>NPS from 3 to 4</li>\n</ul>\n"
    assert brief("md", text) == ["1 objective Serve", "3 key_result NPS from 3 to 4"]


HTML_TABLE = """\
<table class="okrs">
  <tr><th>Objective</th><th colspan='2'>Key Results</th><th>Target</th></tr>
  <tr>
    <td rowspan="2"><b>Guests come back</b></td>
    <td>Repeat | visits</td><td></td><td>45 %</td>
  </tr>
  <tr><td>Launch the club</td></tr>

  <TR><TD>Staff stay
    <TD><ul><li>Score from 12 to 30</li>
      <li>Sick leave from 6 % to 4 %</li></ul>
</table>
"""


def test_a_table_of_html_is_read_like_one_of_markdown():
    assert brief("md", f"- Churn\n{HTML_TABLE}- Margin\n") == [
        "1 key_result Churn",
        "4 objective Guests come back",
        "4 key_result Repeat | visits",
        "8 key_result Launch the club",
        "10 objective Staff stay",
        "10 key_result Score from 12 to 30",
        "10 key_result Sick leave from 6 % to 4 %",
        "14 key_result Margin",
    ]
    assert dict(stated("md", HTML_TABLE))["Repeat | visits"] == Stated(target="45 %")


def test_a_table_of_html_without_goals_or_without_an_end_is_told_and_a_framed_picture_is_not():
    text = "- Churn\n<table><tr><td>Who</td></tr></table>\n<table><tr><td><img src='a'></td></tr></table>\n"
    assert left_out("md", f"{text}<table>\n<tr><td>Objective</td></tr>\n- Margin\n") == [
        (2, "the table “who” names no goals in its header"),
        (4, "the table that begins here is never closed, so it is not read"),
    ]


def test_underlined_and_bold_lines_are_headings():
    text = "Goals\n=====\n\nServe well\n----------\n+ NPS from 3 to 4\n\n**Risks**\n+ None\n\n**KPIs:**\n* Churn\n"
    assert brief("md", text) == ["4 objective Serve well", "6 key_result NPS from 3 to 4", "12 kpi Churn"]


def test_a_table_may_have_its_goals_beside_their_labels_or_in_one_cell():
    beside = "| Objective | Serve well |\n|---|---|\n| KR1 | NPS from 3 to 4 |\n| Owner | Ines |\n"
    assert brief("md", beside) == ["1 objective Serve well", "3 key_result NPS from 3 to 4"]
    several = "| | Q1 | Q2 |\n|-|-|-|\n| Objective | Serve | Grow |\n| KR1 | NPS | ARR |\n"
    assert brief("md", several) == ["3 objective Serve", "4 key_result NPS", "3 objective Grow", "4 key_result ARR"]
    within = "| Objective | Key Results |\n|-|-|\n| O1. Serve | KR1. NPS<br/>KR2. Churn ||\n| ~~Grow~~ | |\n"
    assert brief("md", within) == ["3 objective Serve", "3 key_result NPS", "3 key_result Churn"]
    assert left_out("md", within) == [(4, "“Grow” is struck out")]


def test_a_table_of_other_things_is_told():
    assert left_out("md", "- Churn\n\n|Who|Role|\n|-|-|\n") == [
        (3, "the table “who | role” names no goals in its header")
    ]
