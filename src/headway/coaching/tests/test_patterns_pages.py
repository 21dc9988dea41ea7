"""Every pattern has a page that teaches it, made from its own file."""

import pytest

from headway.coach.patterns import all_patterns
from headway.coach.set_patterns import all_set_patterns
from headway.coaching.lessons import examples, lessons
from headway.kpis.tests.company import bearer
from tests.world import founder

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    client.force_login(founder().someone.user)
    return client


@pytest.mark.parametrize("code", list(lessons()))
def test_a_pattern_is_taught(signed_in, code):
    answer = signed_in.get(f"/lumen/patterns/{code}")
    assert answer.status_code == 200
    shown = examples(code)
    assert {one.found for one in shown} == {True, False}
    assert all(one.evidence and one.rewrite for one in shown if one.found)


def test_all_of_them_are_listed(signed_in):
    text = signed_in.get("/lumen/coach/patterns").content.decode()
    for each in (*all_patterns(), *all_set_patterns()):
        assert f"/lumen/patterns/{each.code}" in text


def test_an_unknown_pattern_is_not_there(signed_in):
    assert signed_in.get("/lumen/patterns/sandbagging").status_code == 404


def test_patterns_over_the_api(client):
    headers = bearer(founder())
    listed = client.get("/api/v1/lumen/coach/patterns", headers=headers).json()
    assert {each["code"] for each in listed} == set(lessons())
    one = client.get("/api/v1/lumen/patterns/compound", headers=headers).json()
    assert one["may_be_mandatory"]
    assert one["examples"]
