"""A statement that is prepared for anybody answers each person with their own row."""

import pytest

from headway.people.models import Person, Role
from headway.people.prepared import Prepared
from headway.people.tests.world import joined
from tests.world import founder

pytestmark = pytest.mark.django_db


def myself(caller):
    return Person.objects.filter(workspace=caller.workspace, pk=caller.person_id)


def role_of_the_question(caller):
    return Person.objects.filter(workspace=caller.workspace, pk=caller.person_id, role=caller.role)


def asks_while_it_is_built(caller):
    return Person.objects.filter(unit__in=list(caller.led_units))


@pytest.fixture
def everybody():
    owner = founder()
    others = [joined(owner, f"Person {n}", role) for n, role in enumerate(Role.values)]
    return [owner, *others]


def test_everybody_gets_their_own_answer_from_one_statement_each(everybody, count_statements):
    statement = Prepared(myself, ("key", "role"), moment=lambda caller: caller.today)
    for _round in range(2):
        for caller in everybody:
            with count_statements() as ran:
                found = statement.ask(caller)
            ran.assert_at_most(1)
            assert found == {"key": caller.someone.key, "role": caller.role}


def test_what_is_built_for_one_role_is_not_asked_for_another(everybody):
    statement = Prepared(role_of_the_question, ("key",), moment=lambda caller: caller.today)
    for caller in everybody:
        assert statement.ask(caller)["key"] == caller.someone.key


def test_a_build_that_asks_the_database_for_anybody_is_an_error(everybody):
    statement = Prepared(asks_while_it_is_built, ("key",), moment=lambda caller: caller.today)
    with pytest.raises(RuntimeError, match="while it was built"):
        statement.ask(next(caller for caller in everybody if caller.role != Role.OWNER))
