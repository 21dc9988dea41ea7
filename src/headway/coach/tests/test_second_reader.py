"""The second reader: one question, asked of the words alone, heard where it is nearly sure."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.coach import second_reader
from headway.coach.lint import lint, lint_by_rules

TASK, ALWAYS = "task_not_outcome", second_reader.ALWAYS
WEIGHED = "Tidy the harbour archive"


@pytest.fixture
def taught(monkeypatch):
    """Let a test say what weights were learned."""

    def teach(weights: dict[str, int]) -> None:
        monkeypatch.setattr(second_reader, "_weights", lambda: weights)

    return teach


def test_it_answers_only_where_it_is_nearly_sure(taught):
    for weight, answer in [(1_386, None), (1_387, True), (0, None), (-2_197, None), (-2_198, False)]:
        taught({ALWAYS: weight})
        assert second_reader.is_work(WEIGHED, "key_result") is answer


def test_what_it_alone_sees_is_a_warning_with_words_of_the_statement_as_evidence(taught):
    text = "Visitors believe the guide"
    taught({ALWAYS: 9_000})
    assert TASK not in lint_by_rules(text, "key_result").issues
    (found,) = [finding for finding in lint(text, "key_result").findings if finding.code == TASK]
    assert found.level == "warning"
    assert found.evidence in text
    assert lint(text, "key_result").kind == "task"


def test_work_is_blamed_for_no_missing_start_target_or_measure(taught):
    taught({ALWAYS: 9_000})
    assert lint_by_rules("Raise trial conversion to 12%", "key_result").issues == ["no_baseline"]
    assert lint("Raise trial conversion to 12%", "key_result").issues == [TASK]


def test_it_takes_back_what_the_rules_took_for_work(taught):
    assert lint_by_rules("Publish the migration guide", "key_result").issues == [TASK]
    taught({ALWAYS: -9_000})
    assert lint("Publish the migration guide", "key_result").issues == ["ok"]


@pytest.mark.parametrize(
    ("text", "slot"),
    [("Publish the migration guide", "kpi"), ("Publish the migration guide", "task"), ("季度目标", "key_result")],
)
def test_it_is_not_asked_about_kpis_tasks_and_other_languages(taught, text, slot):
    taught({ALWAYS: 9_000})
    assert lint(text, slot) == lint_by_rules(text, slot)


def test_where_readers_differ_it_is_not_heard(taught):
    taught({ALWAYS: 9_000})
    assert lint("A friendly harbour office", "key_result") == lint_by_rules("A friendly harbour office", "key_result")


def test_reasons_are_the_heaviest_features_first(taught):
    taught({ALWAYS: 500, "tidy the": -300, "key_result begins tidi": 90, "key_result begins tidy": 700})
    assert second_reader.reasons(WEIGHED, "key_result", most=2) == [("key_result begins tidy", 700), ("tidy the", -300)]


def test_numbers_count_as_numbers_whatever_they_are():
    assert second_reader.features_of("Hire 4 nurses", "key_result") == second_reader.features_of(
        "Hire 1,200 nurses", "key_result"
    )


@given(st.text(max_size=2_000), st.sampled_from(["objective", "key_result"]))
def test_any_text_gets_an_answer(text, slot):
    assert second_reader.is_work(text, slot) in {True, False, None}


def test_the_same_text_weighs_the_same_in_every_process():
    asked = (
        "from headway.coach import second_reader as s; print(s.reasons('Create the new pilot plan', 'objective', 50))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", asked],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
