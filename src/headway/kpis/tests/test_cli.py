"""``headway kpi``: the same verbs from the command line."""

import json

import pytest
from click.testing import CliRunner

from headway.kpis.cli import kpi as commands
from headway.kpis.models import Reading
from headway.kpis.tests.company import ANSWERS, kpi
from tests.world import founder, metric

pytestmark = pytest.mark.django_db


def run(*args):
    return CliRunner().invoke(commands, args)


def data(*args):
    done = run(*args, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_kpis_are_listed_and_shown():
    caller = founder()
    kpi(caller, values=[120, 121], band={"lower": 110})
    assert "Trial-to-paid conversion" in run("list").output
    assert [row["key"] for row in data("list")] == ["K-1"]
    assert data("show", "K-1")["readings"][0]["value"] == "12.1"


def test_a_kpi_is_made_from_the_library_and_a_metric_from_a_preset():
    founder()
    assert data("create", "--from-library", "utilisation")["is_kpi"]
    assert not data("create", "Errors", "--preset", "events")["is_kpi"]


def test_a_value_is_recorded_and_corrected():
    kpi(founder())
    assert data("record", "K-1", "2026-11-02", "14.8")["new"] == 1
    assert data("record", "K-1", "2026-W45", "14.1", "--reason", "Counted twice.")["corrected"] == 1
    assert run("record", "K-1", "2026-11-02", "14.8111").exit_code == 1
    assert Reading.objects.get().value == 141


def test_a_file_is_imported_whole_or_not_at_all(tmp_path):
    kpi(founder())
    good, bad, unclear = tmp_path / "good.csv", tmp_path / "bad.csv", tmp_path / "unclear.csv"
    good.write_text("kpi,date,value\nK-1,2026-11-02,14.8\n")
    bad.write_text("kpi,date,value\nK-1,2026-10-26,14.8\nK-1,2026-10-19,much\n")
    unclear.write_text("date,value\n02/11/2026,14.1\n")
    assert data("import", str(good), "--dry-run")["readings"] == 1
    assert data("import", str(good))["new"] == 1
    refused = run("import", str(bad))
    assert refused.exit_code == 1
    assert "Line 3, column value: 'much'" in refused.output
    assert "--dates" in run("import", str(unclear), "--kpi", "K-1").output
    assert data("import", str(unclear), "--kpi", "K-1", "--dates", "dmy")["corrected"] == 1
    assert Reading.objects.count() == 1


def test_the_other_verbs():
    metric(founder(), definition="Paid of ended trials.")
    answers = [part for slug, text in ANSWERS.items() for part in ("--answer", f"{slug}={text}")]
    assert data("promote", "K-1", *answers)["is_kpi"]
    assert data("band", "K-1", "--lower", "11", "--amber-lower", "10")["lower"] == "11.0"
    assert data("annotate", "K-1", "2026-11-02", "New price.")["text"] == "New price."
    assert not data("demote", "K-1", "--reason", "Nobody acts.")["is_kpi"]
    assert data("retire", "K-1", "--reason", "Gone.")["retired_at"]
    assert data("reinstate", "K-1")["retired_at"] is None
    assert "utilisation" in run("library", "utilisation").output


def test_a_refusal_is_a_sentence_and_exit_code_one():
    founder()
    refused = run("show", "K-9")
    assert refused.exit_code == 1
    assert refused.output.strip().endswith(".")
