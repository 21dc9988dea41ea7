"""The small chart beside a decision: recent readings against the band, its edges and its end labelled."""

from collections.abc import Sequence
from datetime import date
from zlib import crc32

from headway.charts.frame import Frame, value_span
from headway.charts.layers import ground
from headway.charts.model import WORDS, Band, Behaviour, Point
from headway.charts.svg import Svg, drawing, mark, polyline, spread, text
from headway.charts.ticks import nice_step
from headway.charts.writing import Write, Writer, decimals_for, plain

NO_DAY = date(2000, 1, 1)


def band(
    points: Sequence[Point],
    edges: Band,
    *,
    label: str,
    write: Write = plain,
    kind: str = "ok",
    size: tuple[float, float] = (300, 160),
) -> Svg:
    """Draw the points over the ground of `edges`; the last one carries the mark of `kind` and its value."""
    chart = Behaviour(points=tuple(points), bands=(edges,))
    named = [v for v in (edges.low, edges.high) if v is not None]
    last = [p.value for p in points if p.value is not None][-1:]
    days = [p.at for p in points] or [NO_DAY]
    low, high = value_span(chart, min(days), max(days))
    w = Writer(write, WORDS, decimals_for(nice_step(high - low, 4)))
    gutter = min(max((w.width(w.edge(v), 15) for v in named + last), default=20.0) + 12, size[0] / 2)
    frame = Frame(*size, 6, gutter, 8, 8, min(days), max(days), low, high)
    way = [(frame.x(p.at), frame.y(p.value)) for p in points if p.value is not None]
    pattern = f"hatch-{crc32(repr((chart, size)).encode()):08x}"
    parts = [*ground(chart, frame, pattern), polyline("c-line", way), *_labels(frame, named, last, w)]
    if way:
        parts.append(mark(kind, *way[-1], 4.6, "onground" if kind == "warn" else ""))
    return drawing(parts, size, "chart", label)


def _labels(frame: Frame, named: list[float], last: list[float], w: Writer) -> list[str]:
    shown = [(v, "earth") for v in named if frame.holds(v)] + [(v, "big") for v in last]
    places = spread([frame.y(v) for v, _ in shown], 14, 10, frame.height - 6)
    return [text(w.edge(v), frame.end + 9, y + 4, css) for (v, css), y in zip(shown, places, strict=True)]
