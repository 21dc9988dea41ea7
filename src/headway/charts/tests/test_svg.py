import itertools
import math
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from headway.charts.svg import Svg, drawing, mark, n, polyline, rect, spread, tag, text


def test_text_and_attributes_are_escaped():
    assert text("<b>&", 1, 2) == '<text class="c-text" x="1" y="2">&lt;b&gt;&amp;</text>'
    assert tag("a", {"href": '"><script>'}) == '<a href="&quot;&gt;&lt;script&gt;"/>'


def test_a_label_cannot_break_out_of_its_attribute():
    made = drawing([], (10, 10), "x", '"><script>alert(1)</script>')
    ElementTree.fromstring(made)
    assert "<script" not in made


def test_a_drawing_without_a_label_is_hidden_from_assistive_technology():
    assert 'aria-hidden="true"' in drawing([], (10, 10), "x", "")


def test_markup_is_safe_for_template_engines():
    made = Svg("<svg/>")
    assert made.__html__() is made


def test_coordinates_have_at_most_one_decimal():
    assert [n(12.0), n(12.34), n(-0.04), n(-3.26)] == ["12", "12.3", "0", "-3.3"]


def test_nothing_is_drawn_where_there_is_no_extent():
    assert rect("x", 0, 0, 0, 5) == ""
    assert rect("x", 0, 0, 5, -1) == ""
    assert polyline("x", [(1, 1)]) == ""
    assert text("", 0, 0) == ""


def test_every_status_has_a_shape_of_its_own():
    shapes = {mark(kind, 5, 5) for kind in ("ok", "warn", "bad", "idle")}
    assert len(shapes) == 4
    assert mark("anything else", 5, 5) == mark("idle", 5, 5)


@given(st.lists(st.floats(-50, 150), max_size=12), st.floats(1, 40))
def test_spread_labels_keep_their_order_and_stay_inside(wanted, gap):
    placed = spread(wanted, gap, 0, 100)
    assert len(placed) == len(wanted)
    assert all(0 <= p <= 100 for p in placed)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    ordered = [placed[i] for i in order]
    room = min(gap, 100 / max(1, len(wanted) - 1))
    assert all(b - a >= room - 1e-6 for a, b in itertools.pairwise(ordered))


def test_spread_leaves_alone_what_does_not_touch():
    assert spread([10, 50, 30], 10, 0, 100) == [10, 50, 30]
    assert math.isclose(spread([50, 50], 10, 0, 100)[1], 60)
