"""From the text of a goal to metric, direction, baseline, target, unit and relativeness."""

import pytest

from headway.coach.lint import lint
from headway.coach.reader import conditions_of, parse


def figures(text, declared="key_result"):
    read = lint(text, declared).as_dict()
    return tuple(read[name] for name in ("direction", "baseline", "target", "unit", "relative"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Increase NPS from 45 to 60", ("increase", 45, 60, "score", False)),
        ("Double share-of-voice in Q3", ("increase", None, 2, "x", True)),
        ("Reduce MTTR below 60 s (from 4 min)", ("decrease", 240, 60, "seconds", False)),
        ("€0.5m → €750k ARR", ("increase", 500_000, 750_000, "EUR", False)),
        ("Achieve sub-2s load time for 90% of user journeys", ("reach", None, 90, "%", False)),
        ("Hire 12 senior roles with >80% role satisfaction", ("reach", None, 12, "hires", False)),
        ("Achieve NPS > 50 from new users in first 30 days", ("reach", None, 50, "score", False)),
        ("Reduce rework hours by 25%", ("decrease", None, 25, "%", True)),
        ("Halve the number of incidents", ("decrease", None, 50, "%", True)),
        ("Grow weekly orders by 3x", ("increase", None, 3, "x", True)),
        ("Raise margin by 2 percentage points", ("increase", None, 2, "pp", True)),
        ("50% fewer complaints", ("decrease", None, 50, "%", True)),
        ("Hit 60% weekly retention (up from 45%)", ("increase", 45, 60, "%", False)),
        ("Increase model recall to 80% (from 74%)", ("increase", 74, 80, "%", False)),
        ("Improve response time from 24 hours to 4 hours", ("decrease", 24, 4, "hours", False)),
        ("Increase score from +12 to +45", ("increase", 12, 45, "score", False)),
        ("Maintain CAC < $90 (currently $82)", ("within", 82, 90, "USD", False)),
        ("Maintain NPS above 60", ("maintain", None, 60, "score", False)),
        ("Grow bookings by 15-20%", ("increase", None, 15, "%", True)),
        ("Cut error rate from 3,5 % to 1,2 %", ("decrease", 3.5, 1.2, "%", False)),
        ("No customer is left waiting", ("within", None, 0, None, False)),
        ("Improve search quality", (None, None, None, None, None)),
        ("Reduce falls by a quarter", ("decrease", None, 25, "%", True)),
        ("Grow enquiries by half", ("increase", None, 50, "%", True)),
        ("Slash handling time in half", ("decrease", None, 50, "%", True)),
        ("Grow partner revenue fivefold", ("increase", None, 5, "x", True)),
        ("Expansion revenue up 12% versus last quarter", ("increase", None, 12, "%", True)),
        ("Reduce traffic fatalities 10% by 2026", ("decrease", None, 10, "%", True)),
        ("Average time to hire down to 30 days", ("decrease", None, 30, "days", False)),
        ("Bring open bugs to zero", ("decrease", None, 0, "bugs", False)),
        ("Bring API availability up to 99.9%", ("increase", None, 99.9, "%", False)),
        ("Extend runway to 18 months (from 11)", ("increase", 11, 18, "months", False)),
        ("Adoption goes up to 60% (40% in Q1)", ("increase", 40, 60, "%", False)),
        ("Raise $200k in sponsorship", ("reach", None, 200_000, "USD", False)),
        ("Annual giving increases from £1.1 million to £2 million", ("increase", 1_100_000, 2_000_000, "GBP", False)),
        ("Refund rate no higher than 2%", ("within", None, 2, "%", False)),
        ("Occupancy does not drop below 85%", ("maintain", None, 85, "%", False)),
        ("At least 5 reviews a week", ("reach", None, 5, "reviews", False)),
        ("Open issues: 412 -> 200", ("decrease", 412, 200, None, False)),
        ("Cut the 2.0 release", (None, None, None, None, None)),
    ],
)
def test_the_figures_of_a_key_result(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Keep billable utilisation between 70% and 80%", ("within", 70, 80, "%", False)),
        ("Call abandonment rate (under 5 percent)", ("within", None, 5, "%", False)),
        ("System uptime: >99.9%", ("maintain", None, 99.9, "%", False)),
        ("Close 30 deals per month", ("maintain", None, 30, "deals", False)),
        ("Churn rate", (None, None, None, None, None)),
        ("MRR: $500K", (None, None, None, None, None)),
    ],
)
def test_the_figures_of_a_kpi(text, expected):
    assert figures(text, "kpi") == expected


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Increase client satisfaction score from 7.4 to 8.8", "client satisfaction score"),
        ("Achieve a 15% conversion rate from trials to paid users", "conversion rate"),
        ("Average response time is below 2 hours", "Average response time"),
        ("Customer Churn: <3% monthly", "Customer Churn"),
        ("Hire two engineers", None),
    ],
)
def test_the_metric_is_named_in_the_words_of_the_statement(text, metric):
    assert lint(text, "key_result").as_dict()["metric"] == metric


def test_conditions_say_whose_share_which_percentile_and_which_cohort():
    assert conditions_of(parse("Resolve 90% of tickets within 24 hours")).share_of == "tickets"
    assert conditions_of(parse("P95 latency below 300 ms")).percentile == "P95"
    found = conditions_of(parse("Achieve NPS > 50 from new users in first 30 days"))
    assert (found.cohort, found.period) == ("new users", "in first 30 days")
