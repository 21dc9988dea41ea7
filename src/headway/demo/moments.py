"""Moments told backwards from now: "-3w", "-12d 11:20", "+1d 17:00", "-46h"."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from headway.records import RecordError

PATTERN = re.compile(r"(?P<sign>[+-])(?P<count>\d+)(?P<unit>[wdh])(?: (?P<clock>\d\d:\d\d))?")
MORNING = "09:00"
UNITS = {"w": timedelta(weeks=1), "d": timedelta(days=1), "h": timedelta(hours=1)}


def moment(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The aware moment that `text` means at `now`; weeks and days fall on a local time, 09:00 unless given."""
    found = PATTERN.fullmatch(text)
    if found is None or (found["unit"] == "h" and found["clock"]):
        raise RecordError(f'{text!r} is no moment: write "-3w", "-12d 11:20", "+1d 17:00" or "-46h".')
    span = int(found["sign"] + found["count"]) * UNITS[found["unit"]]
    if found["unit"] == "h":
        return now + span
    clock = time.fromisoformat(found["clock"] or MORNING)
    return datetime.combine(now.astimezone(zone).date() + span, clock, zone)


def day(text: str, now: datetime, zone: ZoneInfo) -> date:
    """The local day that `text` means at `now`."""
    return moment(text, now, zone).astimezone(zone).date()
