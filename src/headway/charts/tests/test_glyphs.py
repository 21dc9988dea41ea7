import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.charts import Band, climb, empty_floor, heat, preset, spark, track
from headway.charts.tests.bounds import check, classes

values = st.lists(st.none() | st.floats(-1e15, 1e15) | st.just(float("nan")), max_size=40)
kinds = st.sampled_from(["ok", "warn", "bad", "idle", "open", "reached", "melon"])
edges = st.none() | st.floats(-1e15, 1e15)


@given(values, edges, edges, kinds)
def test_a_spark_stays_inside_whatever_it_is_given(series, low, high, kind):
    check(spark(series, Band(low=low, high=high), kind, label="x"))


def test_values_too_near_to_tell_apart_are_a_flat_line():
    check(spark([5e-324, 0.0, 5e-324], Band(low=5e-324), label="x"))
    check(spark([1e15, 1e15 + 0.125], label="x"))


def test_a_spark_breaks_its_line_where_nothing_was_read():
    root = check(spark([1, 2, None, 3, 4], label="x"))
    assert len(list(root.iter("polyline"))) == 2


def test_a_spark_marks_the_last_reading_with_its_state():
    root = check(spark([1, 2, 3], Band(low=2), "bad", label="x"))
    assert classes(root)[-1] == "c-bad"
    assert "c-ground" in classes(root)


def test_a_spark_without_readings_shows_only_its_ground():
    root = check(spark([None, None], Band(low=2), label="x"))
    assert not list(root.iter("polyline"))
    assert not list(root.iter("circle"))


def test_a_label_is_escaped():
    assert "a&lt;b &amp; &quot;c&quot;" in spark([1, 2], label='a<b & "c"')


@given(st.lists(st.none() | st.floats(-1e9, 1e9), max_size=30), st.floats(-1, 2), kinds)
def test_a_climb_stays_inside_whatever_it_is_given(progress, elapsed, kind):
    check(climb(progress, kind, elapsed=elapsed, label="x"))


def test_a_goal_without_progress_shows_only_its_pace():
    assert not list(check(climb([], elapsed=0.5, label="x")).iter("polyline"))


@given(st.none() | st.floats(-1e9, 1e9), st.none() | st.floats(-1e9, 1e9), kinds)
def test_a_track_stays_inside_whatever_it_is_given(progress, pace, kind):
    check(track(progress, pace, kind, label="x"))


def test_weeks_are_told_apart_by_height_and_said_in_words():
    root = check(heat(["ok", "warn", "bad", ""]))
    heights = [float(r.attrib["height"]) for r in root.iter("rect")]
    assert heights[0] > heights[1] > heights[2]
    assert root.attrib["aria-label"] == "on track, at risk, off track, no check-in"


def test_no_weeks_are_no_check_in():
    assert check(heat([])).attrib["aria-label"] == "no check-in"


def test_pictures_without_data_are_well_formed():
    check(empty_floor(floor="<floor>", readings="r", ceiling="c"))
    for way in ("above", "below", "between", "plan", "events"):
        check(preset(way))


def test_an_unknown_preset_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="is no way a number behaves"):
        preset("sideways")
