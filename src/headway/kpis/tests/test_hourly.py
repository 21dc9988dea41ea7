"""A metric read by the hour: through every door, around the hours that clocks are moved in, and what follows."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from math import sin

import pytest
from click.testing import CliRunner
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headway.hours import Hour
from headway.kpis.actions.annotations import annotate
from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.phases import set_phase
from headway.kpis.actions.readings import Line, judge, record_readings
from headway.kpis.cli import kpi as commands
from headway.kpis.forecasting import renew_forecast
from headway.kpis.models import Forecast, Metric, MonthlySum, PastReading, Reading, Signal
from headway.kpis.queries.adhering import adherence_of
from headway.kpis.queries.board import target_at
from headway.kpis.queries.coarse import coarser
from headway.kpis.sums import wrong_months
from headway.kpis.tests.company import kpi, signed_in
from headway.kpis.tests.test_api import Api
from headway.people.caller import Caller
from headway.people.errors import LinesRefused
from headway.people.undo import undo
from tests.realdata import DATA, require_at_hand
from tests.world import founder, later

pytestmark = pytest.mark.django_db
NOW_HOUR = Hour(2026, 11, 16, 9)
"""The hour that runs in Berlin while tests happen."""
HOURLY = {"grain": "hour", "unit_kind": "duration", "unit_label": "min", "scale": 1, "aggregation": "average"}


@pytest.fixture
def berlin() -> Caller:
    caller = founder()
    caller.workspace.timezone = "Europe/Berlin"
    caller.workspace.save()
    return caller


@pytest.fixture
def answered(berlin):
    """Minutes until a request is answered, hour by hour for three weeks: a day's course and a little noise."""
    made = kpi(berlin, "Response time", **HOURLY)
    record_readings(berlin, [Line(made, hour, value) for hour, value in course(made, 504)], source="csv")
    made.refresh_from_db()
    return made


def course(metric, count):
    hours = metric.calendar.between(metric.calendar.next(NOW_HOUR, -count), metric.calendar.next(NOW_HOUR, -1))
    return [(hour, round(300 + 100 * sin(hour.hour / 24 * 6.283) + (n * 37 % 41))) for n, hour in enumerate(hours)]


def url(name, *parts):
    return reverse(f"kpis:{name}", args=["lumen", *parts])


def text(answer):
    return " ".join(answer.content.decode().split())


def run(*args):
    return CliRunner().invoke(commands, args)


def test_hours_are_kept_and_read_back_as_they_are(berlin):
    made = kpi(berlin, "Response time", **HOURLY)
    hours = [Hour(2026, 10, 25, h, fold) for h, fold in [(0, 0), (1, 0), (2, 0), (2, 1), (3, 0)]]
    record_readings(berlin, [Line(made, hour, n) for n, hour in enumerate(hours)], source="csv")
    assert list(made.readings.order_by("period").values_list("period", "value")) == [
        (h, n) for n, h in enumerate(hours)
    ]
    made.refresh_from_db()
    assert (made.last_period, made.judged_period) == (hours[-1], hours[-1])
    assert type(made.last_period) is Hour


def test_a_whole_day_and_its_first_hour_stay_apart(berlin):
    daily, hourly = kpi(berlin, "Daily", grain="day"), kpi(berlin, "Hourly", **HOURLY)
    day, hour = date(2026, 11, 2), Hour(2026, 11, 2, 0)
    record_readings(berlin, [Line(daily, day, 1), Line(hourly, hour, 2)], source="csv")
    assert type(daily.readings.get().period) is date
    assert hourly.readings.get().period == hour


def test_a_day_in_a_query_holds_all_of_its_hours(berlin):
    made = kpi(berlin, "Response time", **HOURLY)
    days = [Hour(2026, 11, day, hour) for day in (2, 3, 4) for hour in (0, 12, 23)]
    record_readings(berlin, [Line(made, hour, 1) for hour in days], source="csv")
    third = date(2026, 11, 3)
    found = made.readings.filter
    counts = [found(period__lte=third), found(period__gt=third), found(period__gte=third), found(period__lt=third),
              found(period__range=(third, third)), found(period__lte=days[4])]  # fmt: skip
    assert [rows.count() for rows in counts] == [6, 3, 6, 3, 3, 5]


def test_the_running_hour_is_open_and_judged_when_it_has_closed(berlin):
    made = kpi(berlin, "Response time", **HOURLY)
    set_band(berlin, made, NewBand(upper=400, valid_from=date(2026, 11, 1)))
    lines = [Line(made, made.calendar.next(NOW_HOUR, -2), 300), Line(made, NOW_HOUR, 900)]
    record_readings(berlin, lines, source="api")
    made.refresh_from_db()
    assert (made.state, made.last_value, made.judged_value) == ("green", 900, 300)
    assert made.lateness_hours == 1
    assert made.judge_due_at == datetime(2026, 11, 16, 10, tzinfo=UTC)
    judge(later(berlin, hours=2), made)
    made.refresh_from_db()
    assert (made.state, made.state_since) == ("red", NOW_HOUR)


def test_it_goes_stale_by_the_hour(berlin):
    made = kpi(berlin, "Response time", **HOURLY)
    set_band(berlin, made, NewBand(upper=400, valid_from=date(2026, 11, 1)))
    record_readings(berlin, [Line(made, made.calendar.next(NOW_HOUR, -2), 300)], source="api")
    made.refresh_from_db()
    assert [made.state_at(berlin.now + timedelta(hours=n)) for n in (0, 1, 2)] == ["green", "green", "stale"]


def test_an_hour_that_has_not_begun_or_never_was_is_refused(berlin):
    made = kpi(berlin, "Response time", **HOURLY)
    lines = [
        Line(made, Hour(2026, 11, 16, 10), 1),
        Line(made, Hour(2026, 3, 29, 2), 1),
        Line(made, date(2026, 11, 2), 1),
    ]
    with pytest.raises(LinesRefused) as refused:
        record_readings(berlin, lines, source="api")
    said = [(error.line, error.value) for error in refused.value.errors]
    assert said == [(1, "2026-11-16T10:00"), (2, "2026-03-29T02:00"), (3, "2026-11-02")]
    assert "clocks are moved" in refused.value.errors[1].message


def test_a_correction_is_kept_and_undone(berlin, answered):
    hour = Hour(2026, 11, 10, 14)
    before = answered.readings.get(period=hour).value
    done = record_readings(berlin, [Line(answered, hour, 990)], source="page", reason="A wrong clock.")
    assert PastReading.objects.get().period == hour
    undo(later(berlin, minutes=1), done.seq)
    assert answered.readings.get(period=hour).value == before
    assert not PastReading.objects.exists()
    assert wrong_months(berlin.workspace.pk) == []


class TestDoors:
    def test_the_api_takes_hours_with_and_without_their_offset(self, client, berlin):
        made, api = kpi(berlin, "Response time", **HOURLY), Api(client, berlin)
        texts = ["2026-10-25T02:00+02:00", "2026-10-25T01:00:00Z", "2026-10-25T03:00", "2026-10-25 04"]
        sent = {"readings": [{"period": period, "value": "1.5"} for period in texts]}
        assert api("post", f"/kpis/{made.key}/readings", sent).json()["new"] == 4
        page = api("get", f"/kpis/{made.key}/readings?limit=2").json()
        assert [row["period"] for row in page["items"]] == ["2026-10-25T02:00:00+02:00", "2026-10-25T02:00:00+01:00"]
        rest = api("get", f"/kpis/{made.key}/readings?after={page['next']}").json()
        assert [row["period"] for row in rest["items"]] == ["2026-10-25T03:00:00+01:00", "2026-10-25T04:00:00+01:00"]
        assert api("get", f"/kpis/{made.key}").json()["last_period"] == "2026-10-25T04:00:00+01:00"
        assert api("get", "/states").json()[0]["period"] == "2026-10-25T04:00:00+01:00"

    @pytest.mark.parametrize("period", ["2026-11-02", "2026-11-02T25:00", "2026-03-29T02:00", "soon", "2026-W45"])
    def test_the_api_names_an_hour_that_is_none(self, client, berlin, period):
        made, api = kpi(berlin, "Response time", **HOURLY), Api(client, berlin)
        sent = {"readings": [{"period": "2026-11-02T10:00", "value": 1}, {"period": period, "value": 1}]}
        answer = api("post", f"/kpis/{made.key}/readings", sent)
        assert answer.status_code == 422
        problem = answer.json()["errors"][0]
        assert (problem["line"], problem["column"], problem["value"]) == (2, "period", period)
        assert not Reading.objects.exists()

    def test_a_file_arrives_by_the_command_line_and_its_slips_are_named(self, berlin, tmp_path):
        kpi(berlin, "Response time", **HOURLY)
        file = tmp_path / "hours.csv"
        file.write_text("timestamp,value\n2026-11-02 10:00:01,4.5\n02.11.2026 11:15,5.5\n2026-11-02T12:00:00+01:00,6\n")
        assert "3 new" in run("import", str(file), "--kpi", "K-1").output
        assert [row.hour for row in Reading.objects.order_by("period").values_list("period", flat=True)] == [10, 11, 12]
        file.write_text("timestamp,value\n2026-11-02 10:00,4.5\n2026-11-02 10:30,5\n2026-11-03,5\n")
        refused = run("import", str(file), "--kpi", "K-1")
        assert refused.exit_code != 0
        assert "Line 4, column period: '2026-11-03'" in refused.output
        assert Reading.objects.count() == 3

    def test_one_reading_by_the_command_line(self, berlin):
        made = json.loads(run("create", "Response time", "--grain", "hour", "--scale", "1", "--json").output)
        assert (made["grain"], made["lateness_hours"]) == ("hour", 1)
        assert run("record", made["key"], "2026-11-02T10:00", "4.5").exit_code == 0
        shown = json.loads(run("show", made["key"], "--json").output)
        assert shown["readings"][0]["period"] == "2026-11-02 10:00:00+01:00"

    def test_the_board_shows_hours_and_records_what_is_typed(self, client, berlin, answered):
        signed_in(client, berlin)
        page = text(client.get(url("board"), {"grain": "hour"}))
        assert 'name="K-1@2026-11-16T09:00"' in page
        assert page.count('name="K-1@') == 12
        client.post(url("board"), {"K-1@2026-11-16T08:00": "41.5", "K-1@2026-11-16T09:00": "42", "grain": "hour"})
        typed = Reading.objects.filter(source="board").order_by("period").values_list("period", "value")
        assert list(typed) == [(Hour(2026, 11, 16, 8), 415), (NOW_HOUR, 420)]

    def test_the_board_goes_back_over_the_hour_that_comes_twice(self, client, berlin, answered):
        signed_in(client, berlin)
        page = text(client.get(url("board"), {"grain": "hour", "until": "2026-10-25T05:00"}))
        assert 'name="K-1@2026-10-25T02:00b"' in page
        client.post(url("board"), {"K-1@2026-10-25T02:00b": "41.5"})
        assert Reading.objects.get(source="board").period == Hour(2026, 10, 25, 2, 1)

    def test_bands_and_targets_are_dated_by_the_day_and_their_forms_say_so(self, client, berlin, answered):
        signed_in(client, berlin)
        assert "begins with the first hour of that day" in text(client.get(url("band", "K-1")))
        assert "each of its hours is held against it" in text(client.get(url("targets", "K-1")))
        due = [(date(2026, 11, 16), 300), (date(2026, 11, 17), 250)]
        assert target_at(due, Hour(2026, 11, 16, 23)) == 300
        assert target_at(due, Hour(2026, 11, 17, 0)) == 250

    def test_an_entry_by_form_is_for_its_hour(self, client, berlin, answered):
        signed_in(client, berlin)
        form = text(client.get(url("readings", "K-1")))
        assert 'type="datetime-local"' in form
        assert 'value="2026-11-16T09:00"' in form
        client.post(url("readings", "K-1"), {"period": "2026-11-16T09:00", "value": "44"})
        assert Reading.objects.get(source="page").period == NOW_HOUR
        answer = client.post(url("readings", "K-1"), {"period": "2026-03-29T02:00", "value": "44"})
        assert answer.status_code == 422
        assert "clocks are moved" in text(answer)

    @pytest.mark.parametrize("name", ["kpi", "readings", "phases", "deep-dive", "adherence", "over_time"])
    def test_every_page_of_it_opens(self, client, berlin, answered, name):
        signed_in(client, berlin)
        set_band(berlin, answered, NewBand(upper=380, valid_from=date(2026, 11, 1)))
        set_phase(berlin, answered, Hour(2026, 11, 9, 6), "A new desk.")
        annotate(berlin, answered, Hour(2026, 11, 12, 14), "The line was down.")
        renew_forecast(berlin, answered)
        answer = client.get(url(name, "K-1"))
        assert answer.status_code == 200
        assert ":00" in text(answer) or name == "over_time"


def test_limits_season_and_forecast_are_those_of_a_day(berlin, answered):
    renew_forecast(berlin, answered)
    made = Forecast.objects.get()
    assert (made.grain, made.season, made.start, made.horizon) == ("hour", 24, Hour(2026, 11, 16, 8), 336)
    assert answered.usual_lower is not None


def test_a_jump_is_a_signal_at_its_hour(berlin, answered):
    hour = Hour(2026, 11, 16, 7)
    record_readings(berlin, [Line(answered, hour, 2000)], source="page", reason="Down.")
    answered.refresh_from_db()
    renew_forecast(berlin, answered)
    assert Signal.objects.filter(period=hour, withdrawn_at=None).exists()
    assert answered.signal_period == hour


def test_hours_come_together_by_day_and_month_of_the_local_clock(berlin):
    made = kpi(berlin, "Calls", grain="hour", aggregation="sum", unit_kind="number", scale=0)
    hours = list(made.calendar.between(Hour(2026, 10, 24, 0), Hour(2026, 11, 1, 1)))
    record_readings(berlin, [Line(made, hour, 1) for hour in hours], source="csv")
    days = {row.period: row.amount.value for row in coarser(berlin, made, "day")}
    assert (days[date(2026, 10, 24)], days[date(2026, 10, 25)], days[date(2026, 11, 1)]) == (24, 25, 2)
    months = [(row.period, row.amount.value) for row in coarser(berlin, made, "month")]
    assert months == [(date(2026, 10, 1), 193), (date(2026, 11, 1), 2)]
    assert MonthlySum.objects.get(month=date(2026, 11, 1)).last_period == Hour(2026, 11, 1, 1)
    assert wrong_months(berlin.workspace.pk) == []


def test_adherence_counts_hours(berlin, answered):
    set_band(berlin, answered, NewBand(upper=1000, valid_from=date(2026, 10, 1)))
    three = [Line(answered, Hour(2026, 11, 10, hour), 2000) for hour in (22, 23)]
    record_readings(berlin, [*three, Line(answered, Hour(2026, 11, 11, 0), 2000)], source="page", reason="Down.")
    found = adherence_of(answered, date(2026, 11, 10), date(2026, 11, 11))
    assert (found.found.n, found.found.inside, len(found.breaches)) == (48, 45, 1)
    breach = found.breaches[0]
    assert (breach.start, breach.end, breach.hours) == (Hour(2026, 11, 10, 22), Hour(2026, 11, 11, 0), 3)


def test_a_daily_metric_may_be_computed_from_hours(berlin):
    source = kpi(berlin, "Calls", grain="hour", aggregation="sum", unit_kind="number", scale=0)
    derived = kpi(berlin, "Calls a day", grain="day", unit_kind="number", scale=0)
    assert run("formula", derived.key, f"{source.key} * 2").exit_code == 0
    hours = source.calendar.between(Hour(2026, 10, 25, 0), Hour(2026, 10, 26, 1))
    record_readings(berlin, [Line(source, hour, 1) for hour in hours], source="csv")
    values = derived.readings.order_by("period").values_list("period", "value")
    assert list(values) == [(date(2026, 10, 25), 50), (date(2026, 10, 26), 4)]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(30)), cuts=st.sets(st.integers(1, 29), max_size=4))
def test_any_order_and_batching_of_hours_ends_in_the_same_state(berlin, order, cuts):
    made = kpi(berlin, f"Response {Metric.objects.count()}", **HOURLY)
    set_band(berlin, made, NewBand(upper=20, valid_from=date(2026, 10, 1)))
    hours = list(made.calendar.between(Hour(2026, 10, 24, 20), made.calendar.next(Hour(2026, 10, 24, 20), 29)))
    edges = [0, *sorted(cuts), 30]
    for start, end in pairwise(edges):
        record_readings(berlin, [Line(made, hours[at], at) for at in order[start:end]], source="csv")
    made.refresh_from_db()
    assert (made.state, made.state_since, made.judged_period) == ("red", hours[21], hours[29])


def test_a_real_operational_series_arrives_whole(berlin, tmp_path):
    """Cost a click of an ad exchange, hour by hour: https://github.com/numenta/NAB, realAdExchange.

    Its clock drifts, so that an hour may hold two values: those lines are named, and the rest arrives.
    """
    files = sorted((DATA / "nab" / "realAdExchange").glob("*.csv"))
    require_at_hand(files, DATA / "nab" / "realAdExchange")
    for file in files:
        made = kpi(berlin, file.stem, grain="hour", unit_kind="number", scale=6)
        head, *lines = file.read_text().splitlines()
        by_hour = {line[:13]: line for line in lines}
        if len(by_hour) < len(lines):
            assert "two values for this period" in run("import", str(file), "--kpi", made.key, "--round").output
            assert not made.readings.exists()
        once = tmp_path / file.name
        once.write_text("\n".join([head, *by_hour.values()]))
        assert f"{len(by_hour)} new" in run("import", str(once), "--kpi", made.key, "--round").output
        made.refresh_from_db()
        assert str(made.judged_period)[:13] == max(by_hour).replace(" ", "T")
        assert sum(row.count for row in coarser(berlin, made, "day")) == len(by_hour)


@pytest.mark.django_db(transaction=True)
def test_readings_of_days_stay_as_they_are_when_hours_come():
    caller = founder()
    made = kpi(caller, values=[120, 121, 119])
    before = list(made.readings.order_by("period").values_list("period", "value", "known_at"))
    dates = {name: getattr(made, name) for name in ("last_period", "judged_period", "phase_start")}
    try:
        migrate(("kpis", "0001_initial"))
    finally:
        migrate(("kpis", "0002_hours"))
    made.refresh_from_db()
    assert list(made.readings.order_by("period").values_list("period", "value", "known_at")) == before
    assert {name: getattr(made, name) for name in dates} == dates
    assert wrong_months(caller.workspace.pk) == []


def migrate(target):
    MigrationExecutor(connection).migrate([target])
