"""The second reader: nine questions, asked of the words alone, answered in whole numbers by networks."""

import itertools
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.coach import hearing, second_reader
from headway.coach.lint import lint, lint_all, lint_by_rules
from headway.coach.patterns import all_patterns
from headway.coach.reader import read
from headway.coach.reader.slot import SLOTS
from headway.coach.second_reader import encoder, network, pieces

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
        monkeypatch.setattr(second_reader, "leanings", lambda asked, _in_doubt: [answer for _each in asked])

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


@pytest.fixture
def looks(monkeypatch):
    """Let a test say what the networks answer, in logits; tells what each was asked."""
    asked = []

    def looking(*logits: int, last_by_itself: bool = False) -> list[list[int]]:
        def network_of(answer):
            def answers(_name, statements, _slots):
                asked.append(len(statements))
                return np.full((len(statements), len(second_reader.CODES)), answer * LOGIT)

            return answers

        *others, last = [second_reader.Look("glance", network_of(answer), False) for answer in logits]
        monkeypatch.setattr(second_reader, "LOOKS", (*others, last._replace(by_itself=last_by_itself)))
        return asked

    return looking


def test_a_network_is_asked_only_where_those_before_it_leave_doubt(looks):
    asked = looks(4, -2, 3)
    (sure, unsure) = second_reader.leanings([("Sure", "kpi"), ("Unsure", "kpi")], lambda at, *_so_far: at == 1)
    assert asked == [2, 1, 1]
    assert set(sure.values()) == {4 * LOGIT}
    assert set(unsure.values()) == {2 * LOGIT}


def test_nothing_is_looked_at_again_where_the_mean_so_far_leaves_no_doubt(looks):
    asked = looks(0, -4, 9)
    (told,) = second_reader.leanings([("Unsure", "kpi")], lambda _at, leaning, _looks: leaning[TASK] > -LOGIT)
    assert asked == [1, 1]
    assert told[TASK] == -2 * LOGIT


def test_what_a_network_says_that_counts_by_itself_is_told_in_place_of_all_before(looks):
    asked = looks(0, -4, 9, last_by_itself=True)
    (told,) = second_reader.leanings([("Unsure", "kpi")], lambda *_asked: True)
    assert asked == [1, 1, 1]
    assert told[TASK] == 9 * LOGIT


def test_doubt_is_a_weight_near_to_enough_and_nearer_the_more_have_looked():
    for text, slot, word in (
        ("Publish the migration guide", "key_result", hearing.WORD_OF_RULES),
        (PLAIN, "objective", -hearing.WORD_OF_RULES),
    ):
        rules = hearing.Rules(read(text, slot))
        for looks in (1, 2):
            edge, near = hearing.ENOUGH - word, hearing.DOUBT[looks - 1]
            for speaks, doubtful in ((edge, True), (edge + near - 1, True), (edge + near, False), (edge - near, False)):
                assert hearing.in_doubt(rules, {TASK: speaks}, looks) == doubtful
    assert not hearing.in_doubt(hearing.Rules(read("季度目标")), {TASK: 0}, 1)


def test_the_rules_look_only_for_what_the_second_reader_does_not_rule_out(leaning, monkeypatch):
    asked = []
    find = {each.code: each.find for each in all_patterns()}

    def counting(code):
        return lambda statement: asked.append(code) or find[code](statement)

    counted = tuple(replace(each, find=counting(each.code)) for each in all_patterns())
    monkeypatch.setattr(hearing, "all_patterns", lambda: counted)
    leaning(**dict.fromkeys(second_reader.CODES, hearing.SURELY_NOT / LOGIT))
    assert lint("Publish the migration guide", "key_result").issues == ["ok"]
    assert asked == []
    leaning(**dict.fromkeys(second_reader.CODES, hearing.SURELY_NOT / LOGIT) | {TASK: 0})
    assert lint("Publish the migration guide", "key_result").issues == [TASK]
    assert asked == [TASK]


@pytest.mark.parametrize("look", second_reader.LOOKS, ids=lambda look: look.name)
@given(st.lists(st.tuples(st.text(max_size=500), st.sampled_from(SLOTS)), min_size=1, max_size=4))
def test_any_texts_get_an_answer_that_does_not_depend_on_the_others(look, asked):
    def answers(some):
        words = [[match.group() for match in pieces.words_of(text)] for text, _slot in some]
        return second_reader._answers(look, words, [slot for _text, slot in some]).tolist()

    assert answers(asked) == [answer for each in asked for answer in answers([each])]


@pytest.mark.parametrize("name", ["glance", "look"])
def test_no_sum_leaves_the_whole_numbers_that_single_precision_holds(name):
    shipped, most = network.shipped(name), network.MOST
    layers = [(weights, bias) for _reach, weights, bias in shipped.layers]
    for weights, bias in [*layers, shipped.hidden, *zip(*shipped.answers, strict=True)]:
        assert (most * np.abs(weights).sum(0) + np.abs(bias)).max() < EXACT
    assert np.abs(shipped.rows).max() <= most


def test_no_sum_of_the_study_does_either(monkeypatch):
    largest = []

    def times(matrix, rows):
        steps = np.where(matrix.weights, np.abs(matrix.weights), np.inf).min(0)
        largest.append((np.abs(rows) @ np.abs(matrix.weights) / steps).max())
        return rows @ matrix.weights + matrix.bias

    monkeypatch.setattr(encoder.Matrix, "times", times)
    texts = ["Hire 4 nurses", "Raise NPS from 30 to 40 by May", "Weekly call with the harbour master " * 30, "!!", ""]
    second_reader.leanings(list(itertools.product(texts, SLOTS)), lambda *_asked: True)
    assert len(largest) > 20
    assert max(largest) < EXACT


@pytest.mark.parametrize("name", [look.name for look in second_reader.LOOKS])
def test_words_are_cut_into_the_longest_pieces(name):
    known, word = pieces.shipped(name), "onboarding"
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
