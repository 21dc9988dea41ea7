import json

import pytest
from click.testing import CliRunner

from headway.coach.cli import coach

YAML = """\
objectives:
  - key: O-1
    title: Customers get help the same day
    key_results:
      - Cut median first reply from 9 h to 2 h
      - title: Hire four support engineers
kpis:
  - "CSAT: at least 92 %"
"""
KEYS = ["id", "kind", "issues", "metric", "direction", "baseline", "target", "unit", "relative", "findings"]


def run(*arguments, text=None):
    return CliRunner().invoke(coach, [str(argument) for argument in arguments], input=text)


@pytest.fixture
def goals(tmp_path):
    path = tmp_path / "goals.yaml"
    path.write_text(YAML)
    return path


def test_json_lines_are_answered_one_by_one_and_in_order(tmp_path):
    file = tmp_path / "in.jsonl"
    lines = [
        {"id": "a", "text": "Increase NPS from 45 to 60", "declared": "key_result"},
        {"id": 2, "text": "Hire a designer", "declared": "key_result", "parent_objective": "Design well"},
        {"id": None, "text": "\u202e\x00"},
    ]
    file.write_text("\n".join(map(json.dumps, lines)) + "\n")
    result = run("lint", file, "--json")
    assert result.exit_code == 0
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each["id"] for each in told] == ["a", 2, None]
    assert list(told[0]) == KEYS
    assert told[0]["target"] == 60
    assert told[1]["issues"] == ["task_not_outcome"]
    assert list(told[1]["findings"][0]) == ["code", "level", "evidence", "why", "rewrite"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "Line 2 is not JSON"),
        ('{"id": 1}', "Line 2 has no text"),
        ("[" * 100_000, "Line 2 is not JSON"),
        ('{"id": NaN, "text": "x"}', "Line 2 is not JSON: NaN is no JSON"),
        ('{"id": 1, "text": "x", "declared": "wish"}', "Line 2 declares 'wish'"),
        ('{"id": 1, "text": ""}', "Line 2 has an empty text. Write the goal there, or take the line out."),
        ('{"id": 1, "text": " \\t\\u00a0\\n"}', "Line 2 has an empty text."),
    ],
)
def test_a_bad_json_line_is_named_and_nothing_is_half_written(tmp_path, line, says):
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": 0, "text": "Increase NPS"}\n' + line + "\n")
    result = run("lint", file, "--json")
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path):
    file = tmp_path / "in.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"id": 1, "text": "Hire a designer"}\r\n')
    assert json.loads(run("lint", file).stdout)["kind"] == "task"


def test_findings_in_a_goals_file_exit_with_1_and_name_the_line(goals):
    result = run("lint", goals)
    assert result.exit_code == 1
    assert f"{goals}:6: error: task_not_outcome: Hire four support engineers" in result.stdout
    assert result.stdout.splitlines()[-1] == "4 goals read: 1 error."


def test_a_clean_goals_file_exits_with_0(goals):
    goals.write_text(YAML.replace("      - title: Hire four support engineers\n", ""))
    result = run("lint", goals)
    assert (result.exit_code, result.stdout) == (0, "3 goals read: no findings.\n")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("goals.yaml", "objetives:\n  - Ship on time\n", "goals.yaml holds no goals."),
        ("goals.md", "Nothing but a paragraph.\n", "goals.md holds no goals."),
        ("goals.csv", "slot,text\nobjectif,Ship on time\n", "Line 2 of the CSV says 'objectif' in the column slot."),
    ],
)
def test_a_file_that_holds_no_goals_ends_with_2_and_says_what_to_do(tmp_path, name, text, says):
    (tmp_path / name).write_text(text)
    result = run("lint", tmp_path / name)
    assert result.exit_code == 2
    assert says in result.output


@pytest.mark.parametrize("name", ["goals.jsonl", "goals.yaml", "goals.md", "goals.csv"])
@pytest.mark.parametrize("text", ["", "\n \n\n"])
def test_a_file_without_a_word_ends_with_2_whatever_its_format(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    result = run("lint", tmp_path / name, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Error: {name} holds no goals.")


def test_what_is_left_out_is_told_apart_from_the_findings(tmp_path):
    file = tmp_path / "goals.md"
    file.write_text("## Objective\nServe well\n## Risks\n- Hire four engineers\n")
    result = run("lint", file)
    assert (result.exit_code, result.stdout) == (0, "1 goal read: no findings.\n")
    assert result.stderr == f"{file}:3: left out: “Risks” is taken for a section without goals.\n"
    file.write_text("## Risks\n- Hire four engineers\n")
    assert "Left out, line 1: “Risks” is taken for a section without goals." in run("lint", file).stderr


def test_json_of_a_goals_file_gives_file_and_line(goals):
    told = [json.loads(line) for line in run("lint", goals, "--format", "json").stdout.splitlines()]
    assert [(each["id"], each["line"], each["kind"]) for each in told] == [
        ("O-1", 3, "objective"),
        (None, 5, "key_result"),
        (None, 6, "task"),
        (None, 8, "kpi"),
    ]


def test_sarif_points_at_the_line(goals):
    log = json.loads(run("lint", goals, "--format", "sarif").stdout)
    (result,) = log["runs"][0]["results"]
    assert log["version"] == "2.1.0"
    assert (result["ruleId"], result["level"]) == ("task_not_outcome", "error")
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 6}
    assert not any("{" in rule["help"]["text"] for rule in log["runs"][0]["tool"]["driver"]["rules"])
    assert result["ruleId"] in {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}


def test_sarif_names_a_file_by_a_valid_uri(tmp_path):
    file = tmp_path / "our goals, 50%.md"
    file.write_text("# Objective: Serve well\n- KR: Hire four engineers\n")
    (result,) = json.loads(run("lint", file, "--format", "sarif").stdout)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("/our%20goals%2C%2050%25.md")


@pytest.mark.parametrize("form", ["sarif", "text"])
def test_a_format_that_json_lines_cannot_be_told_in_is_refused(tmp_path, form):
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": 1, "text": "Hire a designer"}\n')
    result = run("lint", file, "--format", form)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"in.jsonl is always answered in JSON lines, and cannot be told as {form}." in result.stderr
    assert run("lint", file, "--format", "json").exit_code == 0


def issues_of(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    told = run("lint", tmp_path / name, "--json").stdout.splitlines()
    return [(each["kind"], each["issues"]) for each in map(json.loads, told)]


def test_figures_in_columns_of_their_own_are_no_lack_of_the_text(tmp_path):
    text = "kind,text,baseline,target,unit\nkey_result,Gross retention,88.5,94,%\nkr,NPS to 60,45,,\nkr,Margin,3,,%\n"
    assert issues_of(tmp_path, "goals.csv", text) == [
        ("key_result", ["ok"]),
        ("key_result", ["ok"]),
        ("key_result", ["no_target"]),
    ]
    band = "kind,text,lower,upper\nkpi,Gross retention,90,96\n"
    assert issues_of(tmp_path, "band.csv", band) == [("kpi", ["ok"])]


FIGURES = ("metric", "direction", "baseline", "target", "unit", "relative")


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("Gross retention,,88.5,94,%", ("Gross retention", "increase", 88.5, 94, "%", False)),
        ("Raise NPS to 60,Score,45,70,points", ("NPS", "increase", 45, 60, "score", False)),
        ("Improve user experience,SUS,60,80,", ("SUS", "increase", 60, 80, None, False)),
        ("Revenue,,€8m,€5.5m,", ("Revenue", "decrease", 8_000_000, 5_500_000, "EUR", False)),
        ('Gross retention,,"1.234,5","2.000,0",T€', ("Gross retention", "increase", 1234.5, 2000, "T€", False)),
        ("Conversion,,0.35,0.5,%", ("Conversion", "increase", 0.35, 0.5, "%", False)),
        ("Raise NPS,Score,45 (2026),60 (2027),", ("NPS", "increase", 45, 60, None, False)),
        ("Win new members,Members,,400 in 30 days,", ("members", "reach", None, 400, None, False)),
        ('Raise NPS,Score,,"60, was 45",', ("NPS", "increase", None, 60, None, False)),
        ("Hire four engineers,Heads,0,4,", (None, None, None, None, None, None)),
        ("Reply time in hours,,TBD,2026-01-01,h", ("Reply time in hours", None, None, None, None, None)),
    ],
)
def test_json_gives_figures_of_columns_and_keys_of_their_own_where_the_text_has_none(tmp_path, row, figures):
    (tmp_path / "goals.csv").write_text(f"kind,text,metric,baseline,target,unit\nkr,{row}\n")
    told = json.loads(run("lint", tmp_path / "goals.csv", "--json").stdout)
    assert tuple(told[name] for name in FIGURES) == figures


def test_json_of_a_band_beside_the_text_gives_both_its_ends(tmp_path):
    (tmp_path / "goals.yaml").write_text("kpis:\n- {name: Gross retention, lower: 90, upper: 96, unit: '%'}\n")
    told = json.loads(run("lint", tmp_path / "goals.yaml", "--json").stdout)
    assert [told[name] for name in FIGURES] == ["Gross retention", "within", 90, 96, "%", False]


@pytest.mark.parametrize(
    ("row", "issues"),
    [
        ("Gross retention,,94 %,", ["no_baseline"]),
        ("Raise gross retention,,94 %,", ["no_baseline"]),
        ("Improve user experience,,80,", ["no_baseline"]),
        ("Median time to first reply,,2 h,", ["no_baseline"]),
        ("Gross retention,,94 %,88 %", ["ok"]),
        ("Gross retention,88 %,94 %,", ["ok"]),
        ("Gross retention (now 88 %),,94 %,", ["ok"]),
        ("Win new customers,,12,", ["ok"]),
        ("Signed partnerships,,5,", ["ok"]),
        ("Hire four engineers,,4,", ["task_not_outcome"]),
        ("Keep NPS above 60,,60,", ["static_kpi"]),
    ],
)
def test_a_target_in_a_column_lacks_its_start_where_the_quantity_has_a_value_today(tmp_path, row, issues):
    ((_kind, told),) = issues_of(tmp_path, "goals.csv", f"key result,start,target,current\n{row}\n")
    assert told == issues


def test_the_finding_about_a_start_quotes_the_target_of_the_column(tmp_path):
    (tmp_path / "goals.csv").write_text("key result,target,unit\nRaise gross retention,94,%\n")
    told = run("lint", tmp_path / "goals.csv").stdout
    assert "goals.csv:2: warning: no_baseline: Raise gross retention\n    seen: to 94 %" in told
    assert "Raise gross retention from <now> to 94 %" in told


@pytest.mark.parametrize("text", ["Deploys per week", "Releases per month"])
def test_a_measure_that_sounds_like_work_is_none_where_its_target_stands_beside_it(tmp_path, text):
    fields = f"{{title: {text}, baseline: 3, target: 10}}"
    assert issues_of(tmp_path, "goals.yaml", f"krs: [{fields}]") == [("key_result", ["ok"])]
    assert issues_of(tmp_path, "goals.csv", f"text,target\n{text},10\n") == [("key_result", ["no_baseline"])]
    assert issues_of(tmp_path, "objectives.yaml", f"objectives: [{fields}]") != [("key_result", ["ok"])]


def test_work_stays_work_whatever_target_stands_beside_it(tmp_path):
    text = "kind,text,baseline,target\nkr,Hire four engineers,0,4\nkr,Launch the app,0,100 %\n"
    assert issues_of(tmp_path, "goals.csv", text) == [("task", ["task_not_outcome"])] * 2


def test_choose_asks_the_questions_that_are_open():
    result = run("choose", "Reduce churn from 6% to 4%", text="y\ny\ny\n")
    assert result.exit_code == 0
    assert "This is an OKR" in result.stdout
    assert "Reduce churn from 6% to 4%" in result.stdout


def test_choose_takes_its_answers_as_flags():
    flags = ("--keep", "--continuous", "--no-end", "--next-year", "--no-push")
    told = json.loads(run("choose", "Uptime of at least 99.9%", *flags, "--json").stdout)
    assert told["kind"] == "kpi"
    assert told["draft"]["healthy"] == "at least 99.9%"


def test_choose_in_json_asks_nothing_and_names_the_missing_flags():
    result = run("choose", "--improve", "--json")
    assert result.exit_code == 2
    assert "--continuous, --end, --next-year, --push" in result.stderr
