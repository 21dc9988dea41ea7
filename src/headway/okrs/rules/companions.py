"""What the KPIs beside an objective say: a guardrail that got worse, a leading KPI that nothing follows."""

from datetime import date

AGAINST = {"up": "down", "down": "up"}
PATIENCE = {"hour": 48, "day": 14, "week": 6, "month": 3, "quarter": 2, "year": 1}
"""Closed periods, by grain, that a key result gets to follow a leading KPI that moved."""


def got_worse(direction: str, state: str, signal_direction: str, signal_since: date | None, start: date) -> bool:
    """Whether a guardrail is out of its band, or moved away from its good side by more than noise since ``start``."""
    moved = signal_since is not None and signal_since >= start and AGAINST.get(direction) == signal_direction
    return state in {"amber", "red"} or moved


def got_better(direction: str, signal_direction: str, signal_since: date | None, start: date) -> bool:
    """Whether a KPI moved to its good side by more than noise since ``start``."""
    return signal_since is not None and signal_since >= start and direction == signal_direction
