"""The process behaviour chart: readings, usual range, band, target, forecast, notes.

Limits follow the XmR chart (D. J. Wheeler, Understanding Variation); drawn, not computed, here.
"""

from dataclasses import replace
from datetime import date
from zlib import crc32

from headway.charts import layers, lettering
from headway.charts.frame import Frame, date_span, value_span
from headway.charts.model import WORDS, Behaviour, Words
from headway.charts.stops import places
from headway.charts.svg import Svg, drawing
from headway.charts.ticks import nice_step, value_ticks
from headway.charts.writing import Write, Writer, decimals_for, plain

STRIP, STRIP_TOP = 190, 26


def behaviour(
    chart: Behaviour,
    *,
    label: str,
    write: Write = plain,
    words: Words = WORDS,
    small: bool = False,
    css: str = "",
    grain: float = 0.0,
    strip: bool = False,
) -> Svg:
    """Draw the chart, large (840 × 452) or small (374 × 330, for phones); a strip is less than half as high.

    `label` is the text alternative and states the verdict. `write` turns a value and a number of
    decimals into text; `grain` is the finest difference that it shows. `css` replaces the class that shows it on its
    kind of screen only. The drawing carries where its stops are (`charts.stops`).
    """
    first, last = date_span(chart)
    low, high = value_span(chart, first, last)
    decimals = decimals_for(nice_step(high - low, 4 if small else 6, grain))
    text = Writer(write, words, decimals, small, grain)
    frame = _frame(chart, text, (first, last), (low, high))
    frame = replace(frame, height=STRIP, top=STRIP_TOP) if strip else frame
    pattern = f"hatch-{crc32(repr((chart, small)).encode()):08x}"
    parts = [
        *layers.ground(chart, frame, pattern),
        *lettering.grid(chart, frame, text),
        *layers.phases(chart, frame),
        *layers.forecast(chart, frame),
        *layers.targets(chart, frame, small),
        *layers.readings(chart, frame, small),
        *lettering.today(chart, frame, text),
        *lettering.band_words(chart, frame, text),
        *lettering.phase_words(chart, frame, text),
        *lettering.goal_words(chart, frame, text),
        *lettering.flags(chart, frame, text),
        *lettering.time_axis(frame, text),
    ]
    shown = css or ("only-small" if small else "only-large")
    return drawing(parts, (frame.width, frame.height), f"chart {shown}", label, role="group", data=places(chart, frame))


def _frame(chart: Behaviour, text: Writer, dates: tuple[date, date], values: tuple[float, float]) -> Frame:
    """Gutters as wide as the words that stand in them."""
    axis = max((text.width(text.tick(v)) for v in value_ticks(*values, grain=text.grain)), default=24.0)
    if text.small:
        return Frame(374, 330, 2, max(30, axis + 9), 46, 34, *dates, *values)
    named = [f"{text.words.mean} {text.value(p.mean)}" for p in chart.phases[:1]]
    named += [text.words.usual_range] if chart.phases else []
    left = max([8.0, *(text.width(s) + 12 for s in named)])
    edges = [v for b in chart.bands[-1:] for v in (b.low, b.high) if v is not None]
    floors = [text.width(f"{text.words.floor} {text.edge(v)}") for v in edges]
    return Frame(840, 452, left, max([axis, *floors]) + 10, 52, 34, *dates, *values)
