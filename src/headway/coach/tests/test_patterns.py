"""Each pattern finds itself in its own examples, and stays away from the others."""

import importlib
import sys

import pytest

from headway.coach import patterns, set_patterns
from headway.coach.finding import LEVELS
from headway.coach.lint import lint
from headway.coach.patterns import all_patterns, pattern
from headway.coach.set_patterns import all_set_patterns, look
from headway.coach.snapshot import Objective, Snapshot

EXAMPLES = [(each.code, example) for each in all_patterns() for example in each.examples]


@pytest.mark.parametrize(("code", "example"), EXAMPLES, ids=lambda value: getattr(value, "text", value))
def test_a_pattern_reads_its_examples(code, example):
    assert (code in lint(example.text, example.declared).issues) == example.found


def test_there_are_the_nine_patterns_of_one_statement():
    assert [each.code for each in all_patterns()] == [
        "task_not_outcome",
        "static_kpi",
        "vanity_metric",
        "unmeasurable",
        "no_baseline",
        "no_target",
        "bau_routine",
        "objective_is_metric",
        "compound",
    ]


@pytest.mark.parametrize("each", all_patterns(), ids=lambda each: each.code)
def test_a_pattern_teaches(each):
    sides = [example.found for example in each.examples]
    assert sides.count(True) >= 3
    assert sides.count(False) >= 2
    assert each.title
    assert each.what.endswith(".")
    assert each.why.endswith(".")
    assert len(each.rewrite) > 20


@pytest.mark.parametrize(
    ("code", "example"), [pair for pair in EXAMPLES if pair[1].found], ids=lambda value: getattr(value, "text", value)
)
def test_a_finding_shows_its_evidence_and_a_filled_rewrite(code, example):
    found = next(finding for finding in lint(example.text, example.declared).findings if finding.code == code)
    assert found.level in LEVELS
    assert found.evidence
    assert "{" not in found.rewrite


def test_an_unknown_pattern_is_named_with_those_there_are():
    with pytest.raises(KeyError, match=r"no pattern 'sandbagging'.*task_not_outcome"):
        pattern("sandbagging")


STATEMENT_FILE = """
from headway.coach.finding import Example, Finding

CODE, TITLE, WHAT, WHY, REWRITE = "shouting", "Shouting", "All capitals.", "Nobody listens.", "Say “{text}” quietly."
EXAMPLES = (Example("GROW NOW", "objective", True),)


def find(statement):
    return Finding(CODE, "hint", statement.text, WHY, REWRITE) if statement.text.isupper() else None
"""
SET_FILE = """
from headway.coach.found import Seen

CODE, TITLE, WHAT, WHY, REWRITE = "silence", "Silence", "Nothing is set.", "Nothing moves.", "Set something."
EXAMPLES = ()


def find(snapshot):
    if not snapshot.objectives:
        yield Seen("hint", snapshot.root(), (snapshot.root(),), "No objective.", REWRITE)
"""


@pytest.fixture
def with_file(tmp_path, monkeypatch):
    """Put one more file beside the patterns of a package, for as long as the test runs."""

    def put(package, known, name, text):
        (tmp_path / f"{name}.py").write_text(text)
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
        importlib.invalidate_caches()
        known.cache_clear()
        monkeypatch.delitem(sys.modules, f"{package.__name__}.{name}", raising=False)

    yield put
    monkeypatch.undo()
    all_patterns.cache_clear()
    all_set_patterns.cache_clear()


def test_a_pattern_of_a_statement_is_one_file(with_file):
    with_file(patterns, all_patterns, "shouting", STATEMENT_FILE)
    assert "shouting" in lint("GROW NOW", "objective").issues
    assert "shouting" not in lint("Grow now", "objective").issues


def test_a_pattern_of_sets_is_one_file(with_file):
    with_file(set_patterns, all_set_patterns, "silence", SET_FILE)
    assert "silence" in {found.code for found in look(Snapshot())}
    assert "silence" not in {found.code for found in look(Snapshot(objectives=(Objective("O-1", "Win clinics"),)))}
