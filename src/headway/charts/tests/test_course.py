import itertools

from hypothesis import given
from hypothesis import strategies as st

from headway.charts import LARGE, SMALL, THEME, Arrival, Climber, LoopCounts, LoopWords, ascent, loop_drawing
from headway.charts.tests.bounds import check, classes, texts

WAY = ((0, 0), (0.25, 0.2), (0.5, 0.51))


def test_a_goal_rises_from_ground_to_ceiling_with_its_forecast():
    arrival = Arrival(0.58, 0.66, 0.78, 0.86, "58 to 86 %", "8 times in 10")
    root = check(
        ascent(
            [Climber(WAY, "warn", "51 %", heavy=True)],
            label="x",
            elapsed=0.5,
            arrival=arrival,
            ceiling="every target met",
            ground="baselines",
            ticks=((0.3, "Nov"), (0.5, "hidden by today")),
        )
    )
    for sign in ("c-ground", "c-ceiling", "c-pace", "c-rise", "c-fan-80", "c-fan-50", "c-today", "c-warn"):
        assert sign in classes(root)
    assert {"51 %", "58 to 86 %", "8 times in 10", "Nov", "today", "baselines"} <= set(texts(root))
    assert "hidden by today" not in texts(root)


def test_labels_of_goals_that_stand_close_do_not_overlap():
    goals = [Climber(((0, 0), (0.5, p)), "ok", f"O-{i}") for i, p in enumerate((0.5, 0.51, 0.52, 0.5))]
    root = check(ascent(goals, label="x", elapsed=0.5, shape=THEME))
    heights = sorted(float(t.attrib["y"]) for t in root.iter("text"))
    assert all(b - a >= 15.9 for a, b in itertools.pairwise(heights))


def test_a_label_is_escaped():
    assert "<script" not in ascent([Climber(WAY, label="<script>", more="<b>")], label="<x>", elapsed=0.5)


def test_a_way_that_is_told_carries_where_its_points_are():
    root = check(ascent([Climber(WAY, told=("start", "a fifth", "half"))], label="x", elapsed=0.5))
    places = [tuple(map(float, place.split(","))) for place in root.attrib["data-stops"].split()]
    assert len(places) == 3
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    assert [y for _, y in places] == sorted((y for _, y in places), reverse=True)
    assert root.attrib["role"] == "group"
    assert "data-stops" not in check(ascent([Climber(WAY)], label="x", elapsed=0.5)).attrib


ways = st.lists(st.tuples(st.floats(-1, 2), st.floats(-1e6, 1e6)), max_size=10).map(tuple)


@given(st.lists(ways, max_size=8), st.floats(-1, 2), st.sampled_from([LARGE, SMALL, THEME]))
def test_nothing_leaves_the_drawing(many, elapsed, shape):
    goals = [Climber(w, "bad", f"O-{i}", "−40 %") for i, w in enumerate(many)]
    check(ascent(goals, label="x", elapsed=elapsed, shape=shape, arrival=Arrival(-9, 0, 1, 9), ground="g"))


def test_the_loop_shows_its_five_counts_in_both_sizes():
    counts = LoopCounts(2, 3, 0, 1, 12)
    for small in (False, True):
        root = check(loop_drawing(counts, label="x", small=small))
        assert [t for t in texts(root) if t.isdigit()] == ["2", "3", "0", "1", "12"]
        assert classes(root).count("c-dot none") == 1
    assert "Breaches" in texts(root)


def test_a_long_count_draws_its_station_out_and_stays_in_the_drawing():
    words = LoopWords(write=lambda count: f"{count:,}")
    root = check(loop_drawing(LoopCounts(2852, 1, 999, 0, 12345), label="x", words=words, small=True))
    pills = [one for one in root.iter("rect") if one.attrib["class"] == "c-dot signal"]
    assert [t for t in texts(root) if t[0].isdigit()] == ["2,852", "1", "999", "0", "12,345"]
    assert len(pills) == 2
    for pill, digits in zip(pills, (5, 6), strict=True):
        assert float(pill.attrib["width"]) > 8 * digits
        assert 0 < float(pill.attrib["x"]) < 358 - float(pill.attrib["width"])


def test_the_stations_of_the_loop_can_be_links():
    words = LoopWords(hrefs=("#a", "#b", "#c", "#d", "#e"))
    root = check(loop_drawing(LoopCounts(1, 1, 1, 1, 1), label="x", words=words))
    assert [a.attrib["href"] for a in root.iter("a")] == ["#a", "#b", "#c", "#d", "#e"]
    assert root.attrib["role"] == "group"


def test_the_label_of_a_goal_at_its_target_stands_clear_of_the_line_of_the_target():
    for end in (1, 1.2):
        root = check(ascent([Climber(((0, 0), (1, end)), label="9", more="103 %")], label="x", elapsed=1, shape=SMALL))
        (label,) = [one for one in root.iter("text") if "103" in "".join(one.itertext())]
        (ceiling,) = [one for one in root.iter("line") if one.attrib["class"] == "c-ceiling"]
        assert float(label.attrib["y"]) - 11 > float(ceiling.attrib["y1"])
