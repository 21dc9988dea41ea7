"""A target schedule: points that are joined by straight lines."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from headway.hours import day_of


def due_value(points: Sequence[tuple[date, int]], day: date) -> int | None:
    """The value that a schedule (points in order of their days) expects on a day; None outside of it."""
    day, days = day_of(day), [at for at, _ in points]
    if not days or not days[0] <= day <= days[-1]:
        return None
    right = bisect_left(days, day)
    if days[right] == day:
        return points[right][1]
    (start, low), (end, high) = points[right - 1], points[right]
    span = (end - start).days
    return low + (2 * (high - low) * (day - start).days + span) // (2 * span)
