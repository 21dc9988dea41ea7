"""Pages of themes, the backlog, copies and roll-over, and key results by kind, through the front door."""

from datetime import date

import pytest
from django.urls import reverse

from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.cycles import NewCycle, create_cycle
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import change_objective
from headway.okrs.actions.steps import NewStep
from headway.okrs.actions.themes import NewPlan, NewTheme, create_theme, plan_theme, review_theme
from headway.okrs.models import Objective, Step, Theme
from headway.okrs.tests.world import colleague, objective, steps
from tests.statements import count_statements
from tests.world import MONDAY, founder, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(client, monkeypatch):
    monkeypatch.setattr("headway.people.middleware.read_clock", lambda: MONDAY)
    caller = founder()
    client.force_login(caller.person.user)
    return caller


def url(name: str, *keys: str) -> str:
    return reverse(f"okrs:{name}", args=["lumen", *keys])


def text(answer) -> str:
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def theme_of(caller) -> Theme:
    return create_theme(caller, NewTheme("Reach", caller.person, date(2026, 1, 1), date(2028, 12, 31), "Clinics wait."))


def test_a_theme_shows_its_story_goals_money_heads_and_reviews(client, caller):
    theme = theme_of(caller)
    goal = objective(caller, "Clinics pay")
    change_objective(caller, goal, {"theme": theme})
    plan_theme(caller, theme, NewPlan("money", "Field team", 1_200_000_00, 900_000_00))
    plan_theme(caller, theme, NewPlan("heads", "Field team", 125))
    review_theme(caller, theme, "adjust", "Two clinics left.")
    page = text(client.get(url("theme", theme.key)))
    for said in ("Clinics wait.", "Clinics pay", "1,200,000", "12.5", "Adjust", "Two clinics left."):
        assert said in page
    assert "Clinics pay" in text(client.get(url("themes")))


def test_a_theme_is_made_reviewed_and_planned_on_its_pages(client, caller):
    form = {"title": "Reach", "sponsor": caller.person.key, "start": "2026-01-01", "end": "2028-12-31"}
    assert client.post(url("new-theme"), form).status_code == 302
    theme = Theme.objects.get()
    client.post(url("review-theme", theme.key), {"review-verdict": "continue", "review-text": "It pays."})
    client.post(url("plan-theme", theme.key), {"kind": "money", "money-name": "Ads", "money-planned": "1000"})
    assert theme.reviews.get().verdict == "continue"
    assert theme.plans.get().planned == 100_000
    assert client.post(url("new-theme"), form | {"end": "2025-01-01"}).status_code == 422


def test_only_its_sponsor_and_admins_change_a_theme(client, caller):
    theme = theme_of(caller)
    client.force_login(colleague(caller).person.user)
    assert client.post(url("edit-theme", theme.key)).status_code == 403
    assert client.get(url("new-theme")).status_code == 403
    assert "Change</a>" not in text(client.get(url("theme", theme.key)))


def test_a_startup_does_not_see_themes_until_it_has_one(client, caller):
    assert url("themes") not in text(client.get(url("cycles")))
    theme_of(caller)
    assert f'href="{url("themes")}"' in text(client.get(url("cycles")))


@pytest.mark.parametrize("count", [1, 3, 12])
def test_themes_cost_the_same_however_many_goals_they_have(client, caller, count):
    theme = theme_of(caller)
    for number in range(count):
        change_objective(caller, objective(caller, f"Goal {number}"), {"theme": theme})
    for page in (url("themes"), url("theme", theme.key)):
        with count_statements() as ran:
            answer = client.get(page)
        ran.assert_fits(answer.content)


def test_an_idea_is_written_down_and_brought_into_a_cycle(client, caller):
    goal = objective(caller, "Running")
    form = {"title": "A thought", "why": "", "owner": caller.person.key, "unit": goal.unit.key}
    client.post(url("backlog"), form)
    idea = Objective.objects.get(title="A thought")
    assert idea.in_backlog
    assert "A thought" in text(client.get(url("backlog")))
    assert text(client.get(url("objective", idea.key)))
    client.post(url("schedule", idea.key), {"cycle": goal.cycle.key})
    assert Objective.objects.get(pk=idea.pk).cycle == goal.cycle


def test_postponing_on_its_page_takes_the_reason_along(client, caller):
    goal = objective(caller)
    assert client.post(url("postpone", goal.key), {"cycle": "", "reason": ""}).status_code == 422
    assert client.post(url("postpone", goal.key), {"cycle": "", "reason": "Others first."}).status_code == 302
    assert "Others first." in text(client.get(url("backlog")))


def test_goals_roll_over_from_the_page_of_their_cycle(client, caller):
    goals = [objective(caller, name) for name in ("One", "Two")]
    following = create_cycle(caller, NewCycle("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)))
    page = url("roll-over", goals[0].cycle.key)
    assert "From where they stand now" in text(client.get(page))
    client.post(page, {"cycle": following.key, "rule": "current", "objectives": [goals[0].key]})
    assert [one.title for one in following.objectives.all()] == ["One"]
    copied = client.post(url("clone", goals[1].key), {"title": "Two again", "cycle": "", "rule": "blank"})
    assert copied.status_code == 302
    assert Objective.objects.get(title="Two again").key_results.get().kind == "baseline"


@pytest.mark.parametrize(
    ("kind", "asked", "absent"),
    [
        ("move", "count_by", "control_reason"), ("control", "control_reason", "baseline"),
        ("milestone", "steps", "limit_lower"), ("baseline", "target", "baseline"), ("done", "owner", "unit"),
    ],
)  # fmt: skip
def test_a_form_asks_only_for_what_its_kind_needs(client, caller, kind, asked, absent):
    page = text(client.get(url("add-key-result", objective(caller).key), {"kind": kind}))
    assert f'name="{asked}"' in page
    assert f'name="{absent}"' not in page


def test_a_milestone_is_made_with_its_steps_and_finished_with_evidence(client, caller):
    goal = objective(caller)
    form = {
        "kind": "milestone",
        "title": "Open",
        "owner": caller.person.key,
        "steps": "Lease, 2026-11-30, 2\nTeam, 2026-12-20",
    }
    assert client.post(url("add-key-result", goal.key), form).status_code == 302
    row = goal.key_results.get(kind="milestone")
    assert [(step.title, step.weight) for step in row.steps.order_by("pk")] == [("Lease", 2), ("Team", 1)]
    step = Step.objects.order_by("pk").first()
    client.post(url("step-state", step.key), {"state": "done", "evidence": "https://lumen.example/lease"})
    assert "https://lumen.example/lease" in text(client.get(url("key-result", row.key)))
    wrong = client.post(url("add-key-result", goal.key), form | {"steps": "Lease"})
    assert "“Lease” cannot be read" in wrong.content.decode()


def test_a_baseline_turns_into_a_movement_on_its_page(client, caller):
    goal = objective(caller, "Know", NewKeyResult("Hours", kind="baseline"))
    row = goal.key_results.select_related("objective__cycle", "workspace").get()
    check_in(caller, CheckInDraft(row, 80))
    assert "It starts from 80" in text(client.get(url("key-result", row.key)))
    client.post(url("turn", row.key), {"turn-target": "-25 %"})
    row.refresh_from_db()
    assert (row.kind, row.baseline, row.target) == ("move", 80, 60)


def test_a_mirrored_key_result_stands_on_both_pages(client, caller):
    home, other = objective(caller, "Home", steps("Shared")), objective(caller, "Other", steps("Own"))
    client.post(url("mirror", other.key), {"mirror-key_result": home.key_results.get().key})
    page = text(client.get(url("objective", other.key)))
    assert "Shared" in page
    assert "counted here from" in page


def test_the_earlier_words_of_a_goal_stand_on_its_page(client, caller):
    goal = objective(caller, "First words")
    change_objective(caller, goal, {"title": "Better words"})
    page = text(client.get(url("objective", goal.key)))
    assert "<del>First words</del>" in page
    assert "<ins>Better words</ins>" in page


def test_the_page_of_a_cycle_says_who_moved_it(client, caller):
    goal = objective(caller)
    client.post(url("cycle-state", goal.cycle.key), {"move-state": "scoring"})
    assert "Ines Marchetti, to scoring" in text(client.get(url("cycle", goal.cycle.key)))


def test_milestones_of_others_are_not_mine_to_finish(client, caller):
    news = (NewStep("Lease", date(2026, 11, 30)),)
    goal = objective(caller, "Open", NewKeyResult("Open", kind="milestone", steps=news))
    client.force_login(colleague(caller).person.user)
    step = Step.objects.get()
    assert client.post(url("step-state", step.key), {"evidence": "x"}).status_code == 403
    assert goal.key_results.get().progress == 0


def test_what_grades_mean_says_when_it_was_written_after_the_work_began(client, caller):
    goal = objective(caller, start=caller.today, due=date(2026, 12, 31))
    change_objective(caller, Objective.objects.get(pk=goal.pk), {"means_07": "Seven clinics."})
    assert "after the work had begun" not in text(client.get(url("objective", goal.key)))
    change_objective(later(caller, days=2), Objective.objects.get(pk=goal.pk), {"means_07": "Two clinics."})
    assert "after the work had begun" in text(client.get(url("objective", goal.key)))
