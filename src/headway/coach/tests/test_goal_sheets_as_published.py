"""Sheets and YAML of goals in the shapes in which organisations publish them, and files that are none."""

import re

import pytest

from headway.coach.goal_files import FileError, Stated, find_goals
from headway.coach.goal_files.csv_goals import read_csv
from headway.coach.goal_files.yaml_goals import read_yaml

from .goal_texts import brief, left_out, stated

GERMAN = """\
OKRs Q3 2026;;;;;
;;;;;
Nr.;Objective;Key Result;Startwert;Zielwert (%);Status
1;Serve well;"NPS
of all";32,5;45,0;open
;;Retention;0,885;1.234,5;
"""


def test_a_sheet_with_a_title_merged_cells_and_line_ends_of_windows_is_read():
    text = GERMAN.replace("\n", "\r\n")
    found = read_csv(text.replace("\r\n", "\n")).goals
    assert [(each.line, each.text, each.stated) for each in found] == [
        (4, "Serve well", Stated()),
        (4, "NPS\nof all", Stated(baseline="32,5", target="45,0", unit="%")),
        (6, "Retention", Stated(baseline="0,885", target="1.234,5", unit="%")),
    ]


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("Objective,KR1,KR2,Initiatives\nServe,NPS,-,\"- Call\n- Ask\"\n",
         ["2 objective Serve", "2 key_result NPS", "2 task Call", "3 task Ask"]),
        ("Objective,Key Results\nServe,\"KR1: NPS\nKR2: Churn\n of all\"\n",
         ["2 objective Serve", "2 key_result NPS", "3 key_result Churn\nof all"]),
        ("ID,Description\nO1,Serve\nKR1.1,NPS\n", ["2 objective Serve", "3 key_result NPS"]),
        ("Objective,Q1 2026,Q2\nServe,Cut churn,Cut calls\n",
         ["2 objective Serve", "2 key_result Cut churn", "2 key_result Cut calls"]),
        ("Objective,Description\nServe,They deserve it\n", ["2 objective Serve"]),
        ("Objective\nServe all, and well\n", ["2 objective Serve all, and well"]),
        ("Objective,Key Result\nObjective 1: Serve,\n,KR1: NPS\n", ["2 objective Serve", "3 key_result NPS"]),
        ("Metric,Goal\nChurn,4\n", ["2 kpi Churn"]),
        ("Objective,KR,Description\nServe,KR1,NPS\n", ["2 objective Serve", "2 key_result NPS"]),
        ("Objective/Key Result,Type\nServe,O\nNPS,KR\n", ["2 objective Serve", "3 key_result NPS"]),
        ("Initiative,Owner\nShip it,Ines\n", ["2 task Ship it"]),
        ("Issue Type,Summary,Key\nObjective,Serve,A-1\nEpic,Ship it,A-2\n", ["2 objective Serve", "3 task Ship it"]),
        ("Name,Type,Parent\nServe,Objective,\nNPS,Key Result,Serve (https://a.b/c)\n",
         ["2 objective Serve", "3 key_result NPS"]),
    ],
)  # fmt: skip
def test_exports_of_sheets_are_read_in_their_shapes(text, goals):
    assert brief("csv", text) == goals


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        ("Baseline (2025),Q1 target,Q4 target,Q1 actual", "30,35,45,34", Stated(baseline="30", target="45")),
        ("Current,Goal", "33,45", Stated(baseline="33", target="45")),
        ("Q1,Q2,Q3", "21,22,25", Stated(target="25")),
        ("Start,Target [h],KPI", "1 May 2026,2,Reply", Stated("Reply", target="2", unit="h")),
        ("Lower,Upper,Unit,Metric", "1.5,3,%,Churn", Stated("Churn", target="1.5 to 3", unit="%")),
    ],
)
def test_columns_give_the_figures_of_a_goal(header, row, said):
    assert stated("csv", f"Key Result,{header}\nServe,{row}\n") == [("Serve", said)]


def test_each_of_several_key_results_in_a_row_has_the_figures_behind_it():
    text = "Objective;KR 1;Baseline;Target;KR 2;Baseline;Target\nServe;NPS;30;45;CSAT;;90 %\n"
    assert stated("csv", text)[1:] == [("NPS", Stated(baseline="30", target="45")), ("CSAT", Stated(target="90 %"))]


@pytest.mark.parametrize(
    "text",
    [
        "okrs:\n  O1:\n    title: Serve\n    key_results:\n      KR1: NPS from 3 to 4\n",
        "Objectives:\n  - Serve:\n      - NPS from 3 to 4\n",
        "objectives:\n  Serve:\n    owner: Ines\n    Key Results:\n      - NPS from 3 to 4\n",
        "- objective: Serve\n  kr1: NPS from 3 to 4\n  status: late\n",
        "objective: Serve\nresults: |\n  NPS from 3 to 4\n",
        "objective:\n  name: Serve\nkeyResults:\n- name: NPS from 3 to 4\n",
        "items:\n  - {type: objective, name: Serve, children: [{type: key result, name: NPS from 3 to 4}]}\n",
        "q3:\n  sales:\n    goal: Serve\n    key-results: [{description: NPS from 3 to 4}]\n",
    ],
)
def test_yaml_is_read_in_its_shapes(text):
    assert [(goal.declared, goal.text) for goal in read_yaml(text).goals] == [
        ("objective", "Serve"),
        ("key_result", "NPS from 3 to 4"),
    ]


def test_figures_in_yaml_may_have_keys_one_level_deeper():
    text = "krs:\n- kr: NPS\n  metric: {name: Score, unit: points}\n  baseline: {value: 3}\n  to: 4\n- metric: Churn\n"
    assert stated("yaml", text) == [("NPS", Stated("Score", "3", "4", "points")), ("Churn", Stated("Churn"))]


def test_keys_of_yaml_that_differ_in_brackets_are_two():
    text = "- objective: Serve well\n  krs:\n  - text: Raise NPS\n    target (EMEA): 60\n    target (US): 50\n"
    assert [name for name, _ in stated("yaml", text)] == ["Serve well", "Raise NPS"]


def test_what_yaml_holds_below_other_keys_is_told():
    assert left_out("yaml", "objectives: [Serve]\nspec:\n  title: Grow\n  why: [a]\n") == [
        (2, "nothing below “spec” is read as a goal")
    ]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        (
            "a.yaml",
            b"krs: [a]\nkpis: [b]\nkrs: [c]\n",
            "Line 3 of the YAML has the key krs a second time; it stands at",
        ),
        ("a.yaml", b"a: &a\n  krs: [b, *a]\n", "The YAML goes round in a circle: an alias below the anchor at line 1"),
        ("a.yaml", b"krs:\n\t- a\n", "Indent with spaces: YAML allows no tabs there."),
        ("a.yaml", b"krs:\n- a: b: c\n", "Put a text that holds a colon in quotes."),
        ("a.csv", b"Objective,KR\nServe,a,b\n", "Line 2 of the CSV has 3 fields where its header names 2."),
        ("a.md", b"\xff\xfe-\x00 \x00a\x00", "a.md is UTF-16 text or no text at all."),
        ("a.md", b"-\x00 \x00a\x00b\x00", "a.md is UTF-16 text or no text at all."),
        ("a.csv", b"text\nCaf\xe9\n", "a.csv is not UTF-8 text (line 2, byte 8)."),
        ("a.md", b"a" * 10_000_001, "a.md is larger than 10 MB, which is more than a file of goals may have."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_whole_sentence(tmp_path, name, data, says):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(FileError, match=rf"{re.escape(says)}.*\Z") as told:
        find_goals(tmp_path / name)
    assert str(told.value).endswith(".")
