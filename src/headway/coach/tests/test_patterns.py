"""Each pattern finds itself in its own examples, and stays away from the others."""

import pytest

from headway.coach.finding import LEVELS
from headway.coach.lint import lint
from headway.coach.patterns import all_patterns, pattern

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
