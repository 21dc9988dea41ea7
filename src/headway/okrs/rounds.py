"""The rhythm of check-ins: a moment each week (or every few weeks) by which everybody has said how it stands."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from headway.people.caller import Caller
from headway.people.options import options_of


@dataclass(frozen=True)
class Round:
    """The round that runs: it began when the last one was due, and is due at ``due_at``."""

    began_at: datetime
    due_at: datetime


def round_of(caller: Caller) -> Round:
    """The check-in round of the caller's workspace at this moment."""
    options = options_of(caller.workspace)
    weeks = max(1, options.check_in_weeks)
    monday = caller.today - timedelta(days=caller.today.weekday())
    monday -= timedelta(weeks=(monday.toordinal() // 7) % weeks)
    day = monday + timedelta(days=options.check_in_weekday)
    due = datetime.combine(day, time(min(23, options.check_in_hour)), caller.workspace.zone)
    if due <= caller.now:
        due += timedelta(weeks=weeks)
    return Round(due - timedelta(weeks=weeks), due)
