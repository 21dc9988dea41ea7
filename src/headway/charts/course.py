"""Progress through the cycle: the baseline as ground, the targets as ceiling, each goal a rising line."""

from collections.abc import Sequence
from dataclasses import dataclass

from headway.charts.model import Arrival, Climber
from headway.charts.svg import (
    XY,
    Svg,
    clamp,
    drawing,
    finite,
    line,
    mark,
    n,
    polygon,
    polyline,
    rect,
    spread,
    tag,
    text,
)
from headway.charts.writing import Writer

DEEPEST, HIGHEST = -0.16, 1.12


@dataclass(frozen=True)
class Shape:
    """Size and gutters of the drawing; `foot` is the height of the ground under the baseline.

    A drawing made without the word for its ground leaves the foot open, to lie on the floor of a page.
    """

    width: float
    height: float
    left: float
    right: float
    foot: float
    css: str


LARGE = Shape(840, 216, 2, 120, 40, "only-large")
SMALL = Shape(358, 210, 2, 92, 40, "only-small")
THEME = Shape(352, 258, 0, 0, 34, "")


def ascent(
    climbers: Sequence[Climber],
    *,
    label: str,
    elapsed: float,
    arrival: Arrival | None = None,
    shape: Shape = LARGE,
    ceiling: str = "",
    ground: str = "",
    today: str = "today",
    ticks: Sequence[tuple[float, str]] = (),
    expected: Sequence[tuple[float, float]] = ((0, 0), (1, 1)),
) -> Svg:
    """Draw the way of one or more goals from baseline (0) to target (1).

    `elapsed` is the share of the cycle that has passed; `arrival` the forecast of the first climber;
    `ticks` are (share, word) along the foot; `expected` is the dotted pace.
    """
    at = _Place(shape)
    parts = [*_stage(shape, at, ground), polyline("c-pace", [at.xy(q, p) for q, p in expected])]
    parts += _fan(climbers, arrival, at)
    dug = any(way[-1][1] > at.base + 8 for c in climbers if (way := _way(c, at)))
    parts += _foot(at, elapsed, today if ground or not dug else "", ticks, ground, low=dug)
    parts += [polyline("c-rise" if c.heavy else "c-rise mid", _way(c, at)) for c in climbers]
    parts += [text(ceiling, at.x(0) + 4, at.top - 8, "blue halo"), *_ends(climbers, at)]
    data = _stops(climbers, at)
    role = "group" if data else "img"
    return drawing(parts, (shape.width, shape.height), f"chart {shape.css}".strip(), label, role, data)


class _Place:
    """Shares of time and progress to coordinates, held within the drawing."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.base = shape.height - shape.foot
        self.top = 30.0

    def x(self, share: float) -> float:
        return self.shape.left + clamp(share, 0, 1) * (self.shape.width - self.shape.left - self.shape.right)

    def y(self, progress: float) -> float:
        y = self.base - clamp(progress, DEEPEST, HIGHEST) * (self.base - self.top)
        return min(y, self.shape.height)

    def xy(self, share: float, progress: float) -> XY:
        return self.x(share), self.y(progress)


def _stops(climbers: Sequence[Climber], at: _Place) -> dict[str, str]:
    """Where the points of the first climber are, if they are told in words, and how high the plot reaches."""
    if not climbers or not climbers[0].told:
        return {}
    places = [at.xy(q, p) for (q, p), _words in zip(climbers[0].way, climbers[0].told, strict=True)]
    return {"stops": " ".join(f"{n(x)},{n(y)}" for x, y in places), "plot": f"{n(at.top)} {n(at.base)}"}


def _way(climber: Climber, at: _Place) -> list[XY]:
    return [at.xy(q, p) for q, p in climber.way if len(finite([q, p])) == 2]


def _stage(shape: Shape, at: _Place, ground: str) -> list[str]:
    parts = [line("c-ceiling", at.x(0), at.top, at.x(1), at.top)]
    if not ground:
        return parts
    return [
        rect("c-ground", 0, at.base, shape.width, shape.foot),
        line("c-ground-edge", 0, at.base, shape.width, at.base),
        text(ground if shape.foot >= 16 else "", at.x(0) + 6, at.base + 16, "earth"),
        *parts,
    ]


def _fan(climbers: Sequence[Climber], arrival: Arrival | None, at: _Place) -> list[str]:
    way = _way(climbers[0], at) if climbers else []
    if not arrival or not way:
        return []
    ends = [at.xy(1, q) for q in (arrival.high80, arrival.low80, arrival.high50, arrival.low50)]
    middle = clamp((ends[0][1] + ends[1][1]) / 2, 12, at.shape.height - 18)
    fan = [polygon("c-fan-80", [way[-1], *ends[:2]]), polygon("c-fan-50", [way[-1], *ends[2:]])]
    if at.shape.right < 20:
        return fan
    x = at.x(1) + 8
    return [*fan, text(arrival.label, x, middle + 1, "strong"), text(arrival.note, x, middle + 15, "small")]


def _foot(
    at: _Place, elapsed: float, today: str, ticks: Sequence[tuple[float, str]], ground: str, low: bool
) -> list[str]:
    """Today's line and the words of time; they drop a line where the ground's own word would touch them."""
    shape, now = at.shape, at.x(elapsed)
    parts = [line("c-today", now, at.top, now, min(at.base + 6, shape.height))]
    if shape.foot < 16:
        return parts
    half = Writer.width(today) / 2
    far = [(q, w) for q, w in ticks if abs(at.x(q) - now) > half + Writer.width(w) / 2 + 6]
    first = min([now - half, *(at.x(q) - Writer.width(w) / 2 for q, w in far)])
    low = low or (bool(ground) and first <= at.x(0) + 6 + Writer.width(ground))
    y = min(at.base + (33 if low else 20), shape.height - 6)
    css = "m" if ground else "m earth"
    return [
        *parts,
        text(today, clamp(now, half, shape.width - half), y, css),
        *(text(w, at.x(q), y, css) for q, w in far),
    ]


def _ends(climbers: Sequence[Climber], at: _Place) -> list[str]:
    """Marks where the lines end, labels beside them kept apart; a sole one at its target stands below that line."""
    ends = [(c, way[-1]) for c in climbers if (way := _way(c, at))]
    reached = len(ends) == 1 and ends[0][1][1] < at.top + 10
    beside = [at.top + 19.0] if reached else [y + 4 for _, (_, y) in ends]
    places = spread(beside, 16, 12, at.shape.height - 2)
    parts = [mark(c.kind, clamp(x, 6, at.shape.width - 6), clamp(y, 6, at.shape.height - 6), 4.6) for c, (x, y) in ends]
    return parts + [_end_label(c, x, y, at) for (c, (x, _)), y in zip(ends, places, strict=True)]


def _end_label(climber: Climber, x: float, y: float, at: _Place) -> str:
    if not climber.label:
        return ""
    words = f"{climber.label} {climber.more}".strip()
    left = x + 11 + Writer.width(words) > at.shape.width
    css = f"c-text{' halo' if y < at.base else ''}{' e' if left else ''}"
    strong = tag("tspan", {"class": "strong"}, climber.label)
    more = tag("tspan", {}, f" {climber.more}") if climber.more else ""
    return f'<text class="{css}" x="{n(x - 11 if left else x + 11)}" y="{n(y)}">{strong}{more}</text>'
