"""Goals as of a date: what was written and shown then, and nothing that anybody may not see."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from headway.activity.models import Activity, Touch
from headway.okrs.actions.alignments import align, unalign
from headway.okrs.actions.amendments import NewAmendment, accept_amendment, propose_amendment
from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.co_owners import set_co_owners
from headway.okrs.actions.key_results import set_shares
from headway.okrs.actions.objectives import archive_objective, change_objective
from headway.okrs.actions.statuses import override_status, resume_status
from headway.okrs.actions.themes import NewTheme, create_theme
from headway.okrs.checks import log_keeps_goals
from headway.okrs.jobs import refold_pace
from headway.okrs.models import Objective
from headway.okrs.past import moment_of, objective_as_of, unit_as_of
from headway.okrs.shown import shown_of
from headway.okrs.tests.world import colleague, objective, only_kr, steps
from headway.people.acting import image
from headway.people.actions.units import change_unit, create_unit
from headway.people.errors import NotHere, Refused
from tests.statements import count_statements
from tests.world import company, founder, later

pytestmark = pytest.mark.django_db


def fresh(goal):
    return Objective.objects.select_related("owner", "unit", "cycle", "theme").get(pk=goal.pk)


def on(caller, days):
    """The moment ``days`` after the caller's, seen a month later."""
    day = caller.workspace.local(caller.now).date() + timedelta(days=days)
    return moment_of(later(caller, days=40), day)


def test_progress_status_and_texts_are_those_of_that_day():
    caller = founder()
    goal = objective(caller)
    check_in(later(caller, days=2), CheckInDraft(only_kr(goal), 4, 6, "Four of ten."))
    change_objective(later(caller, days=4), fresh(goal), {"title": "Another title"})
    check_in(later(caller, days=6), CheckInDraft(only_kr(goal), 9, 8))
    then = objective_as_of(later(caller, days=40), on(caller, 3), goal.key)
    assert (then.goal.title, then.goal.progress) == (goal.title, 400_000)
    assert (then.key_results[0].current, then.key_results[0].said[0].note) == (4, "Four of ten.")
    now = objective_as_of(later(caller, days=40), on(caller, 7), goal.key)
    assert (now.goal.title, now.goal.progress) == ("Another title", 900_000)


def test_targets_shares_and_hands_are_those_of_that_day():
    caller = founder()
    goal = objective(caller, "Clinics pay", steps("One"), steps("Two"))
    first, second = goal.key_results.order_by("pk").select_related("objective__cycle", "owner", "metric", "workspace")
    set_shares(later(caller, days=2), fresh(goal), {first.key: 7000}, "It matters more.")
    override_status(later(caller, days=4), fresh(goal), "off_track", "The contract slips.")
    amendment = propose_amendment(later(caller, days=5), second, NewAmendment("target", 20, "More came."))
    accept_amendment(later(caller, days=6), amendment)
    resume_status(later(caller, days=8), fresh(goal))
    reader = later(caller, days=40)
    shares = [[row.share for row in objective_as_of(reader, on(caller, d), goal.key).key_results] for d in (1, 3)]
    assert shares == [[5000, 5000], [7000, 3000]]
    hands = [objective_as_of(reader, on(caller, d), goal.key).goal.hand_status for d in (3, 5, 9)]
    assert hands == ["", "off_track", ""]
    targets = [objective_as_of(reader, on(caller, d), goal.key).key_results[1].image["target"] for d in (5, 7)]
    assert targets == [10, 20]


def test_alignments_that_ended_and_units_that_moved_are_shown_as_they_were():
    caller = founder()
    sales, growth = (create_unit(caller, name, company(caller)) for name in ("Sales", "Growth"))
    team = create_unit(caller, "Outbound", sales)
    parent, child = objective(caller, "Clinics pay"), objective(caller, "Talks lead on", unit=team)
    edge = align(later(caller, days=1), child, parent)
    unalign(later(caller, days=3), edge)
    change_unit(later(caller, days=3), team, name="Outbound", parent=growth, lead=None)
    change_objective(later(caller, days=5), fresh(child), {"unit": growth})
    reader = later(caller, days=40)
    assert [row.key for row in objective_as_of(reader, on(caller, 2), parent.key).children] == [child.key]
    assert objective_as_of(reader, on(caller, 4), parent.key).children == []
    assert [unit_as_of(reader, on(caller, d), sales.key).units for d in (2, 4)] == [[(team.key, "Outbound")], []]
    homes = [[row.key for row in unit_as_of(reader, on(caller, d), team.key).objectives] for d in (4, 6)]
    assert homes == [[child.key], []]


def test_what_was_not_there_yet_or_not_any_more_is_not_shown():
    caller = founder()
    goal = objective(later(caller, days=3))
    archive_objective(later(caller, days=6), fresh(goal), "The market closed.")
    reader = later(caller, days=40)
    listed = [[row.key for row in unit_as_of(reader, on(caller, d)).objectives] for d in (1, 4, 7)]
    assert listed == [[], [goal.key], []]
    with pytest.raises(NotHere):
        objective_as_of(reader, on(caller, 1), goal.key)


def test_a_day_ahead_is_refused():
    caller = founder()
    with pytest.raises(Refused, match="lies ahead"):
        moment_of(caller, caller.today + timedelta(days=1))


@pytest.mark.parametrize("hidden_now", [True, False])
def test_a_private_goal_shows_to_nobody_else_whether_it_was_private_then_or_is_now(hidden_now):
    caller = founder()
    parent = objective(caller, "Clinics pay")
    goal = objective(caller, "We buy them", private=not hidden_now)
    align(caller, goal, parent, "supports")
    change_objective(later(caller, days=2), fresh(goal), {"private": hidden_now})
    stranger = colleague(later(caller, days=40))
    for days in (1, 3):
        seen = unit_as_of(stranger, on(caller, days))
        allowed = (days == 3) != hidden_now and not (hidden_now or days == 1)
        assert (goal.key in [row.key for row in seen.objectives]) is allowed
        below = objective_as_of(stranger, on(caller, days), parent.key).children
        assert (goal.key in [row.key for row in below]) is allowed
    assert len(unit_as_of(later(caller, days=40), on(caller, 1)).objectives) == 2


ACTS = st.lists(
    st.tuples(st.sampled_from(["say", "rename", "hand", "share", "align", "unalign", "night"]), st.integers(0, 9)),
    max_size=8,
)


@settings(
    max_examples=12, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(ACTS)
def test_as_of_today_equals_today_whatever_was_done(acts):
    caller = founder(f"w{Activity.objects.count()}-{Touch.objects.count()}")
    goals = [objective(caller, f"Goal {n}", steps("One"), steps("Two")) for n in range(3)]
    for step, (act, number) in enumerate(acts, 1):
        with suppress(Refused):  # shares that cannot stand together, and loops
            do(later(caller, hours=step), act, number, goals)
    moment = moment_of(caller, None)
    for goal in goals:
        now, then = fresh(goal), objective_as_of(caller, moment, goal.key)
        assert (then.goal.progress, then.goal.status, then.goal.title) == (now.progress, now.status, now.title)
        assert then.goal.image.get("hand_status") == image(now)["hand_status"]
        rows = list(now.key_results.order_by("pk"))
        assert [(row.current, row.progress) for row in then.key_results] == [(r.current, r.progress) for r in rows]
        assert [row.share for row in then.key_results] == [now.shares[row.key] for row in rows]
        assert then.goal.shown.keys() == shown_of(now).keys()
    assert log_keeps_goals(caller.workspace) == []


def do(caller, act, number, goals):
    goal = fresh(goals[number % 3])
    row = goal.key_results.select_related("objective__cycle", "workspace", "owner").order_by("pk")[number % 2]
    if act == "say":
        check_in(caller, CheckInDraft(row, number))
    elif act == "rename":
        change_objective(caller, goal, {"title": f"Named {number}"})
    elif act == "hand":
        override_status(caller, goal, "at_risk", "It slips.")
    elif act == "share":
        set_shares(caller, goal, {row.key: 1000 * number or None}, "So we decided.")
    elif act == "align" and number % 3:
        align(caller, goal, fresh(goals[number % 3 - 1]))
    elif act == "unalign" and (edge := goal.parents.select_related("child__cycle", "parent").first()):
        unalign(caller, edge)
    elif act == "night":
        refold_pace(later(caller, days=7 * number).now)


@pytest.mark.parametrize("count", [1, 3, 60])
def test_a_level_costs_the_same_whatever_is_in_it(client, count):
    caller = founder()
    goal = objective(caller, "Clinics pay", *(steps(f"KR {n}") for n in range(count)))
    for n in range(count):
        objective(caller, f"Goal {n}", parent=goal)
    client.force_login(caller.person.user)
    slug = caller.workspace.slug
    for url in (reverse("okrs:past", args=[slug]), reverse("okrs:past-objective", args=[slug, goal.key])):
        with count_statements() as ran:
            page = client.get(url)
        assert page.status_code == 200
        ran.assert_fits(page.content)


def test_the_pages_say_what_day_is_shown_and_what_is_wrong_with_another(client):
    caller = founder()
    goal = objective(caller)
    client.force_login(caller.person.user)
    url = reverse("okrs:past", args=[caller.workspace.slug])
    assert goal.title in client.get(url).content.decode()
    assert "is no date" in client.get(url, {"date": "soon"}).content.decode()
    assert "lies ahead" in client.get(url, {"date": "2999-01-01"}).content.decode()
    past = client.get(url, {"date": "2020-01-01"}).content.decode()
    assert "No objective of its own stood here" in past
    assert date(2020, 1, 1).isoformat() in past


def test_kind_theme_people_tags_and_what_grades_mean_are_those_of_that_day():
    caller = founder()
    goal, other = objective(caller), colleague(caller)
    begun = caller.today - timedelta(days=100)
    theme = create_theme(caller, NewTheme("Clinics stay", caller.someone, begun, begun + timedelta(days=400)))
    written = {"ambition": "committed", "tags": ",churn,", "means_07": "Half of them stay.", "theme": theme}
    change_objective(later(caller, days=1), fresh(goal), written)
    set_co_owners(later(caller, days=1), fresh(goal), [other.someone])
    change_objective(later(caller, days=4), fresh(goal), {"means_07": "All of them stay.", "tags": "", "theme": None})
    set_co_owners(later(caller, days=4), fresh(goal), [])
    then = objective_as_of(later(caller, days=40), on(caller, 2), goal.key)
    assert (then.goal.ambition, then.goal.tags, then.theme) == ("Committed", ["churn"], "Clinics stay")
    assert (then.co_owners, then.goal.means[1]) == ([other.someone.name], ("0.7", "Half of them stay."))
    now = objective_as_of(later(caller, days=40), on(caller, 5), goal.key)
    assert (now.goal.tags, now.theme, now.co_owners, now.goal.means[1][1]) == ([], "", [], "All of them stay.")
