"""The stops of the process behaviour chart: reading after reading, then the forecast, each with its place and words.

A page lists the words once and leads from stop to stop by keyboard; both drawings carry the places, in the same order.
"""

from dataclasses import dataclass
from datetime import date

from headway.charts.frame import Frame, date_span
from headway.charts.model import Behaviour
from headway.charts.svg import n


@dataclass(frozen=True)
class Stop:
    """One reading, or one step of the forecast (`ahead`), in words; `href` is where more stands about it."""

    at: date
    value: float
    label: str
    href: str = ""
    ahead: bool = False


def stops(chart: Behaviour) -> list[Stop]:
    """Every reading that is shown and has words, in order of its date, then the forecast."""
    first, last = date_span(chart)
    read = [
        Stop(p.at, p.value, p.label, p.href)
        for p in chart.points
        if p.value is not None and p.label and first <= p.at <= last
    ]
    steps = chart.fan.steps if chart.fan else ()
    return read + [Stop(s.at, s.mid, s.label, ahead=True) for s in steps if s.label and s.at <= last]


def places(chart: Behaviour, frame: Frame) -> dict[str, str]:
    """Where the stops are in a drawing (`x,y x,y …`), and from where to where its plot reaches (`top base`)."""
    at = " ".join(f"{n(frame.x(stop.at))},{n(frame.y(stop.value))}" for stop in stops(chart))
    return {"stops": at, "plot": f"{n(frame.top)} {n(frame.base)}"} if at else {}
