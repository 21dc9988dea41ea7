"""Files as spreadsheets, databases and programs write them: read alike, or refused with the place that is wrong."""

from __future__ import annotations

import csv
import io
import json
import random
from datetime import UTC, date, datetime, timedelta
from math import isfinite
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from headway.signals.cli import signals

source = random.Random(7)
DAYS = [date(2026, 1, 1) + timedelta(days=at) for at in range(40)]
READ = [f"{source.gauss(100, 3):.2f}" for _ in DAYS]
PAIRS = list(zip(DAYS, READ, strict=True))
ASKED = {
    "limits": ["--json"],
    "anomalies": [],
    "forecast": ["--horizon", "3"],
    "reach": ["--target", "110", "--by", "2026-12-31", "--json"],
}


@pytest.fixture
def ask(tmp_path):
    def ask_(command, data, *options):
        path = tmp_path / "readings.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return CliRunner().invoke(signals, [command, str(path), *(options or ASKED[command])])

    return ask_


def lines(*header, cells=lambda day, value: (day, value), sep=",", end="\n"):
    return end.join(sep.join(map(str, row)) for row in [header, *(cells(*pair) for pair in PAIRS)]) + end


def with_comma(day, value):
    return day, value.replace(".", ",")


PLAIN = lines("date", "value")
ALIKE = {
    "a byte order mark": "\ufeff" + PLAIN,
    "the ends of lines of Windows": lines("date", "value", end="\r\n"),
    "semicolons and decimal commas": lines("date", "value", sep=";", cells=with_comma),
    "tabs and decimal commas": lines("date", "value", sep="\t", cells=with_comma),
    "a line that tells the separator": "sep=;\n" + lines("date", "value", sep=";", cells=with_comma),
    "Unicode text of a spreadsheet": lines("date", "value", sep="\t", cells=with_comma).encode("utf-16"),
    "quoted cells": lines('"date"', '"value"', cells=lambda day, value: (f'"{day}"', f'"{value}"')),
    "spaces before quoted cells": lines('"date"', ' "value"', cells=lambda day, value: (f'"{day}"', f' "{value}"')),
    "a note of two lines": lines("date", "value", "note", cells=lambda day, value: (day, value, '"so, ""so""\nsaid"')),
    "blank lines": "\n\n" + PLAIN.replace("\n", "\n\n"),
    "rows of nothing but separators at the end": PLAIN + ",\n , \n",
    "another case in the header": lines("DATE", " Value "),
    "columns that nobody asked for": lines("id", "date", "unit", "value", "", cells=lambda d, v: (1, d, "EUR", v, "")),
    "moments in one time zone": lines("date", "value", cells=lambda day, value: (f"{day}T00:00:00+02:00", value)),
}


@pytest.mark.parametrize("data", ALIKE.values(), ids=ALIKE)
def test_what_a_file_looks_like_does_not_change_what_it_says(ask, data):
    assert _numbers(ask, data) == _numbers(ask, PLAIN)


def _numbers(ask, data):
    limits = json.loads(_said(ask("limits", data)))
    scores = [row["anomaly_score"] for row in csv.DictReader(io.StringIO(_said(ask("anomalies", data))))]
    ahead = [row["mean"] for row in csv.DictReader(io.StringIO(_said(ask("forecast", data))))]
    chance = json.loads(_said(ask("reach", data)))
    return limits["n"], limits["mean"], limits["upper"], scores, ahead, chance


def _said(answer):
    assert answer.exit_code == 0, answer.output
    return answer.stdout


REFUSED = {
    "a day twice": (PLAIN.replace("2026-01-05", "2026-01-04"), 'row 6, column "date": "2026-01-04" is not after'),
    "days out of order": (PLAIN.replace("2026-01-05", "2026-02-25"), 'row 7, column "date": "2026-01-06" is not after'),
    "a word": (PLAIN.replace(READ[20], "abc"), 'row 22, column "value": "abc" is not a number'),
    "a word under blank lines": (
        "\n\n" + PLAIN.replace(READ[20], "abc"),
        'row 24, column "value": "abc" is not a number',
    ),
    "beyond all reckoning": (PLAIN.replace(READ[20], "1e300"), 'row 22, column "value": "1e300" is too large'),
    "infinity": (PLAIN.replace(READ[20], "inf"), 'row 22, column "value": "inf" is not a number'),
    "a row cut short": (PLAIN.replace(f",{READ[20]}", ""), 'row 22, column "value": the row "2026-01-21" has 1 cell'),
    "a time zone now and then": (
        PLAIN.replace("2026-01-05", "2026-01-05T00:00Z"),
        'row 6, column "date": "2026-01-05T00:00Z" mixes times that have a zone',
    ),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("command", ["limits", "forecast", "reach"])
def test_what_cannot_be_read_is_refused_with_row_column_and_value(ask, command, data, words):
    answer = ask(command, data)
    assert answer.exit_code == 2
    assert words in answer.stderr


def test_a_letter_that_is_no_unicode_is_refused_with_its_row(ask):
    answer = ask("limits", (PLAIN + "2026-02-10,101,Größe\n").encode("latin-1"))
    assert answer.exit_code == 2
    assert "row 42" in answer.stderr
    assert "is not UTF-8 text" in answer.stderr


def test_a_column_that_stands_there_twice_is_refused(ask):
    answer = ask("limits", lines("date", "value", "value", cells=lambda day, value: (day, value, value)))
    assert 'row 1: the header names the column "value" twice' in answer.stderr


@pytest.mark.parametrize("missing", ["", "NaN", "NA", "null"])
def test_a_missing_value_is_no_reading_and_keeps_its_row(ask, missing):
    data = PLAIN.replace(f",{READ[20]}", f",{missing}")
    assert json.loads(_said(ask("limits", data)))["n"] == len(DAYS) - 1
    rows = list(csv.DictReader(io.StringIO(_said(ask("anomalies", data)))))
    assert (len(rows), float(rows[20]["anomaly_score"])) == (len(DAYS), 0.0)


@pytest.mark.parametrize("value", ["7", "0", "-7", "1e99", "1e-60"])
def test_what_never_changes_has_no_signal_and_a_forecast_of_the_same(ask, value):
    data = lines("date", "value", cells=lambda day, _value: (day, value))
    answer = json.loads(_said(ask("limits", data)))
    assert (answer["mean"], answer["signals"]) == (pytest.approx(float(value)), [])
    ahead = next(csv.DictReader(io.StringIO(_said(ask("forecast", data)))))
    assert float(ahead["mean"]) == pytest.approx(float(value))
    assert all(isfinite(float(ahead[name])) for name in ("lo-95", "hi-95"))


def test_a_single_row_has_a_mean_and_is_too_little_to_forecast(ask):
    data = "date,value\n2026-01-01,5\n"
    assert json.loads(_said(ask("limits", data)))["mean"] == 5
    assert "0.000000" in _said(ask("anomalies", data))
    answer = ask("forecast", data)
    assert answer.exit_code == 2
    assert "A forecast needs at least 4 readings; there are 1." in answer.stderr


def test_periods_may_be_counted_from_below_zero(ask):
    data = "ds,y\n" + "".join(f"{at - 10},{value}\n" for at, value in enumerate(READ))
    rows = list(csv.DictReader(io.StringIO(_said(ask("forecast", data)))))
    assert [row["ds"] for row in rows] == ["30", "31", "32"]


@pytest.mark.parametrize(
    ("form", "after"),
    [
        ("{}T00:00:00Z", "2026-02-10T00:00:00Z"),
        ("{}T00:00:00+02:00", "2026-02-10T00:00:00+02:00"),
        ("{} 00:00", "2026-02-10 00:00"),
        ("{} 00:00:00", "2026-02-10 00:00:00"),
    ],
)
def test_a_forecast_writes_its_dates_as_the_file_does(ask, form, after):
    data = lines("ds", "y", cells=lambda day, value: (form.format(day), value))
    assert next(csv.DictReader(io.StringIO(_said(ask("forecast", data)))))["ds"] == after


def test_an_hour_that_the_clock_shows_twice_is_two_hours(ask):
    zone, first = ZoneInfo("Europe/Berlin"), datetime(2026, 10, 24, 12, tzinfo=UTC)
    hours = [(first + timedelta(hours=at)).astimezone(zone) for at in range(30)]
    data = "ds,y\n" + "".join(f"{hour.isoformat()},{value}\n" for hour, value in zip(hours, READ, strict=False))
    assert json.loads(_said(ask("limits", data)))["n"] == 30
    rows = list(csv.DictReader(io.StringIO(_said(ask("forecast", data)))))
    assert [row["ds"] for row in rows[:2]] == ["2026-10-25T19:00:00+01:00", "2026-10-25T20:00:00+01:00"]


def test_local_days_stay_days_when_clocks_are_moved(ask):
    zone = ZoneInfo("Europe/Berlin")
    days = [datetime(2026, 3, 15, tzinfo=zone) + timedelta(days=at) for at in range(30)]
    data = "ds,y\n" + "".join(f"{day.isoformat()},{value}\n" for day, value in zip(days, READ, strict=False))
    rows = list(csv.DictReader(io.StringIO(_said(ask("forecast", data)))))
    assert rows[0]["ds"] == "2026-04-14T00:00:00+02:00"


@pytest.mark.parametrize("due", ["2026-12-31T00:00:00Z", "2026-12-31T00:00:00+02:00", "2026-12-31"])
def test_a_date_to_reach_may_have_a_zone(ask, due):
    assert 0 <= json.loads(_said(ask("reach", PLAIN, "--target", "110", "--by", due, "--json")))["probability"] <= 1
