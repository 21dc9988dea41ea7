from datetime import date, timedelta

import pytest

from headway.activity import log
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.models import Band, PastReading, StateChange
from headway.people.errors import LinesRefused
from tests.world import MONDAY, founder, later, metric

pytestmark = pytest.mark.django_db
WEEK = date(2026, 11, 2)


def band(of, **limits):
    return Band.objects.create(metric=of, valid_from=date(2026, 1, 5), set_at=MONDAY, **limits)


def test_a_reading_outside_its_band_turns_the_kpi_red():
    caller = founder()
    kpi = metric(caller)
    band(kpi, lower=110, amber_lower=100)
    record_readings(caller, [Line(kpi, WEEK, 95)], source="page")
    kpi.refresh_from_db()
    assert (kpi.state, kpi.state_reason, kpi.state_since) == ("red", "below", WEEK)
    assert StateChange.objects.get().new == "red"
    assert log.body_of(log.feed(caller.workspace.pk, kpi.key).first())["facts"]["states"] == {
        kpi.key: {"old": "unknown", "new": "red", "reason": "below", "period": "2026-11-02", "value": 95}
    }


def test_correcting_a_closed_reading_keeps_what_it_replaces():
    caller = founder()
    kpi = metric(caller)
    record_readings(caller, [Line(kpi, WEEK, 156)], source="page")
    record_readings(later(caller, days=1), [Line(kpi, WEEK, 141)], source="page", reason="Counted twice.")
    assert PastReading.objects.values_list("value", flat=True).get() == 156
    assert kpi.readings.get().value == 141


def test_an_open_period_is_overwritten_without_history():
    caller = founder()
    kpi = metric(caller)
    running = date(2026, 11, 16)
    record_readings(caller, [Line(kpi, running, 100)], source="page")
    record_readings(caller, [Line(kpi, running, 120)], source="page")
    kpi.refresh_from_db()
    assert not PastReading.objects.exists()
    assert (kpi.last_value, kpi.judged_value) == (120, None)


def test_a_wrong_line_refuses_the_whole_batch_and_names_each():
    caller = founder()
    kpi = metric(caller)
    tuesday, next_year = WEEK + timedelta(days=1), date(2027, 1, 4)
    wrong = [Line(kpi, WEEK, 1), Line(kpi, WEEK, 2), Line(kpi, tuesday, 3), Line(kpi, next_year, 4)]
    with pytest.raises(LinesRefused) as refused:
        record_readings(caller, wrong, source="csv")
    assert [error.line for error in refused.value.errors] == [2, 3, 4]
    assert not kpi.readings.exists()


def test_recording_the_same_again_changes_and_logs_nothing():
    caller = founder()
    kpi = metric(caller)
    record_readings(caller, [Line(kpi, WEEK, 1)], source="csv")
    rows = log.feed(caller.workspace.pk).count()
    assert record_readings(caller, [Line(kpi, WEEK, 1)], source="csv").unchanged == 1
    assert log.feed(caller.workspace.pk).count() == rows
    assert log.verify(caller.workspace.pk).intact
