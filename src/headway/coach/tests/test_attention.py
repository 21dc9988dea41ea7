"""What is attention, however it is written, and what only stands beside it."""

import pytest

from headway.coach.lint import lint_by_rules

SEEN, START, TARGET, TWO = "vanity_metric", "no_baseline", "no_target", "compound"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # Attention on social media, and what the press writes.
        ("Increase social media engagement by 12%", {SEEN, START}),
        ("Ten mentions in national newspapers", {"ok"}),
        # What ends in something else is a conversion.
        ("Raise visitor-to-booking conversion from 2% to 4%", {"ok"}),
        # What a further part of the statement raises.
        ("Raise awareness and grow web traffic by 10%", {SEEN, START, TWO}),
        ("Reach 200 people in need of care", {"ok"}),
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
    assert set(lint_by_rules(text, "key_result").issues) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Monthly sessions", {SEEN, TARGET}),
        ("Concert attendance", {SEEN, TARGET}),
        ("Daily visitors / page views", {SEEN, TARGET}),
    ],
)
def test_a_kpi_counts_attention(text, codes):
    assert set(lint_by_rules(text, "kpi").issues) == codes
