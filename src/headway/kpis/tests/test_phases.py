from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from headway.activity import log
from headway.kpis.actions.metrics import change_metric
from headway.kpis.actions.phases import remove_phase, set_phase
from headway.kpis.fold import bands_of
from headway.kpis.models import Band, PhaseMark
from headway.kpis.phases import bands_and_marks, marks_of
from headway.kpis.rules.phases import Mark, starts_in
from headway.kpis.tests.company import bearer, kpi, signed_in, somebody
from headway.kpis.undo import UNDO
from headway.okrs.baselines import usual_level
from headway.people.errors import NotAllowed, Refused
from tests.world import founder

STEP = [*[120, 118, 125, 121, 119, 124, 122, 117, 123, 120] * 2, *[160, 158, 165, 161, 159, 164, 162, 157, 163, 160]]
LAST = date(2026, 11, 2)


def week(back):
    return LAST - timedelta(weeks=back)


@pytest.mark.django_db
def test_a_phase_set_by_hand_begins_the_usual_range_afresh():
    caller = founder()
    of = kpi(caller, values=[120, 118, 125, 121, 119, 124, 122, 117, 123, 120] * 2)
    row = set_phase(caller, of, week(8) + timedelta(days=2), "The new price list.")
    of.refresh_from_db()
    assert (row.start, of.phase_start) == (week(8), week(8))
    assert of.usual_mean == round(sum([118, 125, 121, 119, 124, 122, 117, 123, 120]) / 9)
    assert usual_level(of).readings == 9


@pytest.mark.django_db
def test_a_locked_phase_is_not_split_by_a_shift_in_the_data():
    caller = founder()
    of = kpi(caller, values=STEP)
    assert of.phase_start == week(9)
    set_phase(caller, of, week(29), "One process: the level follows the season.", locked=True)
    of.refresh_from_db()
    assert of.phase_start == week(29)


@pytest.mark.django_db
@pytest.mark.parametrize("n", [0, 1, 3])
def test_bands_and_marks_are_read_together_as_they_are_apart(n, count_statements):
    caller = founder()
    of = kpi(caller, values=STEP)
    for back in range(n):
        set_phase(caller, of, week(20 - back), "A new tool.", locked=back == 1)
        starts = {"valid_from": week(9 - back), "set_at": caller.now}
        Band.objects.create(metric=of, lower=None, upper=150 + back, leave_of=3, **starts)
    with count_statements() as ran:
        found = bands_and_marks(of)
    ran.assert_at_most(1)
    assert found == (bands_of([of.pk])[of.pk], marks_of([of.pk])[of.pk])


@pytest.mark.django_db
def test_a_phase_is_moved_and_taken_away_and_each_is_undone():
    caller = founder()
    of = kpi(caller, values=STEP)
    set_phase(caller, of, week(15), "The new tool.")
    set_phase(caller, of, week(14), "The new tool, a week later.", moved_from=week(15))
    assert PhaseMark.objects.get().start == week(14)
    undo_last(caller, of)
    assert PhaseMark.objects.get().start == week(15)
    remove_phase(caller, of, week(15), "It was the season.")
    assert not PhaseMark.objects.exists()
    undo_last(caller, of, back=0)
    assert PhaseMark.objects.get().reason == "The new tool."


def undo_last(caller, of, back=0):
    row = log.feed(caller.workspace.pk, of.key)[back]
    UNDO[row.verb](caller, row)


@pytest.mark.django_db
def test_another_definition_begins_a_phase_with_its_reason():
    caller = founder()
    of = kpi(caller, values=STEP)
    changes = {"definition": "Paid of trials that ended, refunds taken off."}
    change_metric(caller, of, changes, reason="Refunds are taken off.", counted_from=week(12))
    row = PhaseMark.objects.get()
    assert (row.start, row.cause, row.reason) == (week(12), "definition", "Refunds are taken off.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "reason", "field"), [(date(2027, 1, 4), "Why", "start"), (LAST, " ", "reason"), (LAST, "x" * 501, "reason")]
)
def test_a_phase_needs_a_day_that_has_come_and_a_reason(day, reason, field):
    caller = founder()
    with pytest.raises(Refused) as refused:
        set_phase(caller, kpi(caller), day, reason)
    assert refused.value.field == field


@pytest.mark.django_db
def test_a_phase_does_not_begin_before_anything_was_read():
    caller = founder()
    row = kpi(caller, values=[120] * 10)
    with pytest.raises(Refused, match="was first read for") as refused:
        set_phase(caller, row, date(1990, 1, 1), "Another way of counting.")
    assert refused.value.field == "start"
    assert not PhaseMark.objects.filter(metric=row).exists()


@pytest.mark.django_db
def test_only_who_may_change_a_kpi_sets_its_phases():
    caller = founder()
    of = kpi(caller)
    with pytest.raises(NotAllowed):
        set_phase(somebody(caller, "viewer"), of, LAST, "Because.")


@pytest.mark.django_db
def test_the_page_sets_a_phase_and_the_chart_says_why(client):
    caller = founder()
    signed_in(client, caller)
    of = kpi(caller, values=STEP)
    page = reverse("kpis:phases", args=["lumen", of.key])
    assert client.post(page, {"start": f"{week(12)}", "reason": ""}).status_code == 422
    assert client.post(page, {"start": f"{week(12)}", "reason": "The new tool", "locked": "on"}).status_code == 302
    assert (
        "The new tool. Mean and range start afresh here"
        in client.get(reverse("kpis:kpi", args=["lumen", of.key])).content.decode()
    )
    assert "Take the one of" in client.get(page).content.decode()
    gone = reverse("kpis:phase_removal", args=["lumen", of.key])
    assert client.post(gone, {"start": f"{week(12)}", "reason": "It was not."}).status_code == 302
    assert not PhaseMark.objects.exists()


@pytest.mark.django_db
def test_the_api_sets_lists_and_removes_phases(client):
    caller = founder()
    of = kpi(caller, values=STEP)
    headers, path = bearer(caller), f"/api/v1/lumen/kpis/{of.key}/phases"
    sent = {"start": f"{week(12)}", "reason": "The new tool.", "locked": True}
    answer = client.put(path, sent, headers=headers, content_type="application/json")
    assert (answer.status_code, answer.json()["locked"]) == (200, True)
    assert [row["start"] for row in client.get(path, headers=headers).json()] == [f"{week(12)}"]
    assert client.delete(f"{path}?start={week(12)}&reason=No", headers=headers).status_code == 204
    assert client.get(path, headers=headers).json() == []


@given(st.lists(st.tuples(st.integers(-20, 40), st.booleans()), max_size=8))
def test_marks_become_positions_inside_the_series(marks):
    periods = [week(19 - n) for n in range(20)]
    found = starts_in(periods, [Mark(week(19) + timedelta(weeks=at), locked) for at, locked in marks])
    assert set(found.locked) <= set(found.all)
    assert set(found.all) == {max(0, at) for at, _ in marks if at < 20}
