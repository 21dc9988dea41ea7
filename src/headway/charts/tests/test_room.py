from datetime import date, timedelta

from headway.charts import Band, Behaviour, Phase, Point, Target, behaviour
from headway.charts.frame import Frame
from headway.charts.room import box_of, ink_of, roomiest
from headway.charts.tests.bounds import check

MONDAY = date(2026, 1, 5)
FRAME = Frame(374, 330, 2, 40, 46, 34, MONDAY, MONDAY + timedelta(weeks=20), 0, 20)


def weekly(values):
    return tuple(Point(MONDAY + timedelta(weeks=at), value) for at, value in enumerate(values))


def test_a_label_goes_where_no_reading_runs():
    chart = Behaviour(points=weekly([18] * 21))
    over, clear = (10, FRAME.y(18) + 4), (10, FRAME.y(8))
    assert roomiest([over, clear], 120, ink_of(chart, FRAME), [], FRAME) == clear


def test_a_label_keeps_off_another_one_even_at_the_price_of_a_reading():
    ink = [(20.0, 100.0)]
    taken = [box_of(10, 200, 100)]
    assert roomiest([(10, 200), (10, 104)], 100, ink, taken, FRAME) == (10, 104)


def test_a_label_stays_inside_the_plot():
    assert roomiest([(300, 100), (10, 320), (10, 100)], 120, [], [], FRAME) == (10, 100)


def test_the_range_of_a_rising_phase_is_written_off_the_readings_on_a_phone():
    """Its last readings stand where a label over the upper limit would."""
    values = [74, 73, 75, 74, 76, 73, 75, 74, 77, 77, 78, 78, 79, 79, 79, 80, 81, 83]
    start, end = MONDAY + timedelta(weeks=8), MONDAY + timedelta(weeks=18)
    chart = Behaviour(
        points=weekly(values), phases=(Phase(start, end, 79.2, 76.8, 81.5),), bands=(Band(low=70, high=80),)
    )
    drawn = check(behaviour(chart, label="says", small=True))
    label = next(e for e in drawn.iter() if (e.text or "").startswith("76.8"))
    dots = [(float(e.attrib["cx"]), float(e.attrib["cy"])) for e in drawn.iter("circle")]
    box = box_of(float(label.attrib["x"]), float(label.attrib["y"]), 136)
    assert not [dot for dot in dots if box.left <= dot[0] <= box.right and box.top <= dot[1] <= box.foot]


def test_the_range_of_a_straight_rise_is_written_further_off_where_the_line_crosses_all_near_places():
    values = [339, 344, 349, 358, 366, 371, 375, 380, 386, 391, 396, 401, 404, 407, 412]
    points = tuple(Point(MONDAY + timedelta(days=30 * at), value * 1000) for at, value in enumerate(values))
    phase = Phase(points[0].at, points[-1].at + timedelta(days=14), 378_600, 364_730, 392_470)
    goal = Target(points[-1].at + timedelta(days=60), 420_000)
    bands = (Band(low=360_000, low_red=352_000, start=points[5].at + timedelta(days=15)),)
    chart = Behaviour(points=points, phases=(phase,), bands=bands, targets=(goal,), end=goal.at + timedelta(days=30))
    drawn = check(behaviour(chart, label="says", small=True))
    label = next(e for e in drawn.iter() if ", mean " in (e.text or ""))
    box = box_of(float(label.attrib["x"]), float(label.attrib["y"]), len(label.text) * 6)
    (line,) = (e for e in drawn.iter() if e.get("class") == "c-line")
    way = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
    assert not [(x, y) for x, y in way if box.left <= x <= box.right and box.top <= y <= box.foot]
