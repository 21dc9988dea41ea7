"""Dates as people say them. `now` is always passed in; datetimes come already in local time."""

from datetime import date, datetime, timedelta

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from headway.hours import Hour, clock_of, day_of

NBSP, DASH = "\N{NO-BREAK SPACE}", "\N{EN DASH}"


def day(value: date | None, now: date | None = None) -> str:
    """5 Oct; 5 Oct 2025 when the year differs from that of `now`; 5 Oct, 14:00 for an hour. None is an en dash."""
    if value is None:
        return DASH
    if isinstance(value, Hour):
        return _("%(day)s, %(time)s") % {"day": day(day_of(value), now), "time": hour(value)}
    same = now is not None and value.year == now.year
    pattern = pgettext("date, this year", "j M") if same else pgettext("date, other year", "j M Y")
    return date_format(value, pattern).replace(" ", NBSP)


def hour(value: Hour) -> str:
    """14:00; of two hours of one name the second says so."""
    time = clock(clock_of(value))
    return _("%(time)s again") % {"time": time} if value.fold else time


def weekday(value: date, now: date | None = None) -> str:
    """Monday 16 November; the year is added when it differs from that of `now`, the time for an hour."""
    if isinstance(value, Hour):
        return _("%(day)s, %(time)s") % {"day": weekday(day_of(value), now), "time": hour(value)}
    same = now is not None and value.year == now.year
    return date_format(value, pgettext("date", "l j F") if same else pgettext("date", "l j F Y"))


def clock(value: datetime) -> str:
    """17:00"""
    return date_format(value, pgettext("time", "H:i"))


def moment(value: datetime | None, now: datetime) -> str:
    """today, 06:02; yesterday, 17:40; Mon 16 Nov, 08:30."""
    if value is None:
        return DASH
    return _("%(day)s, %(time)s") % {"day": near(value, now), "time": clock(value)}


def stamp(value: datetime, now: datetime) -> str:
    """Mon 16 Nov, 08:30, whatever day it is."""
    when = {"day": f"{date_format(value, 'D')}{NBSP}{day(value, now)}", "time": clock(value)}
    return _("%(day)s, %(time)s") % when


def near(value: date, now: date) -> str:
    """today, yesterday, tomorrow, or the day with its weekday: Mon 16 Nov."""
    words = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}
    apart = (_date(value) - _date(now)).days
    if apart in words:
        return words[apart]
    return f"{date_format(value, 'D')}{NBSP}{day(value, now)}"


def since(value: datetime, now: datetime) -> str:
    """What follows "since": 13:36 on the same day, else the day."""
    return clock(value) if _date(value) == _date(now) else near(value, now)


def ago(value: datetime | None, now: datetime) -> str:
    """just now, 12 minutes ago, 3 hours ago, yesterday, 9 days ago; in 2 days for the future."""
    if value is None:
        return _("never")
    gap = now - value
    if abs(gap) < timedelta(minutes=1):
        return _("just now")
    text = _spoken(abs(gap), abs((_date(now) - _date(value)).days))
    return _("%(span)s ago") % {"span": text} if gap > timedelta(0) else _("in %(span)s") % {"span": text}


def age(value: datetime | None, now: datetime) -> str:
    """The age for a narrow column: 40 min, 5 h, 12 d. None is an en dash."""
    if value is None:
        return DASH
    gap = max(now - value, timedelta(0))
    if gap < timedelta(hours=1):
        return f"{gap.seconds // 60}{NBSP}{_('min')}"
    if gap < timedelta(days=1):
        return f"{gap.seconds // 3600}{NBSP}{_('h')}"
    return f"{gap.days}{NBSP}{_('d')}"


def span(start: date, end: date, now: date | None = None) -> str:
    """9–15 Nov within a month; 26 Oct–1 Nov; 1 Oct 2025–31 Jan 2026 across years."""
    if isinstance(start, Hour) and isinstance(end, Hour):
        return _hours(start, end, now)
    if start.year != end.year:
        return f"{day(start)}{DASH}{day(end)}"
    if start.month == end.month and start.day != end.day:
        return f"{start.day}{DASH}{day(end, now)}"
    first = day(start, end)
    return day(end, now) if start == end else f"{first}{DASH}{day(end, now)}"


def _hours(start: Hour, end: Hour, now: date | None) -> str:
    """From where the first begins to where the last ends: 2 Nov, 14:00–17:00; 2 Nov, 22:00–3 Nov, 04:00."""
    until = clock_of(end) + timedelta(hours=1)
    if day_of(start) == until.date():
        return f"{day(start, now)}{DASH}{clock(until)}"
    if until - timedelta(days=1) == clock_of(day_of(start)):
        return f"{day(start, now)}{DASH}24:00"
    return f"{day(start, now)}{DASH}{day(Hour.on(until.date(), until.hour), now)}"


def _date(value: date) -> date:
    return value.date() if isinstance(value, datetime) else day_of(value)


def _spoken(gap: timedelta, days: int) -> str:
    minutes, hours = int(gap.total_seconds() // 60), int(gap.total_seconds() // 3600)
    if minutes < 60:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if hours < 24:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
