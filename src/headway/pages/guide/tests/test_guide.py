import pytest

from headway.kpis.library import library
from headway.kpis.models import Band, Metric
from headway.okrs.models import CheckIn, KeyResult, Objective
from headway.people.models import Workspace
from headway.people.presets import size_presets
from headway.people.tests.world import joined, signed_in
from tests.world import MONDAY, founder

pytestmark = pytest.mark.django_db
STARTERS = list(size_presets()["startup"].starters)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("headway.people.middleware.read_clock", lambda: MONDAY)


@pytest.fixture
def browser():
    return signed_in(founder())


def step():
    return Workspace.objects.get().guide_step


def send(browser, slug, **sent):
    return browser.post(f"/lumen/guide/{slug}", sent)


def typical_bands():
    """What the page has filled in, as it is sent back untouched."""
    from headway.pages.guide.forms import BandForm

    forms = [BandForm(None, metric) for metric in Metric.objects.order_by("pk")]
    return {field.html_name: field.value() or "" for form in forms for field in form}


def test_from_an_empty_workspace_to_the_first_check_in(browser):
    assert browser.get("/lumen/guide/")["Location"] == "/lumen/guide/size"
    assert send(browser, "size", preset="startup")["Location"] == "/lumen/guide/kpis"
    assert send(browser, "kpis", kpi=STARTERS)["Location"] == "/lumen/guide/bands"
    assert Metric.objects.exclude(promoted_at=None).count() == 5
    assert send(browser, "bands", **typical_bands())["Location"] == "/lumen/guide/objective"
    trial = Metric.objects.get(name="Trial-to-paid conversion")
    assert (trial.bands.get().lower, trial.bands.get().amber_lower) == (110, 90)
    goal = {
        "title": "Every trial user feels the value",
        "kpi": trial.key,
        "baseline": "12",
        "target": "20 %",
        "why": "",
    }
    assert send(browser, "objective", **goal)["Location"] == "/lumen/guide/check-in"
    row = KeyResult.objects.get()
    assert (row.metric, row.baseline, row.target) == (trial, 120, 200)
    assert 'value="12.0"' in browser.get("/lumen/guide/check-in").content.decode()
    sent = {trial.key: "12.4", "confidence": "6", "note": ""}
    assert send(browser, "check-in", **sent)["Location"] == "/lumen/"
    trial.refresh_from_db()
    assert (trial.judged_value, trial.state) == (124, "green")
    assert CheckIn.objects.get().confidence == 6
    assert step() == "done"


def test_every_step_is_skipped_and_progress_is_kept(browser):
    for slug, following in [("size", "kpis"), ("kpis", "bands"), ("bands", "objective"), ("objective", "check-in")]:
        assert browser.get(f"/lumen/guide/{slug}").status_code == 200
        assert send(browser, slug, skip="1")["Location"] == f"/lumen/guide/{following}"
        assert browser.get("/lumen/guide/")["Location"] == f"/lumen/guide/{following}"
    assert browser.get("/lumen/guide/check-in").status_code == 200
    assert send(browser, "check-in", skip="1")["Location"] == "/lumen/"
    assert not Metric.objects.exists()
    assert not Objective.objects.exists()


def test_going_back_loses_no_progress_and_makes_nothing_twice(browser):
    send(browser, "size", preset="startup")
    send(browser, "kpis", kpi=STARTERS)
    send(browser, "size", preset="startup")
    send(browser, "kpis", kpi=STARTERS)
    assert step() == "bands"
    assert Metric.objects.count() == 5


def test_the_sizes_quote_their_presets(browser):
    page = browser.get("/lumen/guide/size").content.decode()
    assert page.count(" checked") == 1
    for preset in size_presets().values():
        assert preset.like in page
        assert f"answered within {preset.red_answer_hours} hours" in page


def test_a_startup_sees_no_tiers_weights_or_approvals(browser):
    send(browser, "kpis", kpi=STARTERS)
    for slug in ("kpis", "bands", "objective", "check-in"):
        page = browser.get(f"/lumen/guide/{slug}").content.decode().lower()
        assert not [word for word in ("tier", "weight", "approv") if word in page.split("<main")[1]]


def test_the_starters_are_ticked_and_a_search_keeps_what_is_ticked(browser):
    page = browser.get("/lumen/guide/kpis").content.decode()
    assert page.count("checked") == 5
    found = send(browser, "kpis", kpi=[STARTERS[0], "uptime"], q="response", search="1").content.decode()
    assert found.count("checked") == 2
    assert "First response" in found
    assert not Metric.objects.exists()


@pytest.mark.parametrize(
    ("kpi", "said"),
    [([], "Nothing is ticked"), (["no-such"], "The library has no KPI"), (list(library())[:21], "more than anybody")],
)
def test_what_cannot_be_added_is_said(browser, kpi, said):
    assert said in send(browser, "kpis", kpi=kpi).content.decode()
    assert not Metric.objects.exists()


def test_a_band_left_open_stays_unknown_never_green(browser):
    send(browser, "kpis", kpi=STARTERS)
    send(browser, "bands")
    assert not Band.objects.exists()
    trial = Metric.objects.get(name="Trial-to-paid conversion")
    send(browser, "check-in", **{trial.key: "12.4"})
    trial.refresh_from_db()
    assert (trial.judged_value, trial.state) == (124, "unknown")


def test_one_wrong_band_refuses_all_and_is_named(browser):
    send(browser, "kpis", kpi=STARTERS)
    trial = Metric.objects.get(name="Trial-to-paid conversion")
    for wrong in (
        {f"{trial.key}-amber_lower": "12"},
        {f"{trial.key}-lower": "1e309"},
        {f"{trial.key}-lower": "eleven"},
    ):
        page = send(browser, "bands", **(typical_bands() | wrong))
        assert page.status_code == 200
        assert "cannot stand" in page.content.decode()
        assert not Band.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"target": "12"},
        {"baseline": "NaN"},
        {"target": "1e309"},
        {"kpi": "K-99"},
        {"baseline": "12.345"},
    ],
)
def test_a_wrong_objective_is_refused_whole(browser, wrong):
    send(browser, "kpis", kpi=STARTERS)
    trial = Metric.objects.get(name="Trial-to-paid conversion")
    goal = {"title": "Value", "kpi": trial.key, "baseline": "12", "target": "20"} | wrong
    page = send(browser, "objective", **goal)
    assert page.status_code == 200
    assert 'class="error"' in page.content.decode()
    assert not Objective.objects.exists()


def test_a_check_in_says_how_sure_one_is(browser):
    send(browser, "kpis", kpi=STARTERS)
    trial = Metric.objects.get(name="Trial-to-paid conversion")
    send(browser, "objective", title="Value", kpi=trial.key, baseline="12", target="double")
    page = send(browser, "check-in", **{trial.key: "12", "confidence": ""})
    assert "This is your part of the check-in" in page.content.decode()
    assert not CheckIn.objects.exists()
    assert KeyResult.objects.get().target == 240


def test_a_wrong_reading_records_nothing(browser):
    send(browser, "kpis", kpi=STARTERS)
    keys = list(Metric.objects.values_list("key", flat=True))
    page = send(browser, "check-in", **{keys[0]: "5", keys[1]: "many"})
    assert "stands in the way" in page.content.decode()
    assert not Metric.objects.exclude(last_period=None).exists()


@pytest.mark.parametrize("role", ["member", "viewer", "guest", "auditor"])
def test_only_those_who_set_the_workspace_up_are_guided(role):
    other = signed_in(joined(founder(), "Pia", role))
    assert other.get("/lumen/guide/").status_code == 403
    assert other.post("/lumen/guide/kpis", {"kpi": STARTERS}).status_code == 403
    assert not Metric.objects.exists()
