"""What is attention, however it is written, and what only stands beside it."""

import pytest

from headway.coach.lint import lint

SEEN, START, TARGET, TWO = "vanity_metric", "no_baseline", "no_target", "compound"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # Attention that takes two words.
        ("Grow hours watched on our channel to 900", {SEEN, START}),
        ("Increase social media engagement by 12%", {SEEN, START}),
        ("Get 40 mentions on Twitter", {SEEN}),
        ("Ten mentions in national newspapers", {"ok"}),
        # What another part of the statement measures takes nothing from it.
        ("Instagram ≥ 5,000 followers; raise repeat purchase rate to 30%", {SEEN, TWO}),
        ("Raise visitor-to-booking conversion from 2% to 4%", {"ok"}),
        # What a further part of the statement raises, or brings.
        ("Repaint the hall and grow visits by 15%", {SEEN, START, TWO}),
        ("Repaint the hall, and grow bar sales by 10%", {START, TWO}),
        ("Raise awareness and grow web traffic by 10%", {SEEN, START, TWO}),
        ("Reach 2 million people by radio", {SEEN}),
        ("Reach 200 people in need of care", {"ok"}),
        # A share that is a change over time is no rate.
        ("Raise visits to the recipe pages. 6% week over week.", {SEEN, START}),
        ("Reach a 6% share of visits that end in a booking", {START}),
        # Sessions of a site, and those held with people; those who come to a church are there for its service.
        ("Increase sessions on the recipe pages by 20%", {SEEN, START}),
        ("Increase sessions by 20%", {SEEN, START}),
        ("Increase pottery sessions by 20%", {START}),
        ("Increase church attendance by 10%", {START}),
        ("Increase webinar attendance by 10%", {SEEN, START}),
        # What the subject moves is measured, not the subject.
        ("A wider reach raises sales by 5%", {START}),
        ("Weekly visitors increase by 10%", {SEEN, START}),
    ],
)
def test_a_key_result_measures_attention_or_something_else(text, codes):
    assert set(lint(text, "key_result").issues) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Slack group members: goal 400", {SEEN}),
        ("Monthly sessions", {SEEN, TARGET}),
        ("# of choir members: Goal 40", {"ok"}),
        ("Concert attendance", {SEEN, TARGET}),
        ("Concert attendance percentage", {TARGET}),
        ("Daily visitors / monthly visitors", {TARGET}),
        ("Daily visitors / page views", {SEEN, TARGET}),
    ],
)
def test_a_kpi_counts_attention_or_sets_it_against_itself(text, codes):
    assert set(lint(text, "kpi").issues) == codes
