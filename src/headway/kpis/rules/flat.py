"""How long a KPI must have been flat before that says anything to people: a span of time, not a count of readings."""

from datetime import date, timedelta

from headway.hours import day_of

LEAST = timedelta(weeks=6)
# As far as a fit of hours looks back.
LEAST_OF_HOURS = timedelta(weeks=3)


def least_span(grain: str) -> timedelta:
    """The shortest time over which a metric of this grain can be on a plateau."""
    return LEAST_OF_HOURS if grain == "hour" else LEAST


def long_enough(first: date, last: date, grain: str) -> bool:
    """Whether the stretch from the period ``first`` to the period ``last`` has lasted that long."""
    return day_of(last) - day_of(first) >= least_span(grain)
