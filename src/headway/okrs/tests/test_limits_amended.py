"""The limits of what is to be kept are commitments too: amended with a reason, and both stand at scoring."""

from datetime import date, timedelta

import pytest

from headway.kpis.actions.readings import Line, record_readings
from headway.okrs.actions.amendments import NewAmendment, accept_amendment, propose_amendment
from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.cycles import move_cycle
from headway.okrs.actions.key_results import NewKeyResult, change_key_result
from headway.okrs.actions.scores import suggestions_of
from headway.okrs.check import full_refold
from headway.okrs.checks import log_keeps_goals
from headway.okrs.models import Amendment, Objective
from headway.okrs.tests.test_api import Api
from headway.okrs.tests.world import objective, only_kr, quarter
from headway.people.actions.settings import set_options
from headway.people.errors import Refused
from tests.world import founder, metric

pytestmark = pytest.mark.django_db
KEPT = {"kind": "control", "limit_lower": 90, "control_reason": "We promised it."}


@pytest.fixture
def caller(client):
    caller = founder()
    client.force_login(caller.person.user)
    return caller


@pytest.fixture
def goal(caller):
    return objective(caller, "We keep our word", NewKeyResult("Stays above 90", **KEPT))


def lowered(caller, goal, to=80, field="limit_lower"):
    proposed = propose_amendment(caller, only_kr(goal), NewAmendment(field, to, "The rule changed."))
    accept_amendment(caller, Amendment.objects.select_related("key_result__objective__cycle").get(pk=proposed.pk))
    return only_kr(goal)


def said(caller, goal, *values):
    for value in values:
        check_in(caller, CheckInDraft(only_kr(goal), value))


def sound(caller):
    return full_refold(caller) == [] and log_keeps_goals(caller.workspace) == []


def test_in_a_running_cycle_a_limit_is_not_changed_but_amended(caller, goal):
    with pytest.raises(Refused, match="propose an amendment"):
        change_key_result(caller, only_kr(goal), {"limit_lower": 80})
    row = lowered(caller, goal)
    assert (row.limit_lower, row.first_lower, row.first_upper, row.is_amended) == (80, 90, None, True)
    assert lowered(caller, goal, 70).first_lower == 90


@pytest.mark.parametrize(("by", "original", "amended"), [("share", 50, 100), ("distance", 94, 100)])
def test_what_progress_suggests_is_told_against_the_first_limits_too(caller, by, original, amended):
    goal = objective(caller, "We keep our word", NewKeyResult("Stays", **KEPT, control_by=by))
    said(caller, goal, 95, 85)
    lowered(caller, goal)
    assert suggestions_of([Objective.objects.get(pk=goal.pk)])[goal.pk] == (original, amended)
    said(caller, goal, 96, 85)
    assert suggestions_of([Objective.objects.get(pk=goal.pk)])[goal.pk] == (original, amended)
    assert (only_kr(goal).inside_count, only_kr(goal).first_inside) == (4, 2)
    assert sound(caller)


def test_readings_of_a_kpi_are_counted_against_both(caller):
    kpi = metric(caller, name="Uptime")
    monday = date(2026, 10, 5)
    goal = objective(caller, "We are there", NewKeyResult(metric=kpi, **KEPT))
    record_readings(caller, [Line(kpi, monday + timedelta(weeks=n), 85 + 5 * n) for n in range(3)], source="manual")
    lowered(caller, goal)
    kpi.refresh_from_db()
    record_readings(caller, [Line(kpi, monday + timedelta(weeks=3), 70)], source="manual")
    row = only_kr(goal)
    assert (row.reading_count, row.inside_count, row.first_inside) == (4, 3, 2)
    assert sound(caller)


def test_limits_that_would_cross_are_refused(caller):
    goal = objective(caller, "Inside", NewKeyResult("Inside", **KEPT, limit_upper=110))
    for field, value in (("limit_lower", 110), ("limit_upper", 90)):
        with pytest.raises(Refused, match="at or under the lower one"):
            propose_amendment(caller, only_kr(goal), NewAmendment(field, value, "So."))
    with pytest.raises(Refused, match="can be amended"):
        propose_amendment(caller, only_kr(goal), NewAmendment("target", 5, "So."))


def test_without_a_freeze_a_change_of_a_limit_is_kept_as_an_amendment(caller, goal):
    set_options(caller, {"freeze_targets": False})
    change_key_result(caller, only_kr(goal), {"limit_lower": 80})
    made = Amendment.objects.get()
    assert (made.field, made.old, made.new, made.accepted) == ("limit_lower", 90, 80, True)
    assert (only_kr(goal).first_lower, only_kr(goal).is_amended) == (90, True)


def test_in_planning_a_limit_changes_freely_and_nothing_is_remembered(caller, goal):
    lowered(caller, goal)
    move_cycle(caller, quarter(caller), "planning", "We plan again.")
    change_key_result(caller, only_kr(goal), {"limit_lower": 85})
    assert (only_kr(goal).limit_lower, only_kr(goal).is_amended) == (85, False)
    assert sound(caller)


def test_the_pages_show_both_and_the_form_offers_limits(caller, goal, client):
    said(caller, goal, 85)
    row = only_kr(goal)
    page = client.get(f"/lumen/key-results/{row.key}").content.decode()
    assert "Amend a limit" in page
    sent = {"amend-field": "limit_lower", "amend-new": "80", "amend-reason": "The rule changed."}
    assert client.post(f"/lumen/key-results/{row.key}/amendments", sent).status_code == 302
    accept_amendment(caller, Amendment.objects.select_related("key_result__objective__cycle").get())
    assert "<s>≥ 90</s>" in client.get(f"/lumen/key-results/{row.key}").content.decode()
    assert "<s>≥ 90</s>" in client.get(f"/lumen/objectives/{goal.key}").content.decode()
    assert "originally 0" in " ".join(client.get(f"/lumen/cycles/{goal.cycle.key}").content.decode().split())


def test_programs_amend_limits_and_read_the_first_ones(caller, goal, client):
    row = only_kr(goal)
    lowered(caller, goal)
    found = Api(client, caller)("get", f"/key-results/{row.key}").json()
    assert (found["limit_lower"], found["original_limit_lower"], found["original_limit_upper"]) == ("80", "90", None)


def test_how_values_count_stands_once_the_cycle_runs(caller, goal):
    with pytest.raises(Refused, match="how its values count is a commitment"):
        change_key_result(caller, only_kr(goal), {"control_by": "distance"})
    moves = objective(caller, "It moves")
    with pytest.raises(Refused, match="how its values count is a commitment"):
        change_key_result(caller, only_kr(moves), {"count_by": "max"})
    set_options(caller, {"freeze_targets": False})
    assert change_key_result(caller, only_kr(moves), {"count_by": "max"}).count_by == "max"
