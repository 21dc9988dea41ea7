"""Where a label finds room: how much of the ink of a chart would lie under it at each of its places."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from headway.charts.frame import Frame, visible
from headway.charts.model import Behaviour
from headway.charts.svg import XY

STEP, RULED_STEP = 3.0, 12.0
"""Units between two samples of a line."""


PAD = 3.0
"""Air around a label."""


class Box(NamedTuple):
    """What a label covers, in the units of the drawing."""

    left: float
    top: float
    right: float
    foot: float


def box_of(x: float, y: float, width: float) -> Box:
    """The box of a line of text that begins at x and stands on y."""
    return Box(x - PAD, y - 11 - PAD, x + width + PAD, y + 4 + PAD)


def ink_of(chart: Behaviour, frame: Frame) -> list[XY]:
    """Samples of what a reader follows with the eye: the readings, the middle of the forecast, the target."""
    readings = [(frame.x(p.at), frame.y(p.value)) for p in visible(chart.points, frame) if p.value is not None]
    ahead = [(frame.x(chart.fan.start), frame.y(chart.fan.value))] if chart.fan else []
    ahead += [(frame.x(s.at), frame.y(s.mid)) for s in chart.fan.steps] if chart.fan else []
    goal = [(frame.x(t.at), frame.y(t.value)) for t in chart.targets]
    return [*_sampled(readings), *_sampled(ahead), *_sampled(goal)]


def ruled(frame: Frame, values: Iterable[float]) -> list[XY]:
    """Samples of level lines, which weigh less than readings do."""
    count = round((frame.end - frame.left) / RULED_STEP)
    return [(frame.left + RULED_STEP * k, frame.y(value)) for value in values for k in range(count)]


def roomiest(places: Iterable[XY], width: float, ink: Sequence[XY], taken: Sequence[Box], frame: Frame) -> XY:
    """The first of the places (of the beginning of a text) that covers least; what is taken counts most."""
    return min(places, key=lambda place: _covered(box_of(place[0], place[1], width), ink, taken, frame))


def _covered(box: Box, ink: Sequence[XY], taken: Sequence[Box], frame: Frame) -> int:
    outside = box.top < frame.top or box.foot > frame.base or box.left < frame.left - PAD or box.right > frame.end + PAD
    under = sum(box.left <= x <= box.right and box.top <= y <= box.foot for x, y in ink)
    return under + 100 * sum(_touch(box, other) for other in taken) + 1000 * outside


def _touch(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.foot and other.top < one.foot


def _sampled(path: Sequence[XY]) -> list[XY]:
    found = list(path[:1])
    for (a, b), (c, d) in pairwise(path):
        parts = max(1, round(max(abs(c - a), abs(d - b)) / STEP))
        found += [(a + (c - a) * k / parts, b + (d - b) * k / parts) for k in range(1, parts + 1)]
    return found
