"""The second reader: four questions, asked of the words alone, and heard where it is nearly sure."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.coach import second_reader
from headway.coach.lint import lint, lint_by_rules
from headway.coach.patterns import all_patterns
from headway.coach.second_reader import weights

TASK, ALWAYS = "task_not_outcome", second_reader.ALWAYS
WEIGHED = "Tidy the harbour archive"


@pytest.fixture
def taught(monkeypatch):
    """Let a test say what was learned: the weights of a feature or a (word, place), one per question of its slot."""

    def teach(features: dict[str, list[int]], words: dict[tuple[str, str], list[int]] | None = None) -> None:
        def of_words(slot: str) -> dict[str, weights.Weights]:
            placed = {place: {} for place in weights.PLACES}
            for (word, place), row in (words or {}).items():
                placed[place][word] = row
            return {place: weights.weights_of(rows, slot) for place, rows in placed.items()}

        monkeypatch.setattr(weights, "of_features", lambda slot: weights.weights_of(features, slot))
        monkeypatch.setattr(weights, "of_words", of_words)

    return teach


def answers(text, slot):
    return second_reader.surely(second_reader.leanings(text, slot))


def test_it_answers_only_where_it_is_nearly_sure(taught):
    for weight, answer in [(619, {}), (620, {TASK: True}), (-2_197, {}), (-2_198, {TASK: False})]:
        taught({ALWAYS: [weight, 0, 0]})
        assert answers(WEIGHED, "key_result") == answer


def test_a_word_counts_by_its_place_and_the_less_the_more_words_there_are(taught):
    taught(
        {}, {("tidy", "first"): [1_000, 0, 0], ("archive", "last"): [0, 2_000, 0], ("harbour", "first"): [9_000, 0, 0]}
    )
    assert answers(WEIGHED, "key_result") == {TASK: True, "unmeasurable": True}
    taught({}, {("harbour", "anywhere"): [800, 0, 0]})
    assert answers("Harbour", "key_result") == {TASK: True}
    assert answers(WEIGHED, "key_result") == {}


def test_what_it_alone_sees_is_a_warning_with_words_of_the_statement_as_evidence(taught):
    text = "Win the harbour award"
    for at, code in enumerate(second_reader.ASKED["key_result"]):
        taught({ALWAYS: [9_000 * (at == other) for other in range(3)]})
        assert code not in lint_by_rules(text, "key_result").issues
        (found,) = [finding for finding in lint(text, "key_result").findings if finding.code == code]
        assert found.level == "warning"
        assert found.evidence in text
        assert found.rewrite


def test_a_measure_in_the_place_of_an_objective_is_told_where_only_it_sees_it(taught):
    text = "Visitors believe the guide"
    taught({ALWAYS: [0, 9_000]})
    assert lint_by_rules(text, "objective").issues == ["ok"]
    assert lint(text, "objective").issues == ["objective_is_metric"]


def test_findings_stand_in_the_order_of_their_patterns_whoever_saw_them(taught):
    text = "Improve the guide and hire a harbour pilot"
    taught({ALWAYS: [0, 9_000, 0]})
    codes = lint(text, "key_result").issues
    assert "unmeasurable" in codes
    assert codes == [pattern.code for pattern in all_patterns() if pattern.code in codes]


def test_work_is_blamed_for_no_missing_start_target_or_measure(taught):
    taught({ALWAYS: [9_000, 9_000, 9_000]})
    assert lint_by_rules("Reach 12% trial conversion", "key_result").issues == ["no_baseline"]
    assert lint("Reach 12% trial conversion", "key_result").issues == [TASK]


def test_what_is_put_so_that_nobody_could_score_it_stays_so_whatever_it_hears(taught):
    taught({ALWAYS: [9_000, -9_000, 9_000]})
    for text in ("Consider a second depot", "Which pilots do we train?"):
        assert lint(text, "key_result").issues == ["unmeasurable"]


def test_a_missing_target_is_never_told_where_an_amount_stands(taught):
    taught({ALWAYS: [0, 9_000, 9_000]})
    assert lint("Raise trial conversion to 12%", "key_result").issues == ["no_baseline"]


def test_a_placeholder_is_found_by_the_rules_alone(taught):
    taught({ALWAYS: [-9_000, 9_000, -9_000]})
    assert lint("Raise trial conversion from X to Y%", "key_result").issues == ["no_target"]


def test_it_takes_back_what_the_rules_saw(taught):
    for at, text in enumerate(["Publish the migration guide", "Foster trade by sea", "Raise trial conversion"]):
        assert lint_by_rules(text, "key_result").issues == [second_reader.ASKED["key_result"][at]]
        taught({ALWAYS: [-9_000 * (at == other) for other in range(3)]})
        assert lint(text, "key_result").issues == ["ok"]


@pytest.mark.parametrize(
    ("text", "leaning", "code"),
    [
        (WEIGHED, [-600, 500, 0], "unmeasurable"),
        (WEIGHED, [-400, 500, 0], TASK),
        (WEIGHED, [100, 618, 0], TASK),
        ("Foster trade by sea", [0, -600, 500], "no_target"),
        ("Foster trade by sea", [0, -400, 500], "unmeasurable"),
        ("Improve collaboration", [0, -600, 500], "unmeasurable"),
    ],
)
def test_two_leanings_together_outweigh_what_the_rules_saw_unless_they_are_sure(taught, text, leaning, code):
    taught({ALWAYS: leaning})
    assert lint(text, "key_result").issues == [code]


@pytest.mark.parametrize(
    ("text", "slot"),
    [("Publish the migration guide", "kpi"), ("Publish the migration guide", "task"), ("季度目标", "key_result")],
)
def test_it_is_not_asked_about_kpis_tasks_and_other_languages(taught, text, slot):
    taught({ALWAYS: [9_000, 0, 0]})
    assert lint(text, slot) == lint_by_rules(text, slot)


def test_where_readers_differ_it_is_not_heard(taught):
    taught({ALWAYS: [9_000, 0, 0]})
    assert lint("A friendly harbour office", "key_result") == lint_by_rules("A friendly harbour office", "key_result")


def test_reasons_are_the_heaviest_features_and_words_first(taught):
    taught(
        {ALWAYS: [500, 0, 0], "tidy the": [-300, 0, 0], "key_result begins tidy": [700, 0, 0]},
        {("tidy", "first"): [400, 0, 0], ("archive", "anywhere"): [100, 0, 0]},
    )
    assert second_reader.reasons(WEIGHED, "key_result", TASK, most=4) == [
        ("key_result begins tidy", 700),
        ("tidy, first", 400),
        ("tidy the", -300),
        ("archive, anywhere", 50),
    ]


def test_numbers_count_as_numbers_whatever_they_are():
    assert second_reader.tokens_of("Hire 4 nurses") == second_reader.tokens_of("Hire 1,200 nurses")


def test_every_word_has_its_weights_at_every_place_in_both_slots():
    for slot, asked in second_reader.ASKED.items():
        of_words = weights.of_words(slot)
        assert list(of_words) == list(weights.PLACES)
        for of_place in of_words.values():
            assert [len(column) for column in of_place.columns] == [len(weights.words())] * len(asked)
            assert any(of_place.of("the"))
            assert of_place.of("qwertzuiop") == [0] * len(asked)


def test_a_word_that_no_statement_taught_weighs_like_those_it_is_used_like():
    taught = weights.of_features("key_result").rows
    assert "key_result: write" in taught
    assert [feature for feature in taught if "compil" in feature] == []
    known, unknown = (
        dict(second_reader.reasons(text, "key_result", TASK, 50))[f"{text.lower().split()[0]}, first"]
        for text in ("Write the almanac", "Compile the almanac")
    )
    assert known > 0
    assert unknown > 0


@given(st.text(max_size=2_000), st.sampled_from(["objective", "key_result"]))
def test_any_text_gets_an_answer(text, slot):
    assert answers(text, slot).keys() <= set(second_reader.ASKED[slot])


def test_the_same_text_weighs_the_same_in_every_process():
    asked = (
        "from headway.coach import second_reader as s; "
        "print(s.reasons('Create the new pilot plan', 'objective', 'task_not_outcome', 50))"
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
