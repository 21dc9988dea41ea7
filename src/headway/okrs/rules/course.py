"""The course of a goal: what was said of it at the end of each week, oldest first.

One stop is ``[monday, progress, status, heard]``: the week's Monday as an ordinal day, progress in parts per
million or None, the status by the data, and 1 if a value arrived or somebody spoke in that week.
"""

from collections.abc import Sequence

Stop = list[int | str | None]
LONGEST = 110
"""Stops kept: two years of weeks."""


def with_stop(course: Sequence[Stop], day: int, progress: int | None, status: str, *, heard: bool) -> list[Stop]:
    """The course with what is true on ``day`` (an ordinal); it replaces what the same week said before."""
    monday = day - (day - 1) % 7
    before = [stop for stop in course if stop[0] != monday]
    spoken = heard or any(stop[3] for stop in course if stop[0] == monday)
    stops = [*before, [monday, progress, status, int(spoken)]]
    return sorted(stops, key=lambda stop: int(stop[0] or 0))[-LONGEST:]


def weeks(course: Sequence[Stop], day: int, count: int) -> list[str]:
    """The status of the last ``count`` weeks up to that of ``day``; empty where nobody was heard."""
    monday = day - (day - 1) % 7
    said = {stop[0]: str(stop[2]) for stop in course if stop[3]}
    return [said.get(monday - 7 * back, "") for back in range(count - 1, -1, -1)]


def way(course: Sequence[Stop], start: int, due: int, day: int) -> list[tuple[float, float]]:
    """(share of the time, progress as a fraction) from the start to ``day``, for a drawing."""
    span = max(1, due - start + 1)
    known = [(int(stop[0] or 0) + 6, int(stop[1])) for stop in course if stop[1] is not None]
    points = [(max(0.0, min(1.0, (min(at, day) - start + 1) / span)), done / 1_000_000) for at, done in known]
    return [(0.0, 0.0), *points] if points else []
