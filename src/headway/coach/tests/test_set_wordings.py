"""Patterns of sets in the wordings that people use, and in those that only look alike."""

from dataclasses import replace
from datetime import date

import pytest

from headway.coach.likeness import likeness, same_measure
from headway.coach.set_patterns import look
from headway.coach.set_patterns.tied_to_pay import tie_in
from headway.coach.snapshot import KeyResult, Kpi, Objective, Snapshot


def codes(**world):
    return {found.code for found in look(Snapshot(**world))}


def pushed(title, baseline, target, *beside):
    rows = (KeyResult("KR-1", title, baseline=baseline, target=target), *beside)
    return codes(objectives=(Objective("O-1", "A goal"),), key_results=rows)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Become the most loved HR tool", "Be the HR product that customers love most"),
        ("Shorten the time from lead to cash", "Reduce lead-to-cash duration"),
        ("Employees want to stay", "Improve employee retention"),
        ("Reduce customer churn", "Raise the retention of customers"),
        ("Customers get answers fast", "Speedy support responses for clients"),
        ("Win the enterprise segment", "Succeed in the enterprise market"),
        ("Increase Net Promoter Score", "Raise NPS"),
        ("Grow monthly recurring revenue", "Increase MRR"),
        ("Build a strong sales pipeline", "Strengthen the sales pipeline"),
        ("Reduce time to hire", "Hire faster"),
        ("Launch the mobile app", "Release of the app for mobile"),
        ("Cut carbon emissions of our fleet", "Lower the greenhouse footprint of the fleet"),
        ("Reduce mistakes in invoices", "Improve invoice quality"),
        ("Fewer workplace accidents", "A safer workplace"),
        ("Reduce electricity consumption of the factory", "Cut energy use of the plant"),
        ("Pay vendors on time", "Suppliers are paid on time"),
        ("Fewer absences in the warehouse", "Reduce absenteeism in the warehouse"),
    ],
)
def test_the_same_wish_in_other_words_is_alike(one, other):
    assert likeness(one, other) >= 0.65


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Improve quality in plant A", "Improve quality in plant B"),
        ("Raise yield of line 1", "Raise yield of line 2"),
        ("Complete phase 1 of the migration", "Complete phase 2 of the migration"),
        ("Increase revenue from new customers", "Increase revenue from existing customers"),
        ("Reduce churn of enterprise customers", "Reduce churn of SMB customers"),
        ("Increase customer satisfaction", "Increase employee satisfaction"),
        ("Increase NPS", "Increase CSAT"),
        ("Hire a designer", "Hire a developer"),
        ("Increase customer retention", "Increase customer churn"),
        ("Grow headcount in support", "Reduce headcount in support"),
        ("Fewer accidents at work", "More accidents reported at work"),
        ("Reduce waste in the kitchen", "Increase waste in the kitchen"),
        ("Suppliers deliver on time", "Suppliers are paid on time"),
        ("Clear contracts with suppliers", "Clear invoices from suppliers"),
        ("Cut energy use of the plant", "Cut water use of the plant"),
        ("Fewer no-shows at the dentist", "Fewer no-shows at job interviews"),
    ],
)
def test_two_of_a_kind_and_opposites_are_not_alike(one, other):
    assert likeness(one, other) < 0.65


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("NPS", "Net Promoter Score", True),
        ("monthly recurring revenue", "MRR", True),
        ("Customer retention", "Customer churn", False),
        ("MRR", "Revenue", False),
    ],
)
def test_a_measure_is_the_same_only_by_its_own_name(one, other, same):
    assert same_measure(one, other) == same


@pytest.mark.parametrize(
    "why",
    [
        "30% of variable compensation hangs on this OKR.",
        "Will be considered in the year-end appraisal",
        "Everyone who hits it gets a raise",
        "My promotion is contingent on it",
        "The incentive plan is based on this key result",
        "Achievement will be reflected in the salary review",
        "Linked with the merit increase",
        "Stock grants unlock at 100%",
        "The score feeds into performance reviews",
        "Reaching 0.7 earns a bonus of one month",
        "Needed for my promotion",
        "MBO target of the year",
        "Clinics wait for it. The annual bonus is paid out at 80%.",
    ],
)
def test_pay_that_hangs_on_a_goal_is_seen(why):
    assert "tied_to_pay" in codes(objectives=(Objective("O-1", "Win clinics", why=why),))


@pytest.mark.parametrize(
    "text",
    [
        "Launch a commission-based partner programme",
        "Reduce bonus payout errors from 5% to 1%",
        "Pay part-time staff on time",
        "Promotions drive 20% of online sales",
        "Part of the promotion budget goes to TV",
        "Determine compensation bands for all roles",
        "Paid promotion on LinkedIn brings leads",
        "Employees understand how their salary is determined",
        "Sales commission is calculated correctly for every deal",
        "Customers qualify for promotions in the shop",
        "Raise the share of employees with a performance review",
    ],
)
def test_a_goal_about_pay_or_offers_is_tied_to_nothing(text):
    assert tie_in(text) == ""


@pytest.mark.parametrize(
    ("title", "baseline", "target"),
    [
        ("Increase releases per week from 2 to 6", 2, 6),
        ("Shorten the sales cycle from 90 to 60 days", 90, 60),
        ("Raise the average price per seat from €10 to €14", 10, 14),
        ("Reduce inventory from €4m to €3m", 4, 3),
        ("Tickets solved without an agent from 10% to 40%", 10, 40),
        ("Cut claims processing time from 9 to 4 days", 9, 4),
        ("Patients seen per day from 20 to 30", 20, 30),
        ("Grow new customers from 40 to 90", 40, 90),
    ],
)
def test_a_push_without_a_guardrail_is_seen(title, baseline, target):
    assert "no_guardrail" in pushed(title, baseline, target)


@pytest.mark.parametrize(
    ("title", "baseline", "target"),
    [
        ("First-call resolution from 60% to 75%", 60, 75),
        ("Trial-to-paid conversion from 12% to 16%", 12, 16),
        ("On-time orders from 80% to 95%", 80, 95),
        ("Partner trials still active after 90 days from 30% to 60%", 30, 60),
        ("Trials set up within 48 hours from 31% to 60%", 31, 60),
        ("Deployment failure rate from 10% to 5%", 10, 5),
        ("Complaints about response time from 30 to 10", 30, 10),
    ],
)
def test_a_push_for_quality_needs_no_guardrail(title, baseline, target):
    assert "no_guardrail" not in pushed(title, baseline, target)


def test_a_key_result_on_quality_guards_the_one_beside_it():
    guard = KeyResult("KR-2", "Raise CSAT from 80% to 85%", baseline=80, target=85)
    assert "no_guardrail" not in pushed("Cut cost per ticket from €14 to €9", 14, 9, guard)


def test_raising_retention_does_not_collide_with_lowering_churn():
    goals = (Objective("O-1", "Customers stay"), Objective("O-2", "Clinics stay", "U-3"))

    def rows(target):
        return (
            KeyResult("KR-1", "Customer churn from 8% to 5%", "O-1", baseline=8, target=5),
            KeyResult("KR-2", f"Customer retention from 80% to {target}%", "O-2", baseline=80, target=target),
        )

    assert "colliding_goals" not in codes(objectives=goals, key_results=rows(90))
    assert "colliding_goals" in codes(objectives=goals, key_results=rows(70))


@pytest.mark.parametrize(
    ("kpi", "title", "found"),
    [
        ("Net Promoter Score", "Raise NPS from 30 to 45", True),
        ("Monthly recurring revenue", "Grow MRR from €40k to €60k", True),
        ("Customer churn", "Raise customer retention from 80% to 90%", False),
        ("CSAT", "Raise NPS from 30 to 45", False),
        ("Cost per hire", "Cut cost per lead from €40 to €30", False),
    ],
)
def test_a_key_result_beside_a_kpi_of_its_name(kpi, title, found):
    world = {"objectives": (Objective("O-1", "A goal"),), "key_results": (KeyResult("KR-1", title),)}
    assert ("restates_kpi" in codes(kpis=(Kpi("K-1", kpi),), **world)) == found


def test_levels_beside_work_move_nothing_either():
    goals = (Objective("O-1", "A platform one can trust"),)
    held, work = KeyResult("KR-1", "Keep uptime above 99.9%"), KeyResult("KR-2", "Publish the runbook", kind="done")
    moved = KeyResult("KR-3", "Cut time to recover from 4 h to 30 min")
    assert "all_static" in codes(objectives=goals, key_results=(held, work))
    assert "all_static" not in codes(objectives=goals, key_results=(held, work, moved))


def test_one_of_many_that_arrived_is_still_some_progress_on_most_things():
    rows = tuple(KeyResult(f"KR-{n}", f"Number {n}", progress=0.2 + n * 0.02) for n in range(11))
    world = Snapshot(objectives=(Objective("O-1", "Win clinics"),), key_results=rows, today=date(2026, 12, 5))
    one = replace(world, key_results=(*rows, KeyResult("KR-A", "Number A", progress=1.0)))
    three = replace(one, key_results=(*one.key_results, *(
        KeyResult(f"KR-B{n}", f"Number B{n}", progress=1.0) for n in range(2)
    )))  # fmt: skip
    found = [{each.code for each in look(snapshot)} for snapshot in (world, one, three)]
    assert ["some_progress" in each for each in found] == [True, True, False]
    told = next(each for each in look(one) if each.code == "some_progress")
    assert "1 has arrived" in told.evidence


@pytest.mark.parametrize(
    "text",
    [
        "Your raise depends on it.",
        "Anyone who misses it cannot be promoted.",
        "Stock refreshers are granted on achievement.",
        "The team wins a cash prize of €5,000 when it is reached.",
        "People below 0.7 go on a performance improvement plan.",
        "It is in the target agreement and worth 2,000 EUR.",
        "Score determines the 13th salary.",
        "Reaching it means a promotion to senior.",
    ],
)
def test_what_somebody_gains_or_loses_by_a_goal_is_a_tie(text):
    assert tie_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Leads promoted from within rise to 60%",
        "Our tips are promoted by three magazines",
        "Students who fail the test get a tutor",
        "Firms that miss the deadline are reminded",
        "Promotion of the book raises awareness",
        "Customers receive their payout within two days",
        "Raise wages of care workers to the living wage",
        "Candidates accept our salary offer in 80% of cases",
        "Clients depend on our payroll being right",
        "Reward loyal customers with early access",
        "Patients who miss a visit are called",
    ],
)
def test_goals_about_pay_prizes_or_promotion_themselves_are_no_ties(text):
    assert tie_in(text) == ""


@pytest.mark.parametrize(
    ("title", "baseline", "target", "pushes"),
    [
        ("Pages translated per translator", 8, 14, True),
        ("Claims settled per adjuster", 20, 35, True),
        ("Parcels per driver hour", 14, 20, True),
        ("Minutes per home visit", 45, 30, True),
        ("Time from order to dispatch", 4, 1, True),
        ("Donors recruited each month", 120, 300, True),
        ("Overheads as share of income", 22, 15, True),
        ("Class size", 20, 28, True),
        ("Errors per 1,000 invoices", 9, 3, False),
        ("Books read per pupil", 3, 6, False),
        ("Days lost to sickness", 9, 6, False),
        ("Share of pupils who read at level", 60, 80, False),
        ("Water lost in the network", 20, 12, False),
        ("Members who renew", 70, 80, False),
        ("Class size", 28, 20, False),
        ("Minutes per home visit", 30, 45, False),
    ],
)
def test_volume_pace_and_load_are_pushed_whatever_the_trade(title, baseline, target, pushes):
    assert ("no_guardrail" in pushed(title, baseline, target)) == pushes


def test_a_reason_that_ends_its_sentence_is_quoted_with_one_full_stop():
    reason = "The price page ships next week. I expect a step like the one that checkout brought."
    row = KeyResult("KR-1", "Clinics", status="off_track", hand_status="on_track", hand_reason=reason)
    found = look(Snapshot(objectives=(Objective("O-1", "Win clinics"),), key_results=(row,)))
    (watermelon,) = (one for one in found if one.code == "watermelon")
    assert watermelon.evidence.endswith("checkout brought”.")
