from datetime import date, timedelta

from headway.charts import Band, Behaviour, Phase, Point, behaviour
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
