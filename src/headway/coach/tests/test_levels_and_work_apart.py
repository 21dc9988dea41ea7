"""Levels to be held, work to be finished and routines are told apart by grammar, whatever the trade."""

import pytest

from headway.coach.lint import lint_by_rules

TASK, BAU, STATIC, START, WISH = "task_not_outcome", "bau_routine", "static_kpi", "no_baseline", "unmeasurable"
OK: set[str] = {"ok"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # A verb-like word that opens what is done.
        ("Publish articles ≥ 5", {TASK}),
        ("Reduce rework hours < 2%", {START}),
        # There is to be none of it, or less of it.
        ("Stock-outs per week: 0", {STATIC}),
        ("Open complaints: 14 → 0", OK),
        # A participle behind a verb-like word belongs to what is done, unless the phrase ends there.
        ("Run automated backups of all branches", {TASK}),
        ("Audit outsourced kitchens", {TASK}),
        ("Design approved by the city council", OK),
        ("We have documented 20 procedures", {TASK}),
        # What each of many does, and what nobody does.
        ("Every apprentice takes part in at least two site visits", {STATIC}),
        ("Each manager writes a succession plan", {TASK}),
        ("Nurses spend no time on paper forms", {STATIC}),
        ("The repair backlog reaches zero", {START}),
        # A level that is run day by day is held.
        ("Average repair cost ≤ €42", {STATIC}),
        ("Customer satisfaction ≥ 85%", {STATIC}),
        # How often, and how many.
        ("Print 300 programmes (two pages each)", {TASK}),
        # What one puts in is one's own; what others join or have is not.
        ("12 lessons added to the library", {TASK}),
        ("4 new product ideas introduced in spring", {TASK}),
        ("4 projects onboarded", OK),
        ("12 villages have a well", OK),
        ("We have 5 posters", {TASK}),
        # A state that lasts.
        ("Stay current with dental technology", {STATIC}),
        # Any word behind "I will" is a verb.
        ("I will exercise twice a week", {TASK, BAU}),
        # What is thought about or asked is no work yet.
        ("Consider using a second warehouse", {WISH}),
        ("Is the rota fair to part-timers?", {WISH}),
        ("Ability to reprint a lost ticket", {TASK}),
        ("Make the process work well for everyone", {WISH}),
    ],
)
def test_a_key_result_is_told_apart(text, codes):
    assert set(lint_by_rules(text, "key_result").issues) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Develop a flood plan that protects low-lying farms", {TASK}),
        ("Finalize the seating chart for the opera season", {TASK}),
        ("Prepare strategies and a budget for the next five years", {TASK}),
        ("Develop strategic partnerships", OK),
        ("Develop a strong team", OK),
        ("Maintain accurate stock records at all times", {STATIC}),
    ],
)
def test_an_objective_is_told_apart(text, codes):
    assert set(lint_by_rules(text, "objective").issues) == codes


def test_what_is_done_each_year_is_a_routine_in_an_objective_too():
    assert lint_by_rules("Each year, publish a safety review", "objective").issues == [TASK, BAU]
