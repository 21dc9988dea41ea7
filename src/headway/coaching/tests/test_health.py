"""Program health: weights that total 100, every point explained, kept once a week."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from headway.coach.health import health_of, weights
from headway.coach.snapshot import Decision, KeyResult, Kpi, Objective, Snapshot
from headway.coaching.cli import health
from headway.coaching.jobs import keep_weeks
from headway.coaching.models import HealthWeek
from headway.kpis.tests.company import bearer
from tests.world import MONDAY, company, founder

from .scene import goal, kpi, member, quarter, row, sales

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for place in ("people.middleware", "people.doors.auth", "people.doors.cli"):
        monkeypatch.setattr(f"headway.{place}.read_clock", lambda: MONDAY, raising=False)


@pytest.fixture
def caller():
    return founder()


def part(shown, code):
    return next(each for each in shown.parts if each.code == code)


def test_the_published_weights_total_a_hundred():
    assert sum(weight for _code, _title, weight in weights()) == 100


def test_the_score_is_the_sum_of_its_explained_points():
    world = Snapshot(
        kpis=tuple(Kpi(f"K-{n}", f"Number {n}", state="stale" if n > 2 else "green") for n in range(5)),
        objectives=(Objective("O-1", "Customers stay", "U-1"), Objective("O-2", "Clinics choose us")),
        key_results=(KeyResult("KR-1", "Churn", heard=date(2026, 11, 12)), KeyResult("KR-2", "Renewals")),
        decisions=(Decision("D-1", "U-1", True), Decision("D-2", "U-1", False), Decision("D-3", "U-1", None)),
    )
    shown = health_of(world)
    assert part(shown, "rhythm").points == 10.0
    assert part(shown, "answered").points == 7.5
    assert part(shown, "measured").points == 9.0
    assert part(shown, "aligned").share == 0.0
    assert shown.score == round(100 * sum(each.points for each in shown.judged) / shown.weight)
    assert all(each.told.endswith(".") for each in shown.parts)


def test_a_part_without_anything_to_judge_costs_nothing():
    world = Snapshot(kpis=(Kpi("K-1", "Cash"),) * 5)
    shown = health_of(world)
    assert part(shown, "rhythm").share is None
    assert part(shown, "rhythm").weight not in {shown.weight}
    assert health_of(Snapshot(units=(), cycles=())).score == 0 or health_of(Snapshot(units=(), cycles=())).score is None


def test_a_unit_is_judged_with_all_below_it():
    world = Snapshot(kpis=(Kpi("K-1", "Pipeline", "U-4"),))
    assert part(health_of(world, "U-2"), "direction").told.startswith("1 of 2 units")
    assert part(health_of(world, "U-2"), "floor").share == 0.2


def test_a_unit_with_nothing_in_it_is_not_judged_and_counts_against_those_above_it():
    world = Snapshot(kpis=(Kpi("K-1", "Pipeline", "U-4"),))
    assert health_of(world, "U-3").score is None
    assert part(health_of(world), "direction").share < 1
    assert health_of(Snapshot()).score is None


def test_failing_openly_is_healthy():
    row_ = KeyResult("KR-1", "Churn", heard=date(2026, 11, 12), status="off_track", progress=-0.5)
    world = Snapshot(objectives=(Objective("O-1", "Customers stay"),), key_results=(row_,))
    green = replace(world, key_results=(replace(row_, hand_status="on_track"),))
    assert part(health_of(world), "honest").share == 1.0
    assert part(health_of(green), "honest").share == 0.0


def test_each_week_is_kept_once(caller):
    sales(caller)
    assert keep_weeks(MONDAY) == 1
    assert keep_weeks(MONDAY + timedelta(hours=1)) == 0
    assert HealthWeek.objects.filter(unit=None).count() == 1
    assert HealthWeek.objects.count() == 3
    assert keep_weeks(MONDAY + timedelta(days=7)) == 1
    assert [row_.week for row_ in HealthWeek.objects.filter(unit=None).order_by("week")] == [
        date(2026, 11, 16), date(2026, 11, 23)
    ]  # fmt: skip


def test_private_goals_do_not_count_so_that_all_see_one_number(client, caller):
    cycle = quarter(caller)
    goal(caller, cycle, "Customers stay", row("Churn"), row("B"))
    goal(caller, cycle, "Buy a rival", row("Secret"), row("Other secret"), private=True)
    other = member(caller)
    pages = []
    for who in (caller, other):
        client.force_login(who.someone.user)
        answer = client.get("/lumen/coach/health")
        pages.append([(each.told, each.points) for each in answer.context["health"].parts])
    assert pages[0] == pages[1]


def test_the_page_the_api_and_the_command_line_tell_the_same_score(client, caller):
    kpi(caller, "Churn")
    goal(caller, quarter(caller), "Customers stay", row("Renewals"), row("B"))
    keep_weeks(MONDAY)
    told = client.get("/api/v1/lumen/coach/health", headers=bearer(caller)).json()
    said = json.loads(CliRunner().invoke(health, ["--json"], catch_exceptions=False).output)
    client.force_login(caller.someone.user)
    page = client.get("/lumen/coach/health")
    assert told["score"] == said["score"] == page.context["health"].score == told["weeks"][0]["score"]
    assert told["points"] == pytest.approx(sum(each["points"] or 0 for each in told["parts"]))
    unit = company(caller).key
    assert client.get(f"/lumen/units/{unit}/health").status_code == 200
    headers = bearer(caller)
    assert client.get(f"/api/v1/lumen/units/{unit}/health", headers=headers).json()["unit"] == unit
