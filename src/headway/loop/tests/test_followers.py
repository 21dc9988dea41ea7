from datetime import timedelta

import pytest

from headway.activity import log
from headway.activity.models import Cursor
from headway.kpis.actions.standing import demote, retire
from headway.loop.models import Decision
from headway.people.models import Unit
from tests.world import company, founder, later

from .scene import FIRST, HEALTHY, breached, follow, kpi, member, read

pytestmark = pytest.mark.django_db


def test_a_kpi_that_leaves_its_band_opens_one_decision_with_its_evidence():
    caller = founder()
    metric, decision = breached(caller, 95)
    assert (decision.trigger, decision.severity, decision.asked) == ("breach", "red", caller.person)
    assert decision.answer_by == caller.now + timedelta(hours=72)
    assert decision.response == "Call the last ten trials."
    assert decision.evidence["value"] == 95
    assert decision.evidence["usual"]["n"] == 12
    assert decision.evidence["band"]["lower"] == 110
    touched = log.feed(caller.workspace.pk, metric.key).first()
    assert (touched.verb, touched.actor) == ("decision.opened", "")


def test_amber_leaves_more_time_than_red():
    caller = founder()
    _, decision = breached(caller, 105)
    assert decision.severity == "amber"
    assert decision.answer_by == caller.now + timedelta(hours=168)


def test_a_metric_that_is_no_kpi_asks_nobody():
    caller = founder()
    metric = kpi(caller)
    demote(caller, metric, "Nobody decides by it.")
    read(caller, metric, [*HEALTHY, 95])
    assert metric.state == "red"
    assert not Decision.objects.exists()


def test_reading_the_log_twice_opens_nothing_twice():
    caller = founder()
    _, decision = breached(caller)
    Cursor.objects.update(seq=0)
    follow(caller)
    assert Decision.objects.get() == decision


def test_an_answered_breach_is_not_asked_again_when_the_log_is_read_twice():
    caller = founder()
    breached(caller)
    Decision.objects.update(answered_at=caller.now, choice="watch")
    Cursor.objects.update(seq=0)
    follow(caller)
    assert Decision.objects.count() == 1


def test_another_red_reading_opens_no_second_decision():
    caller = founder()
    metric, _ = breached(caller)
    read(later(caller, weeks=1), metric, [93], FIRST + timedelta(weeks=12))
    assert Decision.objects.count() == 1


def test_a_decision_that_turns_from_amber_to_red_is_due_sooner_and_never_later():
    caller = founder()
    metric, decision = breached(caller, 105)
    read(caller, metric, [90], FIRST + timedelta(weeks=11))
    decision.refresh_from_db()
    assert (decision.severity, decision.answer_by) == ("red", caller.now + timedelta(hours=72))
    assert log.feed(caller.workspace.pk, decision.key).first().verb == "decision.tightened"


def test_a_number_that_comes_back_closes_its_unanswered_decision_by_itself():
    caller = founder()
    metric, decision = breached(caller)
    read(later(caller, weeks=2), metric, [121, 122], FIRST + timedelta(weeks=12))
    decision.refresh_from_db()
    assert metric.state == "green"
    assert (decision.resolved_by, decision.is_open) == ("readings.recorded", False)


def test_backfill_of_a_past_breach_alerts_nobody():
    caller = founder()
    metric = kpi(caller)
    read(caller, metric, HEALTHY)
    read(caller, metric, [50, 40], FIRST - timedelta(weeks=10))
    assert not Decision.objects.exists()


def test_a_breach_that_passed_before_anybody_looked_asks_nobody():
    caller = founder()
    metric = kpi(caller)
    read(caller, metric, [95, 96, *HEALTHY[:10]])
    assert not Decision.objects.exists()


def test_a_late_decision_goes_to_the_lead_above_and_never_to_the_one_who_was_asked():
    caller = founder()
    lead = member(caller, "Mei-Lin Chou")
    team = Unit.objects.create(
        workspace=caller.workspace, key="U-9", name="Delivery", parent=company(caller), lead=lead
    )
    _, decision = breached(caller, owner=lead, unit=team)
    assert (decision.asked, decision.escalate_to) == (lead, caller.person)


def test_a_kpi_that_is_retired_needs_no_decision():
    caller = founder()
    metric, decision = breached(caller)
    retire(caller, metric, "The product is gone.")
    follow(caller)
    decision.refresh_from_db()
    assert not decision.is_open


def test_each_workspace_follows_its_own_log():
    caller, other = founder(), founder("other")
    breached(caller)
    follow(other)
    assert set(Decision.objects.values_list("workspace", flat=True)) == {caller.workspace.pk}
