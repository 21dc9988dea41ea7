"""A control key result's page draws its values against the limits that they are to keep."""

from datetime import date

import pytest

from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.queries.controls import chart_of_control
from headway.okrs.tests.world import objective, only_kr
from tests.world import founder

pytestmark = pytest.mark.django_db
LIMITS = {"kind": "control", "limit_lower": 90, "limit_upper": 110, "control_reason": "We promised it."}


@pytest.fixture
def caller():
    return founder()


@pytest.fixture
def row(caller):
    return only_kr(objective(caller, "We keep our word", NewKeyResult("Between 90 and 110", **LIMITS)))


def test_values_are_told_as_inside_or_outside_with_the_limits_in_view(caller, row):
    drawn = chart_of_control(
        caller, row, [(date(2026, 10, 5), 100), (date(2026, 10, 12), 89), (date(2026, 10, 19), 110)]
    )
    assert [stop.label.split(": ")[1] for stop in drawn.stops] == [
        "100, inside its limits.", "89, outside its limits.", "110, inside its limits.",
    ]  # fmt: skip
    assert drawn.says == "2 of 3 values lie inside the limits."
    assert "c-bad" in drawn.large
    assert "floor 90" in drawn.large
    assert "floor 90" in drawn.small


def test_a_limit_far_from_every_value_is_in_view_all_the_same(caller, row):
    row.limit_lower, row.limit_upper = 10, None
    drawn = chart_of_control(caller, row, [(date(2026, 10, 5), 1000), (date(2026, 10, 12), 1001)])
    assert "c-ground" in drawn.large
    assert "floor 10" in drawn.large
    assert "floor 10 ↓" not in drawn.large


def test_before_the_first_value_nothing_is_drawn(caller, row, client):
    assert chart_of_control(caller, row, []) is None
    client.force_login(caller.person.user)
    url = f"/lumen/key-results/{row.key}"
    assert "values lie inside" not in client.get(url).content.decode()
    check_in(caller, CheckInDraft(row, value=95))
    assert "1 of 1 values lie inside the limits." in client.get(url).content.decode()
