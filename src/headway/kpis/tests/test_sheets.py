"""Sheets of readings: what is understood, what is asked, and how each slip is named."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from headway.kpis.jobs import drop_imports
from headway.kpis.models import PastReading, Reading, ReadingImport
from headway.kpis.sheets.reader import Choices, read_sheet
from headway.kpis.sheets.table import decode
from headway.kpis.sheets.values import date_order, decimal_mark, ratio_of, read_date
from headway.kpis.tests.company import LAST_WEEK, kpi, signed_in, somebody
from headway.people.errors import Refused
from headway.ui.measure import Plain
from tests.world import founder, later, metric

pytestmark = pytest.mark.django_db
HEAD = "kpi,date,value\n"


def read(text, choices=None, **fields):
    caller = founder()
    row = metric(caller, **fields)
    return read_sheet(caller, text.replace("KEY", row.key), choices or Choices())


def slips(sheet):
    return [(error.line, error.column, error.value) for error in sheet.errors]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-02", date(2026, 11, 2)), ("2026/11/02", date(2026, 11, 2)), ("2026-11", date(2026, 11, 1)),
        ("2026-W45", date(2026, 11, 2)), ("2026-Q4", date(2026, 10, 1)), ("Q4 2026", date(2026, 10, 1)),
        ("2026", date(2026, 1, 1)), ("2.11.2026", date(2026, 11, 2)), ("2026-11-02 00:00:00", date(2026, 11, 2)),
        ("2026-11-02T00:00:00Z", date(2026, 11, 2)), ("20261102", date(2026, 11, 2)),
    ],
)  # fmt: skip
def test_dates_are_understood_as_people_write_them(text, day):
    assert read_date(text, "dmy") == day


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-13-01", "2026-02-30", "31.2.2026", "2026-W60", "12", "1e309", "NaN"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="no date"):
        read_date(text, "dmy")


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 12, 31)), min_size=1), st.sampled_from(["dmy", "mdy"]))
def test_the_order_of_dates_is_never_told_wrongly(days, order):
    pattern = "%d/%m/%Y" if order == "dmy" else "%m/%d/%Y"
    found = date_order(enumerate((day.strftime(pattern) for day in days), start=2))
    assert not found.problem
    assert found.answer in ("", order)


def test_dates_that_contradict_each_other_are_named_by_their_lines():
    assert (
        "Line 2 writes the day first and line 3 the month first"
        in date_order([(2, "13/1/2026"), (3, "1/13/2026")]).problem
    )


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1), st.integers(0, 3), st.sampled_from(".,"))
def test_the_decimal_mark_is_never_told_wrongly(values, decimals, mark):
    texts = [f"{value / 10**decimals:.{decimals}f}".replace(".", mark) for value in values]
    found = decimal_mark(enumerate(texts, start=2), ";")
    assert not found.problem
    assert found.answer in ("", mark) or decimals == 0


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1.5"], "."),
        (["1,5"], ","),
        (["1,234.5"], "."),
        (["1.234,5"], ","),
        (["1,234", "2,5"], ","),
        (["1,234,567"], "."),
    ],
)
def test_decimal_marks_are_told_where_the_file_tells(texts, mark):
    assert decimal_mark(enumerate(texts, start=2), ",").answer == mark


def test_mixed_decimal_commas_are_refused():
    sheet = read("kpi;date;value\nKEY;2026-11-02;1,5\nKEY;2026-11-09;1.5\n")
    assert not sheet.ready
    assert "Line 3 writes decimals after a point and line 2 after a comma" in sheet.problems[0]


def test_what_the_file_does_not_tell_is_asked():
    text = "kpi;date;value\nKEY;02/11/2026;1,234\n"
    assert read(text).asks == {"date_order", "decimal_mark"}


def test_the_answer_is_used():
    sheet = read("kpi;date;value\nKEY;02/11/2026;1,234\n", Choices("dmy", ","), scale=3)
    assert [(line.period, line.value) for line in sheet.lines] == [(date(2026, 11, 2), 1234)]


def test_columns_are_known_by_their_synonyms_and_kpis_by_key_or_name():
    sheet = read("Metric,Week,Actual\ntrial-to-paid CONVERSION,2026-W45,14.3\nKEY,2026-W44,14.1\n")
    assert [(line.period, line.value) for line in sheet.lines] == [(LAST_WEEK, 143), (date(2026, 10, 26), 141)]


def test_a_ratio_may_be_sent_as_its_parts():
    sheet = read("kpi,date,numerator,denominator\nKEY,2026-11-02,36,243\n")
    assert [(ln.value, ln.numerator, ln.denominator) for ln in sheet.lines] == [(148, 36, 243)]


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_a_ratio_is_rounded_half_away_from_zero(top, bottom, scale):
    value = ratio_of(top, bottom, Plain(scale, "percent"))
    assert abs(value * bottom - top * 100 * 10**scale) * 2 <= bottom
    assert ratio_of(-top, bottom, Plain(scale, "percent")) == -value


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("KEY,soon,1", "period"), ("KEY,2026-02-30,1", "period"), ("KEY,1066-10-14,1", "period"),
        ("KEY,2027-01-04,1", "period"), ("KEY,2026-11-02,1e309", "value"), ("KEY,2026-11-02,NaN", "value"),
        ("KEY,2026-11-02,inf", "value"), ("KEY,2026-11-02,1.2345", "value"),
        ("KEY,2026-11-02,99999999999999999999", "value"),
        ("KEY,2026-11-02,1 2", "value"), ("KEY,2026-11-02,twelve", "value"), ("K-99,2026-11-02,1", "kpi"),
        ("Another name,2026-11-02,1", "kpi"), (",2026-11-02,1", "kpi"),
    ],
)  # fmt: skip
def test_each_slip_is_named_by_line_column_and_value(row, column):
    sheet = read(f"{HEAD}KEY,2026-10-26,14.1\n{row}\n")
    [(line, named, value)] = slips(sheet)
    assert (line, named) == (3, column)
    assert value in row or column == "period"
    assert sheet.errors[0].message.endswith(".")


def test_a_duplicate_period_is_named_even_if_written_otherwise():
    sheet = read(f"{HEAD}KEY,2026-11-02,14.1\nKEY,2026-11-05,14.2\n")
    assert slips(sheet) == [(3, "period", "2026-11-02")]
    assert "two values for this period" in sheet.errors[0].message


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("kpi,date,value,colour\nK-1,2026-11-02,1,red\n", "“colour”"),
        ("kpi,date\nK-1,2026-11-02\n", "No column says the value"),
        ("kpi,value\nK-1,2\n", "No column says the period"),
        ("date,value\n2026-11-02,2\n", "No column says which KPI"),
        ("kpi,date,week,value\nK-1,2026-11-02,2026-W45,1\n", "both say the period"),
        ("", "no rows"),
        ("a\0b,c\n", "no text"),
        ('kpi,date,value\n"K-1,2026-11-02,1\n' + "x" * 200_000, "cannot be split"),
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_read_says_what_to_do(text, says):
    with pytest.raises(Refused, match=says):
        read(text)


def test_rows_without_a_value_are_counted_and_left_out():
    sheet = read(f"{HEAD}KEY,2026-11-02,\nKEY,2026-10-26,14.1\n\n")
    assert (sheet.blank, len(sheet.lines), sheet.ready) == (1, 1, True)


def test_decimals_beyond_the_scale_may_be_rounded_on_purpose():
    text = f"{HEAD}KEY,2026-11-02,14.25\nKEY,2026-10-26,-14.2499999999999999\n"
    assert len(read(text).errors) == 2
    assert [line.value for line in read_again(text).lines] == [143, -142]


def read_again(text):
    caller = founder("again")
    return read_sheet(caller, text.replace("KEY", metric(caller).key), Choices(rounding=True))


def test_several_kpis_of_one_name_want_the_key():
    caller = founder()
    metric(caller, "Churn")
    metric(caller, "Churn")
    [error] = read_sheet(caller, f"{HEAD}Churn,2026-11-02,1\n", Choices()).errors
    assert "K-1, K-2" in error.message


def test_the_kpi_of_somebody_else_is_named_without_recording():
    caller = founder()
    metric(caller, "Open")
    metric(caller, "Secret", private=True)
    sheet = read_sheet(
        somebody(caller), f"{HEAD}Open,2026-11-02,1\nSecret,2026-11-02,1\nNever,2026-11-02,1\n", Choices()
    )
    assert "You may not record K-1" in sheet.errors[0].message
    assert sheet.errors[1].message == sheet.errors[2].message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_are_decoded(encoding):
    assert decode("kpi,date,value\nÜber,2026-11-02,1".encode(encoding)).endswith("Über,2026-11-02,1")


def url(name, *parts):
    return reverse(f"kpis:{name}", args=["lumen", *parts])


def send(client, text, **data):
    query = f"?kpi={data['kpi']}" if "kpi" in data else ""
    return client.post(url("imports") + query, {"file": SimpleUploadedFile("week.csv", text.encode())})


def test_a_file_is_looked_at_and_then_recorded(client, owner):
    row = kpi(owner, values=[141])
    sent = send(client, f"{HEAD}{row.key},2026-10-26,13.9\n{row.key},2026-11-02,14.8\n")
    preview = client.get(sent["Location"])
    assert "2 readings are ready to be recorded." in preview.content.decode()
    assert row.readings.count() == 1
    assert client.post(sent["Location"], {"record": "1"})["Location"] == url("board")
    assert list(row.readings.order_by("period").values_list("value", flat=True)) == [139, 148]
    assert PastReading.objects.get().value == 141
    assert not ReadingImport.objects.exists()


def test_rows_pasted_for_one_kpi_need_no_head(client, owner):
    row = kpi(owner)
    sent = client.post(f"{url('imports')}?kpi={row.key}", {"text": "2026-10-26\t13.9\n2026-11-02\t14.8\n"})
    assert client.post(sent["Location"], {"record": "1"})["Location"] == url("kpi", row.key)
    assert row.readings.count() == 2


def test_a_sheet_with_a_slip_records_nothing_and_shows_its_line(client, owner):
    row = kpi(owner)
    sent = send(client, f"{HEAD}{row.key},2026-10-26,13.9\n{row.key},2026-11-02,1e309\n")
    page = client.post(sent["Location"], {"record": "1"}).content.decode()
    assert "1 line is wrong, so nothing can be recorded yet." in page
    assert "1e309" in page
    assert not Reading.objects.exists()


def test_two_ways_to_read_it_are_asked_on_the_page(client, owner):
    row = kpi(owner)
    sent = send(client, f"{HEAD}{row.key},02/11/2026,14.8\n")
    assert "Which comes first in its dates?" in client.get(sent["Location"]).content.decode()
    client.post(sent["Location"], {"date_order": "dmy", "record": "1"})
    assert row.readings.get().period == LAST_WEEK


def test_nothing_sent_and_nonsense_sent_are_refused_in_sentences(client, owner):
    assert "There is nothing here yet" in client.post(url("imports"), {"text": ""}).content.decode()
    assert (
        "this file is no text"
        in client.post(url("imports"), {"file": SimpleUploadedFile("x.csv", b"\0\1\2,\3")}).content.decode().lower()
    )


def test_an_upload_that_is_too_large_is_refused_before_it_is_read(client, owner, settings):
    settings.CSV_MAX_BYTES = 1024
    answer = send(client, "x" * 200_000)
    assert answer.status_code == 422
    assert "was not read" in answer.content.decode()
    assert not ReadingImport.objects.exists()


def test_the_upload_is_protected_against_forged_requests(owner):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    signed_in(strict, owner)
    assert strict.post(url("imports"), {"text": "date,value"}).status_code == 403


def test_only_who_sent_a_sheet_sees_it(client, owner):
    row = kpi(owner)
    sent = send(client, f"{HEAD}{row.key},2026-10-26,13.9\n")
    signed_in(client, somebody(owner, "admin"))
    assert client.get(sent["Location"]).status_code == 404


def test_a_sheet_nobody_confirmed_is_forgotten_after_a_day(client, owner):
    row = kpi(owner)
    send(client, f"{HEAD}{row.key},2026-10-26,13.9\n")
    assert drop_imports(later(owner, hours=23).now) == 0
    assert drop_imports(later(owner, hours=25).now) == 1


def test_who_only_reads_sends_nothing(client, owner):
    signed_in(client, somebody(owner, "viewer"))
    assert client.get(url("imports")).status_code == 403
    assert client.post(url("imports"), {"text": "x"}).status_code == 403


class TestASheetWithAColumnForEachKPI:
    def sent(self, text):
        caller = founder()
        one, other = metric(caller), metric(caller, name="Churn")
        return read_sheet(caller, text.replace("ONE", one.key), Choices()), one, other

    def test_is_read_row_by_row_and_empty_cells_are_left_out(self):
        sheet, one, other = self.sent("week,ONE,churn\n2026-09-07,14.3,2.1\n2026-09-14,,2.2\n")
        lines = [(line.metric, line.period, line.value, line.number) for line in sheet.lines]
        first, second = date(2026, 9, 7), date(2026, 9, 14)
        assert lines == [(one, first, 143, 2), (other, first, 21, 2), (other, second, 22, 3)]

    def test_names_line_column_and_value_of_every_slip(self):
        sheet, one, _ = self.sent("date,ONE,Churn\n2026-09-07,NaN,2.1\nsoon,14.3,\n2026-09-21,14.4,2.345\n")
        assert slips(sheet) == [(2, one.key, "NaN"), (3, "period", "soon"), (4, "Churn", "2.345")]

    @pytest.mark.parametrize(
        ("head", "said"), [("ONE,Profit", "“Profit”"), ("Churn,Churn", "Two columns are titled “Churn”")]
    )
    def test_refuses_columns_that_are_no_kpi_and_doubled_ones(self, head, said):
        with pytest.raises(Refused, match=said):
            self.sent(f"date,{head}\n2026-09-07,1,2\n")
