"""Every verb on a metric, through its action: what it does, who may, and what it refuses."""

from datetime import date, timedelta

import pytest

from headway.activity import log
from headway.kpis.access import kpi_for, kpis_for
from headway.kpis.actions.annotations import annotate
from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.kpis import NewKPI, create_kpi
from headway.kpis.actions.metrics import change_metric
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.actions.standing import demote, promote, reinstate, retire
from headway.kpis.actions.targets import set_target_schedule
from headway.kpis.inputs import metric_in
from headway.kpis.library import library
from headway.kpis.models import Annotation, Metric, Reading, StateChange
from headway.kpis.undo import UNDO
from headway.people.actions.persons import NewPerson, add_person
from headway.people.caller import Caller
from headway.people.errors import Conflict, NotAllowed, NotHere, Refused
from tests.world import company, founder, later, metric

pytestmark = pytest.mark.django_db
WEEK = date(2026, 11, 2)
ANSWERS = {
    "consistently_measurable": "Paid over ended trials, from billing.",
    "accountable_owner": "Ines",
    "influences_decisions": "Below 11 % setup is looked at within two days.",
}


def somebody(caller, role="member"):
    person = add_person(caller, NewPerson(f"A {role}", role=role))
    return Caller(caller.workspace, person, caller.now)


def last(caller):
    return log.feed(caller.workspace.pk).first()


def from_library(caller, slug):
    metric, band, answers = metric_in(caller, {"library": slug})
    return create_kpi(caller, NewKPI(metric, band, answers))


def test_a_metric_with_its_answers_becomes_a_kpi():
    caller = founder()
    row = metric(caller, definition="Share of ended trials that pay.")
    promote(caller, row, ANSWERS | {"unknown": "is left out"})
    kpi = kpi_for(caller, row.key)
    assert kpi.is_kpi
    assert kpi.qualification == ANSWERS
    assert last(caller).verb == "kpi.promoted"
    assert list(kpis_for(caller)) == [kpi]


@pytest.mark.parametrize("missing", ANSWERS)
def test_without_a_needed_answer_it_stays_a_metric(missing):
    caller = founder()
    row = metric(caller, definition="Share of ended trials that pay.")
    with pytest.raises(Refused) as refused:
        promote(caller, row, {slug: text for slug, text in ANSWERS.items() if slug != missing})
    assert refused.value.field == missing
    assert not kpis_for(caller).exists()


def test_without_a_definition_it_stays_a_metric():
    caller = founder()
    with pytest.raises(Refused) as refused:
        promote(caller, metric(caller), ANSWERS)
    assert refused.value.field == "definition"


def test_demoting_and_retiring_keep_the_history():
    caller = founder()
    kpi = from_library(caller, "utilisation")
    record_readings(caller, [Line(kpi, WEEK, 750)], source="page")
    demoted = demote(caller, kpi, "Nobody acts on it.")
    assert not demoted.is_kpi
    retired = retire(caller, demoted, "The team was dissolved.")
    assert retired.readings.count() == 1
    with pytest.raises(Refused, match="retired"):
        record_readings(caller, [Line(retired, WEEK, 760)], source="page")
    assert reinstate(caller, retired).retired_at is None


def test_retiring_wants_a_reason():
    caller = founder()
    with pytest.raises(Refused) as refused:
        retire(caller, metric(caller), "  ")
    assert refused.value.field == "reason"


def test_history_is_judged_by_the_band_in_force_then():
    caller = founder()
    kpi = metric(caller)
    weeks = [WEEK - timedelta(weeks=n) for n in (3, 2, 1, 0)]
    record_readings(caller, [Line(kpi, week, 100) for week in weeks], source="csv")
    set_band(caller, kpi, NewBand(lower=90))
    kpi.refresh_from_db()
    assert (kpi.state, kpi.state_since, kpi.bands.get().valid_from) == ("green", weeks[0], weeks[0])
    set_band(later(caller, minutes=1), kpi, NewBand(lower=110, valid_from=weeks[3]))
    kpi.refresh_from_db()
    assert (kpi.state, kpi.state_since) == ("red", weeks[3])
    assert [change.new for change in StateChange.objects.order_by("at")] == ["green", "red"]


def test_a_band_that_starts_in_the_middle_of_a_week_starts_with_the_week():
    caller = founder()
    kpi = metric(caller)
    assert set_band(caller, kpi, NewBand(lower=1, valid_from=WEEK + timedelta(days=3))).valid_from == WEEK


@pytest.mark.parametrize(
    ("band", "field"),
    [
        (NewBand(), "lower"),
        (NewBand(lower=5, upper=5), "upper"),
        (NewBand(lower=110, amber_lower=120), "amber_lower"),
        (NewBand(upper=5, amber_lower=2), "amber_lower"),
        (NewBand(lower=1, leave_count=3, leave_of=2), "leave_count"),
        (NewBand(lower=1, valid_from=date(1066, 1, 1)), "valid_from"),
    ],
)
def test_a_band_that_cannot_stand_is_refused_by_field(band, field):
    caller = founder()
    kpi = metric(caller)
    with pytest.raises(Refused) as refused:
        set_band(caller, kpi, band)
    assert refused.value.field == field
    assert not kpi.bands.exists()


def test_undoing_a_band_restores_the_one_before_and_the_state():
    caller = founder()
    kpi = metric(caller)
    record_readings(caller, [Line(kpi, WEEK, 100)], source="csv")
    set_band(caller, kpi, NewBand(lower=90, low_response="Look at setup."))
    set_band(caller, kpi, NewBand(lower=110, valid_from=WEEK))
    UNDO["band.set"](later(caller, minutes=1), last(caller))
    kpi.refresh_from_db()
    band = kpi.bands.get()
    assert (band.lower, band.low_response, kpi.state) == (90, "Look at setup.", "green")
    assert log.verify(caller.workspace.pk).intact


def test_undoing_the_first_band_leaves_none():
    caller = founder()
    kpi = metric(caller)
    set_band(caller, kpi, NewBand(lower=90))
    UNDO["band.set"](later(caller, minutes=1), last(caller))
    assert not kpi.bands.exists()


def test_undoing_readings_brings_back_what_they_replaced():
    caller = founder()
    kpi, running = metric(caller), date(2026, 11, 16)
    first = [Line(kpi, WEEK, 100), Line(kpi, running, 50)]
    record_readings(caller, first, source="page")
    kept = list(Reading.objects.order_by("period").values())
    after = later(caller, minutes=5)
    second = [Line(kpi, WEEK, 90), Line(kpi, running, 60), Line(kpi, date(2026, 11, 9), 70)]
    record_readings(after, second, source="csv")
    UNDO["readings.recorded"](later(caller, minutes=6), last(caller))
    found = list(Reading.objects.order_by("period").values())
    assert [{**row, "id": 0} for row in found] == [{**row, "id": 0} for row in kept]
    assert not kpi.past_readings.exists()
    kpi.refresh_from_db()
    assert (kpi.judged_value, kpi.last_value) == (100, 50)


def test_an_edit_made_from_an_old_version_is_refused():
    caller = founder()
    kpi = metric(caller)
    change_metric(caller, kpi, {"name": "Conversion"}, version=1)
    with pytest.raises(Conflict):
        change_metric(caller, kpi, {"name": "Paid of trials"}, version=1)
    assert Metric.objects.get().name == "Conversion"


def test_changing_nothing_logs_nothing():
    caller = founder()
    kpi = metric(caller)
    seq = last(caller).seq
    change_metric(caller, kpi, {"name": kpi.name})
    assert last(caller).seq == seq


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": " "}, "name"), ({"name": "x" * 121}, "name"), ({"grace_periods": 99}, "grace_periods")],
)
def test_a_change_that_cannot_stand_is_refused(changes, field):
    caller = founder()
    with pytest.raises(Refused) as refused:
        change_metric(caller, metric(caller), changes)
    assert refused.value.field == field


def test_a_person_of_another_workspace_cannot_own_it():
    caller, other = founder(), founder("other")
    with pytest.raises(Refused):
        change_metric(caller, metric(caller), {"owner": other.person})


def test_targets_are_replaced_as_a_whole():
    caller = founder()
    kpi = metric(caller)
    set_target_schedule(caller, kpi, [(WEEK, 120), (date(2026, 12, 31), 160)])
    set_target_schedule(caller, kpi, [(date(2026, 12, 31), 200)])
    assert list(kpi.targets.values_list("period", "value")) == [(date(2026, 12, 31), 200)]
    with pytest.raises(Refused, match="same week"):
        set_target_schedule(caller, kpi, [(WEEK, 1), (WEEK + timedelta(days=1), 2)])


def test_a_remark_is_pinned_to_its_week_and_can_be_taken_back():
    caller = founder()
    kpi = metric(caller)
    assert annotate(caller, kpi, WEEK + timedelta(days=2), "Checkout goes live.").period == WEEK
    UNDO["kpi.annotated"](later(caller, minutes=1), last(caller))
    assert not Annotation.objects.exists()


@pytest.mark.parametrize(("day", "text"), [(WEEK, " "), (date(2027, 1, 1), "Later"), (WEEK, "x" * 501)])
def test_a_remark_that_cannot_stand_is_refused(day, text):
    caller = founder()
    with pytest.raises(Refused):
        annotate(caller, metric(caller), day, text)


@pytest.mark.parametrize("slug", library())
def test_every_entry_of_the_library_makes_a_kpi(slug):
    caller = founder()
    kpi = from_library(caller, slug)
    assert kpi.is_kpi
    assert kpi.unit_kind != "money" or kpi.unit_label == "EUR"
    assert kpi.bands.exists() == (library()[slug].band.lower is not None or library()[slug].band.upper is not None)


def test_an_unknown_entry_is_refused():
    caller = founder()
    with pytest.raises(Refused, match="no KPI"):
        from_library(caller, "nothing")


@pytest.mark.parametrize("role", ["viewer", "guest", "auditor"])
def test_who_only_reads_makes_no_metric(role):
    with pytest.raises(NotAllowed):
        metric(somebody(founder(), role), owner=None, unit=None)


def test_another_member_may_remark_and_not_change():
    caller = founder()
    kpi, other = metric(caller), somebody(caller)
    annotate(other, kpi, WEEK, "We changed the price.")
    forbidden = [
        lambda: record_readings(other, [Line(kpi, WEEK, 1)], source="page"),
        lambda: set_band(other, kpi, NewBand(lower=1)),
        lambda: change_metric(other, kpi, {"name": "Mine"}),
        lambda: promote(other, kpi, ANSWERS),
        lambda: retire(other, kpi, "No."),
        lambda: set_target_schedule(other, kpi, []),
    ]
    for verb in forbidden:
        with pytest.raises(NotAllowed):
            verb()


def test_a_lead_above_may_do_all():
    caller = founder()
    kpi, lead = metric(caller), somebody(caller)
    unit = company(caller)
    unit.lead = lead.person
    unit.save()
    set_band(lead, kpi, NewBand(lower=1))
    assert kpi.bands.get().set_by == lead.person


def test_a_private_metric_is_not_here_for_others():
    caller = founder()
    kpi, other, auditor = metric(caller, private=True), somebody(caller), somebody(caller, "auditor")
    with pytest.raises(NotHere):
        kpi_for(other, kpi.key)
    assert kpi_for(auditor, kpi.key) == kpi
