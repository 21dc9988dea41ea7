"""Work, routines, levels and starts that are told by a small word: who agrees, how often, within what, from where."""

import pytest

from headway.coach.lint import lint_by_rules

TASK, BAU, STATIC, START, TARGET = "task_not_outcome", "bau_routine", "static_kpi", "no_baseline", "no_target"
WISH = "unmeasurable"
OK: set[str] = {"ok"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # Others have to agree, or nothing comes to an end.
        ("Negotiate longer payment terms with five suppliers", OK),
        ("Partner with two vineyards", OK),
        ("Facilitate exchange between the parishes", {WISH}),
        ("Renegotiate the lease", {TASK}),
        # Each time within days is a level; within months is a term.
        ("Inspect 90% of reported leaks within 3 days", {STATIC}),
        ("Repairs finished within 5 days of the report ≥ 90%", {STATIC}),
        ("Paint 80% of the fences within six months", {TASK}),
        # For each of many: it had a value before; per month it begins anew.
        ("Sell 3 extras per booking", {START}),
        ("Oven allows fewer than 3 burnt loaves per batch", {START}),
        ("Win 4 orders per week", OK),
        # A start is told in other words.
        ("Cut waiting by 50% from avg. 12 minutes", OK),
        ("Reduce unpaid rent by 40% (we were at €9,000 in May, we want €5,400)", OK),
        ("Raise punctuality from our baseline of 81%", {TARGET}),
        ("Raise punctuality above the baseline, to 81%", {START}),
        # What one does oneself time and again, and what others do.
        ("20 orders each day", OK),
        ("15 neighbours coming by every week", OK),
        # How often.
        ("Prune the orchard annually", {TASK, BAU}),
        ("Send the rota every 4-6 weeks", {TASK, BAU}),
        ("Sketch 2 pages every weekday", {TASK, BAU}),
        ("Repaint one hull per breeding cycle", {TASK, BAU}),
        ("Prune the orchard", {TASK}),
        # A noun with nothing to make behind it.
        ("Minimum of two trophies at the winter games", OK),
        ("Hygienic handling and storage of seed by growers", {WISH}),
        ("A reading corner beside the till", {TASK}),
        ("Talent programs for young swimmers", {TASK}),
    ],
)
def test_a_key_result_is_read_by_who_decides_and_how_often(text, codes):
    assert set(lint_by_rules(text, "key_result").issues) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # A purpose makes no aim of what is written or put in; it does of what is founded.
        ("Implement single sign-on at all branches to reduce calls", {TASK}),
        ("Publish recipes to support bakers", {TASK}),
        ("Build a shop to support growers", OK),
        ("Design a welcome that guests love", OK),
        # A team is grown; it is also trained and hired.
        ("Build a tour and catering team", OK),
        ("Train the night team on the new pumps", {TASK}),
        ("Hire a team for the night shift", {TASK}),
        # How it is done is what counts.
        ("Print the leaflets safely.", OK),
        ("Print the leaflets", {TASK}),
    ],
)
def test_an_objective_is_read_by_what_it_turns_on(text, codes):
    assert set(lint_by_rules(text, "objective").issues) == codes


def test_a_task_done_once_a_year_is_a_routine():
    assert BAU in lint_by_rules("Weigh the archive boxes annually", "task").issues
    assert lint_by_rules("Weigh the archive boxes", "task").issues == ["ok"]
