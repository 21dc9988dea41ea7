"""By when a decision must be answered, and whether a change is news that asks for one."""

from datetime import datetime, timedelta
from typing import Protocol

SEVERITY = {"": 0, "green": 0, "on_track": 0, "unknown": 0, "amber": 1, "at_risk": 1, "red": 2, "off_track": 2}
"""How bad a KPI's state or a goal's status is; both scales meet, so that one rule serves both."""


class Hours(Protocol):
    """The options of a workspace that say how long an answer may take, in clock hours."""

    @property
    def red_answer_hours(self) -> int: ...

    @property
    def amber_answer_hours(self) -> int: ...

    @property
    def goal_answer_hours(self) -> int: ...


def answer_by(opened: datetime, trigger: str, severity: str, hours: Hours) -> datetime:
    """The moment until which a decision opened at ``opened`` waits before it escalates."""
    return opened + timedelta(hours=_hours(trigger, severity, hours))


def _hours(trigger: str, severity: str, hours: Hours) -> int:
    if trigger in {"at_risk", "off_track", "plateau", "leading"}:
        return hours.goal_answer_hours
    if trigger == "regression":
        return hours.red_answer_hours
    return hours.red_answer_hours if severity == "red" else hours.amber_answer_hours


def worsened(old: str, new: str) -> bool:
    """Whether a state or status turned to something worse that asks for an answer."""
    return SEVERITY.get(new, 0) > SEVERITY.get(old, 0)


def is_bad(state: str) -> bool:
    """Amber, red, at risk or off track."""
    return SEVERITY.get(state, 0) > 0
