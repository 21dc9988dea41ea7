"""Hostile text costs bounded time and never an exception."""

import json
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from headway.coach.lint import lint
from headway.coach.reader.lexicon import words
from headway.coach.reader.slot import SLOTS

SLOT = st.sampled_from([None, *SLOTS])
TELLING = words("""
$ ( ) + , - . 1,000 1/ 1/2 (2.1)% 6:30 8.400 10k 2024 3x 5 5% : < > Q3 TBD X all and are baseline be by can days
double every from half hire in increase instead is leads level maintain ms no not of reduce report target the to two
users weekly will within €5m ≥ ± °C
""")
WORDS = st.sampled_from(sorted(TELLING))
BOMBS = {
    "one letter": "a",
    "blanks": " ",
    "digits": "1",
    "numbers": "1 ",
    "thousands": "1,",
    "parentheses": "(",
    "shares": "5% of ",
    "hyphens": "a-",
    "money": "$1 ",
    "years": "2024 ",
    "prepositions": "by the end of ",
    "conjunctions": "increase x and ",
    "combining": "e\u0301",
    "right to left": "\u202eabc ",
    "controls": "\x00\x1b\x07",
    "surrogates": "\ud800",
    "emoji": "🚀",
    "from to": "from 1 to ",
    "clocks": "1:30 ",
    "brackets": "(2.1)% ",
    "ties": "at least more than ",
    "wholes": "3 of 12 ",
    "levels": "from level 2 to ",
    "tolerances": "2 ± ",
}


@pytest.mark.parametrize("name", BOMBS)
def test_ten_megabytes_cost_no_more_than_a_moment(name):
    text = BOMBS[name] * (10_000_000 // len(BOMBS[name]))
    start = time.process_time()
    json.dumps(lint(text, "key_result").as_dict())
    assert time.process_time() - start < 2


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120), SLOT)
def test_any_text_is_read(text, slot):
    read = lint(text, slot)
    assert read.kind in SLOTS
    json.dumps(read.as_dict(), allow_nan=False)


@settings(max_examples=500, deadline=None)
@given(st.lists(WORDS, max_size=14), SLOT)
@example(["$", ":", "Q3", "will"], None)
def test_any_order_of_telling_words_is_read(listed, slot):
    read = lint(" ".join(listed), slot)
    assert read.issues == ["ok"] or set(read.issues) == {finding.code for finding in read.findings}


@pytest.mark.parametrize("text", ["", " ", "\n", ".", "…", "- ", "KR1:", "%", "[ ]"])
def test_nothing_at_all_is_read(text):
    assert lint(text).kind in SLOTS
