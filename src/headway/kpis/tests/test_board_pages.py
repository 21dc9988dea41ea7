"""The board through the front door: what it shows, what is typed into it, what it refuses."""

import csv
import io
import re
from copy import copy
from datetime import date, timedelta

import pytest

from headway.kpis.models import Metric, PastReading, Reading
from headway.kpis.tests.company import LAST_WEEK, RUNNING, STEADY, kpi, signed_in, somebody, text, url

pytestmark = pytest.mark.django_db


def test_an_empty_board_teaches(client, owner):
    assert "Start with the one number" in text(client.get(url("board")))


def more_like(metric, count):
    """Copies of a KPI, without its readings."""
    rows = [copy(metric) for _ in range(1, count)]
    for number, row in enumerate(rows, start=1):
        row.pk, row.key, row.name = None, f"K-{1000 + number}", f"KPI {number}"
    Metric.objects.bulk_create(rows)


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_board_shows_a_page_of_any_number_of_kpis_with_as_many_statements(client, owner, count, count_statements):
    more_like(kpi(owner, "KPI 0", values=STEADY, band={"lower": 110}), count)
    client.get(url("board"))
    with count_statements() as ran:
        answer = client.get(url("board"))
    ran.assert_fits(answer.content)
    page = text(answer)
    assert re.findall(r"KPI \d+(?=<)", page) == [f"KPI {number}" for number in range(min(count, 40))]
    assert ("1 to 40 of 300" in page) == (count == 300)
    assert f"of {count} KPI" in page


def test_the_board_as_a_sheet_holds_every_page(client, owner):
    more_like(kpi(owner, "KPI 0", values=STEADY, band={"lower": 110}), 130)
    answer = client.get(url("board"), {"format": "csv", "page": 2})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row["KPI"] for row in rows] == [f"KPI {number}" for number in range(130)]
    assert (rows[0]["Unit"], rows[0][str(LAST_WEEK)]) == ("Lumen", "11.9")


def test_a_later_page_of_the_board_is_typed_into_and_shown_again(client, owner):
    more_like(kpi(owner, "KPI 0", values=STEADY, band={"lower": 110}), 130)
    page = client.get(url("board"), {"page": 4})
    assert page.context["board"].page.number == 4
    assert "121 to 130 of 130" in text(page)
    row = page.context["board"].rows[0]
    sent = {row.cells[-2].name: "117", "grain": "week", "view": "all", "page": "4"}
    answer = client.post(url("board"), sent)
    assert "page=4" in answer.url
    assert client.get(answer.url).context["board"].rows[0].cells[-2].value == 1170


def test_the_board_judges_each_cell_by_the_band_in_force_then(client, owner):
    kpi(owner, values=[90, 105, 120], band={"lower": 110, "amber_lower": 100})
    page = text(client.get(url("board")))
    assert page.count('class="r cell b typed"') == 1
    assert page.count('class="r cell w typed"') == 1
    assert "Trial-to-paid conversion: amber." in page


@pytest.mark.parametrize("read", [None, RUNNING, LAST_WEEK, LAST_WEEK - timedelta(days=14)])
def test_a_narrow_board_shows_the_latest_period_that_was_read_and_the_next(client, owner, read):
    row = kpi(owner)
    if read:
        Reading.objects.create(metric=row, period=read, value=120, source="csv", known_at=row.created_at)
    first = min(read or RUNNING, RUNNING - timedelta(days=7))
    assert client.get(url("board")).context["board"].near == [first, first + timedelta(days=7)]


@pytest.mark.parametrize(("grain", "shown"), [("week", 6), ("day", 6), ("quarter", 4)])
def test_earlier_and_later_leave_no_period_out_on_a_board_less_wide(client, owner, grain, shown):
    kpi(owner, grain=grain)
    now = client.get(url("board")).context["board"]
    wide, _narrow = now.steps
    then = client.get(url("board"), {"until": str(wide.earlier)}).context["board"]
    assert then.periods[-1] == now.periods[-1 - shown]
    assert then.steps[0].later == now.periods[-1]
    assert wide.later is None


def test_earlier_and_later_leave_no_period_out_on_a_phone(client, owner):
    kpi(owner, values=STEADY)
    board = client.get(url("board")).context["board"]
    periods, seen = board.periods, board.near
    while seen[0] > periods[1]:
        board = client.get(url("board"), {"until": str(board.steps[1].earlier)}).context["board"]
        seen = [*board.near, *seen]
    assert seen == [period for period in periods if seen[0] <= period <= seen[-1]]
    assert client.get(url("board"), {"until": str(board.steps[1].later)}).context["board"].near == seen[2:4]


def test_typing_into_the_board_records_what_differs(client, owner):
    row = kpi(owner, values=[120, 121])
    cells = {f"K-1@{LAST_WEEK}": "12.1", f"K-1@{RUNNING}": "13.5", "K-1@2026-11-09": ""}
    assert client.post(url("board"), cells).status_code == 302
    assert list(row.readings.order_by("period").values_list("value", "source")) == [
        (120, "csv"), (121, "csv"), (135, "board"),
    ]  # fmt: skip


def test_correcting_a_closed_cell_keeps_what_it_replaces(client, owner):
    kpi(owner, values=[120])
    client.post(url("board"), {f"K-1@{LAST_WEEK}": "13"})
    assert PastReading.objects.get().value == 120


@pytest.mark.parametrize("typed", ["abc", "NaN", "1e309", "12.345", "1.2.3", "-", "", "99999999999999999999"])
def test_a_wrong_cell_refuses_the_whole_board_and_is_shown_beside_it(client, owner, typed):
    kpi(owner, values=[120])
    answer = client.post(url("board"), {f"K-1@{LAST_WEEK}": typed, f"K-1@{RUNNING}": "13"})
    assert answer.status_code == 422
    assert "Nothing was recorded: one cell is wrong." in text(answer)
    assert 'aria-invalid="true"' in text(answer)
    assert Reading.objects.count() == 1


def test_a_future_period_is_refused_in_its_cell(client, owner):
    kpi(owner, values=[120])
    answer = client.post(url("board"), {"K-1@2027-01-04": "13"})
    assert answer.status_code in {302, 422}
    assert Reading.objects.count() == 1


def test_what_somebody_else_recorded_meanwhile_is_not_overwritten(client, owner):
    kpi(owner, values=[120])
    answer = client.post(url("board"), {f"K-1@{LAST_WEEK}": "13", "seen": "2026-11-16T08:00:00+00:00"})
    assert "Somebody recorded" in text(answer)
    assert Reading.objects.get().value == 120


def test_htmx_gets_the_touched_cells_back(client, owner):
    kpi(owner, values=[120], band={"lower": 110})
    answer = client.post(url("board"), {f"K-1@{RUNNING}": "9"}, headers={"HX-Request": "true"})
    page = text(answer)
    assert f'id="cell-K-1@{RUNNING}" hx-swap-oob="true"' in page
    assert "<html" not in page
    assert "toast" in answer["HX-Trigger"]


def test_a_member_cannot_type_into_the_cells_of_others(client, owner):
    kpi(owner, values=[120])
    signed_in(client, somebody(owner))
    assert 'name="K-1@' not in text(client.get(url("board")))
    client.post(url("board"), {f"K-1@{RUNNING}": "13"})
    assert Reading.objects.count() == 1


@pytest.mark.parametrize(
    "asked", ["?grain=hour", "?view=none", "?until=yesterday", "?until=0001-01-01", "?until=2199-12-31"]
)
def test_odd_questions_get_the_board_all_the_same(client, owner, asked):
    kpi(owner, values=STEADY)
    assert client.get(url("board") + asked).status_code == 200


def test_the_board_goes_back_in_time(client, owner):
    kpi(owner, values=STEADY)
    page = text(client.get(url("board"), {"until": "2026-08-10"}))
    assert f"K-1@{date(2026, 8, 10)}" in page
    assert "Later" in page
