"""Where two readers could differ for good, and near misses that can be ticked off or counted."""

import pytest

from headway.coach.lint import lint_by_rules

WISH, TASK, METRIC, TARGET = "unmeasurable", "task_not_outcome", "objective_is_metric", "no_target"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # Questions and mere thoughts.
        ("Which suppliers should we drop?", {WISH}),
        ("Do pupils enjoy the meals?", {WISH}),
        ("Consider moving the depot to the harbour", {WISH}),
        ("Prove the franchise model", {WISH}),
        # What is known and tested, and what a product is able to, can be ticked off.
        ("Knowledge of the fire plan tested in each ward", {TASK}),
        ("Ability to export invoices as PDF", {TASK}),
        # An adjective on which readers differ leads, or only describes.
        ("Clear set of house rules", {WISH}),
        ("Clear labels are attached to all bins", {TASK}),
        # More or less of what is only felt.
        ("Decrease the ambiguity of shift rules", {WISH}),
        ("Increase recycling efforts", {WISH}),
        ("Increase the speed of the belt", {TARGET}),
        ("Streamline onboarding from 10 days to 4", {"ok"}),
        # Made easier, or put first, without an end; held, sorted, or helped to its end.
        ("Facilitate trade between the two harbours", {WISH}),
        ("Facilitate the harbour workshop", {TASK}),
        ("Assist new tenants and help them settle in", {WISH}),
        ("Prioritise the backlog", {TASK}),
        # Made to work somewhere, and made to work well.
        ("Make the till work well on tablets", {WISH}),
    ],
)
def test_a_key_result_that_nobody_could_score(text, codes):
    assert set(lint_by_rules(text, "key_result").issues) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # Becoming something else, in words; an interval is the name of a quantity.
        ("Grow the choir from local to national", {"ok"}),
        ("Cut waiting time from order to delivery", {METRIC}),
        # A heading of two, of which one is no quantity.
        ("Churn rate", {METRIC}),
        # A wish beside a quantity is no metric.
        ("Improve tenant life and cut arrears", {"compound"}),
    ],
)
def test_an_objective_that_is_a_metric_or_only_sounds_like_one(text, codes):
    assert set(lint_by_rules(text, "objective").issues) == codes
