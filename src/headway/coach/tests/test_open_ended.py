"""Where two readers could differ for good, and near misses that can be ticked off or counted."""

import pytest

from headway.coach.lint import lint

WISH, TASK, METRIC, TARGET = "unmeasurable", "task_not_outcome", "objective_is_metric", "no_target"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # Questions and mere thoughts; one that ends in something done is work.
        ("Which suppliers should we drop?", {WISH}),
        ("Do pupils enjoy the meals?", {WISH}),
        ("Consider moving the depot to the harbour", {WISH}),
        ("Prove the franchise model", {WISH}),
        ("Prove that the pump withstands 60 degrees for 200 hours", {"ok"}),
        # Skills of people, and what a product is able to.
        ("Facility with spreadsheets", {WISH}),
        ("Knowledge of the fire plan tested in each ward", {TASK}),
        ("Ability to judge a balance sheet", {WISH}),
        ("Ability to export invoices as PDF", {TASK}),
        # Hedged claims, praise, and manners without a measure.
        ("Letters are generally answered in time", {WISH}),
        ("Clear set of house rules", {WISH}),
        ("Clear labels are attached to all bins", {TASK}),
        ("Nurses using the pumps independently", {WISH}),
        ("Pumps restart automatically", {TASK}),
        # More or less of what is only felt; a verb that betters finishes nothing.
        ("Decrease the ambiguity of shift rules", {WISH}),
        ("Streamline the permit process for market traders", {WISH}),
        ("Increase recycling efforts", {WISH}),
        ("Increase the speed of the belt", {TARGET}),
        ("Streamline onboarding from 10 days to 4", {"ok"}),
        # Made easier, or put first, without an end; held, sorted, or helped to its end.
        ("Facilitate trade between the two harbours", {WISH}),
        ("Facilitate the harbour workshop", {TASK}),
        ("Assist new tenants and help them settle in", {WISH}),
        ("Prioritise the backlog", {TASK}),
        # Bettered and finished; made to work somewhere.
        ("Improve and launch the booking portal", {TASK}),
        ("Make the till work on tablets", {TASK}),
        ("Make the till work well on tablets", {WISH}),
    ],
)
def test_a_key_result_that_nobody_could_score(text, codes):
    assert set(lint(text, "key_result").issues) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # Becoming something else, in words; an interval is the name of a quantity.
        ("Grow the choir from local to national", {"ok"}),
        ("Cut waiting time from order to delivery", {METRIC}),
        # A statistic, whatever it is of.
        ("Lower the average waiting time for a hip operation", {METRIC}),
        # So and so many to come, and nothing else.
        ("Onboard 3 new suppliers per month", {METRIC}),
        ("Onboard 3 new suppliers so that the market stays open in winter", {"ok"}),
        ("Train 30 teachers", {TASK}),
        # An activity that shall go faster, and what it costs.
        ("Speed up dealer acquisition", {"ok"}),
        ("Reduce the cost of customer acquisition", {METRIC}),
        # A heading of two, of which one is no quantity.
        ("Safety coverage & skills", {"ok"}),
        ("Churn rate", {METRIC}),
        # A wish beside a quantity is no metric.
        ("Improve tenant life and cut arrears", {"compound"}),
    ],
)
def test_an_objective_that_is_a_metric_or_only_sounds_like_one(text, codes):
    assert set(lint(text, "objective").issues) == codes
