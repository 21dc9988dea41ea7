"""Who asks about one unit is told of it what is told when all are asked about, and less is compared."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from headway.coach.likeness import alike
from headway.coach.set_patterns import look
from headway.coach.snapshot import KeyResult, Kpi, Objective, Snapshot

TITLES = (
    "Clinics choose us first", "Be the first choice of clinics", "Raise retention of clinics from 40% to 60%",
    "Reduce churn of clinics from 5% to 3%", "Customers are onboarded faster", "Quick onboarding of customers",
    "Increase support headcount from 10 to 14", "Reduce support headcount from 10 to 8", "Margin", "Support headcount",
)  # fmt: skip
UNITS = ("U-1", "U-2", "U-3", "U-4")
title, unit = st.sampled_from(TITLES), st.sampled_from(UNITS)


@st.composite
def worlds(draw):
    """Goals of four units in two cycles that say much the same, some of them on one KPI."""
    goals, rows = [], []
    for n, (said, where, old) in enumerate(draw(st.lists(st.tuples(title, unit, st.booleans()), max_size=8))):
        span = {"cycle": "C-1", "closed": True, "start": date(2026, 7, 1), "due": date(2026, 9, 30)} if old else {}
        owner = draw(st.sampled_from(("P-1", "P-2")))
        guards = draw(st.sampled_from(((), ("K-1",))))
        goals.append(Objective(f"O-{n}", said, where, owner, guardrails=guards, **span))
        for m, (words, metric) in enumerate(draw(st.lists(st.tuples(title, st.sampled_from(("", "K-1"))), max_size=3))):
            target = draw(st.sampled_from((5.0, 20.0)))
            rows.append(KeyResult(f"KR-{n}{m}", words, f"O-{n}", owner, metric=metric, target=target))
    kpis = (Kpi("K-1", "Support headcount"), Kpi("K-2", "Retention of clinics", "U-3"))
    return Snapshot(kpis=kpis, objectives=tuple(goals), key_results=tuple(rows))


@settings(max_examples=60, deadline=None)
@given(worlds(), st.frozensets(unit, min_size=1, max_size=2))
def test_of_the_units_asked_about_the_same_is_told(world, asked):
    told = [one for one in look(replace(world, asked=asked)) if one.unit in asked]
    assert told == [one for one in look(world) if one.unit in asked]


@settings(max_examples=60, deadline=None)
@given(st.lists(title, max_size=12), st.frozensets(st.integers(0, 11)))
def test_pairs_about_some_are_those_of_all_that_hold_one_of_them(texts, asked):
    named = {str(n): text for n, text in enumerate(texts)}
    about = {str(n) for n in asked}
    every = list(alike(named))
    assert list(alike(named, about=about)) == [pair for pair in every if about.intersection(pair[:2])]
