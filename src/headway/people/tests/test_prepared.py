"""Statements that are built once: each who asks gets their own answer, and the same as without."""

import pytest
from django.db.models import QuerySet

from headway.kpis.access import kpi_for, metrics_for
from headway.kpis.models import Metric
from headway.people.access import unit_for
from headway.people.caller import Caller, headway_itself
from headway.people.errors import NotHere
from headway.people.models import Person, Role, Unit
from headway.people.prepared import Prepared, prepared_door, prepared_for_caller, prepared_rows_for_caller
from headway.people.tests.world import joined
from tests.statements import count_statements
from tests.world import MONDAY, company, founder, metric

pytestmark = pytest.mark.django_db


def units_named(slots) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=slots).select_related("workspace")


def test_rows_are_those_of_the_values_each_time():
    ours, theirs = company(founder("ours")), company(founder("theirs"))
    prepared = Prepared[Unit]()
    assert [unit.pk for unit in prepared.ask(units_named, [ours.pk])] == [ours.pk]
    assert [unit.pk for unit in prepared.ask(units_named, [theirs.pk])] == [theirs.pk]
    assert {unit.pk for unit in prepared.ask(units_named, [ours.pk, theirs.pk])} == {ours.pk, theirs.pk}


def test_rows_are_whole_with_what_was_read_beside_them():
    ours = company(founder("ours"))
    prepared = Prepared[Unit]()
    for _ in range(2):
        with count_statements() as ran:
            (unit,) = prepared.ask(units_named, [ours.pk])
            assert unit.workspace.slug == "ours"
        ran.assert_at_most(1)
        assert unit.__dict__.keys() == Unit.objects.get(pk=ours.pk).__dict__.keys()


def test_many_values_are_asked_as_well():
    ours = company(founder("ours"))
    assert Prepared[Unit]().ask(units_named, [*range(-99, 0), ours.pk]) == [ours]


def test_nothing_is_found_for_no_values():
    assert Prepared[Unit]().ask(units_named, []) == []


def test_what_is_built_may_not_ask_the_database():
    caller = founder("ours")

    @prepared_door
    def wrong(caller: Caller) -> QuerySet[Unit]:
        return Unit.objects.filter(pk__in=list(Unit.objects.values_list("pk", flat=True)))

    with pytest.raises(RuntimeError, match="asked the database"):
        wrong(caller, "U-1")


def test_a_door_that_one_person_opened_stays_shut_for_another_of_the_same_role():
    caller = founder("ours")
    keeper, stranger = joined(caller, "Keeper"), joined(caller, "Stranger")
    row = metric(keeper, "Runway", private=True)
    assert kpi_for(keeper, row.key).pk == row.pk
    with pytest.raises(NotHere):
        kpi_for(stranger, row.key)
    assert kpi_for(keeper, row.key).pk == row.pk
    assert kpi_for(caller, row.key).pk == row.pk
    assert kpi_for(headway_itself(caller.workspace, MONDAY), row.key).pk == row.pk


def test_a_door_leads_into_one_workspace_only():
    ours, theirs = founder("ours"), founder("theirs")
    unit = company(theirs)
    assert unit_for(theirs, unit.key).pk == unit.pk
    assert unit_for(ours, unit.key).pk == company(ours).pk
    Metric.objects.filter(workspace=ours.workspace).delete()
    row = metric(theirs, "Runway")
    assert kpi_for(theirs, row.key).pk == row.pk
    with pytest.raises(NotHere):
        kpi_for(ours, row.key)


@pytest.mark.parametrize("role", ["owner", "admin", "member", "viewer", "guest", "auditor"])
def test_a_door_finds_what_the_query_set_finds(role):
    caller = founder("ours")
    rows = [metric(caller, "Open"), metric(caller, "Shut", private=True)]
    asking = joined(caller, "Somebody", role)
    seen = set(metrics_for(asking).values_list("key", flat=True))
    for row in rows:
        if row.key in seen:
            assert kpi_for(asking, row.key) == row
        else:
            with pytest.raises(NotHere):
                kpi_for(asking, row.key)


def myself(caller):
    return Person.objects.filter(workspace=caller.workspace, pk=caller.person_id)


def role_of_the_question(caller):
    return myself(caller).filter(role=caller.role)


def asks_while_it_is_built(caller):
    return Person.objects.filter(unit__in=list(caller.led_units))


@pytest.fixture
def everybody():
    owner = founder()
    others = [joined(owner, f"Person {n}", role) for n, role in enumerate(Role.values)]
    return [owner, *others]


def today(caller):
    return caller.today


def test_everybody_gets_their_own_answer_from_one_statement_each(everybody):
    row_for = prepared_for_caller(today)(myself)
    for _round in range(2):
        for caller in everybody:
            with count_statements() as ran:
                found = row_for(caller)
            ran.assert_at_most(1)
            assert (found.key, found.role) == (caller.someone.key, caller.role)


def others_among(caller, *ids):
    return Person.objects.filter(pk__in=ids).exclude(pk=caller.person_id).order_by("pk")


def test_everybody_gets_their_own_rows_of_those_that_were_named(everybody):
    rows_for = prepared_rows_for_caller()(others_among)
    ids = sorted(caller.person_id for caller in everybody)
    for count in (0, 2, len(ids)):
        for caller in everybody:
            found = [row.pk for row in rows_for(caller, *ids[:count])]
            assert found == [pk for pk in ids[:count] if pk != caller.person_id]


def test_what_is_built_for_one_role_is_not_asked_for_another(everybody):
    row_for = prepared_for_caller(today)(role_of_the_question)
    for caller in everybody:
        assert row_for(caller).key == caller.someone.key


def test_a_build_that_asks_the_database_for_anybody_is_an_error(everybody):
    row_for = prepared_for_caller(today)(asks_while_it_is_built)
    with pytest.raises(RuntimeError, match="while it was built"):
        row_for(next(caller for caller in everybody if caller.role != Role.OWNER))
