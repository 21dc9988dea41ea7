"""The coach knows the blanks that it writes, and takes no other words between < and > for one."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.coach import blanks as known
from headway.coach.blanks import BLANKS, blanks_in, left_open
from headway.coach.lint import lint
from headway.coach.patterns import all_patterns
from headway.coach.wording import wording

COACH = Path(known.__file__).parent
WRITTEN = re.compile(r"(?<![?(]P)<[A-Za-z0-9][^<>{}\\]*>")
WORDINGS = sorted(
    {
        wording(finding.rewrite)
        for each in all_patterns()
        for example in each.examples
        for finding in lint(example.text, example.declared).findings
    }
    - {""}
)
ORDINARY = (
    "Cut p95 latency to <200 ms",
    "Keep churn <10% and NPS >60",
    "Raise a<b> coverage from 40% to 65%",
    "Support the <video> element on all pages",
    "Win <Acme Corp> as a customer by 31 December",
    "Move from <10 to >25 reference customers",
)


def written():
    for path in COACH.rglob("*.py"):
        if {"tests", "goal_files"} & set(path.parts) or path.name == "blanks.py":
            continue  # files are only read there, tags of HTML among them
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from WRITTEN.findall(node.value)


def test_every_blank_that_the_coach_writes_is_known_and_no_other():
    assert set(written()) == set(BLANKS)


@pytest.mark.parametrize("text", ORDINARY)
def test_what_others_write_between_signs_is_no_blank(text):
    assert blanks_in(text) == ()
    assert left_open(text) is None


@pytest.mark.parametrize("text", WORDINGS)
def test_a_wording_taken_over_is_open_until_its_blanks_are_filled_in(text):
    assert blanks_in(text)
    for slot in ("objective", "key_result", "kpi"):
        told = next(each for each in lint(text, slot).findings if each.code == "no_target")
        assert told.evidence in text
        assert all(blank in told.rewrite for blank in blanks_in(text))
    for blank in blanks_in(text):
        text = text.replace(blank, "7")
    assert blanks_in(text) == ()


def test_what_is_left_open_is_told_in_a_whole_sentence():
    assert left_open("Raise <measure> to 7") == (
        "The blank <measure> is not filled in yet. The coach leaves it open for your own words or figures: put them in "
        "its place."
    )
    assert left_open("<Who> can pay, from <now> to <then>").startswith(
        "The blanks <Who>, <now> and <then> are not filled in yet."
    )


@given(st.text(max_size=40), st.lists(st.sampled_from(BLANKS), min_size=1, max_size=4), st.text(max_size=40))
def test_blanks_are_found_in_their_order_whatever_stands_around_them(before, blanks, after):
    found = blanks_in(before + " and ".join(blanks) + after)
    assert [each for each in found if each in blanks] == list(dict.fromkeys(blanks))
