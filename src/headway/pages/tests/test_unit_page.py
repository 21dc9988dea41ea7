"""A unit's page: what it raises and what it keeps."""

import pytest
from django.urls import reverse

from headway.kpis.tests.company import kpi
from headway.okrs.models import Objective
from headway.okrs.tests.world import colleague, objective
from tests.statements import count_statements
from tests.world import company, founder

pytestmark = pytest.mark.django_db


def shown(client, caller):
    client.force_login(caller.person.user)
    return client.get(page_of(caller)).content.decode()


def page_of(caller):
    return reverse("people:unit", args=["lumen", company(caller).key])


def test_a_unit_shows_its_objectives_and_its_kpis(client):
    caller = founder()
    objective(caller, "Clinics that try Lumen pay")
    kpi(caller)
    text = shown(client, caller)
    assert "Clinics that try Lumen pay" in text
    assert "Trial-to-paid conversion" in text


def test_a_unit_without_either_says_what_that_means(client):
    text = shown(client, founder())
    assert "nothing here is being raised" in text
    assert "nobody would see it slip" in text


def test_what_is_private_stays_out_of_it(client):
    caller = founder()
    objective(caller, "Sell the Austrian branch", private=True)
    assert "Austrian" in shown(client, caller)
    assert "Austrian" not in shown(client, colleague(caller))


def test_it_costs_the_same_however_much_it_shows(client):
    caller = founder()
    address = page_of(caller)
    client.force_login(caller.person.user)
    for number in (1, 3, 30):
        while Objective.objects.count() < number:
            objective(caller, f"Goal {Objective.objects.count()}")
            kpi(caller, name=f"Number {Objective.objects.count()}")
        with count_statements() as ran:
            client.get(address)
        ran.assert_at_most(9)
