"""`headway coach choose`: whatever is typed, piped or left out ends in a choice, or in a sentence and exit 2."""

import json
from itertools import product

import pytest
from click.testing import CliRunner

from headway.coach.choose import NAMES, answers_from, choose
from headway.coach.choosing import FLAGS, choose_command

ALL = ["--keep", "--continuous", "--no-end", "--next-year", "--no-push"]


def run(*args, text=""):
    return CliRunner().invoke(choose_command, args, input=text)


def flags(answers):
    return [FLAGS[name][0 if yes else 1] for name, yes in answers.items()]


@pytest.mark.parametrize("question", FLAGS.values())
def test_two_answers_to_one_question_are_refused(question):
    result = run(*ALL, *question)
    assert result.exit_code == 2
    assert f"{question[0]} and {question[1]} contradict each other: leave one of them out." in result.stderr


@pytest.mark.parametrize("piped", ["", "y\n", "y\nn\n", "maybe\n", "\n\n"])
def test_answers_that_end_in_the_midst_are_told_with_the_way_out(piped):
    result = run(text=piped)
    assert result.exit_code == 2
    assert "No answer came, so nothing is chosen. Answer with --" in result.stderr
    assert not result.stdout
    assert isinstance(result.exception, SystemExit)


def test_what_is_neither_yes_nor_no_is_asked_again():
    result = run("--improve", "--end", "--push", "--next-year", text="perhaps\nY\n")
    assert result.exit_code == 0
    assert "“perhaps” is neither yes nor no: answer y or n." in result.stderr
    assert result.stdout.startswith("This is an OKR")


def test_words_need_no_quotes_and_questions_are_kept_from_what_is_piped_on():
    result = run("Launch", "the", "new", "website", "by", "1", "March", text="n\nn\n")
    assert "[y/n]" not in result.stdout
    assert "End         by 1 March\n" in result.stdout
    assert "Initiative  Launch the new website by 1 March (work below the key result, not the goal)" in result.stdout


@pytest.mark.parametrize("args", [["--improv"], ["x" * 301], ["x" * 301, "--json"], ["--json"], ["--nope", "x"]])
def test_what_cannot_be_read_ends_with_2_and_nothing_is_asked(args):
    result = run(*args)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert "[y/n]" not in result.output


def test_a_text_after_two_dashes_is_a_text():
    assert run(*ALL, "--", "--keep", "--improve").exit_code == 0


@pytest.mark.parametrize("text", ["", "Keep churn under 5%", "Raise NPS from 45 to 60", "Launch the app"])
def test_flags_answers_one_by_one_and_json_choose_the_same(text):
    for said in product([True, False, None], repeat=len(NAMES)):
        given = {name: yes for name, yes in zip(NAMES, said, strict=True) if yes is not None}
        known = {**answers_from(text), **given}
        left = [name for name in NAMES if name not in known]
        result = run(text, *flags(given), "--json")
        assert result.exit_code == (2 if left else 0)
        if not left:
            assert json.loads(result.stdout) == json.loads(json.dumps(choose(known, text).as_dict()))
            assert run(text, *flags(given)).stdout == run(text, *flags(known)).stdout
        elif len(left) < 3:
            one_by_one = run(text, *flags(given), text="y\n" * len(left))
            assert one_by_one.stdout == run(text, *flags(known | dict.fromkeys(left, True))).stdout
