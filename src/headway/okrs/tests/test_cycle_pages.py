"""The pages of cycles show what their state asks for: the year with what lies in it, grades once there are any."""

from datetime import date

import pytest

from headway.okrs.actions.cycles import NewCycle, create_cycle, move_cycle
from headway.okrs.actions.objectives import NewObjective, create_objective
from headway.okrs.models import Cycle
from headway.okrs.queries.listing import cycles_of, nested
from headway.okrs.tests.world import objective, quarter
from tests.world import company, founder

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(client):
    caller = founder()
    client.force_login(caller.person.user)
    return caller


def get(client, path):
    return client.get(f"/lumen/{path}").content.decode()


def test_a_cycle_stands_under_the_one_that_holds_it(caller):
    year = create_cycle(caller, NewCycle("FY 2028", date(2027, 1, 1), date(2027, 12, 31)))
    late = create_cycle(caller, NewCycle("Q2", date(2027, 4, 1), date(2027, 6, 30), parent=year))
    early = create_cycle(caller, NewCycle("Q1", date(2027, 1, 1), date(2027, 3, 31), parent=year))
    month = create_cycle(caller, NewCycle("January", date(2027, 1, 1), date(2027, 1, 31), parent=early))
    mine = {year.pk, late.pk, early.pk, month.pk}
    found = [(depth, one.name) for depth, one in nested(cycles_of(caller)) if one.pk in mine]
    assert found == [(0, "FY 2028"), (1, "Q2"), (1, "Q1"), (2, "January")]


def test_every_cycle_is_listed_once(caller):
    assert sorted(one.pk for _depth, one in nested(cycles_of(caller))) == sorted(
        Cycle.objects.filter(workspace=caller.workspace).values_list("pk", flat=True)
    )


def test_grades_have_columns_once_the_cycle_is_scored(caller, client):
    goal = objective(caller, "Ours")
    path = f"cycles/{goal.cycle.key}"
    assert ("Grade" in get(client, path), "Suggested" in get(client, path)) == (False, True)
    move_cycle(caller, quarter(caller), "scoring")
    assert "Grade" in get(client, path)
    assert "Becomes" in get(client, path)


def test_an_idea_is_offered_the_cycle_that_is_being_planned_first(caller, client):
    create_objective(caller, NewObjective("Later", caller.someone, company(caller), None))
    planned = create_cycle(caller, NewCycle("Next", date(2027, 1, 1), date(2027, 3, 31)))
    first = min(Cycle.objects.filter(workspace=caller.workspace, state="planning"), key=lambda one: (one.start, one.pk))
    assert f'<option value="{first.key}" selected>' in get(client, "backlog")
    assert f'value="{planned.key}"' in get(client, "backlog")
