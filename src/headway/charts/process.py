"""The process behaviour chart: readings, usual range, band, target, forecast, notes.

Limits follow the XmR chart (D. J. Wheeler, Understanding Variation); drawn, not computed, here.
"""

from collections.abc import Callable
from zlib import crc32

from headway.charts import layers, lettering
from headway.charts.frame import Frame, date_span, value_span
from headway.charts.model import WORDS, Behaviour, Words
from headway.charts.svg import Svg, drawing
from headway.charts.ticks import nice_step, value_ticks
from headway.charts.writing import Writer, decimals_for

Write = Callable[[float], str]


def behaviour(
    chart: Behaviour,
    *,
    label: str,
    write: Write | None = None,
    words: Words = WORDS,
    small: bool = False,
    css: str = "",
) -> Svg:
    """Draw the chart, large (840 × 452) or small (374 × 330, for phones).

    `label` is the text alternative and states the verdict. `write` turns a value into its axis text
    (default: plain decimals). `css` replaces the class that shows it on its kind of screen only.
    """
    first, last = date_span(chart)
    low, high = value_span(chart, first, last)
    text = Writer(write or plain_writer(low, high), words, small)
    frame = _frame(chart, text, (first, last), (low, high))
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
    return drawing(parts, (frame.width, frame.height), f"chart {shown}", label, role="group")


def plain_writer(low: float, high: float) -> Write:
    """Values with as many decimals as the steps of the axis need, thousands grouped, a true minus."""
    decimals = decimals_for(nice_step(high - low, 6))

    def write(value: float) -> str:
        return f"{value:,.{decimals}f}".replace("-", "\N{MINUS SIGN}")

    return write


def _frame(chart: Behaviour, text: Writer, dates: tuple, values: tuple[float, float]) -> Frame:
    """Gutters as wide as the words that stand in them."""
    axis = max((text.width(text.write(v)) for v in value_ticks(*values)), default=24.0)
    if text.small:
        return Frame(374, 330, 2, max(30, axis + 9), 46, 34, *dates, *values)
    labels = [f"{text.words.mean} {text.write(p.mean)}" for p in chart.phases[:1]] or [""]
    labels += [text.words.usual_range] if chart.phases else []
    left = max([8.0, *(text.width(s) + 12 for s in labels if s)])
    floors = [
        f"{text.words.floor} {text.write(v)}"
        for b in chart.bands[-1:]
        for v in (b.low, b.high)
        if v is not None
    ]
    right = max([axis, *(text.width(s) for s in floors)]) + 10
    return Frame(840, 452, left, right, 52, 34, *dates, *values)
