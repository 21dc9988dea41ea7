import re
import time
from contextlib import suppress

import pytest

from headway.coach.goal_files import FileError, read_goals

MARKDOWN = """\
# Goals of the spring

Some words about them.

## Customers get help the same day
- KR1: Cut median first reply from 9 h to 2 h
- [ ] Hire **four** [engineers](https://example.org)

### Action
1. Write the runbook

**Objective:** Parcels arrive when promised
* Raise on-time share from 81 % to 95 %

### KPIs
- CSAT

```
- not a goal
```
"""

YAML = """\
units:
  ops:
    objectives:
      - objective: Ship on time
        krs: [Cut delay from 9 to 2 days]
        tasks:
          - name: Buy a van
kpis:
  - id: K-1
    name: Delay
"""


def goals(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    return [(goal.line, goal.declared, goal.text, goal.parent_objective) for goal in read_goals(path)]


def test_markdown_headings_are_objectives_and_items_their_key_results(tmp_path):
    help_, arrive = "Customers get help the same day", "Parcels arrive when promised"
    assert goals(tmp_path, "goals.md", MARKDOWN) == [
        (5, "objective", help_, None),
        (6, "key_result", "Cut median first reply from 9 h to 2 h", help_),
        (7, "key_result", "Hire four engineers", help_),
        (10, "task", "Write the runbook", help_),
        (12, "objective", arrive, None),
        (13, "key_result", "Raise on-time share from 81 % to 95 %", arrive),
        (16, "kpi", "CSAT", arrive),
    ]


def test_a_first_heading_is_an_objective_where_nothing_else_is_one_and_it_names_no_list(tmp_path):
    arrive, number = "Parcels arrive when promised", "Cut delay from 9 to 2 days"
    alone = f"# {arrive}\n## Key results\n- {number}\n# Help is near\n- Hire a clerk\n"
    assert goals(tmp_path, "goals.md", alone) == [
        (1, "objective", arrive, None),
        (3, "key_result", number, arrive),
        (4, "objective", "Help is near", None),
        (5, "key_result", "Hire a clerk", "Help is near"),
    ]
    for title in (f"# OKRs, Q3 2026\n- {number}\n", f"# Spring\nObjective: {arrive}\n- {number}\n"):
        assert "objective" not in {slot for line, slot, _, _ in goals(tmp_path, "goals.md", title) if line == 1}


def test_yaml_keys_name_the_slots_at_any_depth(tmp_path):
    assert goals(tmp_path, "goals.yml", YAML) == [
        (4, "objective", "Ship on time", None),
        (5, "key_result", "Cut delay from 9 to 2 days", "Ship on time"),
        (7, "task", "Buy a van", "Ship on time"),
        (10, "kpi", "Delay", None),
    ]


def test_csv_takes_semicolons_and_the_usual_column_names(tmp_path):
    text = "Key;Type;Title;Objective\nO-1;Objective;Ship on time;\nKR-1;Key Result;Cut delay;Ship on time\n;;;\n"
    assert goals(tmp_path, "goals.csv", text) == [
        (2, "objective", "Ship on time", None),
        (3, "key_result", "Cut delay", "Ship on time"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("goals.txt", "x", "goals.txt is of a kind the coach does not read"),
        ("goals.yaml", "a: [", "The YAML cannot be read at line 1"),
        ("goals.yaml", "[" * 1500, "The YAML cannot be read"),
        ("goals.yaml", "objectives:\n- a\x00b\n", "line 2: it holds the character U+0000, which YAML does not allow"),
        ("goals.yaml", "kpis:\n- Churn\n- 5\n", "Line 3 of the YAML has 5 where the text of a goal belongs"),
        ("goals.yaml", "objectives:\n- krs: [Cut delay]\n", "The objective at line 2 of the YAML has no text"),
        ("goals.yaml", "krs:\n- owner: Ines\n", "The key result at line 2 of the YAML has no text"),
        ("goals.csv", "a,b\n1,2\n", "no column for the goal's text"),
        ("goals.csv", "type,text\nKPI,Churn\nkip,Margin\n", "Line 3 of the CSV says 'kip' in the column type"),
        ("goals.csv", "slot,text\nKPI,\n", "Line 2 of the CSV has no text in the column text"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(tmp_path, name, text, says):
    with pytest.raises(FileError, match=re.escape(says)):
        goals(tmp_path, name, text)


def test_a_column_that_says_something_else_is_left_alone(tmp_path):
    assert goals(tmp_path, "goals.csv", "level,text\nCompany,Ship on time\n") == [(2, None, "Ship on time", None)]


def test_text_in_another_encoding_is_named(tmp_path):
    path = tmp_path / "goals.md"
    path.write_bytes(b"- Caf\xe9")
    with pytest.raises(FileError, match="not UTF-8"):
        read_goals(path)


def test_yaml_aliases_are_read_once(tmp_path):
    text = "objectives: &o\n  - title: Ship on time\nagain: {objectives: *o, more: {objectives: *o}}\n"
    assert len(goals(tmp_path, "goals.yaml", text)) == 1


def test_a_measure_with_its_level_needs_no_quotes_in_yaml(tmp_path):
    text = "kpis:\n  - CSAT: at least 92 %\n---\nkpis:\n  - team: Ops\n    kpis: [Churn]\n"
    assert goals(tmp_path, "goals.yaml", text) == [
        (2, "kpi", "CSAT: at least 92 %", None),
        (6, "kpi", "Churn", None),
    ]


def test_a_very_long_line_of_markdown_is_read_by_how_it_begins(tmp_path):
    ((line, slot, text, _parent),) = goals(tmp_path, "goals.md", f"- {'Hire people ' * 100_000}\n")
    assert (line, slot, len(text) <= 5_000) == (1, "key_result", True)


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    return read_goals(path)


PAIRS = [
    (2, "objective", "Ship on time", None),
    (2, "key_result", "Cut delay", "Ship on time"),
    (3, "key_result", "Raise on-time share", "Ship on time"),
    (4, "objective", "Serve well", None),
    (5, "key_result", "Raise CSAT", "Serve well"),
    (6, "key_result", "Fewer parcels lost", "Ship on time"),
]
PAIRED = """\
Objective,Key Result,Owner
Ship on time,Cut delay,Ines
,Raise on-time share,
Serve well,,
Serve well,Raise CSAT,
Ship on time,Fewer parcels lost,
"""


def as_markdown(text):
    header, *rows = (f"| {line.replace(',', ' | ')} |" for line in text.splitlines())
    return "\n".join([header, "|---|:--|--:|", *rows])


def test_csv_with_objective_and_key_result_side_by_side_reads_each_objective_once(tmp_path):
    assert goals(tmp_path, "goals.csv", PAIRED) == PAIRS


def test_a_markdown_table_is_read_as_the_same_rows_as_csv(tmp_path):
    one_down = [(line + 1, *rest) for line, *rest in PAIRS]
    assert goals(tmp_path, "goals.md", as_markdown(PAIRED)) == one_down


def test_a_markdown_table_stands_below_the_heading_above_it_and_loses_its_markup(tmp_path):
    text = "## Ship on time\nKey result | Target\n--- | ---\n**Delay** a \\| b | 5\n- Cut delay\n"
    text += "# KPIs\n|Name|To|\n|-|-|\n|CSAT|9|\n"
    assert goals(tmp_path, "goals.md", text) == [
        (1, "objective", "Ship on time", None),
        (4, "key_result", "Delay a | b", "Ship on time"),
        (5, "key_result", "Cut delay", "Ship on time"),
        (9, "kpi", "CSAT", "Ship on time"),
    ]


def test_a_first_heading_above_a_table_with_objectives_is_a_title(tmp_path):
    assert goals(tmp_path, "goals.md", "# Spring\n|Objective|\n|---|\n|Serve well|\n") == [
        (4, "objective", "Serve well", None)
    ]


@pytest.mark.parametrize("header", ["Who | Role", "Name | Role", "Title | Type", "Term | Description"])
def test_a_markdown_table_of_other_things_is_skipped(tmp_path, header):
    assert goals(tmp_path, "goals.md", f"| {header} |\n|---|---|\n| KR1: Ines | Lead |\n\n- Cut delay\n") == [
        (5, "key_result", "Cut delay", None)
    ]


def test_a_row_of_a_markdown_table_that_names_no_goal_is_an_error_with_its_line(tmp_path):
    with pytest.raises(FileError, match="Line 3 of the Markdown has no text in the column key result"):
        goals(tmp_path, "goals.md", "|Key|Key Result|\n|-|-|\n|KR-1| |\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('kind,text\nkpi,Churn\nkpi,"Margin\nkpi,NPS\n', 3),
        ('kind,text\nkpi,"Two\nlines"\nkpi,"Margin', 4),
        ('kind,text\n"kpi\n",Churn,"open\n\n', 3),
        ('text\n"', 2),
        ('"text\nChurn\n', 1),
        ('sep=;\nkind;text\nkpi;"Margin\n', 3),
    ],
)
def test_a_quote_that_is_never_closed_is_an_error_at_the_line_where_it_opens(tmp_path, text, line):
    with pytest.raises(FileError, match=rf"^The quote that opens at line {line} of the CSV is never closed.*\.$"):
        goals(tmp_path, "goals.csv", text)


def test_a_line_of_csv_that_only_names_the_separator_is_skipped(tmp_path):
    text = 'sep=;\r\ntext;kind,of,goal\r\n"Ship; on\ntime";\r\nServe well;\r\n'
    assert goals(tmp_path, "goals.csv", text) == [(3, None, "Ship; on\ntime", None), (5, None, "Serve well", None)]


@pytest.mark.parametrize(
    ("header", "cells", "beside"),
    [
        ("baseline,target,unit", "88.5,94,%", {"baseline", "target"}),
        ("Start,Goal value", "€5m,€8m", {"baseline", "target"}),
        ("from,goal_value", ",about 90 %", {"target"}),
        ("lower,upper", "80,", {"target"}),
        ("baseline,target", "TBD,-", set()),
        ("start,target", "2026-01-01,Q3 2026", set()),
        ("baseline,target", "", set()),
    ],
)
def test_figures_in_columns_and_keys_of_their_own_are_seen_beside_the_text(tmp_path, header, cells, beside):
    (in_csv,) = written(tmp_path, "goals.csv", f"kind,text,{header}\nkr,Gross retention,{cells}\n")
    pairs = zip(header.split(","), cells.split(","), strict=False)
    fields = "".join(f"    {name}: '{value}'\n" for name, value in pairs)
    (in_yaml,) = written(tmp_path, "goals.yaml", f"krs:\n  - title: Gross retention\n{fields}")
    assert (in_csv.beside, in_yaml.beside) == (beside, beside)


HOSTILE = {
    "bars": "|" * 2_000_000,
    "tables": "|a|\n|-|\n" * 200_000,
    "goal tables": "|Objective|Key Result|\n|-|-|\n" * 50_000,
    "rules": "|-\n" * 500_000,
    "targets": "text," + "target," * 200_000 + "\n" + "a\n" * 200_000,
    "quotes": 'text\n"' + 'a""\n' * 300_000,
    "one column": "Objective|Key Result\n-|-\n" + "a|b\n" * 100_000,
    "separators": "sep=;\n" * 300_000,
    "blanks": " " * 2_000_000 + "sep=",
    "blank headings": ("# a" + " " * 300 + "b\n") * 6_000,
    "blanks in cells": "text\n" + ("a" + " " * 300 + "b\n") * 6_000,
    "html": "<table>" + "<tr><td colspan=99 rowspan=99>" * 30_000 + "</table>\n",
    "html cells": "<table><tr>" + "<td>Objective" * 100_000 + "</table>\n",
    "html tables": "<table><tr><td>Objective</table>\n" * 30_000,
    "html open": "<table>\n<td" * 100_000,
    "nulls": "text\n\x00" + '"\x00' * 500_000,
}


@pytest.mark.parametrize("suffix", [".csv", ".md"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_tables_cost_bounded_time_and_nothing_but_a_file_error(tmp_path, name, suffix):
    start = time.process_time()
    with suppress(FileError):
        written(tmp_path, f"goals{suffix}", HOSTILE[name])
    assert time.process_time() - start < 6
