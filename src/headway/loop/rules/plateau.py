"""Plateau: healthy, flat, and nobody improving it. An offer, never an alarm."""

from collections.abc import Sequence
from datetime import date

from headway.kpis.rules.bands import Band
from headway.kpis.rules.periods import Calendar
from headway.signals.band import Band as HealthyRange
from headway.signals.plateau import Plateau, plateau

Readings = Sequence[tuple[date, int]]


def flat_stretch(
    readings: Readings, band: Band | None, calendar: Calendar, at_least: int
) -> tuple[Plateau, date] | None:
    """The flat stretch that a healthy KPI is on, with its first period; None when it moves or has no band."""
    if band is None or not readings:
        return None
    periods = list(calendar.between(readings[0][0], readings[-1][0]))
    known = dict(readings)
    found = plateau([known.get(p) for p in periods], HealthyRange(band.lower, band.upper), at_least=at_least)
    return (found, periods[found.since]) if found else None


def may_offer(today: date, left_on: date | None, calendar: Calendar, at_least: int) -> bool:
    """Whether an offer that was left may be made again: after as many periods as it takes to be flat."""
    return left_on is None or today >= calendar.next(calendar.start_of(left_on), at_least)
