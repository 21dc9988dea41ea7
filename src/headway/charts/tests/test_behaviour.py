from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from headway.charts import (
    Band,
    Behaviour,
    Correction,
    Fan,
    FanStep,
    Flag,
    Phase,
    Point,
    Target,
    Words,
    band,
    behaviour,
)
from headway.charts.tests.bounds import check, classes, texts

MONDAY = date(2026, 1, 5)


def weekly(values, **marks):
    return tuple(Point(MONDAY + timedelta(weeks=i), v, **marks) for i, v in enumerate(values))


def draw(chart, **options):
    return check(behaviour(chart, label="says", **options))


@pytest.fixture
def full():
    points = (*weekly([12.0, 11.5, 12.5, 12.1, 11.8]), Point(date(2026, 2, 9), 14.8, kind="ok", signal=True))
    step = FanStep(date(2026, 3, 31), 12.8, 14.2, 15.8, 17.4, 18.8)
    return Behaviour(
        points=points,
        phases=(
            Phase(MONDAY, date(2026, 2, 2), 12, 10, 14, "before <checkout>"),
            Phase(date(2026, 2, 2), date(2026, 2, 16), 14.5, 12.4, 16.6),
        ),
        bands=(Band(low=11, low_red=10),),
        targets=(Target(MONDAY, 12), Target(date(2026, 3, 31), 20)),
        fan=Fan(date(2026, 2, 16), 14.7, (step,)),
        flags=(Flag(date(2026, 1, 20), 1, "#note-1"), Flag(date(2026, 1, 21), 2)),
        corrections=(Correction(date(2026, 1, 26), 15.6, 12.1),),
        today=date(2026, 2, 16),
    )


@pytest.mark.parametrize("small", [False, True])
def test_every_sign_of_the_grammar_is_drawn(full, small):
    drawn = classes(draw(full, small=small))
    for sign in ("c-ground", "c-amber", "c-ground-edge", "c-natural", "c-mean", "c-limit", "c-line", "c-dot",
                 "c-dot signal", "c-dot old", "c-target", "c-ceiling", "c-fan-80", "c-fan-50", "c-fan-mid",
                 "c-flag", "c-today", "c-axis"):  # fmt: skip
        assert sign in drawn, sign


def test_labels_say_mean_range_floor_target_forecast_and_today(full):
    words = texts(draw(full))
    for label in ("mean 12.0", "usual range", "floor 11", "target 20 by 31 Mar", "15.8", "today, 16 Feb",
                  "Phase 1 · before <checkout>", "1", "2"):  # fmt: skip
        assert label in words, (label, words)


def test_the_small_one_shows_itself_only_on_small_screens(full):
    assert "only-small" in draw(full, small=True).attrib["class"]
    assert "only-large" in draw(full).attrib["class"]


def test_patterns_of_two_charts_on_a_page_have_names_of_their_own(full):
    ids = {p.attrib["id"] for small in (False, True) for p in draw(full, small=small).iter("pattern")}
    assert len(ids) == 2
    assert behaviour(full, label="x") == behaviour(full, label="x")


def test_flags_link_to_their_note_and_do_not_touch(full):
    root = draw(full)
    assert [a.attrib["href"] for a in root.iter("a")] == ["#note-1"]
    rings = [float(c.attrib["cx"]) for c in root.iter("circle") if c.attrib["class"] == "c-flag"]
    assert rings[1] - rings[0] >= 18


def test_words_can_be_translated_and_are_escaped(full):
    svg = behaviour(full, label="x", words=Words(mean="<Mittel>", today="heute"))
    assert "&lt;Mittel&gt;" in svg
    assert "heute, 16 Feb" in svg


def test_one_reading_is_a_chart():
    root = draw(Behaviour((Point(MONDAY, 14.8, kind="ok"),)))
    assert "c-ok" in classes(root)


def test_no_readings_say_so():
    assert texts(draw(Behaviour(weekly([None] * 5))))[0] == "No readings yet"
    assert "No readings yet" in texts(draw(Behaviour(())))


def test_a_gap_breaks_the_line():
    lines = [c for c in classes(draw(Behaviour(weekly([1, 2, None, 3, 4])))) if c == "c-line"]
    assert len(lines) == 2


def test_a_constant_series_names_its_level_once():
    chart = Behaviour(weekly([5.0] * 9), phases=(Phase(MONDAY, date(2026, 3, 9), 5, 5, 5),))
    assert [t for t in texts(draw(chart)) if "mean" in t] == ["mean 5.00"]


def test_an_edge_far_from_the_readings_is_named_but_does_not_flatten_them():
    words = texts(draw(Behaviour(weekly([99.5, 99.6, 99.4]), bands=(Band(low=20),))))
    assert "floor 20.00 ↓" in words


def test_three_years_of_days_stay_small_and_lose_no_signal():
    points = tuple(Point(MONDAY + timedelta(days=i), 1000 + i % 7, signal=i in (300, 700)) for i in range(1100))
    svg = behaviour(Behaviour(points), label="x")
    root = check(svg)
    assert len(svg) < 60_000
    assert classes(root).count("c-dot signal") == 2
    assert "c-line fine" in classes(root)


def test_an_open_period_has_an_open_dot():
    assert "c-dot open" in classes(draw(Behaviour((*weekly([1, 2]), Point(date(2026, 2, 2), 3, is_open=True)))))


reals = st.floats(-1e15, 1e15)


@settings(max_examples=60)
@given(
    st.lists(st.none() | reals, max_size=30),
    st.tuples(reals, reals, reals),
    st.tuples(st.none() | reals, st.none() | reals),
    st.booleans(),
)
def test_nothing_leaves_the_drawing(values, levels, edges, small):
    low, mean, high = sorted(levels)
    points = weekly(values)
    end = MONDAY + timedelta(weeks=len(values) + 8)
    chart = Behaviour(
        points,
        phases=(Phase(MONDAY, end, mean, low, high),),
        bands=(Band(low=edges[0], high=edges[1], low_red=low, high_red=high),),
        targets=(Target(MONDAY, low), Target(end, high)),
        fan=Fan(MONDAY, mean, (FanStep(end, low, low, mean, high, high),)),
        flags=tuple(Flag(MONDAY + timedelta(days=i), i) for i in range(40)),
        today=end,
    )
    draw(chart, small=small)


def test_the_chart_beside_a_decision_names_edges_and_the_last_value():
    root = check(band(weekly([74, 76, 83]), Band(low=70, high=80), kind="bad", label="x"))
    assert set(texts(root)) == {"70", "80", "83"}
    assert "c-bad" in classes(root)


@given(st.lists(st.none() | reals, max_size=20), st.none() | reals, st.none() | reals)
@example([8.3e-92], None, -1e15)
def test_the_chart_beside_a_decision_stays_inside(values, low, high):
    check(band(weekly(values), Band(low=low, high=high), label="x"))
