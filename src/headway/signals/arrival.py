"""A series of a file on the grid of its periods, and its chance to arrive by a date."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise

from headway.signals.forecast import Forecast, forecast
from headway.signals.grain import Grain, grain_of
from headway.signals.reach import Reach, reach_level, reach_total
from headway.signals.running import running_forecast
from headway.signals.table import Series, Stamp

FARTHEST = 3660
ZONE = re.compile(r"(Z|[+-][0-9]{2}(:?[0-9]{2}){0,2})$")


def on_its_grid(series: Series) -> tuple[list[float | None], Callable[[int], str]]:
    """Values with a None for every period that the file leaves out, and the label of a later period."""
    if not series.dated:
        numbers, step = series.numbers, series.step
        places = _held([(number - numbers[0]) // step for number in numbers])
        return _spread(series, places), lambda k: str(numbers[-1] + k * step)
    dates, grain = series.dates, grain_of(series.dates)
    places = _places(dates, grain)
    form = _form(series.labels[-1])
    return _spread(series, places), lambda k: grain.after(dates[-1], k).strftime(form)


def arrival(
    series: Series,
    target: float,
    due: Stamp,
    *,
    begun: int | None = None,
    kind: str = "level",
    direction: str = "auto",
    cumulative: bool = False,
    season: int | None = None,
) -> Reach:
    """Chance of being at the target in the period of `due`, by the forecast from the last reading.

    `begun` is the position where the movement began (the last reading when not given): the way from its
    value to the target is the direction, and a "total" adds up from there; `cumulative` readings are running
    totals. What has been read by `due` is known, and no forecast. Raises ValueError when the date is before
    every reading or too far away, or when there are too few readings.
    """
    steps = _steps(series, due)
    counted = sum(value or 0.0 for value in _known(series, due)[begun:]) if begun is not None else 0.0
    known = [value for value in _known(series, due) if value is not None]
    if not known:
        raise ValueError(f"there is no reading by that date; the first is of {series.labels[0]}.")
    base = known[-1] if begun is None else next((v for v in series.values[begun:] if v is not None), known[-1])
    up = direction == "up" or (direction == "auto" and (kind == "total" or target >= base))
    if steps < 1:
        there = counted if kind == "total" else known[-1]
        return Reach(float(there >= target if up else there <= target), there, "already read", len(known))
    values, _ = on_its_grid(series)
    if cumulative:
        return reach_level(_running(values, steps, season), target, steps, up=up)
    made = forecast(values, steps, season=season)
    if kind == "total":
        return reach_total(made, target, steps, so_far=counted, up=up)
    return reach_level(made, target, steps, up=up)


def _running(totals: list[float | None], steps: int, season: int | None) -> Forecast:
    made = running_forecast(totals, steps, season=season)
    if made.horizon < steps:
        raise ValueError(f"the total starts anew after {made.horizon} more periods, before that date.")
    return made


def _known(series: Series, due: Stamp) -> list[float | None]:
    """The values of the periods that start by `due`."""
    return [
        value
        for stamp, value in zip(series.stamps, series.values, strict=True)
        if stamp <= due  # type: ignore[operator]
    ]


def _steps(series: Series, due: Stamp) -> int:
    last = series.stamps[-1]
    if isinstance(due, datetime) and isinstance(last, datetime):
        steps = grain_of(series.dates).between(last, due)
    elif isinstance(due, int) and isinstance(last, int):
        steps = (due - last) // series.step
    else:
        raise ValueError("dates and period numbers cannot be compared.")
    if steps > FARTHEST:
        raise ValueError(f"the date is {steps} periods away; a forecast reaches at most {FARTHEST}.")
    return steps


def _places(dates: list[datetime], grain: Grain) -> list[int]:
    """Place of each date on the grid."""
    return _held([grain.between(dates[0], when) for when in dates])


def _held(places: list[int]) -> list[int]:
    """The places, or the order alone where they are no grid that the series fills."""
    ascending = all(after > before for before, after in pairwise(places))
    return places if ascending and places[-1] <= 4 * len(places) else list(range(len(places)))


def _spread(series: Series, places: list[int]) -> list[float | None]:
    values: list[float | None] = [None] * (places[-1] + 1)
    for place, value in zip(places, series.values, strict=True):
        values[place] = value
    return values


def _form(label: str) -> str:
    """How the file writes its dates, with the zone of the last one."""
    if len(label) == 7:
        return "%Y-%m"
    if len(label) <= 10:
        return "%Y-%m-%d" if "-" in label else "%Y%m%d"
    zone = ZONE.search(label)
    minutes = len(label) - len(zone[0] if zone else "") == len("2026-01-31 14:05")
    clock = "%H:%M" if minutes else "%H:%M:%S"
    return f"%Y-%m-%d{'T' if 'T' in label else ' '}{clock}{zone[0] if zone else ''}"
