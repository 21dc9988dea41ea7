"""How far a quantity should go, and numbers and words that only say where, from where or by what change."""

import pytest

from headway.coach.lint import lint_by_rules

START, STATIC, TARGET, TASK, BAU = "no_baseline", "static_kpi", "no_target", "task_not_outcome", "bau_routine"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # In how many places stands beside how far.
        ("Increase sales in 5 regions by 10%", {START}),
        ("Expand into 3 regions", {"ok"}),
        # Neither a start nor an end is told.
        ("Raise margin from X to Y", {TARGET}),
        # A share of something is no change.
        ("15% of meals sold to guests", {START}),
        # What stands in front of the statement proper.
        ("Starting in May and in every month after that, the share of pupils who read daily will rise by 5%", {START}),
        # More effort is not more of anything.
        ("Increase recruiting efforts", {"unmeasurable"}),
        ("Increase recruiting costs", {TARGET}),
        # Up as a place, and what is known for a quantity.
        ("Bring the fence up", {TASK}),
        ("Increase polling-day turnout", {TARGET}),
        # Behind "will" stands a verb, whatever else the word may be.
        ("I will journal every evening", {TASK, BAU}),
        ("Journal subscriptions at 80% of members", {START}),
        # Where something ends is no ending of it.
        ("Spending ends up within 5% of plan", {"ok"}),
        ("The year ends with 40 members", {START}),
        # Nothing at all is an amount.
        ("Missed collections: zero", {STATIC}),
        # Letters stand for the number of a result, as a number would; those of work, or of a name, for none.
        ("Repair the ovens to cut gas use by XX%", {TARGET}),
        ("Repair the ovens to cut gas use by 9%", {START}),
        ("Repair X ovens", {TASK}),
        ("Repair the ovens (TBD)", {TASK}),
    ],
)
def test_a_key_result_says_how_far_or_does_not(text, codes):
    assert set(lint_by_rules(text, "key_result").issues) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Cash: $400K", {TARGET}),
        ("Net margin", {TARGET}),
        # Of all, always, or none: words that say how far.
        ("All boilers are inspected once a year", {"ok"}),
        ("All orders", {TARGET}),
        ("Gates always locked at night", {"ok"}),
        ("Gates locked at night", {TARGET}),
        ("The goal for lost parcels must be zero", {"ok"}),
        ("Lost parcels", {TARGET}),
    ],
)
def test_a_kpi_says_what_is_healthy_in_words(text, codes):
    assert set(lint_by_rules(text, "kpi").issues) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Ensure guest satisfaction is over XX%", {STATIC, TARGET}),
        ("Ensure guest satisfaction in village X", {"ok"}),
        ("Raise €X from local firms", {TARGET}),
        ("Raise spirits in village X", {"ok"}),
    ],
)
def test_an_objective_leaves_open_how_far_where_letters_stand_for_a_number(text, codes):
    assert set(lint_by_rules(text, "objective").issues) == codes
