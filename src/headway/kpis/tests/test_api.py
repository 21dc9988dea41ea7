"""KPIs over the API: the same verbs, in JSON."""

import pytest

from headway.kpis.models import Metric, Reading
from headway.kpis.tests.company import ANSWERS, LAST_WEEK, bearer, kpi, somebody
from tests.world import founder, metric

pytestmark = pytest.mark.django_db
BASE = "/api/v1/lumen"


class Api:
    """A client with a token."""

    def __init__(self, client, caller, **scopes):
        self.client, self.headers = client, bearer(caller, **scopes)

    def __call__(self, method, path, data=None, **headers):
        more = {"data": data, "content_type": "application/json"} if data is not None else {}
        return getattr(self.client, method)(BASE + path, headers=self.headers | headers, **more)


@pytest.fixture
def owner():
    return founder()


@pytest.fixture
def api(client, owner):
    return Api(client, owner)


def test_kpis_are_listed_page_by_page(api, owner):
    for number in range(5):
        kpi(owner, f"KPI {number}")
    metric(owner, "Only a metric")
    first = api("get", "/kpis?limit=3").json()
    rest = api("get", f"/kpis?limit=3&after={first['next']}").json()
    assert [row["name"] for row in first["items"] + rest["items"]] == [f"KPI {n}" for n in range(5)]
    assert rest["next"] is None
    assert len(api("get", "/kpis?metrics=true").json()["items"]) == 6


def test_a_kpi_is_made_with_its_band_and_answers(api):
    made = api("post", "/kpis", {
        "name": "Trial-to-paid", "preset": "conversion", "definition": "Paid of ended trials.", "answers": ANSWERS,
        "band": {"lower": "11.0", "amber_lower": 10, "low_response": "Look at setup."},
    })  # fmt: skip
    assert made.status_code == 201
    body = made.json()
    assert (body["key"], body["is_kpi"], body["unit_kind"], body["state"]) == ("K-1", True, "percent", "unknown")
    assert api("get", "/kpis/K-1/band").json()[0]["lower"] == "11.0"


def test_a_kpi_is_made_from_the_library(api):
    body = api("post", "/kpis", {"library": "utilisation"}).json()
    assert (body["name"], body["is_kpi"], body["owner"], body["unit"]) == ("Utilisation", True, "P-1", "U-1")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"name": ""}, "name"), ({"library": "nothing"}, "library"), ({"name": "x", "preset": "nothing"}, "preset"),
        ({"name": "x", "grain": "minute"}, "grain"), ({"name": "x", "scale": 9}, "scale"),
        ({"name": "x", "unit_kind": "money", "unit_label": "euro"}, "unit_label"),
        ({"name": "x", "band": {"lower": 1, "amber_lower": 2}}, "amber_lower"),
        ({"name": "x", "band": {"lower": "1.234"}}, "lower"),
    ],
)  # fmt: skip
def test_a_metric_that_cannot_stand_is_a_problem_with_its_field(api, data, field):
    answer = api("post", "/kpis", data)
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["field"] == field
    assert not Metric.objects.exists()


def test_readings_are_recorded_and_read_back(api, owner):
    kpi(owner)
    sent = {
        "readings": [
            {"period": "2026-11-02", "value": "14.8"},
            {"period": "2026-W44", "numerator": 36, "denominator": 243},
        ]
    }
    assert api("post", "/kpis/K-1/readings", sent).json() == {"new": 2, "corrected": 0, "unchanged": 0, "seq": 4}
    page = api("get", "/kpis/K-1/readings?limit=1").json()
    assert (page["items"][0]["value"], page["next"]) == ("14.8", "2026-10-26")
    assert api("get", f"/kpis/K-1/readings?after={page['next']}").json()["items"][0]["period"] == "2026-11-02"
    assert api("get", "/kpis/K-1").json()["last_value"] == "14.8"


def test_readings_of_several_kpis_go_in_one_batch(api, owner):
    kpi(owner)
    kpi(owner, "Churn")
    rows = [{"kpi": key, "period": "2026-11-02", "value": 1} for key in ("K-1", "K-2")]
    assert api("post", "/readings", {"readings": rows}).json()["new"] == 2


def test_true_is_no_number(api, owner):
    kpi(owner)
    answer = api("post", "/kpis/K-1/readings", {"readings": [{"period": "2026-10-26", "value": True}]})
    assert answer.status_code == 422
    assert "true and false are no numbers" in answer.content.decode()
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"period": "soon", "value": 1}, "period"), ({"period": "2026-11-02", "value": "1e309"}, "value"),
        ({"period": "2026-11-02", "value": "NaN"}, "value"), ({"period": "2026-11-02", "value": "1.2345"}, "value"),
        ({"period": "2026-11-02"}, "value"), ({"period": "2027-01-04", "value": 1}, "period"),
        ({"period": "2026-11-02", "numerator": 1, "denominator": 0}, "denominator"),
    ],
)  # fmt: skip
def test_one_wrong_reading_refuses_the_batch_and_is_named(api, owner, row, field):
    kpi(owner)
    answer = api("post", "/kpis/K-1/readings", {"readings": [{"period": "2026-10-26", "value": 1}, row]})
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["line"], error["column"]) == (2, field)
    assert not Reading.objects.exists()


def test_an_edit_needs_the_version_it_was_made_from(api, owner):
    kpi(owner)
    etag = api("get", "/kpis/K-1")["ETag"]
    assert api("patch", "/kpis/K-1", {"name": "Conversion"}).status_code == 428
    assert api("patch", "/kpis/K-1", {"name": "Conversion"}, **{"If-Match": etag}).json()["name"] == "Conversion"
    assert api("patch", "/kpis/K-1", {"name": "Mine"}, **{"If-Match": etag}).status_code == 412


def test_promotion_demotion_retirement_and_reinstatement(api, owner):
    metric(owner, definition="Paid of ended trials.")
    assert api("post", "/kpis/K-1/promotion", {"answers": ANSWERS}).json()["is_kpi"]
    assert not api("post", "/kpis/K-1/demotion", {"reason": "Nobody acts."}).json()["is_kpi"]
    assert api("post", "/kpis/K-1/retirement", {"reason": "Gone."}).json()["retired_at"]
    assert api("post", "/kpis/K-1/reinstatement").json()["retired_at"] is None


def test_bands_targets_and_remarks(api, owner):
    kpi(owner, values=[120])
    assert api("put", "/kpis/K-1/band", {"lower": "13"}).json()["lower"] == "13.0"
    assert api("get", "/kpis/K-1").json()["state"] == "red"
    assert api("put", "/kpis/K-1/targets", [{"period": "2026-12-31", "value": 20}]).json()[0]["value"] == "20.0"
    assert api("post", "/kpis/K-1/annotations", {"period": f"{LAST_WEEK}", "text": "New price."}).status_code == 201
    assert api("get", "/kpis/K-1/annotations").json()[0]["text"] == "New price."


def test_the_library_is_searched(api):
    assert [row["slug"] for row in api("get", "/library?q=utilisation").json()][:1] == ["utilisation"]


def test_the_kpi_of_somebody_else_is_read_and_not_written(client, owner):
    kpi(owner)
    other = Api(client, somebody(owner))
    assert other("get", "/kpis/K-1").status_code == 200
    forbidden = [
        ("post", "/kpis/K-1/readings", {"readings": [{"period": "2026-11-02", "value": 1}]}),
        ("put", "/kpis/K-1/band", {"lower": 1}), ("put", "/kpis/K-1/targets", []),
        ("post", "/kpis/K-1/retirement", {"reason": "No."}),
    ]  # fmt: skip
    assert [other(*request).status_code for request in forbidden] == [403] * 4


def test_a_private_kpi_answers_like_one_that_never_existed(client, owner):
    kpi(owner, private=True)
    other = Api(client, somebody(owner))
    for path in ("", "/readings", "/band", "/annotations"):
        there, never = other("get", f"/kpis/K-1{path}"), other("get", f"/kpis/K-99{path}")
        assert (there.status_code, there.content) == (404, never.content)
    row = {"kpi": "K-1", "period": "2026-11-02", "value": 1}
    there, never = (other("post", "/readings", {"readings": [row | {"kpi": key}]}).json() for key in ("K-1", "K-9"))
    assert there["errors"][0]["message"] == never["errors"][0]["message"]
    assert other("get", "/kpis?metrics=true").json()["items"] == []


def test_a_reading_token_writes_nothing(client, owner):
    kpi(owner)
    reader = Api(client, owner, scopes=("read",))
    assert reader("get", "/kpis/K-1").status_code == 200
    assert reader("put", "/kpis/K-1/band", {"lower": 1}).status_code == 403
