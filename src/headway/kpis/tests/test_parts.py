from datetime import date, timedelta

import pytest
from django.urls import reverse

from headway.activity import log
from headway.kpis.actions.parts import set_parent
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.models import Metric
from headway.kpis.queries.coarse import coarser
from headway.kpis.queries.parts import made_up_of
from headway.kpis.tests.company import bearer, kpi, signed_in, somebody
from headway.kpis.undo import UNDO
from headway.people.errors import NotAllowed, Refused
from tests.world import founder, metric

pytestmark = pytest.mark.django_db
WEEK = date(2026, 10, 26)
COUNT = {"unit_kind": "number", "scale": 0, "aggregation": "sum"}


def record(caller, of, *values, start=WEEK):
    lines = [Line(of, start + timedelta(weeks=n), *(v if isinstance(v, tuple) else (v,))) for n, v in enumerate(values)]
    record_readings(caller, lines, source="csv")


def whole_with(caller, parts, kind="slice", **fields):
    given = COUNT | fields
    whole = metric(caller, "Users", **given)
    made = [set_parent(caller, metric(caller, name, **given), whole, kind) for name in parts]
    for of, values in zip(made, parts.values(), strict=True):
        record(caller, of, *values)
    return whole, made


def test_slices_show_what_each_did_to_the_whole_and_what_is_in_none():
    caller = founder()
    whole, (new, back) = whole_with(caller, {"New users": (100, 130), "Returning users": (50, 40)})
    record(caller, whole, 160, 200)
    (made,) = made_up_of(caller, whole)
    assert [(row.metric.pk, row.value, row.contribution) for row in made.rows] == [
        (new.pk, 130, 30),
        (back.pk, 40, -10),
    ]
    assert (made.together.value, made.own, made.rest) == (170, 200, 30)


def test_ratios_of_units_come_together_by_their_parts():
    caller = founder()
    fields = {"unit_kind": "percent", "scale": 1, "aggregation": "ratio", "over_units": "ratio"}
    parts = {"North": ((500, 50, 100), (500, 50, 100)), "South": ((100, 10, 100), (100, 90, 900))}
    whole, _ = whole_with(caller, parts, "unit", **fields)
    (made,) = made_up_of(caller, whole)
    assert made.together.value == 140
    assert sum(row.contribution for row in made.rows) == 140 - 300


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"unit_kind": "money", "unit_label": "USD"}, "two currencies do not add up"),
        ({"aggregation": "average"}, "brought together"), ({"scale": 2}, "other decimals"),
        ({"unit_kind": "percent"}, "measured"),
    ],
)  # fmt: skip
def test_a_part_is_measured_as_its_whole(fields, part):
    caller = founder()
    whole = metric(
        caller, "Whole", **(COUNT | ({"unit_kind": "money", "unit_label": "EUR"} if "unit_label" in fields else {}))
    )
    with pytest.raises(Refused) as refused:
        set_parent(caller, metric(caller, "Part", **(COUNT | fields)), whole, "unit")
    assert part in refused.value.message


def test_nothing_is_a_part_of_itself_nor_shows_a_private_whole():
    caller = founder()
    a, b = metric(caller, "A", **COUNT), metric(caller, "B", **COUNT)
    set_parent(caller, a, b, "slice")
    with pytest.raises(Refused, match=f"{b.key} → {a.key} → {b.key}"):
        set_parent(caller, b, Metric.objects.get(pk=a.pk), "slice")
    with pytest.raises(Refused, match="is private"):
        set_parent(caller, b, metric(caller, "C", private=True, **COUNT), "slice")
    with pytest.raises(NotAllowed):
        set_parent(somebody(caller, "viewer"), a, None)
    set_parent(caller, a, None)
    row = log.feed(caller.workspace.pk, a.key)[0]
    UNDO[row.verb](caller, row)
    assert Metric.objects.get(pk=a.pk).parent_id == b.pk


def test_the_page_makes_a_part_and_the_whole_shows_it(client):
    caller = founder()
    signed_in(client, caller)
    whole, (new,) = whole_with(caller, {"New users": (100, 130)})
    page = reverse("kpis:parent", args=["lumen", new.key])
    assert client.post(page, {"parent": whole.key, "part": "unit"}).status_code == 302
    text = client.get(reverse("kpis:kpi", args=["lumen", whole.key])).content.decode()
    assert "In its units" in text
    assert "New users" in text
    assert client.post(page, {"parent": "K-999", "part": "unit"}).status_code == 422


def test_the_api_makes_a_part(client):
    caller = founder()
    whole, (new,) = whole_with(caller, {"New users": (100, 130)})
    path, headers = f"/api/v1/lumen/kpis/{new.key}/parent", bearer(caller)
    answer = client.put(path, {"parent": whole.key, "part": "unit"}, headers=headers, content_type="application/json")
    assert (answer.json()["parent"], answer.json()["part"]) == (whole.key, "unit")


@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_months_of_any_number_of_kpis_take_as_many_statements(client, count, count_statements):
    caller = founder()
    signed_in(client, caller)
    for number in range(count):
        whole_with(caller, {f"Unit {number}": (100, 130)}, "unit")
    page = reverse("kpis:months", args=["lumen"])
    client.get(page)
    with count_statements() as ran:
        text = client.get(page, {"only": "units"}).content.decode()
    assert "Users" in text
    ran.assert_at_most(12)


def test_a_kpi_is_shown_by_coarser_periods_its_own_way(client):
    caller = founder()
    signed_in(client, caller)
    of = kpi(caller, "Orders", **COUNT)
    record(caller, of, 1, 2, 3, start=date(2026, 9, 28))
    months = [(row.period, row.amount.value, row.count) for row in coarser(caller, of, "month")]
    assert months == [(date(2026, 9, 1), 1, 1), (date(2026, 10, 1), 5, 2)]
    assert [row.amount.value for row in coarser(caller, of, "year")] == [6]
    page = reverse("kpis:over_time", args=["lumen", of.key])
    assert "Readings are added up." in client.get(page, {"grain": "quarter"}).content.decode()


def test_days_come_together_into_weeks_and_percentiles_do_not(client):
    caller = founder()
    signed_in(client, caller)
    slow = metric(caller, "Slow", grain="day", **(COUNT | {"aggregation": "percentile", "percentile": 9500}))
    rows = [Line(slow, WEEK + timedelta(days=n), n, None, 10) for n in range(9)]
    record_readings(caller, rows, source="csv")
    assert [(r.amount.refused, r.count) for r in coarser(caller, slow, "week")] == [
        ("percentile", 7),
        ("percentile", 2),
    ]
    page = reverse("kpis:over_time", args=["lumen", slow.key])
    assert "is not the mean of its days" in client.get(page, {"grain": "week"}).content.decode()


def test_running_totals_show_what_each_month_added():
    caller = founder()
    total = metric(caller, "Total", **(COUNT | {"aggregation": "last", "cumulative": True}))
    record(caller, total, 10, 20, 35, 50, 5, start=date(2026, 10, 12))
    assert [(row.amount.value, row.added) for row in coarser(caller, total, "month")] == [(35, None), (5, 5)]


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"aggregation": "percentile"}, "percentile"), ({"percentile": 9500}, "percentile"),
     ({"cumulative": True, "aggregation": "sum"}, "cumulative")],
)  # fmt: skip
def test_semantics_that_contradict_each_other_are_refused(fields, field):
    with pytest.raises(Refused) as refused:
        metric(founder(), **fields)
    assert refused.value.field == field
