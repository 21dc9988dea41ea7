"""Where things stand in a chart: the plot's box, its two scales, and which values it must hold."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from headway.charts.model import Band, Behaviour, Point
from headway.charts.svg import clamp, finite, widened

REACH = 2.0
NONE, SHORTEST = timedelta(), timedelta(hours=1)


@dataclass(frozen=True)
class Frame:
    """A plot of width × height with four gutters, over a span of dates (moments, where hours are drawn) and values."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    first: date
    last: date
    low: float
    high: float

    @property
    def end(self) -> float:
        """The right edge of the plot."""
        return self.width - self.right

    @property
    def base(self) -> float:
        """The bottom edge of the plot."""
        return self.height - self.bottom

    def x(self, at: date) -> float:
        """The place of a date, held within the plot."""
        share = (at - self.first) / max(SHORTEST, self.last - self.first)
        return self.left + clamp(share, 0, 1) * (self.end - self.left)

    def y(self, value: float) -> float:
        """The place of a value, held within the plot."""
        share = (self.high - value) / (self.high - self.low)
        return self.top + clamp(share, 0, 1) * (self.base - self.top)

    def holds(self, value: float | None) -> bool:
        """Whether a value lies within the plot."""
        return value is not None and self.low <= value <= self.high


def date_span(chart: Behaviour) -> tuple[date, date]:
    """First and last day shown: all the chart holds, or its own start and end, with a little air."""
    held = [p.at for p in chart.points] + [t.at for t in chart.targets]
    held += [s.at for s in chart.fan.steps] if chart.fan else []
    held += [chart.today] if chart.today else []
    first = chart.start or min((p.at for p in chart.points), default=min(held, default=date(2000, 1, 1)))
    last = chart.end or max(held, default=first)
    if chart.start is None:
        first = min([first, *((chart.today and [chart.today]) or [])])
    air = _air(first, last)
    return _shift(first, NONE if chart.start else -air), _shift(max(first, last), NONE if chart.end else air)


def value_span(chart: Behaviour, first: date, last: date) -> tuple[float, float]:
    """Lowest and highest value shown: readings, limits, forecast, and what edges and targets are near."""
    inside = [p for p in chart.points if first <= p.at <= last]
    core = finite(p.value for p in inside) + finite(c.was for c in chart.corrections if first <= c.at <= last)
    core += finite(v for p in chart.phases if p.end >= first for v in (p.low, p.mean, p.high))
    core += _fan_values(chart) + finite(v for b in chart.bands if b.held for v in (b.low, b.high))
    edges = finite(v for b in chart.bands for v in (b.low, b.high, b.low_red, b.high_red))
    goals = finite(t.value for t in chart.targets)
    low, high = widened(*_stretched(core, edges + goals))
    pad = (high - low) * 0.06
    return low - pad, high + pad


def in_force(band: Band, frame: Frame) -> tuple[float, float]:
    """From where to where a band reaches across the plot."""
    start = frame.x(band.start) if band.start else frame.left
    return start, frame.x(band.end) if band.end else frame.end


def visible(points: tuple[Point, ...], frame: Frame) -> list[Point]:
    """The points inside the span of dates."""
    return [p for p in points if frame.first <= p.at <= frame.last]


def _fan_values(chart: Behaviour) -> list[float]:
    if not chart.fan:
        return []
    return finite([chart.fan.value, *(v for s in chart.fan.steps for v in (s.low80, s.high80))])


def _stretched(core: list[float], others: list[float]) -> tuple[float, float]:
    """The span of the core, stretched to what lies within REACH spans of it."""
    if not core:
        core = others or [0.0, 1.0]
    low, high = min(core), max(core)
    span = high - low or abs(high) * 0.2 or 1.0
    near = [v for v in others if low - REACH * span <= v <= high + REACH * span]
    low, high = min([low, *near]), max([high, *near])
    return (low, high) if high > low else (low - span / 2, high + span / 2)


def _air(first: date, last: date) -> timedelta:
    """A little room beside the first and the last: whole days, unless hours are drawn."""
    if isinstance(first, datetime):
        span: timedelta = last - first
        return max(timedelta(hours=1), span / 60)
    return timedelta(days=max(1, (last - first).days // 60) if last > first else 3)


def _shift(at: date, by: timedelta) -> date:
    try:
        return at + by
    except OverflowError:
        return at
