"""Goals as people jot them down: without verbs, with causes and conditions, several in one line."""

import pytest

from headway.coach.lint import lint_by_rules

TASK, BAU, STATIC, START, TARGET = "task_not_outcome", "bau_routine", "static_kpi", "no_baseline", "no_target"
WISH, METRIC, TWO, SEEN = "unmeasurable", "objective_is_metric", "compound", "vanity_metric"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # A plain thing can be ticked off; a quality or a skill cannot.
        ("Supplier portal V2 live: orders, invoices and claims", {TASK}),
        ("Care team (4 nurses) available in both clinics", {TASK}),
        ("First draft of the safety manual", {TASK}),
        ("Clearer handover between the two shifts", {WISH}),
        ("Familiarity with the new tax rules", {WISH}),
        ("Shift culture", {WISH}),
        # Somebody's work in a cause's clothes.
        ("Ensure the open audit findings are fixed", {TASK}),
        ("Ensure nurses can see the rota on their phones", {TASK}),
        ("Ensure the voices of tenants are heard", {WISH}),
        ("Have the portal replace the paper form", {TASK}),
        ("Go fully live with the new ledger", {TASK}),
        ("Make the archive available to all branches", {TASK}),
        ("Help a school migrate its records", {TASK}),
        ("Visitors are greeted by a host at the gate", {TASK}),
        ("On track to finish the warehouse move", {TASK}),
        # What a thing that is made does.
        ("The importer skips empty rows", {TASK}),
        ("File uploads work on all tablets", {TASK}),
        ("The importer works smoothly", {WISH}),
        ("Everyone can explain the plan", {WISH}),
        ("Rota dashboard: shifts, gaps, swaps", {TASK}),
        ("6 lesson kits live with answers and scoring", {TASK}),
        ("The archive contains no personal data", {STATIC}),
        ("Every label carries a batch number", {STATIC}),
        ("The scanner is able to read 40 labels a second", {START}),
        # Work without an end.
        ("Deliver faster than before", {WISH}),
        ("Provide world-class advice to farmers", {WISH}),
        ("Create lessons that students love", {WISH}),
        ("Establish the ledger as the single source of truth", {WISH}),
        # Numbers that only name something, or stand in brackets.
        ("Draft the tender by the end of week 6", {TASK}),
        ("Rate every supplier with a risk score (1–5)", {TASK}),
        ("Add an alarm for pumps running with no water", {TASK}),
        # Shares that something covers, stocks without a verb, multiples in words.
        ("Guided tours in 40% of museums", {START}),
        ("Solar panels on 100% of depots", {STATIC}),
        ("Marketplace GMV and MRR ≥ $90K", {START}),
        ("Our depots ship twice as many parcels as last year", {START}),
        ("The kiosk handles 60 guests for an hour", {START}),
        ("Use the checklist in at least 60% of surgeries", {START}),
        ("Gross margin no lower than 60%", {STATIC}),
        # Something won, not something moved.
        ("First distribution deal signed (≥ €2M)", {"ok"}),
        ("18-month funding secured", {"ok"}),
        ("90 testimonials posted", {"ok"}),
        ("Launch the mentoring scheme with 12 companies", {"ok"}),
        # Feelings: a level, unless of one programme.
        ("The staff survey shows that more than 80% feel heard", {STATIC}),
        ("At least 80% of trainees are pleased with the course", {"ok"}),
        # A quantity compared with itself, or counted per period.
        ("Queue time is shorter", {TARGET}),
        ("Parcels returned per week", {TARGET}),
        ("Change failure rate, e.g. rollbacks", {TARGET}),
        ("Raise $X from foundations", {TARGET}),
        # Routines at the end of the line.
        ("Safety reviews quarterly", {TASK, BAU}),
        # Several in one.
        ("40 new stores; 300 agents on the network", {TWO}),
        ("No fatal accidents; no overdue inspections", {STATIC, TWO}),
        ("Depot up and running. First routes planned for the north.", {TASK, TWO}),
        ("Follow-up calls at the 10, 20 and 30-day marks increase by 10%", {START}),
        # People who only registered.
        ("4,000 registered drivers", {SEEN}),
        ("Add 3 map views for planners", {TASK}),
    ],
)
def test_a_key_result_is_read_as_it_was_jotted_down(text, codes):
    assert set(lint_by_rules(text, "key_result").issues) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Depots ready for the winter season", {"ok"}),
        ("Build credible local partnerships", {"ok"}),
        ("Create greater cohesion between sites", {"ok"}),
        ("Deliver restaurant-grade school meals", {"ok"}),
        ("Take our service to the next level", {"ok"}),
        ("Build a data lake", {TASK}),
        ("Hire 6 drivers", {TASK}),
        ("Increase staff to 12 people", {TASK}),
        ("Scale the donor base", {METRIC}),
        ("Become the trusted partner of farmers and open a branch in each valley", {TWO}),
    ],
)
def test_an_objective_is_read_as_it_was_jotted_down(text, codes):
    assert set(lint_by_rules(text, "objective").issues) == codes


@pytest.mark.parametrize(
    "text",
    [
        "45% of apprentices pass the spring exam. This would be a 10% increase from last year",
        "Library stars: D7 target 25, D30 target 120",
    ],
)
def test_one_measure_told_twice_or_for_two_dates_is_one_goal(text):
    assert TWO not in lint_by_rules(text, "key_result").issues
    assert (
        TWO in lint_by_rules("45% of apprentices pass the exam and 60% of masters teach a course", "key_result").issues
    )


def test_two_measures_in_a_kpi_are_two_goals():
    assert TWO in lint_by_rules("Monthly churn and net revenue retention", "kpi").issues
    assert TWO not in lint_by_rules("Percentage of terms and conditions read", "kpi").issues
