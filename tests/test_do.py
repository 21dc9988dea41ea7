"""`./do test` tells the truth about what ran, and closes with the line that CI reads."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

PASSED = {"passed": 3, "failed": 0, "skipped": 0}


@pytest.fixture
def do(monkeypatch):
    path = Path(__file__).resolve().parents[1] / "do"
    spec = spec_from_loader("do", SourceFileLoader("do", str(path)))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "missing_for", lambda name: None)
    monkeypatch.setattr(module, "run_pytest", lambda name, more: dict(PASSED))
    monkeypatch.delenv("CI", raising=False)
    return module


def last_line(capsys):
    return capsys.readouterr().out.splitlines()[-1]


def test_the_runs_are_added_up(do, capsys):
    assert do.run_tests(list(do.RUNS), []) == 0
    assert last_line(capsys) == "9 passed, 0 failed"


def test_one_failure_fails_the_whole(do, capsys, monkeypatch):
    counts = {"sqlite": PASSED, "postgres": {"passed": 1, "failed": 1, "skipped": 2}, "browser": {}}
    monkeypatch.setattr(do, "run_pytest", lambda name, more: counts[name])
    assert do.run_tests(list(do.RUNS), []) == 1
    assert last_line(capsys) == "4 passed, 1 failed, 2 skipped"


def test_what_is_left_out_is_said_with_how_to_get_it(do, capsys, monkeypatch):
    monkeypatch.setattr(do, "missing_for", lambda name: "apt install it." if name == "browser" else None)
    assert do.run_tests(list(do.RUNS), []) == 0
    assert capsys.readouterr().out.endswith("\nLeft out: Journeys in Chromium. apt install it.\n\n6 passed, 0 failed\n")


def test_in_ci_leaving_out_is_an_error(do, monkeypatch):
    monkeypatch.setattr(do, "missing_for", lambda name: "apt install it." if name == "browser" else None)
    monkeypatch.setenv("CI", "true")
    assert do.run_tests(list(do.RUNS), []) == 1


def test_what_failed_before_is_named_ahead_of_the_closing_line(do, capsys):
    assert do.run_tests(list(do.RUNS), [], ["lint", "bench"]) == 1
    assert capsys.readouterr().out == "Failed besides: lint, bench.\n\n9 passed, 0 failed\n"


def test_no_test_at_all_is_an_error(do, monkeypatch):
    monkeypatch.setattr(do, "run_pytest", lambda name, more: {})
    assert do.run_tests(list(do.RUNS), []) == 1


def test_a_run_of_journeys_collects_them_alone_unless_it_is_told_what(do):
    assert do.asked_for("browser", ["-k", "axe"]) == ["-k", "axe", "tests/browser"]
    assert do.asked_for("browser", ["tests/browser/test_loop.py::test_x"]) == ["tests/browser/test_loop.py::test_x"]
    assert do.asked_for("sqlite", ["-x"]) == ["-x"]


def test_what_runs_beside_another_step_tells_all_of_it_at_its_end(do, capsys):
    code, said, seconds = do.step_quietly(["sh", "-c", "echo one; echo two >&2; exit 3"], {})
    assert not do.told("style", code, said, seconds)
    assert capsys.readouterr().out == "\n── style\none\ntwo\n── style: failed after 0 s\n"


def test_a_report_counts_each_test_once(do, tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(
        "<testsuites><testsuite><testcase/><testcase><failure/><error/></testcase>"
        "<testcase><error/></testcase><testcase><skipped/></testcase></testsuite></testsuites>"
    )
    assert do.read_report(report) == {"passed": 1, "failed": 2, "skipped": 1}


def test_without_arguments_every_verb_is_told(do):
    assert [line.split()[0] for line in do.usage().splitlines() if line.startswith("  ")] == [
        "setup", "demo", "serve", "test", "lint", "fix", "bench", "ci", "pins",
    ]  # fmt: skip
