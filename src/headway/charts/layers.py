"""The layers of the process behaviour chart, from the ground up. Each returns the markup it adds."""

from itertools import groupby

from headway.charts.frame import Frame, in_force, visible
from headway.charts.model import Band, Behaviour, Point
from headway.charts.svg import XY, circle, line, mark, n, polygon, polyline, rect, tag

THIN_FROM, FINE_FROM = 90, 300


def ground(chart: Behaviour, frame: Frame, pattern: str) -> list[str]:
    """Sand where the number must not be, hatching in the amber margin, an edge between."""
    parts = [part for band in chart.bands for part in _band(band, frame, pattern)]
    if not any("url(#" in p for p in parts):
        return parts
    stripe = '<line class="c-hatch" x1="0" y1="0" x2="0" y2="5"/>'
    turned = 'width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"'
    return [f'<defs><pattern id="{pattern}" {turned}>{stripe}</pattern></defs>', *parts]


def _band(band: Band, frame: Frame, pattern: str) -> list[str]:
    a, z = in_force(band, frame)
    parts: list[str] = []
    if band.low is not None and band.low >= frame.low:
        edge, red = frame.y(band.low), frame.y(band.low if band.low_red is None else band.low_red)
        parts += [
            rect("c-ground", a, red, z - a, frame.base - red),
            rect("c-amber", a, edge, z - a, red - edge, fill=f"url(#{pattern})"),
            line("c-ground-edge", a, edge, z, edge),
        ]
    if band.high is not None and band.high <= frame.high:
        edge, red = frame.y(band.high), frame.y(band.high if band.high_red is None else band.high_red)
        parts += [
            rect("c-ground", a, frame.top, z - a, red - frame.top),
            rect("c-amber", a, red, z - a, edge - red, fill=f"url(#{pattern})"),
            line("c-ground-edge", a, edge, z, edge),
        ]
    return parts


def phases(chart: Behaviour, frame: Frame) -> list[str]:
    """The usual range of each phase: a grey field between dashes, its mean through the middle."""
    parts: list[str] = []
    for phase in chart.phases:
        a, z = frame.x(phase.start), frame.x(phase.end)
        if z <= a:
            continue
        top, foot, mean = frame.y(phase.high), frame.y(phase.low), frame.y(phase.mean)
        parts += [rect("c-natural", a, top, z - a, foot - top), line("c-mean", a, mean, z, mean)]
        parts += [line("c-limit", a, y, z, y) for y in (top, foot)]
    return parts


def forecast(chart: Behaviour, frame: Frame) -> list[str]:
    """The fan: eight times in ten light, the middle half dark, the median dashed."""
    if not chart.fan or not chart.fan.steps:
        return []
    start: XY = (frame.x(chart.fan.start), frame.y(chart.fan.value))
    steps = chart.fan.steps
    x = [frame.x(s.at) for s in steps]

    def path(values: list[float]) -> list[XY]:
        return [(a, frame.y(v)) for a, v in zip(x, values, strict=True)]

    wide = [start, *path([s.high80 for s in steps]), *path([s.low80 for s in steps])[::-1]]
    half = [start, *path([s.high50 for s in steps]), *path([s.low50 for s in steps])[::-1]]
    middle = polyline("c-fan-mid", [start, *path([s.mid for s in steps])])
    return [polygon("c-fan-80", wide), polygon("c-fan-50", half), middle]


def targets(chart: Behaviour, frame: Frame, small: bool) -> list[str]:
    """The dotted schedule and the ceiling it ends at."""
    if not chart.targets:
        return []
    last = chart.targets[-1]
    x, y, bar = frame.x(last.at), frame.y(last.value), 34 if small else 46
    schedule = polyline("c-target", [(frame.x(t.at), frame.y(t.value)) for t in chart.targets])
    return [schedule, line("c-ceiling", max(frame.left, x - bar), y, x, y)]


def readings(chart: Behaviour, frame: Frame, small: bool) -> list[str]:
    """The ink line through the readings, their dots, and above them what stands out."""
    shown = visible(chart.points, frame)
    known = [p for p in shown if p.value is not None]
    weight = _weight(len(known) * (2 if small else 1))
    parts = [polyline(f"c-line {weight}".strip(), run) for run in _runs(shown, frame)]
    parts += _dots([p for p in known if not _stands_out(p)], frame, weight)
    parts += _corrections(chart, frame)
    parts += [_standing_out(p, frame) for p in known if _stands_out(p) and p is not known[-1]]
    return parts + (_latest(known[-1], frame) if known else [])


def _runs(shown: list[Point], frame: Frame) -> list[list[XY]]:
    unbroken = groupby(shown, key=lambda p: p.value is not None)
    return [[(frame.x(p.at), frame.y(p.value or 0.0)) for p in run] for there, run in unbroken if there]


def _stands_out(point: Point) -> bool:
    return bool(point.signal or point.is_open or point.kind in ("warn", "bad"))


def _weight(count: int) -> str:
    """Lines and dots grow finer as readings grow many, so that a thousand still show their course."""
    return "" if count <= THIN_FROM else "thin" if count <= FINE_FROM else "fine"


def _dots(plain: list[Point], frame: Frame, weight: str) -> list[str]:
    """Plain dots: circles with their label while they are few, one path of dots when they are many."""
    if not weight:
        return [circle("c-dot", frame.x(p.at), frame.y(p.value or 0.0), 2.4, p.label) for p in plain]
    spots = "".join(f"M{n(frame.x(p.at))} {n(frame.y(p.value or 0.0))}h0" for p in plain)
    return [tag("path", {"class": f"c-dots {weight}", "d": spots})] if spots else []


def _standing_out(point: Point, frame: Frame) -> str:
    x, y = frame.x(point.at), frame.y(point.value or 0.0)
    ring = circle("c-dot signal", x, y, 5, point.label) if point.signal else ""
    if point.kind in ("warn", "bad"):
        return ring + mark(point.kind, x, y, 3.4 if ring else 4.4, "onground" if point.kind == "warn" else "")
    return ring or circle("c-dot open", x, y, 3, point.label)


def _latest(point: Point, frame: Frame) -> list[str]:
    """The last reading carries its status, on a spot of paper so that it is found at once."""
    x, y = frame.x(point.at), frame.y(point.value or 0.0)
    if point.is_open and not point.kind:
        return [circle("c-paper", x, y, 6), circle("c-dot open", x, y, 4, point.label)]
    spot = circle("c-dot signal", x, y, 8) if point.signal else circle("c-paper", x, y, 7.5)
    return [spot, mark(point.kind, x, y, 5.2) if point.kind else circle("c-dot", x, y, 3.4, point.label)]


def _corrections(chart: Behaviour, frame: Frame) -> list[str]:
    parts: list[str] = []
    for c in chart.corrections:
        if frame.first <= c.at <= frame.last:
            x, was, now = frame.x(c.at), frame.y(c.was), frame.y(c.now)
            parts += [line("c-flag-line", x, was, x, now), circle("c-dot old", x, was, 3.4)]
    return parts
