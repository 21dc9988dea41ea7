"""What the loop shows on an objective's page."""

import pytest
from django.urls import reverse

from headway.loop.actions.answering import Watch, answer_decision
from headway.loop.actions.opening import open_on_key_result
from headway.loop.models import Trigger
from headway.okrs.tests.world import objective, only_kr
from headway.people.caller import Caller
from tests.statements import count_statements
from tests.world import founder, later

pytestmark = pytest.mark.django_db


def page_of(client, caller: Caller, goal) -> str:
    client.force_login(caller.someone.user)
    return client.get(reverse("okrs:objective", args=["lumen", goal.key])).content.decode()


def test_a_decision_that_waits_stands_on_the_page_of_its_objective_until_it_is_answered(client):
    caller = founder()
    goal = objective(caller, "Clinics that try Lumen pay")
    assert "A decision waits" not in page_of(client, caller, goal)
    asked = open_on_key_result(caller, only_kr(goal), Trigger.OFF_TRACK)
    shown = page_of(client, caller, goal)
    assert "A decision waits" in shown
    assert f'href="/lumen/decisions/{asked.key}"' in shown
    assert f"{asked.asked.name} answers by" in shown
    answer_decision(caller, asked, Watch(later(caller, days=9).today), "It is early.")
    assert "A decision waits" not in page_of(client, caller, goal)


def test_it_costs_one_statement(client):
    caller = founder()
    goal = objective(caller, "Clinics that try Lumen pay")
    page_of(client, caller, goal)
    with count_statements() as before:
        page_of(client, caller, goal)
    open_on_key_result(caller, only_kr(goal), Trigger.OFF_TRACK)
    with count_statements() as after:
        page_of(client, caller, goal)
    assert len(after) == len(before)
