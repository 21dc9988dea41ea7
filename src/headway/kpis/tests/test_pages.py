"""The pages of KPIs through the front door: what they show, who may, what they refuse."""

import re
from datetime import date

import pytest

from headway.kpis.actions.annotations import annotate
from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.actions.standing import promote
from headway.kpis.models import Metric
from headway.kpis.tests.company import ANSWERS, LAST_WEEK, RUNNING, STEADY, kpi, signed_in, somebody, text, url
from tests.world import founder, metric

pytestmark = pytest.mark.django_db
ONE_KPI = ["kpi", "definition", "band", "targets", "promotion", "demotion", "retirement", "annotations", "readings"]


def test_a_private_kpi_of_somebody_else_is_nowhere(client, owner):
    row = kpi(owner, "Secret margin", values=[120], private=True)
    kpi(owner, "Open one", values=[120])
    signed_in(client, somebody(owner))
    board = text(client.get(url("board")))
    assert "Secret margin" not in board
    assert "0 of 1 KPI" in board
    for name in ONE_KPI:
        there, never = client.get(url(name, row.key)), client.get(url(name, "K-99"))
        assert there.status_code == never.status_code == 404
    client.post(url("board"), {f"{row.key}@{RUNNING}": "13"})
    assert row.readings.count() == 1


@pytest.mark.parametrize("name", ONE_KPI)
def test_every_page_of_a_kpi_opens_for_its_owner(client, owner, name):
    row = kpi(owner, values=STEADY, band={"lower": 110, "amber_lower": 100})
    assert client.get(url(name, row.key)).status_code == 200


@pytest.mark.parametrize("name", ["new", "library", "imports"])
def test_every_page_about_kpis_opens(client, owner, name):
    assert client.get(url(name)).status_code == 200


@pytest.mark.parametrize("role", ["viewer", "auditor"])
@pytest.mark.parametrize("name", ONE_KPI[1:])
def test_who_only_reads_may_change_nothing(client, owner, role, name):
    row = kpi(owner, values=STEADY)
    signed_in(client, somebody(owner, role))
    assert client.get(url("kpi", row.key)).status_code == 200
    assert client.get(url(name, row.key)).status_code == 403
    assert client.post(url(name, row.key), {}).status_code == 403


def test_a_guest_sees_only_what_belongs_to_their_units(client, owner):
    row = kpi(owner, values=STEADY)
    signed_in(client, somebody(owner, "guest"))
    assert client.get(url("kpi", row.key)).status_code == 404


def test_a_kpi_page_says_value_state_reason_and_verdict(client, owner):
    row = kpi(owner, values=STEADY, band={"lower": 110, "low_response": "Look at setup."})
    annotate(owner, row, LAST_WEEK, "Checkout goes live.")
    page = text(client.get(url("kpi", row.key)))
    assert "because it is above its floor of 11.0" in page
    assert "Inside its usual range" in page
    assert "Look at setup." in page
    assert "Checkout goes live." in page
    assert page.count("<svg") > 3


def test_a_corrected_reading_is_shown_struck(client, owner):
    row = kpi(owner, values=STEADY)
    client.post(url("readings", row.key), {"period": "2026-11-05", "value": "14", "reason": "Counted twice."})
    page = text(client.get(url("kpi", row.key)))
    assert "<s>11.9</s>" in page
    assert "a reading corrected" in page


def test_the_chart_has_a_table_for_an_alternative(client, owner):
    row = kpi(owner, values=STEADY)
    page = text(client.get(url("kpi", row.key), {"as": "table", "range": "all"}))
    assert page.count('<th scope="row" class="nb">') >= len(STEADY)


@pytest.mark.parametrize("values", [[], [120], STEADY, STEADY * 40])
def test_a_kpi_page_shows_little_and_much(client, owner, values, count_statements):
    row = kpi(owner, values=values)
    with count_statements() as ran:
        page = client.get(url("kpi", row.key), {"range": "all"})
    assert page.status_code == 200
    ran.assert_fits(page.content)


def test_a_kpi_never_read_is_unknown_and_not_healthy(client, owner):
    row = kpi(owner, band={"lower": 110})
    page = text(client.get(url("kpi", row.key)))
    assert "Unknown" in page
    assert "because nothing has been read yet" in page


def new(**more):
    return {
        "preset": "conversion", "name": "Trial-to-paid", "definition": "Paid of ended trials.", "owner": "P-1",
        "unit": "U-1", "response": "Look at setup.", "as": "kpi",
    } | more  # fmt: skip


def test_a_preset_and_a_few_words_make_a_kpi(client, owner):
    answer = client.post(url("new"), new(lower="11", amber_lower="10"))
    row = Metric.objects.get()
    assert answer["Location"] == url("kpi", row.key)
    assert (row.is_kpi, row.unit_kind, row.scale, row.aggregation) == (True, "percent", 1, "ratio")
    band = row.bands.get()
    assert (band.lower, band.amber_lower, band.low_response) == (110, 100, "Look at setup.")


def test_the_other_button_keeps_it_a_metric(client, owner):
    client.post(url("new"), new(response="", **{"as": "metric"}))
    assert not Metric.objects.get().is_kpi


def test_a_band_that_cannot_stand_makes_nothing(client, owner):
    answer = client.post(url("new"), new(lower="11", amber_lower="12"))
    assert answer.status_code == 422
    assert "The amber margin lies below the floor" in text(answer)
    assert not Metric.objects.exists()


def test_a_kpi_without_a_response_is_refused_and_may_be_a_metric(client, owner):
    answer = client.post(url("new"), new(response=""))
    asked = text(answer).split("If it leaves its band, what do you do?")[1].split("</fieldset>")[0]
    assert "may stay one: say what you do" in asked
    assert "Which decision does it influence?" not in text(answer)
    assert not Metric.objects.exists()


def test_a_band_that_begins_later_is_said_to_begin_and_not_to_be_missing(client, owner):
    row = kpi(owner, values=STEADY, band={"lower": 110, "valid_from": date(2026, 11, 30)})
    shown = text(client.get(url("kpi", row.key)))
    assert "because its band begins on 30 Nov, and the last judged period began before that, on 2 Nov" in shown
    assert "Its band begins on 30 Nov. Until a period" in shown
    assert "No band says" not in shown


def test_an_empty_field_is_named_in_a_sentence(client, owner):
    assert "It is empty, and it cannot be: fill it in." in text(client.post(url("new"), new(name="")))


@pytest.mark.parametrize(
    ("filled", "said"),
    [({"aggregation": "percentile"}, "Say which percentile: 95, or 99.9."),
     ({"aggregation": "last", "percentile": "95"}, "Only a percentile has one"),
     ({"aggregation": "percentile", "percentile": "100"}, "less than or equal to 99.99")],
)  # fmt: skip
def test_which_percentile_is_asked_for_in_per_cent(client, owner, filled, said):
    answer = client.post(url("new"), new(**filled))
    assert (answer.status_code, said in text(answer)) == (422, True)


def test_a_percentile_is_made_on_the_form(client, owner):
    client.post(url("new"), new(aggregation="percentile", percentile="99.9"))
    assert Metric.objects.get().percentile == 9990


def test_measured_otherwise_than_its_preset(client, owner):
    client.post(url("new"), new(unit_kind="duration", unit_label="h", scale="2", grain="month", lower="4 h 30"))
    row = Metric.objects.get()
    assert (row.unit_kind, row.unit_label, row.scale, row.grain, row.bands.get().lower) == (
        "duration",
        "h",
        2,
        "month",
        450,
    )


def test_the_library_fills_the_form(client, owner):
    page = text(client.get(url("new"), {"library": "utilisation"}))
    assert 'value="Utilisation"' in page
    assert 'value="70' in page


def test_the_library_is_searched_by_word_and_function(client, owner):
    assert "Utilisation" in text(client.get(url("library"), {"q": "utilis"}))
    assert "Nothing in the library" in text(client.get(url("library"), {"q": "no such number"}))
    assert "Utilisation" not in text(client.get(url("library"), {"function": "finance"}))


def test_a_band_is_set_with_what_each_side_means(client, owner):
    row = kpi(owner, values=STEADY)
    data = {"lower": "11", "low_means": "We shrink.", "leave_count": 2, "leave_of": 3, "return_count": 2}
    assert client.post(url("band", row.key), data).status_code == 302
    assert row.bands.get().low_means == "We shrink."


def test_the_band_page_suggests_from_history_with_its_warning(client, owner):
    row = kpi(owner, values=STEADY)
    page = text(client.get(url("band", row.key), {"use": "suggestion"}))
    assert "From 14 readings of the present phase" in page
    assert "With so few readings" in page


def test_a_target_beyond_all_history_is_warned_of(client, owner):
    row = kpi(owner, values=STEADY)
    client.post(url("targets", row.key), {"points": "2026-12-31 20\n"})
    assert row.targets.get().value == 200
    assert "has ever reached 20.0" in text(client.get(url("targets", row.key)))


@pytest.mark.parametrize(
    "points", ["tomorrow 20", "2026-12-31 much", "2026-12-31 1.2345", "2026-12-30 1\n2026-12-31 2"]
)
def test_targets_that_cannot_stand_are_refused(client, owner, points):
    row = kpi(owner, values=STEADY)
    assert client.post(url("targets", row.key), {"points": points}).status_code == 422
    assert not row.targets.exists()


def test_a_metric_is_promoted_by_its_answers(client, owner):
    row = metric(owner, definition="Paid of ended trials.")
    assert client.post(url("promotion", row.key), {}).status_code == 422
    assert client.post(url("promotion", row.key), ANSWERS).status_code == 302
    row.refresh_from_db()
    assert row.is_kpi


def test_demotion_retirement_and_reinstatement(client, owner):
    row = kpi(owner, values=STEADY)
    assert client.post(url("demotion", row.key), {"reason": ""}).status_code == 422
    client.post(url("demotion", row.key), {"reason": "Nobody acts on it."})
    client.post(url("retirement", row.key), {"reason": "The team is gone."})
    row.refresh_from_db()
    assert (row.is_kpi, row.retired_at is not None, row.readings.count()) == (False, True, len(STEADY))
    client.post(url("reinstatement", row.key))
    row.refresh_from_db()
    assert row.retired_at is None


def test_an_edit_from_an_old_page_is_refused(client, owner):
    row = kpi(owner, values=STEADY)
    data = {
        "name": "Conversion", "definition": "x", "direction": "up", "lateness_hours": 24, "grace_periods": 1,
        "owner": "P-1", "unit": "U-1", "version": row.version,
    }  # fmt: skip
    assert client.post(url("definition", row.key), data).status_code == 302
    again = client.post(url("definition", row.key), data | {"name": "Mine"})
    assert "was changed while you were editing it" in text(again)
    row.refresh_from_db()
    assert row.name == "Conversion"


def test_what_the_band_says_is_known_before_promotion(client, owner):
    row = metric(owner, definition="Paid of ended trials.", scale=1)
    set_band(owner, row, NewBand(lower=110, low_response="Setup is looked at."))
    form = client.get(url("promotion", row.key)).context["form"]
    assert form["healthy_looks_like"].value() == "≥ 11.0\u202f%"
    assert form["action_figure"].value() == "below 11.0\u202f%"
    assert form["influences_decisions"].value() == "Setup is looked at."


@pytest.mark.parametrize("slug", ["material_lever", "consistently_measurable", "influences_decisions"])
def test_a_plain_no_leaves_it_a_metric_and_says_what_to_do(client, owner, slug):
    row = metric(owner, definition="Paid of ended trials.")
    answer = client.post(url("promotion", row.key), ANSWERS | {slug: "No."})
    assert answer.status_code == 422
    assert "so this is a metric, and may stay one" in str(answer.context["form"].errors[slug])


def test_the_page_tells_the_doubt_and_what_is_open(client, owner):
    row = metric(owner, definition="Paid of ended trials.")
    client.post(url("promotion", row.key), ANSWERS | {"crisis_if_zero": "no", "material_lever": "Revenue follows it."})
    page = text(client.get(url("kpi", row.key)))
    assert "A KPI, with a doubt." in page
    assert "It is a diagnostic then" in page
    assert "Which figure triggers action, and which action?" in page


def test_a_kpi_of_another_workspace_answers_like_one_that_never_existed(client, owner):
    other = founder("other")
    row = kpi(other, "Theirs", values=STEADY)
    for number in range(3):
        assert client.get(url("kpi", f"K-{number + 1}")).status_code == 404
    assert row.key == "K-1"
    assert client.get(f"/other/kpis/{row.key}").status_code == 404


def test_promoting_twice_is_refused(client, owner):
    row = promote(owner, metric(owner, definition="Paid."), ANSWERS)
    assert "is a KPI already" in text(client.post(url("promotion", row.key), ANSWERS))


def test_the_chart_tells_each_reading_in_words(client, owner):
    row = kpi(owner, values=[*STEADY, 180], band={"lower": 120, "amber_lower": 100})
    annotate(owner, row, LAST_WEEK, "A new price.")
    page = text(client.get(url("kpi", row.key)))
    stops = re.findall(r"<li([^>]*)>([^<]*)</li>", page[page.index("<ol data-stops") :].split("</ol>")[0])
    assert len(stops) == len(STEADY) + 1
    href, said = stops[-1][0], " ".join(stops[-1][1].split())
    assert said.startswith("2–8 Nov: 18.0 %. Healthy. Signal, not noise: Above its usual range.")
    assert said.endswith("Note 1, Ines Marchetti: A new price.")
    assert href == ' data-href="#note-1"'
    assert "Amber." in stops[1][1]
    for drawing in re.findall(r'data-stops="([^"]+)"', page):
        assert len(drawing.split()) == len(stops)


def test_a_chart_tells_what_was_corrected_and_what_is_still_open(client, owner):
    row = kpi(owner, values=[*STEADY, 125], band={"lower": 110})
    record_readings(owner, [Line(row, LAST_WEEK, 130), Line(row, RUNNING, 40)], source="page")
    page = text(client.get(url("kpi", row.key)))
    assert "13.0 %. Healthy. Corrected from 12.5 %." in page
    assert "4.0 %. So far: its period is still open." in page
