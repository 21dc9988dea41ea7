import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.coach.reader import read
from headway.coach.reader.amounts import amounts_in, number_of
from headway.coach.reader.dates import dates_in


def first(text):
    found = amounts_in(text, [])[0]
    return found.value, found.unit.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€0.5m", (500_000, "EUR")),
        ("€750k ARR", (750_000, "EUR")),
        ("US$ 5 million", (5_000_000, "USD")),
        ("500,000 EUR", (500_000, "EUR")),
        ("€1.000,50", (1000.5, "EUR")),
        ("£1.2bn", (1_200_000_000, "GBP")),
        ("3,5 %", (3.5, "%")),
        ("99.95%", (99.95, "%")),
        ("95 percent", (95, "%")),
        ("5 percentage points", (5, "pp")),
        ("3 pp", (3, "pp")),
        ("60 s", (60, "seconds")),
        ("200ms", (200, "ms")),
        ("four hours", (4, "hours")),
        ("2 business days", (2, "business days")),
        ("10k users", (10_000, None)),
        ("1.2M users", (1_200_000, None)),
        ("2/3 of key users", (66.7, "%")),
        ("half of the teams", (50, "%")),
        ("4.5/5", (4.5, "of 5")),
        ("3.9 out of 5", (3.9, "of 5")),
        ("5x", (5, "x")),
        ("1 TiB", (1, "TiB")),
        ("twelve partners", (12, None)),
    ],
)
def test_an_amount_is_read_with_its_unit(text, expected):
    assert first(text) == expected


@pytest.mark.parametrize(
    "text", ["tier 1", "SOC 2", "ISO 27001", "P50", "24/7 support", "v2 of the API", "level 3", "#5"]
)
def test_a_number_that_only_names_something_is_no_amount(text):
    assert amounts_in(text, []) == []


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("> 50", ">"),
        ("at least 50", ">"),
        ("50+", ">"),
        ("50 or more", ">"),
        ("under 50", "<"),
        ("≤ 50", "<"),
        ("no more than 50", "<"),
        ("sub-2s", "<"),
        ("50 days or less", "<"),
        ("no less than 50", ">"),
        ("exactly 50", ""),
    ],
)
def test_the_side_of_a_limit_is_read(text, comparator):
    assert amounts_in(text, [])[0].comparator == comparator


@pytest.mark.parametrize(
    "text",
    [
        "by the end of Q3 2026",
        "by 31 December 2026",
        "in the next six months",
        "within the first 30 days",
        "FY27",
        "by 2030",
    ],
)
def test_a_date_holds_no_amounts(text):
    assert read(f"Grow the team {text}").sentence.amounts == ()


def test_a_short_period_is_the_amount_when_there_is_no_other():
    assert read("Respond to every ticket within 4 hours", "key_result").figures.target == 4
    assert read("Resolve 90% of tickets within 24 hours", "key_result").figures.target == 90


@given(st.integers(0, 10**12))
def test_thousands_and_plain_digits_say_the_same(value):
    assert number_of(f"{value:,}") == number_of(str(value)) == value


@given(st.decimals(0, 9999, places=2))
def test_a_decimal_comma_is_a_decimal_point(value):
    assert number_of(str(value).replace(".", ","), is_share=True) == float(value)


@given(st.text(max_size=200))
def test_amounts_and_dates_lie_inside_the_text(text):
    for amount in amounts_in(text, []):
        assert 0 <= amount.start < amount.end <= len(text)
    for when in dates_in(text):
        assert 0 <= when.start < when.end <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("margin of (2.1)%", (-2.1, "%")),
        ("from ($1.2m)", (-1_200_000, "USD")),
        ("310 k€", (310_000, "EUR")),
        ("1,4 Mio. EUR", (1_400_000, "EUR")),
        ("85 €", (85, "EUR")),
        ("4:30 min", (4.5, "min")),
        ("1:15 h", (1.25, "hours")),
        ("8 °C", (8, "°C")),
        ("38 km/h", (38, "km/h")),
        ("3,000 m³", (3_000, "m³")),
        ("150 basis points", (150, "bp")),
        ("9 of 12 teams", (9, None)),
        ("6 in 10", (60, "%")),
    ],
)
def test_amounts_of_accounts_clocks_and_gauges(text, expected):
    assert first(text) == expected


@pytest.mark.parametrize(
    "text", ["Doors open by 6:30", "the 7:45 train", "before 11:00", "by 9am", "at 10 o'clock", "on a scale of 1 to 7"]
)
def test_times_of_the_day_and_ends_of_a_scale_are_no_amounts(text):
    assert amounts_in(text, []) == []


@given(st.integers(0, 23), st.integers(0, 59))
def test_no_time_of_the_day_is_an_amount(hour, minute):
    assert amounts_in(f"Doors open by {hour}:{minute:02} on school days", []) == []


def test_thousands_with_a_point_are_told_from_decimals_by_their_partner():
    assert [a.value for a in amounts_in("from 8.400 to 12.000 titles", [])] == [8_400, 12_000]
