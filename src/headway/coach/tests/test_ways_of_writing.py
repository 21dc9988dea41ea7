"""Goals as organisations write them: each way of writing is read for what it is."""

import pytest

from headway.coach.lint import lint

TASK, BAU, NO_BASELINE, NO_TARGET = "task_not_outcome", "bau_routine", "no_baseline", "no_target"
STATIC, WISH, VANITY, METRIC, TWO = (
    "static_kpi", "unmeasurable", "vanity_metric", "objective_is_metric", "compound"
)  # fmt: skip

WORK = [
    "Quality: parallelise the test suite",
    "Enablement: 6 new courses in the learning portal",
    "Get the Postgres cluster upgraded",
    "Burn down 40 items of the infrastructure backlog",
    "Distribute 20,000 books to 140 schools",
    "A mentoring scheme is up and running",
    "It is possible to filter reports by region",
    "Legacy reports have been switched off",
    "Dark mode available on iOS and Android",
    "Land the new networking stack in the next build",
    "The parser has been rewritten without regular expressions",
    "Have a disaster recovery plan",
    "Interview 20 churned customers",
    "[stretch] Cancel the contract with the old vendor",
]
ROUTINES = [
    "Monthly newsletter goes out on the first Tuesday",
    "Office hours every Thursday for anyone stuck",
    "Publish meeting notes after every steering group session",
    "A release goes out every six weeks",
    "Weekly report on hosting spend to the finance team",
]
OUTCOMES = [
    "120 merged contributions from the wider community",
    "Find 3 sponsors for the season",
    "4 new projects onboarded to the platform",
    "Five guest articles by community members",
    "200 people have found a job through the programme",
    "Accepted into the foundation's incubator",
    "FDA approval for the device",
    "Achieve SOC 2 Type 1 attestation",
    "Partner: $500k sourced by the channel",
    "Bookings at 110% of plan",
]
WITHOUT_START = [
    "Bring the number of open bugs to zero",
    "Reduce falls with harm by a quarter",
    "Increase organic engagement 50% YoY",
    "Frontend test coverage at 60%",
    "Self-service resolves 65% of enquiries",
    "Printing volumes fall by 35%",
    "Grow partner revenue fivefold",
    "Bring acquisition cost down by 20%",
    "Number of returning volunteers doubles",
    "Cost per hire goes down by at least 20%",
    "Pipeline 3x of next quarter's target",
]
WITHOUT_AMOUNT = [
    "Reduce call volume related to login issues",
    "Get more positive reviews",
    "More deployments per week",
    "Improved uptake of online services",
    "Deliver the agreed savings",
    "Decrease days sales outstanding",
    "[X]% of trials convert",
]
HELD = [
    "Close the books within 8 business days",
    "Hold NPS steady while customers migrate",
    "Avoid service interruptions",
    "Gross margin no lower than 60%",
    "Ensure 95% of orders are delivered on time",
    "Source control meets its 99.5% SLO",
    "At most 2 escalations per month",
]
WISHES = [
    "Staff feel safe to speak up",
    "Leaders communicate more openly",
    "Support the sales team",
    "Establish ourselves as experts in packaging",
    "The new process works well for everyone",
    "Ensure high quality of code",
    "Promote a healthy work-life balance",
    "Everyone can explain the strategy",
]
ATTENTION = [
    "Report downloaded 2,000 times",
    "500 webinar sign-ups",
    "10,000 installs within 3 months of launch",
    "Average of 60 attendees per meetup",
]
PAIRS = [
    (texts, codes)
    for texts, codes in (
        (WORK, {TASK}), (ROUTINES, {TASK, BAU}), (OUTCOMES, {"ok"}), (WITHOUT_START, {NO_BASELINE}),
        (WITHOUT_AMOUNT, {NO_TARGET}), (HELD, {STATIC}), (WISHES, {WISH}), (ATTENTION, {VANITY}),
    )
]  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), [(text, codes) for texts, codes in PAIRS for text in texts])
def test_a_key_result_is_read_for_what_it_is(text, codes):
    assert set(lint(text, "key_result").issues) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Grow net new ARR according to plan", {METRIC}),
        ("1,000 paying customers", {METRIC}),
        ("Ship a mobile app our field crews rave about", {"ok"}),
        ("New users succeed within ten minutes", {"ok"}),
        ("Ship with confidence", {"ok"}),
        ("Build a data lake", {TASK}),
        ("Publish the data strategy", {TASK}),
        ("Process invoices weekly", {TASK, BAU}),
        ("Strengthen our brand and reduce dependency on paid channels", {TWO}),
        ("Continue to meet our regulatory obligations", {STATIC}),
    ],
)
def test_an_objective_is_read_for_what_it_is(text, codes):
    assert set(lint(text, "objective").issues) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Complaints per 1,000 transactions", {NO_TARGET}),
        ("Percentage of calls answered within 30 seconds: 95%", {"ok"}),
        ("Unique monthly visitors", {VANITY, NO_TARGET}),
        ("Visits to leisure centres", {NO_TARGET}),
    ],
)
def test_a_kpi_is_read_for_what_it_is(text, codes):
    assert set(lint(text, "kpi").issues) == codes
