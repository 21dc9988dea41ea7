"""A leaver's hand-over takes everything along, whatever feature it belongs to."""

from datetime import timedelta

import pytest

from headway.activity import log
from headway.loop.models import Decision
from headway.okrs.actions.cycles import ensure_cycles
from headway.okrs.actions.initiatives import NewInitiative, create_initiative
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective, create_objective
from headway.okrs.models import Cycle, KeyResult
from headway.people.actions.persons import _owning, belongings_of, hand_over
from headway.people.keys import next_key
from headway.people.models import Unit
from headway.people.tests.world import joined
from tests.world import company, founder, metric

pytestmark = pytest.mark.django_db
OWNING = {
    "metric owner", "objective owner", "key result owner", "key result updater", "initiative owner", "blocker owner",
    "decision asked", "decision escalate_to", "decision fix_owner", "unit lead",
}  # fmt: skip


def test_every_kind_of_belonging_is_found():
    assert {owning.name for owning in _owning()} >= OWNING


def test_kpis_goals_work_decisions_and_units_change_hands_and_their_feeds_say_so():
    caller = founder()
    ruth, heir = joined(caller, "Ruth"), joined(caller, "Mei").person
    ensure_cycles(caller)
    kpi = metric(caller, owner=ruth.person)
    new = NewObjective(
        "Value", ruth.person, company(caller), Cycle.objects.order_by("pk").first(),
        key_results=(NewKeyResult(metric=kpi, baseline=120, target=200, updater=ruth.person),),
    )  # fmt: skip
    objective = create_objective(ruth, new)
    key_result = KeyResult.objects.get()
    work = create_initiative(ruth, objective, NewInitiative("Interview ten clinics", ruth.person))
    decision = Decision.objects.create(
        workspace=caller.workspace, key=next_key(caller.workspace, Decision), metric=kpi, trigger="breach",
        opened_at=caller.now, answer_by=caller.now + timedelta(days=2), asked=ruth.person, escalate_to=caller.person,
    )  # fmt: skip
    Unit.objects.update(lead=ruth.person)
    assert sum(belongings_of(ruth.person).values()) == 7
    counts = hand_over(caller, ruth.person, heir)
    assert counts == {
        "metric owner": 1, "objective owner": 1, "key result owner": 1, "key result updater": 1,
        "initiative owner": 1, "decision asked": 1, "unit lead": 1,
    }  # fmt: skip
    assert belongings_of(ruth.person) == {}
    for row, name in [
        (kpi, "owner"), (objective, "owner"), (key_result, "owner"), (key_result, "updater"), (work, "owner"),
        (decision, "asked"), (company(caller), "lead"),
    ]:  # fmt: skip
        row.refresh_from_db()
        assert getattr(row, name) == heir
        assert log.feed(caller.workspace.pk, row.key).first().verb == "person.handed_over"
    assert heir in company(caller).members.all()
    assert decision.escalate_to == caller.person
    assert log.verify(caller.workspace.pk).intact
