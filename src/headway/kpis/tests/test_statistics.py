"""Signals are acknowledged, and a KPI is looked at closely: by page, API and command line."""

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from django.test import Client

from headway.cli import main
from headway.kpis.access import signal_for
from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.actions.signals import acknowledge_signal
from headway.kpis.actions.targets import set_target_schedule
from headway.kpis.jobs import run_forecasts
from headway.kpis.models import Aggregation, Metric, Reading, Signal
from headway.kpis.queries.adhering import adherence_of
from headway.kpis.queries.diving import contributions_of, dive_into
from headway.kpis.rules.schedule import due_value
from headway.kpis.words.dive import sentences
from headway.okrs.tests.world import colleague
from headway.people.actions.tokens import create_token
from headway.people.errors import NotAllowed, NotHere, Refused
from headway.people.undo import undo
from tests.statements import count_statements
from tests.world import founder, later, metric

pytestmark = pytest.mark.django_db
START = date(2026, 1, 5)
STEADY = [120, 118, 125, 121, 119, 124, 122, 117, 123, 120, 121, 118, 122, 119]
SPIKE = START + timedelta(weeks=len(STEADY))


def record(caller, kpi, values, first=0):
    lines = [Line(kpi, START + timedelta(weeks=first + n), value) for n, value in enumerate(values)]
    record_readings(caller, lines, source="csv")
    kpi.refresh_from_db()


def with_a_signal(caller, **fields):
    """A KPI whose last reading is far above its usual range."""
    kpi = metric(caller, **fields)
    record(caller, kpi, [*STEADY, 190])
    run_forecasts(caller.now)
    return kpi, signal_for(caller, Signal.objects.get(metric=kpi, rule="point_outside").key)


def signed_in(caller):
    client = Client()
    client.force_login(caller.someone.user)
    return client


def api(caller, method, path, data=None):
    token = create_token(caller, "test", ["read", "write"])[1]
    call = getattr(Client(), method)
    url = f"/api/v1/{caller.workspace.slug}/{path}"
    return call(url, data, content_type="application/json", headers={"Authorization": f"Bearer {token}"})


def test_an_acknowledged_signal_says_who_saw_it_and_what_it_was():
    caller = founder()
    kpi, signal = with_a_signal(caller)
    acknowledge_signal(caller, signal, " The price test. ")
    page = signed_in(caller).get(f"/lumen/kpis/{kpi.key}").content.decode()
    assert "“The price test.”" in page
    assert "Ines Marchetti" in page
    assert ">The price test.</p>" in page  # numbered beside the chart


def test_a_run_that_began_the_present_phase_is_a_new_level_on_its_page_and_on_the_command_line():
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, [100, 120] * 10 + [200, 220] * 5)
    run_forecasts(caller.now)
    kpi.refresh_from_db()
    signal = Signal.objects.get(metric=kpi, since=kpi.phase_start, rule="run_of_eight")
    said = "A new level: eight in a row above the mean before."
    assert said in signed_in(caller).get(f"/lumen/signals/{signal.key}").content.decode()
    assert said in CliRunner().invoke(main, ["kpi", "signals", kpi.key]).output


def test_a_signal_is_acknowledged_once():
    caller = founder()
    _kpi, signal = with_a_signal(caller)
    acknowledge_signal(caller, signal)
    with pytest.raises(Refused, match="already"):
        acknowledge_signal(caller, signal)


def test_a_withdrawn_signal_cannot_be_acknowledged():
    caller = founder()
    kpi, signal = with_a_signal(caller)
    record(caller, kpi, [121], first=len(STEADY))
    run_forecasts(later(caller, hours=1).now)
    signal.refresh_from_db()
    with pytest.raises(Refused, match="withdrawn"):
        acknowledge_signal(caller, signal)
    assert "withdrawn" in signed_in(caller).get(f"/lumen/signals/{signal.key}").content.decode()


def test_viewers_see_signals_and_members_acknowledge_them():
    caller = founder()
    _kpi, signal = with_a_signal(caller)
    viewer, member = colleague(caller, "Vera Viewer", "viewer"), colleague(caller)
    assert signed_in(viewer).get(f"/lumen/signals/{signal.key}").status_code == 200
    with pytest.raises(NotAllowed):
        acknowledge_signal(viewer, signal)
    assert acknowledge_signal(member, signal).acknowledged_by == member.person


def test_the_signal_of_a_private_or_foreign_kpi_is_not_there():
    caller = founder()
    _kpi, signal = with_a_signal(caller, private=True)
    with pytest.raises(NotHere):
        signal_for(colleague(caller), signal.key)
    with pytest.raises(NotHere):
        signal_for(founder("other"), signal.key)


def test_an_acknowledgement_can_be_taken_back():
    caller = founder()
    _kpi, signal = with_a_signal(caller)
    acknowledge_signal(caller, signal, "A typing error.")
    undo(caller, caller.did[-1])
    signal.refresh_from_db()
    assert (signal.acknowledged_at, signal.acknowledged_by, signal.note) == (None, None, "")


def test_page_api_and_command_line_acknowledge_alike():
    caller = founder()
    page, by_api, by_cli = (with_a_signal(caller, name=name)[1] for name in ("One", "Two", "Three"))
    assert signed_in(caller).post(f"/lumen/signals/{page.key}", {"note": "Seen."}).status_code == 302
    answer = api(caller, "post", f"signals/{by_api.key}/acknowledgement", {"note": "Seen."})
    assert (answer.status_code, answer.json()["note"]) == (200, "Seen.")
    done = CliRunner().invoke(main, ["kpi", "acknowledge", by_cli.key, "--note", "Seen."])
    assert done.exit_code == 0, done.output
    assert set(Signal.objects.exclude(acknowledged_at=None).values_list("note", "acknowledged_by__name")) == {
        ("Seen.", "Ines Marchetti")
    }
    waiting = api(caller, "get", "signals").json()["items"]
    assert not {page.key, by_api.key, by_cli.key} & {row["key"] for row in waiting}


def test_the_forecast_is_told_by_api_and_command_line():
    caller = founder()
    kpi, _signal = with_a_signal(caller)
    told = api(caller, "get", f"kpis/{kpi.key}/forecast").json()
    assert len(told["periods"]) == 53
    first = told["periods"][0]
    assert first["period"] == f"{SPIKE + timedelta(weeks=1)}"
    assert float(first["lo_95"]) <= float(first["lo_80"]) <= float(first["median"]) <= float(first["hi_95"])
    done = CliRunner().invoke(main, ["kpi", "forecast", kpi.key, "--json"])
    assert json.loads(done.output)["method"] == told["method"]
    assert api(caller, "get", f"kpis/{metric(caller, 'New').key}/forecast").json()["periods"] == []


def test_adherence_counts_readings_time_and_each_breach():
    caller = founder()
    kpi = metric(caller)
    set_band(caller, kpi, NewBand(lower=100, valid_from=START))
    record(caller, kpi, [120, 90, 80, 120, 110, 95])
    found = adherence_of(kpi)
    assert (found.found.n, found.found.inside, found.share, found.time_share) == (6, 3, 500_000, 500_000)
    assert [(one.start, one.end, one.side, one.days, one.worst) for one in found.breaches] == [
        (date(2026, 1, 12), date(2026, 1, 25), "below", 14, 80), (date(2026, 2, 9), date(2026, 2, 15), "below", 7, 95),
    ]  # fmt: skip
    part = adherence_of(kpi, date(2026, 1, 19), date(2026, 2, 1))
    assert (part.found.n, part.found.inside) == (2, 1)


def test_each_reading_is_measured_by_the_band_in_force_then():
    caller = founder()
    kpi = metric(caller)
    set_band(caller, kpi, NewBand(lower=100, valid_from=START))
    set_band(caller, kpi, NewBand(lower=150, valid_from=START + timedelta(weeks=2)))
    record(caller, kpi, [120, 120, 120])
    assert adherence_of(kpi).found.inside == 2


def test_a_period_without_a_reading_counts_neither_way():
    caller = founder()
    kpi = metric(caller)
    set_band(caller, kpi, NewBand(lower=100, valid_from=START))
    record_readings(caller, [Line(kpi, START, 120), Line(kpi, START + timedelta(weeks=2), 120)], source="csv")
    kpi.refresh_from_db()
    found = adherence_of(kpi).found
    assert (found.n, found.inside, found.missing) == (2, 2, 1)


def test_adherence_by_page_api_and_command_line():
    caller = founder()
    kpi = metric(caller)
    set_band(caller, kpi, NewBand(lower=100, valid_from=START))
    record(caller, kpi, [120, 90, 120])
    page = signed_in(caller).get(f"/lumen/kpis/{kpi.key}/adherence?start=2026-01-05&end=2026-01-18").content.decode()
    assert "1 of 2 readings from" in page.replace("\xa0", " ")
    told = api(caller, "get", f"kpis/{kpi.key}/adherence?from=2026-01-05&to=2026-01-18").json()
    assert (told["readings"], told["inside"], told["share"]) == (2, 1, "0.500000")
    arguments = ["kpi", "adherence", kpi.key, "--from", "2026-01-05", "--to", "2026-01-18", "--json"]
    assert json.loads(CliRunner().invoke(main, arguments).output) == told


def test_a_span_upside_down_is_refused_with_a_sentence():
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, [120])
    answer = signed_in(caller).get(f"/lumen/kpis/{kpi.key}/adherence?start=2026-02-01&end=2026-01-01")
    assert answer.status_code == 422
    assert "choose a later end" in answer.content.decode()


def test_a_deep_dive_compares_and_says_so_in_sentences():
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, STEADY)
    set_target_schedule(caller, kpi, [(START, 100), (START + timedelta(weeks=13), 230)])
    told = api(caller, "get", f"kpis/{kpi.key}/deep-dive").json()
    assert (told["value"], told["target"]["base"], told["target"]["change"]) == ("11.9", "23.0", "-11.1")
    assert told["last_period"] == {"base": "12.2", "change": "-0.3", "relative": pytest.approx(-0.0246, abs=1e-3),
                                   "beyond_noise": False}  # fmt: skip
    assert told["last_year"] is None
    text = told["text"].replace("\xa0", " ").replace("\u202f", " ").replace("\u2009", " ")
    assert "below its target of 23.0 %" in text
    page = signed_in(caller).get(f"/lumen/kpis/{kpi.key}/deep-dive").content.decode()
    assert "Its target" in page
    done = CliRunner().invoke(main, ["kpi", "deep-dive", kpi.key])
    assert "target" in done.output


def test_parts_say_what_moved_a_sum_and_a_ratio():
    before, now = START, START + timedelta(weeks=1)
    whole = Metric(scale=0, over_units=Aggregation.SUM, unit_kind="number")
    parts = {"North": {before: Reading(value=10), now: Reading(value=16)},
             "South": {before: Reading(value=5), now: Reading(value=4)}}  # fmt: skip
    assert [(one.name, one.total) for one in contributions_of(whole, parts, before, now)] == [
        ("North", 6),
        ("South", -1),
    ]
    ratio = Metric(scale=1, over_units=Aggregation.RATIO, unit_kind="percent")
    shares = {
        "North": {before: Reading(value=500, numerator=50, denominator=100),
                  now: Reading(value=600, numerator=60, denominator=100)},
        "South": {before: Reading(value=100, numerator=10, denominator=100),
                  now: Reading(value=100, numerator=10, denominator=100)},
    }  # fmt: skip
    found = contributions_of(ratio, shares, before, now)
    assert sum(one.total for one in found) == pytest.approx(5.0)
    assert found[0].name == "North"


def test_a_part_that_one_may_not_see_is_not_named():
    caller = founder()
    whole = metric(caller, "Whole", over_units="sum")
    for name, private in (("Open", False), ("Secret", True)):
        part = metric(caller, name, private=private)
        Metric.objects.filter(pk=part.pk).update(parent=whole, part="slice")
        record(caller, part, [10, 20])
    record(caller, whole, [20, 40])
    names = {one.name for one in dive_into(colleague(caller), Metric.objects.get(pk=whole.pk)).contributions}
    assert names == {"Open"}


def test_units_with_the_same_measure_are_told_apart_and_slices_not_counted_beside_them():
    caller = founder()
    whole = metric(caller, "Orders", over_units="sum", unit_kind="number", scale=0)
    for name, kind, values in (("Orders", "unit", [10, 16]), ("Orders", "unit", [5, 4]), ("New", "slice", [9, 9])):
        part = metric(caller, name, unit_kind="number", scale=0)
        Metric.objects.filter(pk=part.pk).update(parent=whole, part=kind)
        record(caller, part, values)
    record(caller, whole, [15, 20])
    moved = {one.name: one.total for one in dive_into(caller, Metric.objects.get(pk=whole.pk)).contributions}
    assert moved == {"Lumen (K-2)": 6, "Lumen (K-3)": -1}


def test_the_deep_dive_says_first_where_the_number_went():
    caller = founder()
    kpi = metric(caller, "Churn", scale=1)
    record(caller, kpi, [29, 31, 30, 28, 31, 30, 29, 32, 30, 31])
    text = " ".join(sentences(dive_into(caller, Metric.objects.get(pk=kpi.pk))))
    assert text.startswith("Churn rose to 3.1\N{NARROW NO-BREAK SPACE}%. Inside its usual range of")


def test_a_schedule_is_a_line_between_its_points_and_nothing_outside():
    points = [(date(2026, 1, 1), 100), (date(2026, 1, 11), 200)]
    assert due_value(points, date(2026, 1, 6)) == 150
    assert due_value(points, date(2026, 1, 11)) == 200
    assert due_value(points, date(2026, 1, 12)) is None
    assert due_value([], date(2026, 1, 1)) is None


@pytest.mark.parametrize("page", ["", "/deep-dive", "/adherence"])
def test_pages_cost_the_same_with_few_and_many_readings(page):
    caller = founder()
    client = signed_in(caller)
    counts = []
    for name, many in (("Few", 1), ("Many", 20)):
        kpi = metric(caller, name)
        set_band(caller, kpi, NewBand(lower=100, valid_from=START))
        record(later(caller, days=400), kpi, STEADY * many if many == 1 else STEADY * 3)
        run_forecasts(later(caller, days=400).now)
        client.get(f"/lumen/kpis/{kpi.key}{page}")
        with count_statements() as ran:
            client.get(f"/lumen/kpis/{kpi.key}{page}")
        counts.append(len(ran))
    assert counts[0] == counts[1] <= 20
