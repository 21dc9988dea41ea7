"""The second reader: nine questions, asked of the words alone, answered in whole numbers by a small network."""

import itertools
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.coach import hearing, second_reader
from headway.coach.lint import lint, lint_all, lint_by_rules
from headway.coach.patterns import all_patterns
from headway.coach.reader.slot import SLOTS
from headway.coach.second_reader import network, pieces

TASK, LOGIT = "task_not_outcome", second_reader.LOGIT
PLAIN = "The harbour is known for its lamps"
"""A statement in which the rules find nothing, whatever slot it stands in."""
EXACT = 2**24
"""Whole numbers up to this one are exact in single precision, and so are their sums."""


@pytest.fixture
def leaning(monkeypatch):
    """Let a test say how the second reader leans: by code, in logits."""

    def lean(**logits: float) -> None:
        answer = {code: int(logits.get(code, 0) * LOGIT) for code in second_reader.CODES}
        monkeypatch.setattr(second_reader, "leanings", lambda asked: [answer for _each in asked])

    return lean


def test_what_it_alone_sees_is_told_where_it_is_sure(leaning):
    enough = (hearing.ENOUGH + hearing.WORD_OF_RULES) / LOGIT
    assert lint_by_rules(PLAIN, "objective").issues == ["ok"]
    for code in second_reader.CODES:
        leaning(**{code: enough})
        assert lint(PLAIN, "objective").issues == ["ok"]
        leaning(**{code: enough + 0.01})
        (found,) = lint(PLAIN, "objective").findings
        assert found.code == code
        assert found.level in {"warning", "hint"}
        assert found.evidence
        assert found.evidence in PLAIN
        assert found.rewrite


def test_it_takes_back_what_the_rules_saw_where_it_is_sure_against_it(leaning):
    text, enough = "Publish the migration guide", (hearing.ENOUGH - hearing.WORD_OF_RULES) / LOGIT
    leaning(task_not_outcome=enough + 0.01)
    assert lint(text, "key_result") == lint_by_rules(text, "key_result")
    leaning(task_not_outcome=enough)
    assert lint(text, "key_result").issues == ["ok"]
    assert lint(text, "key_result").kind == "key_result"


def test_findings_stand_in_the_order_of_their_patterns_whoever_saw_them(leaning):
    leaning(**dict.fromkeys(second_reader.CODES, 9.0))
    codes = lint("Hire a harbour pilot", "key_result").issues
    assert len(codes) > 3
    assert codes == [pattern.code for pattern in all_patterns() if pattern.code in codes]


@pytest.mark.parametrize("pair", hearing.NEVER_BOTH, ids=lambda pair: " or ".join(sorted(pair)))
def test_of_two_that_exclude_each_other_the_weightier_is_told(leaning, pair):
    weightier, other = sorted(pair)
    for one, two in ((weightier, other), (other, weightier)):
        leaning(**{one: 4.0, two: 3.0})
        assert lint(PLAIN, "objective").issues == [one]


@pytest.mark.parametrize(
    "text", ["Reduce churn (from 5%)", "Raise seat occupancy from X% to Y%", "Cut churn from 5% to 3%"]
)
def test_whether_a_start_or_an_amount_is_missing_is_not_its_to_say_where_figures_do(leaning, text):
    for logits in (-9.0, 9.0):
        leaning(no_target=logits, no_baseline=logits)
        assert lint(text, "key_result") == lint_by_rules(text, "key_result")


def test_it_is_not_heard_on_languages_that_it_cannot_read(leaning):
    leaning(task_not_outcome=9.0)
    assert lint("季度目标", "key_result") == lint_by_rules("季度目标", "key_result")


@pytest.mark.parametrize(
    ("text", "slot", "codes"),
    [
        ("Lost parcels: fewer", "key_result", ["no_target"]),
        ("Biweekly tweets about our open positions", "key_result", [TASK, "bau_routine"]),
        ("20 sketches each day", "key_result", [TASK, "bau_routine"]),
        ("A partner publishes an integration", "key_result", ["ok"]),
        ("Make the scanner work in the cold store", "key_result", [TASK]),
        ("Make the till work on tablets", "key_result", [TASK]),
        ("Container-based build pipeline with shared runners", "key_result", [TASK]),
        ("Safety coverage & skills", "objective", ["ok"]),
    ],
)
def test_both_together_read_what_the_rules_alone_misread(text, slot, codes):
    assert lint_by_rules(text, slot).issues != codes
    assert lint(text, slot).issues == codes


def test_every_pattern_that_it_is_asked_about_can_be_told():
    assert {pattern.code for pattern in all_patterns() if pattern.told} == set(second_reader.CODES)


def test_many_statements_are_read_as_each_is_alone():
    texts = ["Hire 4 nurses", "", "Raise NPS from 30 to 40", "!", "Weekly call with the harbour master " * 30]
    asked = [(text, slot, None) for text, slot in itertools.product(texts, SLOTS)] * 20
    assert len(asked) > 256
    assert list(lint_all(asked)) == [lint(*each) for each in asked]


@given(st.lists(st.tuples(st.text(max_size=500), st.sampled_from(SLOTS)), max_size=4))
def test_any_texts_get_an_answer_that_does_not_depend_on_the_others(asked):
    assert second_reader.leanings(asked) == [answer for each in asked for answer in second_reader.leanings([each])]


def test_no_sum_leaves_the_whole_numbers_that_single_precision_holds():
    shipped, most = network.shipped(), network.MOST
    layers = [(weights, bias) for _reach, weights, bias in shipped.layers]
    for weights, bias in [*layers, shipped.hidden, *zip(*shipped.answers, strict=True)]:
        assert (most * np.abs(weights).sum(0) + np.abs(bias)).max() < EXACT
    assert np.abs(shipped.rows).max() <= most


def test_words_are_cut_into_the_longest_pieces():
    known, word = pieces.shipped(), "onboarding"
    cut = [known.names[number] for number in known.numbers_of([word])]
    assert cut[0] == max((piece for piece in known.names if word.startswith(piece)), key=len)
    assert "".join(piece.removeprefix(pieces.GOES_ON) for piece in cut) == word
    assert [known.names[number] for number in known.numbers_of(["é"])] == [pieces.UNKNOWN]


def test_only_the_beginning_of_a_long_text_is_read():
    long = "word " * 100_000
    assert second_reader.leanings([(long, "task")]) == second_reader.leanings([(long + "and more", "task")])


def test_the_weightiest_word_is_the_one_without_which_least_speaks_for_it():
    text = "Hire 4 nurses"
    start, end = second_reader.weightiest(text, "key_result", TASK)
    assert text[start:end] == "Hire"
    assert second_reader.weightiest("", "key_result", TASK) == (0, 0)


def test_reasons_are_the_words_that_weigh_most_either_way():
    told = second_reader.reasons("Hire 4 nurses", "key_result", TASK, most=2)
    assert told[0][0] == "hire"
    assert told[0][1] > 0
    assert abs(told[0][1]) >= abs(told[1][1])


def test_a_verb_that_nobody_listed_is_read_like_those_it_is_used_like():
    whole = second_reader.leanings([("Compile the almanac", "key_result"), ("Fewer lost parcels", "key_result")])
    assert whole[0][TASK] > 0 > whole[1][TASK]


def test_the_same_text_weighs_the_same_in_every_process():
    asked = (
        "from headway.coach import second_reader as s; print(s.leanings([('Create the new pilot plan', 'objective')]))"
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
