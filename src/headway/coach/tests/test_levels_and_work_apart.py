"""Levels to be held, work to be finished and routines are told apart by grammar, whatever the trade."""

import pytest

from headway.coach.lint import lint

TASK, BAU, STATIC, START = "task_not_outcome", "bau_routine", "static_kpi", "no_baseline"
OK: set[str] = {"ok"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # A verb-like word that opens a name with its upper limit, and one that is done.
        ("Repair orders open per technician < 4", {STATIC}),
        ("Return parcels per 1,000 orders ≤ 8", {STATIC}),
        ("Order → shelf < 2 days", {STATIC}),
        ("Open/resolved ratio < 5%", {STATIC}),
        ("Contract review pass rate 100%", {STATIC}),
        ("Publish articles ≥ 5", {TASK}),
        ("Reduce rework hours < 2%", {START}),
        # What a thing does to a share of what comes in.
        ("Automated gate blocks 100% of expired badges", {STATIC}),
        ("Trained classifier flags 100% of duplicate invoices", {STATIC}),
        ("Published checklists for 5 wards", {TASK}),
        # There is to be none of it, or less of it.
        ("Stock-outs per week: 0", {STATIC}),
        ("Scheduling conflicts per month = 0", {STATIC}),
        ("Open complaints: 14 → 0", OK),
        # A participle behind a verb-like word belongs to what is done, unless the phrase ends there.
        ("Run automated backups of all branches", {TASK}),
        ("Audit outsourced kitchens", {TASK}),
        ("Design approved by the city council", OK),
        # Having so many, and having done.
        ("We have at least 20 confirmed exhibitors", OK),
        ("We have documented 20 procedures", {TASK}),
    ],
)
def test_a_key_result_is_told_apart(text, codes):
    assert set(lint(text, "key_result").issues) == codes
