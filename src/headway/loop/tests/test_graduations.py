from datetime import date, timedelta

import pytest

from headway.activity import log
from headway.activity.models import Cursor
from headway.kpis.models import Metric
from headway.loop.actions.deciding import Limits, Naming, accept_graduation, decline_graduation, limits_of
from headway.loop.actions.graduating import propose_graduation, withdraw_graduation
from headway.loop.actions.lifting import leave_plateau, take_up_plateau
from headway.loop.models import Decision, Graduation
from headway.loop.plateaus import offers_for
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective, create_objective
from headway.okrs.models import CheckIn
from headway.people.errors import Conflict, NotAllowed, Refused
from headway.people.undo import undo
from tests.world import company, founder, later

from .scene import ANSWERS, FIRST, HEALTHY, as_person, cycle, follow, kpi, member, reached, read

pytestmark = pytest.mark.django_db


def last(caller, key):
    return log.feed(caller.workspace.pk, key).first()


def watched(caller, values, first=FIRST + timedelta(weeks=13)):
    """A graduated KPI whose floor is 14 % now, with ``values`` read since."""
    metric, _ = reached(caller)
    accept_graduation(caller, Graduation.objects.get(), Limits(lower=140, amber_lower=130))
    late = later(caller, weeks=len(values) + 1)
    read(late, metric, values, first)
    return late, metric, Graduation.objects.get()


def test_a_key_result_reached_and_held_proposes_a_new_standard_for_its_kpi():
    caller = founder()
    metric, row = reached(caller)
    graduation = Graduation.objects.get()
    assert (graduation.metric, graduation.key_result, graduation.proposed_by) == (metric, row, None)
    assert 110 < graduation.lower <= 150
    assert graduation.amber_lower == graduation.lower - 10
    assert graduation.evidence["run"] == 3
    assert graduation.evidence["old_lower"] == 110


def test_a_spike_proposes_nothing():
    caller = founder()
    metric = kpi(caller)
    read(caller, metric, HEALTHY[:9])
    create_objective(caller, NewObjective(
        "Clinics pay", caller.person, company(caller), cycle(caller),
        key_results=(NewKeyResult(metric=metric, baseline=122, target=150),),
    ))  # fmt: skip
    read(caller, metric, [190, 120, 151], FIRST + timedelta(weeks=9))
    assert not Graduation.objects.exists()


def test_reading_the_log_twice_proposes_nothing_twice():
    caller = founder()
    reached(caller)
    Cursor.objects.update(seq=0)
    follow(caller)
    assert Graduation.objects.count() == 1


def test_before_it_held_a_graduation_takes_a_reason():
    caller = founder()
    metric = kpi(caller)
    read(caller, metric, HEALTHY)
    objective = create_objective(caller, NewObjective(
        "Clinics pay", caller.person, company(caller), cycle(caller),
        key_results=(NewKeyResult(metric=metric, baseline=122, target=150),),
    ))  # fmt: skip
    row = objective.key_results.get()
    with pytest.raises(Refused) as refused:
        propose_graduation(caller, row)
    assert refused.value.field == "early_reason"
    other = kpi(caller, "Refund rate")
    read(caller, other, HEALTHY)
    found = propose_graduation(caller, row, [metric, other], "The pricing is fixed for good.")
    assert [graduation.metric for graduation in found] == [metric, other]
    assert log.body_of(last(caller, other.key))["reason"] == "The pricing is fixed for good."


def test_raising_the_floor_sets_the_band_from_now_on_and_starts_the_watch():
    caller = founder()
    metric, _ = reached(caller)
    graduation = Graduation.objects.get()
    accept_graduation(caller, graduation)
    band = metric.bands.order_by("-valid_from").first()
    assert (band.valid_from, band.lower) == (date(2026, 11, 16), graduation.lower)
    assert band.low_response == "Call the last ten trials."
    assert (graduation.verdict, graduation.watch_from, graduation.watch_needed) == ("", band.valid_from, 6)
    assert metric.bands.count() == 2


def test_the_owner_may_edit_the_standard_but_not_make_it_laxer():
    caller = founder()
    reached(caller)
    graduation = Graduation.objects.get()
    with pytest.raises(Refused) as refused:
        accept_graduation(caller, graduation, Limits(lower=100))
    assert refused.value.field == "lower"
    graduation.refresh_from_db()
    assert graduation.is_open
    accept_graduation(caller, graduation, Limits(lower=145, amber_lower=140))
    assert limits_of(Graduation.objects.get()) == Limits(lower=145, amber_lower=140)


def test_only_the_owner_of_the_kpi_or_a_lead_decides():
    caller = founder()
    reached(caller)
    stranger = as_person(caller, member(caller, "Jonas Petersen"))
    with pytest.raises(NotAllowed):
        accept_graduation(stranger, Graduation.objects.get())
    with pytest.raises(NotAllowed):
        decline_graduation(stranger, Graduation.objects.get(), "No.")


def test_declining_keeps_the_old_standard_with_the_reason():
    caller = founder()
    metric, _ = reached(caller)
    graduation = Graduation.objects.get()
    with pytest.raises(Refused):
        decline_graduation(caller, graduation, "")
    decline_graduation(caller, graduation, "It was the season.")
    assert metric.bands.count() == 1
    with pytest.raises(Conflict):
        accept_graduation(caller, Graduation.objects.get())


def test_a_withdrawn_proposal_cannot_be_decided():
    caller = founder()
    reached(caller)
    withdraw_graduation(caller, Graduation.objects.get())
    with pytest.raises(Conflict):
        accept_graduation(caller, Graduation.objects.get())


def test_a_standard_that_stays_is_held():
    caller, _, graduation = watched(founder(), [150, 152, 149, 151, 153, 150])
    assert (graduation.verdict, graduation.watch_seen, graduation.watch_outside) == ("held", 6, 0)
    assert not Decision.objects.exists()
    assert last(caller, graduation.key).verb == "graduation.held"


def test_one_bad_reading_is_no_regression():
    _, _, graduation = watched(founder(), [150, 138, 149, 151, 153, 150])
    assert graduation.verdict == "held"


def test_a_standard_that_is_lost_asks_for_one_decision():
    _, metric, graduation = watched(founder(), [150, 121, 120])
    assert (graduation.verdict, graduation.watch_outside) == ("regressed", 2)
    assert Decision.objects.get(metric=metric).trigger == "regression"


def test_a_watch_that_goes_on_says_what_it_has_seen():
    _, _, graduation = watched(founder(), [150, 151])
    assert (graduation.verdict, graduation.watch_seen) == ("", 2)


def test_a_key_result_counted_by_hand_lives_on_as_a_kpi():
    caller = founder()
    objective = create_objective(caller, NewObjective(
        "Clinics recommend us", caller.person, company(caller), cycle(caller),
        key_results=(NewKeyResult("Reference clinics", unit_label="clinics", baseline=2, target=6),),
    ))  # fmt: skip
    row = objective.key_results.get()
    for week, value in enumerate([5, 6, 7, 7]):
        CheckIn.objects.create(
            workspace=caller.workspace, key=f"CI-{week + 90}", key_result=row, author=caller.person, value=value,
            at=caller.now - timedelta(weeks=5 - week),
        )  # fmt: skip
    (graduation,) = propose_graduation(caller, row, early_reason="Everybody counts them now.")
    with pytest.raises(Refused) as refused:
        accept_graduation(caller, graduation)
    assert refused.value.field == "definition"
    assert not Metric.objects.exists()
    naming = Naming("Reference clinics", "Clinics that let us name them, at the end of the week.", ANSWERS)
    accept_graduation(caller, Graduation.objects.get(), Limits(lower=5), naming=naming)
    metric = Metric.objects.get()
    row.refresh_from_db()
    assert metric.is_kpi
    assert list(metric.readings.order_by("period").values_list("value", flat=True)) == [5, 6, 7, 7]
    assert row.metric == metric
    assert Graduation.objects.get().metric == metric


def test_raising_the_floor_can_be_undone():
    caller = founder()
    metric, _ = reached(caller)
    graduation = Graduation.objects.get()
    accept_graduation(caller, graduation, Limits(lower=145))
    undo(caller, last(caller, graduation.key).seq)
    graduation.refresh_from_db()
    assert graduation.is_open
    assert metric.bands.get().lower == 110
    assert log.verify(caller.workspace.pk).intact


FLAT = [122, 121, 123, 122, 120, 124, 122, 121, 123, 122, 121, 122]


def test_a_healthy_flat_kpi_is_offered_and_can_be_taken_up():
    caller = founder()
    metric = kpi(caller)
    read(caller, metric, FLAT)
    (offer,) = offers_for(caller)
    assert (offer.metric, offer.periods, offer.mean) == (metric, 12, 122)
    assert not Decision.objects.exists()
    decision = take_up_plateau(caller, metric)
    assert (decision.trigger, decision.is_open) == ("plateau", True)
    assert offers_for(caller) == []


def test_a_plateau_that_was_left_rests():
    caller = founder()
    metric = kpi(caller)
    read(caller, metric, FLAT)
    leave_plateau(caller, metric, "It is as good as we need it.")
    assert offers_for(caller) == []
    assert Decision.objects.get().choice == "leave"


def test_a_moving_kpi_is_not_offered():
    caller = founder()
    metric = kpi(caller)
    read(caller, metric, [120 + 3 * week for week in range(12)])
    assert offers_for(caller) == []
    with pytest.raises(Refused):
        take_up_plateau(caller, metric)
