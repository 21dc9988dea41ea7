"""Health is one number for everybody: what is private changes it nowhere, whoever asks."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from headway.coach.health import health_of
from headway.coaching.actions.health import keep_health
from headway.coaching.cli import health
from headway.coaching.models import HealthWeek
from headway.coaching.snapshots import snapshot_for
from headway.kpis.models import Metric
from headway.kpis.tests.company import bearer
from headway.loop.models import Decision
from headway.loop.tests.scene import breached
from headway.okrs.actions.alignments import align
from headway.okrs.actions.amendments import NewAmendment, accept_amendment, propose_amendment
from headway.okrs.actions.initiatives import NewInitiative, create_initiative
from headway.okrs.models import KeyResult, Objective
from headway.people.caller import Caller
from headway.people.keys import next_key
from headway.people.models import Role, Workspace
from tests.statements import count_statements
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


def told(shown):
    return [(part.code, part.points, part.told) for part in shown.parts]


def seen_by(who, unit):
    """The health on every page, over the API and (for the whole machine) by command, as one person meets it."""
    client = Client()
    client.force_login(who.someone.user)
    found = {}
    for path in ("coach", "coach/health", f"units/{unit}/coach", f"units/{unit}/health"):
        answer = client.get(f"/lumen/{path}")
        found[path] = told(answer.context["health"])
        rows = answer.context.get("rows")
        if rows is not None:
            found["each unit"] = {each.unit.key: told(each.health) for each in rows}
    for path in ("coach/health", f"units/{unit}/health"):
        parts = client.get(f"/api/v1/lumen/{path}", headers=bearer(who)).json()["parts"]
        found[f"api {path}"] = [(each["code"], each["points"] or 0, each["told"]) for each in parts]
    said = json.loads(CliRunner().invoke(health, ["--json"], catch_exceptions=False).output)
    return found | {"command": [(each["code"], each["points"] or 0, each["told"]) for each in said["parts"]]}


def late(decision):
    """A decision that fell due yesterday and was not answered."""
    Decision.objects.filter(pk=decision.pk).update(answer_by=MONDAY - timedelta(days=1))


def decision_on(caller, key_result):
    """An open decision about a key result."""
    return Decision.objects.create(
        workspace=caller.workspace, key=next_key(caller.workspace, Decision), key_result=key_result,
        trigger="off_track", opened_at=MONDAY, answer_by=MONDAY, asked=caller.someone,
    )  # fmt: skip


def hide_much(caller, cycle, unit):
    """A private KPI that left its band, and a private goal with work, both below and above what is public."""
    _, breach = breached(caller, name="Runway", private=True, unit=unit)
    late(breach)
    hidden = goal(caller, cycle, "Launch the secret portal", row("Write it", kind="done"), row("B"), private=True)
    late(decision_on(caller, hidden.key_results.first()))
    create_initiative(caller, hidden, NewInitiative("Talk to a rival", caller.someone))
    return hidden


def test_what_is_private_changes_the_health_of_no_page_for_nobody(caller):
    unit, cycle = sales(caller), quarter(caller)
    kpi(caller, "Churn", unit=unit)
    top = goal(caller, cycle, "Customers stay", row("Churn"), row("B"))
    below = goal(caller, cycle, "Clinics choose us", row("Trials"), row("Calls"), unit=unit)
    align(caller, below, top)
    everybody = [caller, member(caller, "Mallory"), member(caller, "Ada", Role.ADMIN)]
    before = [seen_by(who, unit.key) for who in everybody]
    hidden = hide_much(caller, cycle, unit)
    align(caller, hidden, top, "supports")
    after = [seen_by(who, unit.key) for who in everybody]
    assert after == before
    assert before[0] == before[1] == before[2]
    assert before[0]["coach"] == before[0]["coach/health"] == before[0]["api coach/health"] == before[0]["command"]
    assert before[0][f"units/{unit.key}/coach"] == before[0][f"units/{unit.key}/health"]


def test_a_goal_under_a_private_one_alone_is_not_aligned(caller):
    unit, cycle = sales(caller), quarter(caller)
    goal(caller, cycle, "Customers stay", row("A"), row("B"))
    above = goal(caller, cycle, "Buy a rival", row("C"), row("D"), private=True)
    align(caller, goal(caller, cycle, "Clinics choose us", row("E"), row("F"), unit=unit), above)
    aligned = {part.code: part.share for part in health_of(snapshot_for(caller)).parts}["aligned"]
    assert aligned == 0.0


def test_the_coach_says_that_health_leaves_out_what_is_private_to_those_who_see_any(caller):
    unit, cycle = sales(caller), quarter(caller)
    goal(caller, cycle, "Customers stay", row("Churn"), row("B"), unit=unit)
    goal(caller, cycle, "Buy a rival", row("Secret"), row("D"), unit=unit, private=True)
    said = {}
    for who in (caller, member(caller)):
        client = Client()
        client.force_login(who.someone.user)
        pages = (client.get(f"/lumen/{path}").content.decode() for path in ("coach", f"units/{unit.key}/coach"))
        said[who.someone.name] = ["Private goals and KPIs" in page for page in pages]
    assert list(said.values()) == [[True, True], [False, False]]


def test_private_goals_cost_the_coach_no_further_statement(caller):
    cycle = quarter(caller)
    goal(caller, cycle, "Customers stay", row("Churn"), row("B"))
    client = Client()
    client.force_login(caller.someone.user)
    client.get("/lumen/coach")
    with count_statements() as ran:
        client.get("/lumen/coach")
    goal(caller, cycle, "Buy a rival", row("Secret"), row("D"), private=True)
    with count_statements() as more:
        client.get("/lumen/coach")
    more.assert_at_most(len(ran))


def test_a_guest_is_told_that_only_their_units_are_counted(caller):
    unit = sales(caller)
    goal(caller, quarter(caller), "Clinics choose us", row("Trials"), row("Calls"), unit=unit)
    guest = member(caller, "Client", Role.GUEST)
    unit.members.add(guest.person)
    keep_health(caller)
    client = Client()
    client.force_login(guest.someone.user)
    page = client.get("/lumen/coach/health")
    assert "As a guest" in page.content.decode()
    assert "As a guest" in client.get("/lumen/coach").content.decode()
    assert [each.key for each, _health in page.context["units"]] == [unit.key]
    assert HealthWeek.objects.exists()
    assert page.context["weeks"] == []
    assert client.get("/api/v1/lumen/coach/health", headers=bearer(guest)).json()["weeks"] == []


def test_a_guest_of_a_large_company_sees_the_health_of_no_other_unit(caller, monkeypatch):
    unit = sales(caller)
    goal(caller, quarter(caller), "Clinics choose us", row("Trials"), row("Calls"), unit=unit)
    guest = member(caller, "Client", Role.GUEST)
    unit.members.add(guest.person)
    keep_health(caller)
    monkeypatch.setattr("headway.coaching.at_large.MANY", 0)
    client = Client()
    client.force_login(guest.someone.user)
    assert client.get(f"/lumen/units/{unit.key}/health").context["health"].score is not None
    assert client.get(f"/lumen/units/{company(caller).key}/health").status_code == 404


ACTS = ("goal", "goal above", "goal below", "on a KPI", "KPI", "decision", "work", "changed target", "closed")


@settings(
    max_examples=4, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.booleans()), min_size=4, max_size=8))
def test_the_public_part_of_what_an_owner_sees_is_what_a_member_with_nothing_private_sees(acts):
    ines = founder(f"w{Workspace.objects.count()}")
    mei = Caller(ines.workspace, member(ines, f"Mei{ines.workspace.pk}").person, ines.now)
    cycle = quarter(ines)
    top = goal(ines, cycle, "Customers stay", row("Churn"), row("B"))
    for n, (act, private) in enumerate(acts):
        _do(ines, cycle, top, act, private, n)
    world = snapshot_for(ines)
    assert world.public == snapshot_for(mei)
    assert world.public.public is world.public
    assert health_of(world) == health_of(snapshot_for(mei)) == health_of(snapshot_for(ines, for_health=True))


def _do(ines, cycle, top, act, private, n):
    """One thing of a kind, private or not, which touches something public."""
    if act == "KPI":
        breached(ines, name=f"Number {n}", private=private)
        return
    rows = (row(f"Moves {n}"), row(f"Also {n}"))
    if act == "on a KPI":
        number = kpi(ines, f"Rate {n}")
        goal(ines, cycle, f"Public {n}", row(f"Moves {n}", metric=number), row(f"Else {n}"))
        Metric.objects.filter(pk=number.pk).update(private=private)
        return
    made = goal(ines, cycle, f"Goal {n}", *rows, private=private)
    if act == "goal above":
        align(ines, goal(ines, cycle, f"Public {n}", row("A"), row("C")), made)
    elif act == "goal below":
        align(ines, made, top, "supports")
    elif act == "closed":
        align(ines, top, made)
        Objective.objects.filter(pk=made.pk).update(closed_at=ines.now)
    elif act == "decision":
        decision_on(ines, made.key_results.first())
    elif act == "work":
        create_initiative(ines, made, NewInitiative(f"Work {n}", ines.someone))
    elif act == "changed target":
        first = KeyResult.objects.select_related("objective__cycle", "workspace").get(pk=made.key_results.first().pk)
        accept_amendment(ines, propose_amendment(ines, first, NewAmendment("target", 30, "More came.")))
