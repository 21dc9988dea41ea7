"""A series of a file on the grid of its periods, and its chance to arrive by a date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise

from headway.signals.forecast import forecast
from headway.signals.grain import Grain, grain_of
from headway.signals.reach import Reach, reach_level, reach_total
from headway.signals.table import Series, Stamp

FARTHEST = 3660


def on_its_grid(series: Series) -> tuple[list[float | None], Callable[[int], str]]:
    """Values with a None for every period that the file leaves out, and the label of a later period."""
    if not series.dated:
        numbers = [stamp for stamp in series.stamps if isinstance(stamp, int)]
        return _spread(series, [number - numbers[0] for number in numbers]), lambda k: str(numbers[-1] + k)
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
    season: int | None = None,
) -> Reach:
    """Chance of being at the target in the period of `due`, by the forecast from the last reading.

    `begun` is the position where the movement began (the last reading when not given): the way from its
    value to the target is the direction, and a "total" adds up from there. Raises ValueError when the
    date is not after the last reading, is too far away, or there are too few readings.
    """
    steps = _steps(series, due)
    values, _ = on_its_grid(series)
    present = [value for value in series.values if value is not None]
    start = next((v for v in series.values[begun:] if v is not None), present[-1]) if begun else None
    made = forecast(values, steps, season=season)
    if kind == "total":
        counted = sum(value or 0.0 for value in series.values[begun:]) if begun is not None else 0.0
        return reach_total(made, target, steps, so_far=counted, up=direction != "down")
    base = present[-1] if begun is None else present[0] if start is None else start
    up = target >= base if direction == "auto" else direction == "up"
    return reach_level(made, target, steps, up=up)


def _steps(series: Series, due: Stamp) -> int:
    last = series.stamps[-1]
    if isinstance(due, datetime) and isinstance(last, datetime):
        steps = grain_of(series.dates).between(last, due)
    elif isinstance(due, int) and isinstance(last, int):
        steps = due - last
    else:
        raise ValueError("dates and period numbers cannot be compared.")
    if steps < 1:
        raise ValueError(f"no period starts after the last reading, {series.labels[-1]}, and by that date.")
    if steps > FARTHEST:
        raise ValueError(f"the date is {steps} periods away; a forecast reaches at most {FARTHEST}.")
    return steps


def _places(dates: list[datetime], grain: Grain) -> list[int]:
    """Place of each date on the grid; the order alone where the grid does not hold them."""
    places = [grain.between(dates[0], when) for when in dates]
    ascending = all(after > before for before, after in pairwise(places))
    return places if ascending and places[-1] <= 4 * len(dates) else list(range(len(dates)))


def _spread(series: Series, places: list[int]) -> list[float | None]:
    values: list[float | None] = [None] * (places[-1] + 1)
    for place, value in zip(places, series.values, strict=True):
        values[place] = value
    return values


def _form(label: str) -> str:
    """How the file writes its dates."""
    if len(label) == 7:
        return "%Y-%m"
    if len(label) <= 10:
        return "%Y-%m-%d" if "-" in label else "%Y%m%d"
    return "%Y-%m-%dT%H:%M:%S" if "T" in label else "%Y-%m-%d %H:%M:%S"
