"""What has a value already, so that a target for it wants a start, and what begins at nothing."""

import pytest

from headway.coach.lint import lint_by_rules

SEEN, START, STATIC, TARGET = "vanity_metric", "no_baseline", "static_kpi", "no_target"
TASK, BAU = "task_not_outcome", "bau_routine"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # New customers come all the time; those hired this spring are one group.
        ("30% of new patients book a second visit", {START}),
        ("80% of new hires say that their first week prepared them", {"ok"}),
        # What is tested or planned once begins at nothing.
        ("Achieve less than 2% failed payments in the acceptance tests", {"ok"}),
        ("Achieve 85% completion of tasks planned for the quarter", {"ok"}),
        # Takings begin at nothing.
        ("Achieve €2M in ticket sales", {"ok"}),
        # Something is driven somewhere.
        ("Drive turnout to 40%", {START}),
        ("Drive 15% growth in donations", {START}),
        # Followers one has.
        ("Reach 300 followers", {SEEN, START}),
        # So many in each period flow already.
        ("300 visitors per week", {SEEN, START}),
        ("20 donors by May", {"ok"}),
        ("3 posts per week", {TASK, BAU}),
        # A change that work brings is one from where it stands.
        ("Redesign the intake form, reducing errors by 40%", {START}),
        ("Grow a rice that beats the old sort by at least 10% in yield", {START}),
        ("Launch the club, bringing in 200 members", {"ok"}),
        # In service one holds.
        ("The alarm detects 98% of leaks", {STATIC}),
        # At most so much in a piece.
        ("Average donation ≤ £45", {STATIC}),
        # One number set against another, or against nothing.
        ("The number of open beds is at least 3x the number of wards", {START}),
        ("The number of open complaints is at most 20", {STATIC}),
        ("Nurses spend more than 60% of their time with patients", {START}),
        # What others take up is no work of one's own.
        ("Achieve 100% adoption of the new tills", {START}),
    ],
)
def test_a_key_result_about_what_has_a_value_wants_a_start(text, codes):
    assert set(lint_by_rules(text, "key_result").issues) == codes
