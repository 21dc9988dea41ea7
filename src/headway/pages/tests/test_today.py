import re
from datetime import timedelta

import pytest
from django.urls import reverse

from headway.kpis.models import Reading
from headway.loop.models import Decision, Graduation
from headway.loop.tests.scene import FIRST, HEALTHY, as_person, breached, cycle, kpi, member, reached, read
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective, create_objective
from headway.okrs.actions.scores import score_objective
from headway.okrs.actions.statuses import override_status
from headway.okrs.actions.themes import NewTheme, create_theme, review_theme
from headway.okrs.models import CheckIn, Cycle, Objective
from headway.pages.today import read_today
from headway.pages.waits import read_waits
from headway.people.actions.comments import write_comment
from tests.world import MONDAY, company, founder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("headway.people.middleware.read_clock", lambda: MONDAY)


@pytest.fixture
def caller():
    return founder()


def home(client, caller, person=None):
    client.force_login((person or caller.person).user)
    return client.get(reverse("pages:home", args=[caller.workspace.slug]))


def manual(caller, count=1, title="Reference clinics"):
    """An objective with key results that are counted by hand."""
    rows = tuple(
        NewKeyResult(f"{title} {n}", unit_label="clinics", baseline=2, target=6, start=MONDAY.date())
        for n in range(count)
    )
    new = NewObjective("Clinics recommend us", caller.person, company(caller), cycle(caller), key_results=rows)
    return list(create_objective(caller, new).key_results.order_by("pk"))


def test_an_empty_workspace_says_that_nothing_waits(client, caller):
    page = home(client, caller)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Nothing needs you." in text
    assert "No key result is yours yet." in text
    assert "Monday 16 November" in text


def test_a_breach_stands_first_with_its_time_and_whom_it_goes_to(client, caller):
    owner = member(caller, "Ruth Adeyemi")
    breached(caller, owner=owner)
    text = home(client, caller, owner).content.decode()
    assert "One thing needs you." in text
    assert "Trial-to-paid conversion left its band: decide" in text
    assert "Unanswered, it goes to Ines Marchetti." in text
    assert "one number really changed" in text


def test_a_late_decision_is_told_to_each_of_the_two_whom_it_asks_now(client, caller):
    owner = member(caller, "Ruth Adeyemi")
    breached(caller, owner=owner)
    Decision.objects.update(escalated_at=MONDAY)
    assert "Ruth Adeyemi did not answer; it came to you" in home(client, caller).content.decode()
    assert "and went to Ines Marchetti, too" in home(client, caller, owner).content.decode()


def test_who_is_not_asked_has_nothing_to_do(client, caller):
    breached(caller, owner=member(caller, "Ruth Adeyemi"))
    assert "Nothing needs you." in home(client, caller).content.decode()


def test_noise_is_one_small_paragraph(client, caller):
    read(caller, kpi(caller, "Active clinics"), [*HEALTHY, 121])
    text = " ".join(home(client, caller).content.decode().split())
    assert "no number really changed" in text
    assert "Within the usual range, so nothing changed:" in text
    assert "Active clinics 12.1" in text


def test_a_number_that_nobody_read_is_stale(client, caller):
    read(caller, kpi(caller, "Escaped defects"), [120, 121])
    text = home(client, caller).content.decode()
    assert "Stale" in text
    assert "Escaped defects" in text


@pytest.mark.parametrize("count", [1, 6])
def test_check_ins_that_wait_are_one_thing_and_have_fields(client, caller, count):
    manual(caller, count)
    text = home(client, caller).content.decode()
    assert "One thing needs you." in text
    assert len(re.findall(r'name="KR-\d+-value"', text)) == count


def test_values_typed_beside_key_results_are_check_ins(client, caller):
    first, second = manual(caller, 2)
    home(client, caller)
    given = {f"{first.key}-value": "4", f"{first.key}-confidence": "7", f"{second.key}-value": ""}
    sent = client.post(reverse("pages:send-values", args=["lumen"]), given)
    assert sent.status_code == 302
    said = CheckIn.objects.get()
    assert (said.key_result, said.value, said.confidence) == (first, 4, 7)
    assert "Sent one check-in." in client.get(sent["Location"]).content.decode()


@pytest.mark.parametrize("given", [{"value": "many"}, {"value": "3", "confidence": "11"}, {}, {"value": "NaN"}])
def test_what_cannot_be_read_is_said_and_nothing_is_sent(client, caller, given):
    first, second = manual(caller, 2)
    home(client, caller)
    typed = {f"{first.key}-{name}": value for name, value in given.items()}
    if given:
        typed[f"{second.key}-value"] = "5"
    page = client.post(reverse("pages:send-values", args=["lumen"]), typed)
    assert page.status_code == 422
    assert "Nothing was sent." in page.content.decode()
    assert not CheckIn.objects.exists()


def test_a_watermelon_needs_its_owner(client, caller):
    metric = kpi(caller)
    read(caller, metric, [*HEALTHY[:9], 121, 120])
    objective = create_objective(caller, NewObjective(
        "Clinics pay", caller.person, company(caller), cycle(caller),
        key_results=(NewKeyResult(metric=metric, baseline=120, target=300),),
    ))  # fmt: skip
    assert objective.status == "off_track"
    override_status(caller, objective, "on_track", "The contract is signed.", lasting=True)
    text = home(client, caller).content.decode()
    assert "on track by hand only" in text
    assert "The contract is signed." in text


def test_a_proposed_standard_waits_for_the_owner_of_the_kpi(client, caller):
    reached(caller)
    assert Graduation.objects.count() == 1
    assert "may become a new standard" in home(client, caller).content.decode()


def test_a_mention_leads_to_what_it_is_about_and_leaks_nothing_private(client, caller):
    named = member(caller, "Jonas Petersen")
    open_one, hidden = kpi(caller, "Utilisation"), kpi(caller, "Salaries over plan", private=True)
    for metric in (open_one, hidden):
        write_comment(caller, metric, f"@Jonas, look at {metric.name}.")
    text = home(client, caller, named).content.decode()
    assert "named you on K-1" in text
    assert "look at Utilisation" in text
    assert "Salaries" not in text


def test_where_work_leads_shows_the_way_up(client, caller):
    manual(caller)
    text = home(client, caller).content.decode()
    assert "Where your work leads" in text
    assert Objective.objects.get().title in text


def test_what_changed_is_told_all_day_and_not_the_next(client, caller, monkeypatch):
    metric, _ = breached(caller)
    assert "sank below its band" in home(client, caller).content.decode()
    assert "sank below its band" in home(client, caller).content.decode()
    after = MONDAY + timedelta(days=1)
    monkeypatch.setattr("headway.people.middleware.read_clock", lambda: after)
    text = home(client, caller).content.decode()
    assert "sank below its band" not in text
    assert metric.name in text


def test_private_numbers_and_goals_show_in_no_count_and_no_list(client, caller):
    owner, other = member(caller, "Ruth Adeyemi"), member(caller, "Jonas Petersen")
    breached(caller, name="Salaries over plan", owner=owner, private=True)
    new = NewObjective("A secret plan", owner, company(caller), cycle(caller), private=True)
    create_objective(as_person(caller, owner), new)
    seen, hidden = home(client, caller, owner), home(client, caller, other)
    assert "Salaries over plan" in seen.content.decode()
    assert "Salaries" not in hidden.content.decode()
    assert "secret" not in hidden.content.decode()
    counts = [{entry["name"]: entry["count"] for entry in page.context["shell"]["nav"][0]} for page in (seen, hidden)]
    assert (counts[0]["KPIs"], counts[0]["Loop"], counts[0]["Objectives"]) == (1, 1, 1)
    assert (counts[1]["KPIs"], counts[1]["Loop"], counts[1]["Objectives"]) == (0, 0, 0)


def test_the_contents_take_one_statement(client, caller, count_statements):
    breached(caller)
    manual(caller, 3)
    with count_statements() as ran:
        found = read_waits(as_person(caller, caller.person))
    ran.assert_at_most(1)
    assert (found.of("kpis"), found.of("objectives"), found.of("check_ins"), found.today) == (1, 1, 3, 2)


def test_the_statements_of_home_do_not_grow_with_its_rows(client, caller, count_statements):
    breached(caller, name="Number 0")
    manual(caller, 2)
    home(client, caller)
    with count_statements() as few:
        home(client, caller)
    for n in range(1, 6):
        breached(caller, name=f"Number {n}")
        read(caller, kpi(caller, f"Quiet {n}"), [*HEALTHY, 121], FIRST)
    with count_statements() as many:
        home(client, caller)
    assert len(many) <= len(few) + 1
    many.assert_at_most(17)


def test_a_value_on_today_shows_its_effect_above_before_it_is_sent(client, caller):
    row = manual(caller, 2)[0]
    page = home(client, caller).content.decode()
    effect = reverse("okrs:effect", args=["lumen"]) + "?rest=no"
    assert f'hx-post="{effect}"' in page
    said = client.post(effect, {f"{row.key}-value": "4"}, headers={"hx-request": "true"}).content.decode()
    assert row.objective.title in said
    assert "hx-swap-oob" not in said, "Today has no button for the rest"
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    ("path", "entry"),
    [("", "Today"), ("check-ins", "Check in"), ("backlog", "Objectives"), ("heat-map", "Objectives"),
     ("key-results", "Objectives"), ("retrospectives", "Cycles"), ("cycles", "Cycles"), ("kpis/table", "KPIs"),
     ("units/U-1", "Units and people"), ("units/U-1/coach", "Coach"), ("units/U-1/health", "Coach")],
)  # fmt: skip
def test_the_contents_mark_where_one_is(client, caller, path, entry):
    client.force_login(caller.person.user)
    nav = client.get(f"/lumen/{path}").context["shell"]["nav"]
    assert [one["name"] for group in nav for one in group if one["current"]] == [entry]


def test_the_contents_count_the_goals_that_the_list_opens_with(client, caller):
    manual(caller, 1)
    create_objective(caller, NewObjective("An idea", caller.someone, company(caller), None))
    client.force_login(caller.person.user)
    page = client.get("/lumen/objectives")
    (count,) = [one["count"] for one in page.context["shell"]["nav"][0] if one["name"] == "Objectives"]
    assert count == page.context["total"]


def test_a_sponsor_is_asked_to_review_a_theme_after_half_a_year_and_not_once_it_is_reviewed(client, caller):
    begun = caller.today - timedelta(days=200)
    theme = create_theme(caller, NewTheme("Clinics stay", caller.someone, begun, begun + timedelta(days=700)))
    create_theme(caller, NewTheme("A young one", caller.someone, caller.today, begun + timedelta(days=700)))
    other = member(caller, "Ruth Adeyemi")
    assert "Review the theme: Clinics stay" in home(client, caller).content.decode()
    assert "A young one" not in home(client, caller).content.decode()
    assert "Review the theme" not in home(client, caller, other).content.decode()
    review_theme(caller, theme, "continue", "Churn falls.")
    assert "Review the theme" not in home(client, caller).content.decode()


def test_a_quarter_that_is_over_is_moved_on_by_those_who_may(client, caller):
    other = member(caller, "Ruth Adeyemi")
    past = cycle(caller)
    Cycle.objects.filter(pk=past.pk).update(end=MONDAY.date() - timedelta(days=1))
    text = home(client, caller).content.decode()
    assert "One thing needs you." in text
    assert f"{past.name} is over: let it be scored" in text
    assert f"{past.name}, ended 15\xa0Nov" in text
    assert "is over" not in home(client, caller, other).content.decode()


def test_a_quarter_that_has_begun_and_is_still_planned_asks_to_be_made_active(client, caller):
    planned = cycle(caller)
    Cycle.objects.filter(pk=planned.pk).update(state="planning")
    assert f"{planned.name} has begun and is still planned" in home(client, caller).content.decode()


def test_objectives_wait_for_the_score_of_their_owner_while_their_cycle_is_scored(client, caller):
    goal = manual(caller)[0].objective
    scored = goal.cycle
    Cycle.objects.filter(pk=scored.pk).update(state="scoring")
    other = member(caller, "Ruth Adeyemi")
    text = home(client, caller).content.decode()
    assert f"Score: {goal.title}" in text
    assert reverse("okrs:score", args=[caller.workspace.slug, goal.key]) in text
    assert "Score:" not in home(client, caller, other).content.decode()
    create_objective(caller, NewObjective("Clinics stay", caller.person, company(caller), scored))
    assert "2 objectives of yours wait for their score" in home(client, caller).content.decode()
    for row in Objective.objects.filter(cycle=scored):
        score_objective(caller, row, 70)
    assert "Nothing needs you." in home(client, caller).content.decode()


@pytest.mark.parametrize(
    ("known", "looked", "said"),
    [
        (-10, -8, "one number"),  # known while its period ran, looked, and then the period closed
        (-1, -3, "one number"),  # closed, looked, and then it arrived late
        (-10, 0, "no number"),
    ],
)
def test_a_reading_is_news_once_it_is_known_and_its_period_is_closed(client, caller, known, looked, said):
    metric = kpi(caller, "Days to pay")
    read(caller, metric, [*HEALTHY, 400])
    metric.refresh_from_db()
    closed_at = metric.calendar.closes_at(metric.judged_period)
    Reading.objects.filter(metric=metric, period=metric.judged_period).update(known_at=MONDAY + timedelta(days=known))
    assert metric.signal_since == metric.judged_period
    assert MONDAY - timedelta(days=7) < closed_at <= MONDAY
    found = read_today(caller, MONDAY + timedelta(days=looked), read_waits(caller))
    assert ("one number" if found.changes == 1 else "no number") == said


def test_a_level_is_told_when_its_reading_arrives_and_not_again_until_the_next(client, caller, monkeypatch):
    level = kpi(caller, "Active clinics", is_level=True)
    read(caller, level, [*HEALTHY, 400])
    first, second = (home(client, caller).content.decode() for _ in range(2))
    assert "one number really changed" in first
    assert "one number really changed" in second  # all day
    monkeypatch.setattr("headway.people.middleware.read_clock", lambda: MONDAY + timedelta(days=1))
    assert "no number really changed" in home(client, caller).content.decode()
