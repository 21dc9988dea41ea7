"""A check-in meeting: the lead of a unit goes down everybody's key results in one table."""

from datetime import date

import pytest
from django.urls import reverse

from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.steps import NewStep
from headway.okrs.models import CheckIn, Objective
from headway.okrs.queries.heard import asked_for
from headway.okrs.tests.world import colleague, objective, only_kr, steps
from headway.people.actions.units import create_unit
from headway.people.tests.world import signed_in
from tests.statements import count_statements
from tests.world import company, founder

pytestmark = pytest.mark.django_db
HERE = "/lumen/check-in"


@pytest.fixture
def ines():
    return founder()


@pytest.fixture
def lead(ines):
    """Ruth leads Growth, where Nadia owns a key result; the company's own is Ines'."""
    ruth, nadia = colleague(ines), colleague(ines, "Nadia Rahimi")
    growth = create_unit(ines, "Growth", company(ines), kind="department", lead=ruth.person)
    team = create_unit(ines, "Partners", growth)
    objective(ines, "Trials see the value", steps("Trials called", owner=nadia.person), unit=growth)
    objective(ines, "Partners bring clinics", steps("Partners signed", owner=nadia.person), unit=team)
    objective(ines, "Clinics stay", steps("Clinics kept", owner=ines.person))
    return ruth


def test_a_lead_hears_the_units_below_and_nobody_elses(lead):
    client = signed_in(lead)
    own, team = client.get(HERE).content.decode(), client.get(f"{HERE}?of=team").content.decode()
    assert "Trials called" not in own
    assert "Units I lead" in own
    assert ("Trials called" in team, "Partners signed" in team, "Clinics kept" in team) == (True, True, False)
    assert "Nadia Rahimi" in team


def test_what_the_meeting_says_is_sent_together_and_leads_back_to_it(lead):
    rows = [only_kr(goal) for goal in objective_rows()]
    typed = {f"{row.key}-value": "4" for row in rows}
    shown = signed_in(lead).post(reverse("okrs:effect", args=["lumen"]) + "?of=team", typed).content.decode()
    assert "Trials see the value" in shown
    assert signed_in(lead).post(f"{HERE}?of=team", typed).url == f"{HERE}?of=team"
    assert list(CheckIn.objects.values_list("author__name", "value")) == [("Ruth Adeyemi", 4)] * 2


def objective_rows():
    return [goal for goal in Objective.objects.order_by("pk") if goal.unit.name != "Lumen"]


def test_who_leads_nothing_gets_their_own_table_whatever_they_ask_for(lead, ines):
    nadia = type(ines)(ines.workspace, objective_rows()[0].key_results.get().owner, ines.now)
    text = signed_in(nadia).get(f"{HERE}?of=team").content.decode()
    assert "Units I lead" not in text
    assert "Trials called" in text
    assert "Clinics kept" not in text


def test_a_longer_meeting_costs_no_more_statements(lead, ines):
    growth = objective_rows()[0].unit
    client = signed_in(lead)
    with count_statements() as few:
        client.get(f"{HERE}?of=team")
    for n in range(30):
        objective(ines, f"Goal {n}", steps(f"Move {n}", owner=ines.person), unit=growth)
    with count_statements() as many:
        client.get(f"{HERE}?of=team")
    assert len(many) == len(few) <= 8


def test_what_its_steps_count_asks_for_no_value_and_stops_no_meeting(lead, ines):
    step = NewStep("Lease signed", date(2026, 12, 1))
    goal = objective(ines, "We open", NewKeyResult("Opened", kind="milestone", steps=(step,), owner=lead.person))
    row = only_kr(goal)
    page = signed_in(lead).get(HERE).content.decode()
    assert f'name="{row.key}-value"' not in page
    assert f'name="{row.key}-confidence"' in page
    assert f'name="{row.key}-value"' not in signed_in(lead).get("/lumen/").content.decode()
    assert row.key not in [one.key for one in asked_for(ines)]
    refused = signed_in(lead).post(reverse("okrs:effect", args=["lumen"]), {f"{row.key}-value": "1"}).content.decode()
    assert "Nothing was said about" in refused
    assert signed_in(lead).post(HERE, {f"{row.key}-confidence": "7", "rest": "last"}).status_code == 302
    assert CheckIn.objects.get(key_result=row).confidence == 7
