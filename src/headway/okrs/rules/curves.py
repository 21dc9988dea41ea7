"""Expected curves: how far a goal should be on a day, in parts per million. Days are ordinals."""

from collections.abc import Sequence
from datetime import date

from headway.okrs.rules.progress import WHOLE, clamped, moved, rounded

Points = Sequence[Sequence[int]]
"""``[day, scaled value]`` in order of their days."""


def stepped(start: int, due: int, today: int, months: int) -> int:
    """In steps of so many whole months from the start on: what is due stands still until the next step."""
    if today >= due:
        return WHOLE
    steps = step_days(start, due, months)
    done = sum(day <= today for day in steps)
    return rounded(done * WHOLE, len(steps))


def step_days(start: int, due: int, months: int) -> list[int]:
    """The last day of each step; the last step ends with the goal, however short it is."""
    days = []
    at = date.fromordinal(start)
    while (end := _later(at, months).toordinal() - 1) < due:
        days.append(end)
        at = _later(at, months)
    return [*days, due]


def _later(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    first = date(index // 12, index % 12 + 1, 1)
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return date(first.year, first.month, min(day.day, (following - first).days))


def at_points(points: Points, way: tuple[int, int], today: int, *, line: bool = False) -> int:
    """Along dated values between ``way`` (baseline, target): they hold until the next, or are joined by lines.

    Before the first point nothing is due (or, on a line, the first value); 0…1.
    """
    reached = [point for point in points if point[0] <= today]
    coming = next((point for point in points if point[0] > today), None)
    if not reached:
        return clamped(moved(*way, coming[1])) if line and coming is not None else 0
    day, value = reached[-1]
    if line and coming is not None:
        value += rounded((coming[1] - value) * (today - day), coming[0] - day)
    return clamped(moved(*way, value))


def weights_by_day(steps: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The curve of dated, weighted steps: ``[day, weight due by then]``."""
    curve: list[list[int]] = []
    total = 0
    for day, weight in sorted(steps):
        total += weight
        if curve and curve[-1][0] == day:
            curve[-1][1] = total
        else:
            curve.append([day, total])
    return curve
