"""What has a value already, so that a target for it wants a start, and what begins at nothing."""

import pytest

from headway.coach.lint import lint

SEEN, START, STATIC, TARGET = "vanity_metric", "no_baseline", "static_kpi", "no_target"
TASK, BAU = "task_not_outcome", "bau_routine"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # New customers come all the time; those hired this spring are one group.
        ("30% of new patients book a second visit", {START}),
        ("Reach a trial-to-paid rate of 8% among new customers", {START}),
        ("80% of new hires say that their first week prepared them", {"ok"}),
        # What runs outside of the tests too, and what comes round again and again.
        ("Achieve less than 2% failed payments in UAT and production", {START}),
        ("Achieve less than 2% failed payments in the acceptance tests", {"ok"}),
        ("Achieve 85% completion of tasks planned for each sprint", {START}),
        ("Achieve 85% completion of tasks planned for the quarter", {"ok"}),
        ("Achieve 100% of the neighbourhood part of the outreach plan", {"ok"}),
        # What one piece costs or brings has a value; takings begin at nothing.
        ("Achieve $90 CPA", {START}),
        ("Reach £30 basket size", {START}),
        ("Achieve €2M in ticket sales", {"ok"}),
        # So many are driven in, or something is driven somewhere.
        ("Drive 400 demo requests from the fair", {"ok"}),
        ("Drive €3M in bookings", {"ok"}),
        ("Drive turnout to 40%", {START}),
        ("Drive 15% growth in donations", {START}),
        # Followers one has; people one wins.
        ("Reach 300 followers", {SEEN, START}),
        ("Have 2,000 newsletter subscribers", {SEEN, START}),
        ("Get 300 followers", {SEEN}),
        ("12 contributors to the recipe archive", {"ok"}),
        # So many in each period flow already.
        ("300 visitors per week", {SEEN, START}),
        ("20 donors a month", {START}),
        ("20 donors by May", {"ok"}),
        ("3 posts per week", {TASK, BAU}),
        # A change that work brings is one from where it stands.
        ("Redesign the intake form, reducing errors by 40%", {START}),
        ("Grow a rice that beats the old sort by at least 10% in yield", {START}),
        ("Launch the club, bringing in 200 members", {"ok"}),
        # Under test one finds out; in service one holds.
        ("The alarm detects 98% of simulated leaks", {START}),
        ("The alarm detects 98% of leaks", {STATIC}),
        ("Backups are restorable within 1 hour", {START}),
        ("The helpdesk is available within 5 minutes", {STATIC}),
        # At least so much in a piece, at least so many who answer.
        ("Average donation ≥ £45", {START}),
        ("Average donation of £45", {START}),
        ("Average donation ≤ £45", {STATIC}),
        ("Letters: response rate above 12%", {START}),
        ("Letters: response time below 2 days", {STATIC}),
        # What stands in brackets only says of whom.
        ("Agreement between reviewers (batches ≥ 50) ≥ 80%", {START}),
        ("Uptime (≥ 3 sites) ≥ 99.5%", {STATIC}),
        ("Homes that finish ≥ 3 lessons: ≥ 40%", {START}),
        # One number set against another, or against nothing.
        ("The number of open beds is at least 3x the number of wards", {START}),
        ("The number of open complaints is at most 20", {STATIC}),
        ("Nurses spend more than 60% of their time with patients", {START}),
        # A number that is told as a multiple of what was.
        ("60 shops in the scheme (3x)", {START}),
        ("60 shops in the scheme, doubling last year", {START}),
        ("60 shops in the scheme", {"ok"}),
        # What is checked once begins at nothing.
        ("Pass 100% of the fire inspections", {"ok"}),
        ("Pass 80% of requests on within a day", {START}),
        # All of one's own doing is work; what others take up is not.
        ("Drive 90% of audit findings to closure", {TASK}),
        ("Achieve 100% rollout of the new tills", {TASK}),
        ("Achieve 100% adoption of the new tills", {START}),
    ],
)
def test_a_key_result_about_what_has_a_value_wants_a_start(text, codes):
    assert set(lint(text, "key_result").issues) == codes
