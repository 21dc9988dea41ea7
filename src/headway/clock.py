"""The one place that reads the clock.

Time is taken once, at a door (a request, a command, a worker's tick), and passed inward as ``now``:
so a whole operation happens at one moment, and a test or the demo company can choose that moment.
"""

from datetime import UTC, datetime


def read_clock() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251
