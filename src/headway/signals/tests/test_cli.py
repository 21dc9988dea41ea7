"""``headway signals`` on CSV files: the columns and keys that others rely on, and errors with a place."""

from __future__ import annotations

import csv
import io
import json
import random
import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from click.testing import CliRunner

from headway.signals.cli import signals


@pytest.fixture
def run(tmp_path):
    def call(command, rows, *options, name="readings.csv"):
        path = tmp_path / name
        if rows is not None:
            path.write_text("\n".join(",".join(map(str, row)) for row in rows) + "\n")
        return CliRunner().invoke(signals, [command, str(path), *options])

    return call


def months(n, seed=1):
    source = random.Random(seed)
    return [(f"{2020 + at // 12}-{at % 12 + 1:02}-01", round(source.gauss(100, 3), 3)) for at in range(n)]


def days(n, seed=1):
    source = random.Random(seed)
    return [(date(2024, 1, 1) + timedelta(days=at), round(source.gauss(100, 3), 3)) for at in range(n)]


def table(result):
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_limits_answer_every_key_of_the_contract(run):
    rows = months(24)
    rows[20] = ("2021-09-01", 160)
    result = run("limits", [("date", "value"), *rows], "--json")
    answer = json.loads(result.stdout)
    assert answer["n"] == 24
    assert answer["lower"] < answer["mean"] < answer["upper"]
    assert answer["mr_upper"] > 0
    assert answer["season"] is None
    assert answer["phases"][0].items() >= {"start": "2020-01-01", "end": "2021-12-01"}.items()
    assert {"mean", "lower", "upper"} <= set(answer["phases"][0])
    outside = [signal for signal in answer["signals"] if signal["rule"] == "point_outside"]
    assert outside == [
        {
            "at": "2021-09-01",
            "row": 20,
            "since": "2021-09-01",
            "value": 160,
            "rule": "point_outside",
            "direction": "up",
        }
    ]


def test_limits_of_few_readings_say_so(run):
    result = run("limits", [("date", "value"), *months(5)], "--json")
    answer = json.loads(result.stdout)
    assert (answer["enough"], answer["lower"], answer["upper"]) == (False, None, None)
    assert "it takes 8" in answer["text"]


def test_limits_take_the_season_found_given_or_none(run):
    rows = [(day, value + 30 * (day.weekday() >= 5)) for day, value in days(70)]
    seasons = [
        json.loads(run("limits", [("date", "value"), *rows], "--season", s, "--json").stdout)["season"]
        for s in ("auto", "none", "7")
    ]
    assert seasons == [7, None, 7]


def test_limits_speak_in_words_without_json(run):
    result = run("limits", [("date", "value"), *months(24)])
    assert "usual range" in result.stdout


def test_a_missing_reading_keeps_its_row(run):
    rows = months(24)
    rows[3] = (rows[3][0], "")
    assert json.loads(run("limits", [("date", "value"), *rows], "--json").stdout)["n"] == 23


def test_anomalies_have_one_row_for_each_input_row(run):
    rows = [(f"2024-01-01 {at // 60:02}:{at % 60:02}:00", 5 + at % 3) for at in range(400)]
    rows[300] = (rows[300][0], 90)
    found = table(run("anomalies", [("timestamp", "value"), *rows]))
    assert list(found[0]) == ["timestamp", "value", "anomaly_score"]
    assert [row["timestamp"] for row in found] == [stamp for stamp, _ in rows]
    scores = [float(row["anomaly_score"]) for row in found]
    assert scores.index(max(scores)) == 300
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize("irregular", [False, True])
def test_anomalies_of_a_shorter_file_are_the_same(run, irregular):
    rows = [("timestamp", "value"), *days(120)]
    if irregular:
        rows[70:] = [(f"2024-06-01 {at // 60:02}:{at % 60:02}", value) for at, (_, value) in enumerate(rows[70:])]
    whole, part = table(run("anomalies", rows)), table(run("anomalies", rows[:60]))
    assert whole[:59] == part


def test_numbered_readings_are_scored_without_a_season(run):
    rows = [("timestamp", "value"), *((at, 100 + 40 * (at % 12 == 0)) for at in range(120))]
    assert len(table(run("anomalies", rows))) == 120


def test_forecasts_of_many_series_keep_their_names_and_dates(run):
    rows = [("unique_id", "ds", "y")]
    rows += [("a", *row) for row in months(40)] + [("b", *row) for row in months(30, seed=2)]
    found = table(run("forecast", rows, "--horizon", "3", "--levels", "80,95"))
    assert list(found[0]) == ["unique_id", "ds", "mean", "lo-80", "hi-80", "lo-95", "hi-95"]
    assert [(row["unique_id"], row["ds"]) for row in found] == [
        ("a", "2023-05-01"),
        ("a", "2023-06-01"),
        ("a", "2023-07-01"),
        ("b", "2022-07-01"),
        ("b", "2022-08-01"),
        ("b", "2022-09-01"),
    ]
    for row in found:
        ends = [float(row[key]) for key in ("lo-95", "lo-80", "mean", "hi-80", "hi-95")]
        assert ends == sorted(ends)


def test_numbered_periods_go_on_counting_and_find_their_season(run):
    source = random.Random(1)
    rows = [("x", at, 100 + 40 * (at % 12 == 0) + source.gauss(0, 1)) for at in range(1, 97)]
    found = table(run("forecast", [("unique_id", "ds", "y"), *rows], "--horizon", "12"))
    assert [row["ds"] for row in found] == [str(at) for at in range(97, 109)]
    assert float(found[11]["mean"]) > 130 > float(found[10]["mean"])


def test_two_processes_answer_what_one_does(run):
    rows = [("unique_id", "ds", "y"), *(("a", *row) for row in months(30)), *(("b", *row) for row in months(30, 2))]
    alone = run("forecast", rows, "--horizon", "2", "--season", "12")
    together = run("forecast", rows, "--horizon", "2", "--season", "12", "--jobs", "2")
    assert alone.stdout == together.stdout
    assert "2 of 2 series" in alone.stderr


def test_a_plain_file_is_one_series_named_after_it(run):
    found = table(run("forecast", [("date", "value"), *months(30)], "--horizon", "1", name="churn.csv"))
    assert found[0]["unique_id"] == "churn"


def test_reach_answers_every_key_of_the_contract(run):
    rows = [("date", "value"), *months(36)]
    result = run("reach", rows, "--target", "100", "--by", "2023-12-31", "--from", "2022-06-01", "--json")
    answer = json.loads(result.stdout)
    assert list(answer) == ["probability", "median_at_date", "method", "n"]
    assert 0 < answer["probability"] < 1
    assert answer["median_at_date"] == pytest.approx(100, abs=3)
    assert answer["n"] == 36


def test_reach_knows_which_way_the_target_lies(run):
    rows = [("date", "value"), *months(36)]
    far = [
        json.loads(run("reach", rows, "--target", target, "--by", "2023-06-30", "--json").stdout)["probability"]
        for target in ("130", "70")
    ]
    assert max(far) < 0.05


def test_what_has_been_read_is_known(run):
    rows = [("date", "value"), *months(36)]
    options = ("--target", "0", "--by", "2022-12-31", "--direction", "up", "--json")
    answer = json.loads(run("reach", rows, *options).stdout)
    assert answer == {"probability": 1.0, "median_at_date": rows[-1][1], "method": "already read", "n": 36}


def test_reach_of_running_totals_is_the_forecast_of_the_page(run):
    rows, total = [("date", "value")], 0
    for label, value in months(36):
        total += float(value)
        rows.append((label, total))
    target = total + 6 * 100
    options = ("--target", str(target), "--by", "2023-06-30", "--json")
    found = json.loads(run("reach", rows, "--cumulative", *options).stdout)
    assert found["method"].startswith("sum of steps")
    assert found["median_at_date"] == pytest.approx(target, rel=0.02)
    twice = run("reach", rows, "--cumulative", "--kind", "total", *options)
    assert (twice.exit_code, "leave --kind total out" in twice.stderr) == (2, True)


def test_hours_with_a_week_in_them_are_forecast_by_the_week(run):
    first = datetime(2026, 3, 2)
    rows = [("unique_id", "ds", "y")]
    for hour in range(24 * 7 * 5):
        at = first + timedelta(hours=hour)
        rows.append(("calls", at.isoformat(), 10 + 8 * (at.hour in range(9, 17)) * (at.weekday() < 5) + hour % 3 / 10))
    made = run("forecast", rows, "--horizon", "168").stdout.splitlines()[1:]
    by_time = {line.split(",")[1]: float(line.split(",")[2]) for line in made}
    assert by_time["2026-04-08T12:00:00"] == pytest.approx(18, abs=1), "a Wednesday at noon"
    assert by_time["2026-04-11T12:00:00"] == pytest.approx(10, abs=1), "a Saturday at noon"


def test_reach_of_a_total_counts_from_the_start(run):
    rows = [("date", "value"), *months(36)]
    options = ("--by", "2023-03-31", "--from", "2022-10-01", "--kind", "total", "--json")
    easy = json.loads(run("reach", rows, "--target", "500", *options).stdout)
    hard = json.loads(run("reach", rows, "--target", "700", *options).stdout)
    assert easy["median_at_date"] == pytest.approx(600, abs=15)
    assert easy["probability"] > 0.99
    assert hard["probability"] < 0.01


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("date", "value"), ("2024-01-01", 1), ("2024-01-02", "abc")], ['row 3, column "value": "abc"']),
        ([("date", "value"), ("2024-01-01", "inf")], ['row 2, column "value": "inf"']),
        ([("date", "value"), ("2024-01-01", "1e308")], ['row 2, column "value": "1e308" is too large']),
        ([("date", "value"), ("²", 1)], ['row 2, column "date": "²" is not a date']),
        ([("date", "value"), ("2024-13-01", 1)], ['row 2, column "date": "2024-13-01" is not a date']),
        ([("date", "value"), ("2024-01-01", 1, 2)], ["row 2", 'column "value"', "2024-01-01,1,2", "3 cells"]),
        (
            [("date", "value"), ("2024-01-02", 1), ("2024-01-01", 1)],
            ['row 3, column "date": "2024-01-01" is not after'],
        ),
        ([("date", "value"), ("2024-01-02", 1), (7, 1)], ["mixes dates with numbers"]),
        ([("when", "a", "b"), (1, 2, 3)], ["row 1", "names no column of values"]),
        ([("date", "value")], ["no rows"]),
        ([("",)], ["has no header", '"date,value"']),
        ([("date;value",), ("2024-01-01;1,5",), ("2024-01-02;1,5,5",)], ['row 3, column "value": "1,5,5"']),
        ([("date", "value"), ("2024-01-01", "")], ["every reading is missing"]),
        (None, ["cannot be opened"]),
    ],
)
def test_a_malformed_file_is_refused_with_its_place(run, rows, words):
    result = run("limits", rows, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    for word in words:
        assert word in result.stderr


@pytest.mark.parametrize(
    ("command", "options", "words"),
    [
        ("limits", ("--season", "often"), '--season "often"'),
        ("forecast", ("--horizon", "2", "--levels", "80,120"), '--levels "80,120"'),
        ("reach", ("--target", "1", "--by", "soon"), '"soon" is not a date'),
        ("reach", ("--target", "1", "--by", "2019-01-01"), "no reading by that date"),
        ("reach", ("--target", "1", "--by", "2024-01-01", "--from", "2030-01-01"), "lies after the last reading"),
    ],
)
def test_an_impossible_option_is_refused(run, command, options, words):
    result = run(command, [("date", "value"), *months(24)], *options)
    assert result.exit_code == 2
    assert words in result.stderr


@pytest.mark.parametrize("command", [("anomalies",), ("forecast", "--horizon", "2"), ("forecast", "--horizon", "2",
                         "--cumulative"), ("reach", "--target", "1", "--by", "2025-01-01")], ids=" ".join)  # fmt: skip
def test_every_command_names_the_row_column_and_value_that_is_wrong(run, command):
    rows = [("unique_id", "ds", "y"), *(("a", day, value) for day, value in days(20)), ("a", "2024-01-21", "12.5a")]
    result = run(command[0], rows, *command[1:])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert 'row 22, column "y": "12.5a" is not a number' in result.stderr


def running(n, seed=1):
    total = 0.0
    return [(day, total := round(total + value, 3)) for day, value in days(n, seed)]


def test_running_totals_go_on_from_the_last_and_never_fall(run):
    rows = [("unique_id", "ds", "y"), *(("a", day, total) for day, total in running(90))]
    told = table(run("forecast", rows, "--horizon", "20", "--cumulative"))
    assert list(told[0]) == ["unique_id", "ds", "mean", "lo-80", "hi-80", "lo-95", "hi-95"]
    assert [row["ds"] for row in told[::19]] == ["2024-03-31", "2024-04-19"]
    last = rows[-1][2]
    middle = [float(row["mean"]) for row in told]
    assert middle[0] == pytest.approx(last + 100, abs=5)
    assert middle[-1] == pytest.approx(last + 2000, rel=0.01)
    for row in told:
        low95, low80, mid, high80, high95 = (float(row[c]) for c in ("lo-95", "lo-80", "mean", "hi-80", "hi-95"))
        assert last <= low95 <= low80 <= mid <= high80 <= high95


def test_running_totals_that_are_reset_are_forecast_to_the_next_reset(run):
    rows = [("ds", "y"), *((at + 1, 10 * (at % 12 + 1)) for at in range(40))]
    told = table(run("forecast", rows, "--horizon", "20", "--cumulative"))
    assert [row["mean"] for row in told] == [f"{10 * n}" for n in range(5, 13)]


def test_a_forecast_beyond_the_end_of_the_calendar_is_refused(run):
    rows = [("ds", "y"), *((f"9999-11-{at:02}", at % 7) for at in range(1, 31))]
    result = run("forecast", rows, "--horizon", "90")
    assert result.exit_code == 2
    assert "beyond the year 9999" in result.stderr


def test_too_few_readings_to_forecast_name_the_series(run):
    result = run("forecast", [("unique_id", "ds", "y"), ("a", 1, 5), ("a", 2, 6)], "--horizon", "2")
    assert result.exit_code == 2
    assert 'the series "a"' in result.stderr
    assert result.stdout == ""


def test_a_series_too_short_to_forecast_is_named_and_left_out_of_many(run):
    rows = [("unique_id", "ds", "y"), ("new", 1, 5), *(("old", at, at % 3) for at in range(1, 30))]
    rows += [(f"newer {at}", 1, 5) for at in range(6)]
    result = run("forecast", rows, "--horizon", "1")
    assert [row["unique_id"] for row in table(result)] == ["old"]
    assert 'Left out: the series "new"' in result.stderr
    assert "2 more that are as short" in result.stderr


def test_periods_may_be_numbered_in_tens_or_in_seconds(run):
    for first, step in ((10, 10), (1767225600, 86400)):
        rows = [("ds", "y"), *((first + at * step, at % 7) for at in range(40) if at != 20)]
        told = table(run("forecast", rows, "--horizon", "2"))
        assert [row["ds"] for row in told] == [str(first + at * step) for at in (40, 41)]
        options = ("--target", "2", "--by", str(first + 41 * step), "--json")
        assert json.loads(run("reach", rows, *options).stdout)["n"] == 39


def test_a_semicolon_parts_cells_and_leaves_the_comma_to_decimals(run):
    """As a spreadsheet writes it where a comma is the decimal mark."""
    told = run("limits", [("date;value",), *((f"{day};{str(v).replace('.', ',')}",) for day, v in days(20))], "--json")
    same = run("limits", [("date", "value"), *days(20)], "--json")
    assert json.loads(told.stdout) == json.loads(same.stdout)


def test_a_tab_parts_cells_too(run):
    answer = json.loads(run("limits", [("date\tvalue",), *((f"{day}\t{v}",) for day, v in days(20))], "--json").stdout)
    assert answer["n"] == 20


def test_one_series_is_asked_of_commands_that_read_one(run):
    result = run("limits", [("unique_id", "ds", "y"), ("a", 1, 5), ("b", 1, 6)])
    assert result.exit_code == 2
    assert "holds 2 series" in result.stderr


def test_a_header_may_be_written_large_and_times_left_out(run):
    answer = json.loads(run("limits", [("Value",), *((value,) for _, value in months(12))], "--json").stdout)
    assert answer["n"] == 12
    assert answer["phases"][0]["end"] == "11"


def test_the_commands_start_without_numpy():
    code = "import sys, headway.signals.cli, headway.signals.deepdive; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
