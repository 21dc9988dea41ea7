from datetime import date, timedelta

import pytest

from headway.charts import Behaviour, Fan, FanStep, Point, behaviour, stops
from headway.charts.tests.bounds import check

MONDAY = date(2026, 1, 5)


def week(at, value, **more):
    return Point(MONDAY + timedelta(weeks=at), value, label=f"week {at}", **more)


@pytest.fixture
def chart():
    step = FanStep(MONDAY + timedelta(weeks=4), 9, 10, 11, 12, 13, label="forecast")
    points = (week(0, 10.0), week(1, None), week(2, 12.0, href="#note-1"), Point(MONDAY + timedelta(weeks=3), 11.0))
    return Behaviour(points=points, fan=Fan(MONDAY + timedelta(weeks=3), 11.0, (step,)))


def test_stops_are_the_readings_that_have_words_and_then_the_forecast(chart):
    found = [(stop.label, stop.value, stop.href, stop.ahead) for stop in stops(chart)]
    assert found == [("week 0", 10.0, "", False), ("week 2", 12.0, "#note-1", False), ("forecast", 11, "", True)]


@pytest.mark.parametrize("small", [False, True])
def test_both_drawings_carry_a_place_for_each_stop_within_themselves(chart, small):
    root = check(behaviour(chart, label="says", small=small))
    places = [tuple(map(float, place.split(","))) for place in root.get("data-stops").split()]
    _left, _top, width, height = map(float, root.get("viewBox").split())
    assert len(places) == len(stops(chart)) == 3
    assert places == sorted(places)
    assert all(0 <= x <= width and 0 <= y <= height for x, y in places)
    top, base = map(float, root.get("data-plot").split())
    assert all(top <= y <= base for _x, y in places)


def test_a_chart_without_words_has_no_stops(chart):
    silent = Behaviour(points=(Point(MONDAY, 3.0),))
    assert stops(silent) == []
    assert check(behaviour(silent, label="says")).get("data-stops") is None
