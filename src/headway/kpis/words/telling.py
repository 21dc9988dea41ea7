"""The readings of a chart in words, one by one: for tooltips, for screen readers, and for going from point to point."""

from datetime import date

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from headway.kpis.models import Metric, Reading
from headway.kpis.queries.page import KpiPage, Numbered
from headway.kpis.words.sentences import signal_sentence, span
from headway.ui import dates
from headway.ui import format as numbers
from headway.ui.words import word_of

LONGEST = 200


class Telling:
    """Tells each reading of a page: when, how much, its verdict, and whatever stands out about it."""

    def __init__(self, page: KpiPage) -> None:
        self.page = page
        periods = page.series.periods
        self.signals = {
            periods[one.at]: signal_sentence(one, periods[one.since] in page.new_levels)
            for one in reversed(page.found.signals)
        }
        self.before = {old.period: old.value for old in page.corrections}

    def reading(self, row: Reading, verdict: str, is_open: bool) -> str:
        """9 Nov: 14.8 %. Healthy. Signal, not noise: above its usual range. Note 2, Ines: A new price."""
        page, kpi = self.page, self.page.kpi
        parts = [f"{period_name(kpi, row.period, page.now)}: {numbers.amount(row.value, kpi)}."]
        if is_open and not kpi.is_level:
            parts.append(_("So far: its period is still open."))
        elif verdict != "unknown":
            parts.append(f"{word_of(verdict)}.")
        if row.period in self.signals:
            parts.append(_("Signal, not noise: %(what)s") % {"what": self.signals[row.period]})
        if self.before.get(row.period, row.value) != row.value:
            parts.append(_("Corrected from %(was)s.") % {"was": numbers.amount(self.before[row.period], kpi)})
        return " ".join([*parts, *map(_noted, self.notes(row.period))])

    def notes(self, period: date) -> list[Numbered]:
        """The numbered notes whose day lies in a period."""
        after = self.page.kpi.calendar.next(period)
        return [one for one in self.page.notes if one.number is not None and period <= one.note.day < after]

    def forecast(self, period: date, mid: int, low: int, high: int) -> str:
        """Forecast for 14 Dec: 15.1 %, 8 times in 10 between 14.0 and 16.2 %."""
        kpi = self.page.kpi
        words = {
            "when": period_name(kpi, period, self.page.now), "mid": numbers.amount(mid, kpi),
            "range": span(numbers.amount(low, kpi), numbers.amount(high, kpi)),
        }  # fmt: skip
        return _("Forecast for %(when)s: %(mid)s, 8 times in 10 %(range)s.") % words


def period_name(metric: Metric, period: date, now: date) -> str:
    """Mon 9 Nov for a day, with its time for an hour; 9–15 Nov for a week, and the like for everything longer."""
    if metric.grain in {"hour", "day"}:
        return dates.weekday(period, now)
    return dates.span(period, metric.calendar.last_of(period), now)


def _noted(one: Numbered) -> str:
    words = {"number": one.number, "heading": one.note.heading, "text": Truncator(one.note.text).chars(LONGEST)}
    return _("Note %(number)s, %(heading)s: %(text)s") % words
