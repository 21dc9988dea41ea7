"""Plain sentences: never a change where there is only noise."""

from __future__ import annotations

import random

from headway.signals.band import Band
from headway.signals.describe import describe, plain_number
from headway.signals.xmr import behaviour

CHURN = [3.5, 3.8, 3.6, 3.9, 3.4, 3.7, 3.6, 3.3, 3.8, 3.5, 3.7, 4.1]


def said(values, **options):
    return describe(values, behaviour(values), **options)


def test_a_rise_inside_the_usual_range_is_no_change():
    found = said(CHURN, name="Churn", unit="%")
    assert found.kind == "usual"
    assert not found.changed
    assert found.text == (
        "Churn rose to 4.1 %; that is inside its usual range of 2.8–4.5 %, so nothing has changed yet."
    )


def test_a_reading_without_a_name_speaks_for_itself():
    assert said(CHURN, unit="%").text.startswith("4.1 % is inside its usual range of")


def test_a_reading_outside_says_that_something_changed():
    found = said([*CHURN, 6.0], name="Churn", unit="%")
    assert (found.kind, found.direction, found.changed) == ("outside", "up", True)
    assert "is above its usual range" in found.text
    assert "something has changed" in found.text


def test_a_new_level_is_told_with_both_levels():
    source = random.Random(4)
    values = [source.gauss(50, 1) for _ in range(20)] + [source.gauss(56, 1) for _ in range(8)]
    found = said(values, name="Lead time", unit="h")
    assert (found.kind, found.direction) == ("shifted", "up")
    assert "The level has risen from" in found.text


def test_few_readings_say_so():
    found = said([3.0, 4.0], name="Churn", unit="%")
    assert found.kind == "few"
    assert found.text == "Churn rose to 4.0 %, on 2 readings: it takes 8 to tell a change from noise."


def test_no_reading_says_so():
    assert said([None]).text == "There is no reading yet."


def test_a_constant_series_says_so():
    assert said([5.0] * 9, name="Uptime").text == "Uptime stayed at 5.0, as in all 9 readings of this phase."


def test_a_noisy_breach_with_a_healthy_mean_closes_by_itself():
    found = said(CHURN, band=Band(upper=4.0))
    assert found.closes_itself
    assert found.text.endswith("such gaps usually close by themselves.")
    assert not said(CHURN, band=Band(upper=3.0)).closes_itself
    assert not said([*CHURN, 6.0], band=Band(upper=4.0)).closes_itself


def test_the_reader_chooses_how_numbers_are_written():
    assert said(CHURN, number=lambda value: f"{value:.2f}".replace(".", ",")).text.startswith("4,10 is inside")


def test_plain_numbers_keep_sensible_figures():
    assert [plain_number(v) for v in (0, 0.04123, 14.82, 234.6, 1234.5)] == [
        "0",
        "0.0412",
        "14.8",
        "235",
        "1,234",
    ]


def test_a_value_just_beyond_a_limit_is_not_written_as_the_limit():
    values = [322.0, 328.0, 324.0, 326.0] * 4
    upper = behaviour(values).current.upper
    text = describe([*values, upper + 0.04], behaviour([*values, upper + 0.04])).text
    value, limit = text.split(" is ")[0], text.split("–")[-1].split(":")[0].split(",")[0]
    assert value != limit, text


def test_a_range_below_zero_is_not_joined_by_a_dash():
    values = [-1.0, 1.0, -2.0, 2.0, 0.0] * 4
    assert " to " in describe(values, behaviour(values)).text
