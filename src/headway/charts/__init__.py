"""Pure functions from numbers to SVG, coloured by CSS classes only. Every one takes its text alternative.

spark(values, band, kind, label=)                  a KPI in a row: readings over their ground
climb(progress, kind, elapsed=, label=)            a goal in a row: baseline to ceiling over the cycle
track(progress, pace, kind, label=, width=)        a goal in a row: baseline, now and target on one line
heat(weeks, label=, words=)                        weekly status as bars
behaviour(Behaviour, label=, write=, words=, small=)   the process behaviour chart
stops(Behaviour)                                   its readings and forecast in words, one by one
band(points, Band, label=, write=, kind=, size=)   recent readings beside a decision
ascent(climbers, label=, elapsed=, arrival=, shape=, …)   goals rising through the cycle
loop_drawing(LoopCounts, label=, words=, small=)   the loop with its five counts
empty_floor(label=, floor=, readings=, ceiling=)   nothing yet
preset(way)                                        above, below, between, plan, events
"""

from headway.charts.course import LARGE, SMALL, THEME, Shape, ascent
from headway.charts.decision import band
from headway.charts.glyphs import climb, heat, spark, track
from headway.charts.loop import LoopCounts, LoopWords, loop_drawing
from headway.charts.model import (
    Arrival,
    Band,
    Behaviour,
    Climber,
    Correction,
    Fan,
    FanStep,
    Flag,
    Phase,
    Point,
    Target,
    Words,
)
from headway.charts.pictures import empty_floor, preset
from headway.charts.process import behaviour
from headway.charts.stops import Stop, stops
from headway.charts.svg import Svg

__all__ = [
    "LARGE",
    "SMALL",
    "THEME",
    "Arrival",
    "Band",
    "Behaviour",
    "Climber",
    "Correction",
    "Fan",
    "FanStep",
    "Flag",
    "LoopCounts",
    "LoopWords",
    "Phase",
    "Point",
    "Shape",
    "Stop",
    "Svg",
    "Target",
    "Words",
    "ascent",
    "band",
    "behaviour",
    "climb",
    "empty_floor",
    "heat",
    "loop_drawing",
    "preset",
    "spark",
    "stops",
    "track",
]
