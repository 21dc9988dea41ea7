"""How often running totals end inside the range that was given for them, over all periods ahead."""

from collections.abc import Iterable
from itertools import accumulate

from headway.signals.forecast import TooFewReadingsError
from headway.signals.running import running_forecast


def coverage(series: Iterable[tuple[list[float], list[float]]], season: int | None, level: float = 80) -> float:
    """Share of the totals to come that lie inside, in percent; series with steps below zero are left out."""
    inside = [
        low <= came <= high
        for past, future in series
        if min(past) >= 0
        for low, came, high in _told(past, future, season, level)
    ]
    return 100 * sum(inside) / len(inside)


def _told(
    past: list[float], future: list[float], season: int | None, level: float
) -> Iterable[tuple[float, float, float]]:
    known = list(accumulate(past))
    try:
        made = running_forecast(known, len(future), season=season)
    except TooFewReadingsError:
        return []
    came = accumulate(future, initial=known[-1])
    next(came)
    return zip(made.quantile(0.5 - level / 200), came, made.quantile(0.5 + level / 200), strict=True)
