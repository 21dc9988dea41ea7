"""Setting rows as text that is ready for a page. What many rows share is written once: a long list stays quick."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from headway.okrs.queries.glyphs import climb_of, heat_of
from headway.okrs.rules.progress import expected, rounded
from headway.people.caller import Caller
from headway.ui import dates
from headway.ui.format import NONE
from headway.ui.measure import Plain
from headway.ui.templatetags import ui

Row = Mapping[str, Any]
DASH = mark_safe(NONE)


class Setter:
    """Sets the cells of one page of rows, every text of them escaped."""

    def __init__(self, caller: Caller, since: date | None = None) -> None:
        self.caller, self.now, self.today, self.since = caller, caller.now, caller.today, since
        self.number = self.today.toordinal()
        self.language = get_language() or ""
        self.status, self.text = cache(ui.status), cache(conditional_escape)
        self.whole_percent, self.elapsed = cache(ui.pct), cache(expected)
        self.base = f"/{caller.workspace.slug}"
        self._age = cache(lambda hours: mark_safe(dates.age(caller.now - timedelta(hours=hours), caller.now)))
        self._day = cache(lambda day: mark_safe(dates.day(day, caller.today)))

    def percent(self, progress: int | None) -> SafeString:
        """Progress in whole percents."""
        return self.whole_percent(None if progress is None else rounded(progress, 10_000) * 10_000)

    def age(self, at: datetime | None) -> SafeString:
        """How long ago, for a narrow column."""
        return self._age(int((self.now - at).total_seconds() // 3600)) if at else DASH

    def day(self, day: date | None) -> SafeString:
        """A date; one that is over is read with its year only when that differs."""
        return self._day(day) if day else DASH

    def weeks(self, row: Row) -> SafeString:
        """The status of the last seven weeks."""
        return SafeString(heat_of(row["course"], self.number, self.language))

    def climb(self, row: Row) -> SafeString:
        """The way from the baseline to now."""
        elapsed = self.elapsed(row["start"].toordinal(), row["due"].toordinal(), self.number)
        return SafeString(climb_of(row["course"], row["progress"], row["status"], elapsed, self.language))

    def amount(self, value: int | None, row: Row) -> SafeString:
        """A value in the measure of its row."""
        return ui.amount(value, Plain(row["scale"], row["unit_kind"], row["unit_label"]))

    def link(self, path: str, name: str) -> SafeString:
        """A link to a page of the workspace."""
        return format_html('<a href="{}/{}">{}</a>', self.base, path, name)
