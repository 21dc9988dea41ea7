"""Alike in meaning, not only in letters; and found without comparing everything with everything."""

import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.coach.likeness import alike, ideas, likeness, sense


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Increase renewal rate of enterprise clients from 80% to 85%",
            "Raise the renewal rate for enterprise customers to 90%",
        ),
        ("Reduce customer churn", "Lower the attrition of clients"),
        ("Grow ARR in the public sector by 20%", "Boost revenue in the public sector by €2m"),
        ("Delight our customers during onboarding", "Make customer onboarding delightful in Q3"),
        ("Hire 12 senior engineers", "Recruiting of senior engineers: 15"),
    ],
)
def test_other_words_for_the_same_are_alike(one, other):
    assert likeness(one, other) >= 0.6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Raise trial conversion from 2% to 4%", "Raise retention from 2% to 4%"),
        ("Customers stay", "Win the public sector in France"),
        ("Increase revenue", "Increase margin"),
        ("Reduce customer churn", "Increase customer churn"),
    ],
)
def test_the_same_frame_around_another_thing_is_not_alike(one, other):
    assert likeness(one, other) < 0.6


def test_numbers_dates_and_small_words_are_no_ideas():
    assert ideas("From 3 to 4 in Q3 2026") == frozenset()


WORDS = st.lists(
    st.sampled_from(["raise", "churn", "of", "customers", "clinics", "fast", "onboarding", "team", "sales", "win"]),
    min_size=1,
    max_size=6,
)


@given(st.lists(WORDS.map(" ".join), max_size=12), st.sampled_from([0.5, 0.6, 0.75, 1.0]))
def test_the_pairs_are_those_of_comparing_all_with_all(texts, least):
    given_ = {str(n): text for n, text in enumerate(texts)}
    slow = {
        (a, b) for a, b in combinations(given_, 2)
        if min(sense(given_[a]).size, sense(given_[b]).size) >= 2 and likeness(given_[a], given_[b]) >= least
    }  # fmt: skip
    assert {(a, b) for a, b, _ in alike(given_, least)} == slow


def test_four_thousand_goals_take_little_processor_time_to_compare():
    texts = {str(n): f"Raise measure{n % 1500} of group{n % 977} in place{n % 613} for clients" for n in range(4000)}
    start = time.process_time()
    list(alike(texts, 0.65))
    assert time.process_time() - start < 2
