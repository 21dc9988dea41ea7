"""Plateau: healthy, flat, and nobody improving it. An offer, never an alarm."""

from datetime import date

from headway.hours import day_of
from headway.kpis.rules.flat import least_span
from headway.kpis.rules.periods import Calendar


def is_plateau(flat_periods: int, at_least: int, state: str, improving: bool) -> bool:
    """Whether a KPI that was flat for ``flat_periods`` is worth an offer: it is healthy and nobody improves it."""
    return state == "green" and flat_periods >= max(1, at_least) and not improving


def may_offer(today: date, left_on: date | None, calendar: Calendar, at_least: int) -> bool:
    """Whether an offer that was left may be made again: after as many periods, and as long, as it takes to be flat."""
    if left_on is None:
        return True
    return today >= max(
        day_of(calendar.next(calendar.start_of(left_on), at_least)), left_on + least_span(calendar.grain)
    )
