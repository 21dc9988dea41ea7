"""Everything the page of one KPI shows, gathered with a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from headway.kpis.fit import HORIZON, Series, behaviour_of, judged_values, plain_band, series_of
from headway.kpis.fold import bands_of
from headway.kpis.hooks import Note, Panel, kpi_shown
from headway.kpis.models import Annotation, Band, Forecast, Grain, Metric, PastReading, PhaseMark, Reading, TargetPoint
from headway.kpis.models import Signal as StoredSignal
from headway.kpis.phases import phase_notes, rows_of
from headway.kpis.rules.bands import Band as BandRule
from headway.kpis.rules.bands import in_force
from headway.kpis.rules.phases import Mark
from headway.kpis.words.sentences import signal_sentence, verdict, why
from headway.people.caller import Caller
from headway.people.models import Person
from headway.signals.describe import Description, describe
from headway.signals.xmr import Behaviour
from headway.ui import dates
from headway.ui import format as numbers

RANGES = {
    Grain.HOUR: (48, 168),
    Grain.DAY: (28, 91), Grain.WEEK: (13, 26), Grain.MONTH: (12, 24), Grain.QUARTER: (8, 16), Grain.YEAR: (8, 16),
}  # fmt: skip
RECENT = 8
FEWEST_AHEAD = 4


@dataclass(frozen=True)
class Shown:
    """A reading as the table shows it, with the values it corrected away and its verdict then."""

    reading: Reading
    verdict: str
    is_open: bool
    past: tuple[PastReading, ...]
    signal: str

    @property
    def last_past(self) -> PastReading | None:
        return self.past[-1] if self.past else None


@dataclass(frozen=True)
class Numbered:
    """A note with its number on the chart; None when its day is not shown there."""

    number: int | None
    note: Note


@dataclass(frozen=True)
class Foreseen:
    """The forecast for one day: its median, and the range that holds it 8 times in 10 (scaled integers)."""

    forecast: Forecast
    day: date
    mid: int
    low: int
    high: int

    @property
    def held(self) -> int:
        return sum(self.forecast.kept)


class KpiPage:
    """The readings, bands and notes of one KPI over the chosen range, and what they say."""

    def __init__(self, caller: Caller, kpi: Metric, span: str = "") -> None:
        self.caller, self.kpi = caller, kpi
        self.choices = [*map(str, RANGES[Grain(kpi.grain)]), "all"]
        self.span = span if span in self.choices else self.choices[1]
        self.readings = list(kpi.readings.order_by("-period")[:HORIZON])[::-1]
        self.rules: Sequence[BandRule] = bands_of([kpi.pk])[kpi.pk]
        self.targets = list(TargetPoint.objects.filter(metric=kpi).order_by("period"))

    @cached_property
    def panels(self) -> list[Panel]:
        """What features above have to say about the KPI; read where it is shown."""
        answers: Any = kpi_shown.send(Metric, caller=self.caller, kpi=self.kpi)
        return [panel for _listener, panel in answers if isinstance(panel, Panel)]

    @property
    def now(self) -> datetime:
        return self.caller.now

    @property
    def state(self) -> str:
        return self.kpi.state_at(self.now)

    @cached_property
    def series(self) -> Series:
        marks = [Mark(row.start, row.locked) for row in self.phase_rows]
        return series_of(self.kpi, [(row.period, row.value) for row in self.readings], marks)

    @cached_property
    def phase_rows(self) -> list[PhaseMark]:
        return rows_of(self.kpi)

    @cached_property
    def found(self) -> Behaviour:
        return behaviour_of(self.kpi, self.series)

    @cached_property
    def band(self) -> BandRule | None:
        """The band in force for the present period."""
        return in_force(self.rules, self.kpi.calendar.recent(self.now, 1)[0])

    @property
    def begins(self) -> date | None:
        """The first day of the band to come, where none is in force yet."""
        return self.rules[0].valid_from if self.rules and self.band is None else None

    @cached_property
    def band_row(self) -> Band | None:
        if self.band is None:
            return None
        return self.kpi.bands.select_related("set_by").get(valid_from=self.band.valid_from)

    @cached_property
    def said(self) -> Description:
        band = plain_band(self.kpi, self.band) if self.band and not self.kpi.cumulative else None
        return describe(judged_values(self.kpi, self.series), self.found, band=band)

    @property
    def why(self) -> str:
        return why(self.kpi, self.rules, self.now)

    @property
    def verdict(self) -> str:
        return verdict(self.kpi, self.found, self.said, self.series, self.now)

    @cached_property
    def shown_readings(self) -> list[Reading]:
        """The readings of the chosen range, oldest first."""
        return self.readings if self.span == "all" else self.readings[-int(self.span) :]

    @cached_property
    def first_day(self) -> date | None:
        return self.shown_readings[0].period if self.shown_readings else None

    @cached_property
    def kept_signals(self) -> list[StoredSignal]:
        """The signals of the chosen range that stand, the latest first, each with its sentence."""
        first = self.first_day
        rows = StoredSignal.objects.filter(metric=self.kpi, withdrawn_at=None).select_related("acknowledged_by")
        found = list(rows.filter(period__gte=first).order_by("-period", "pk")) if first else []
        for row in found:
            row.said = signal_sentence(row, row.since in self.new_levels)  # type: ignore[attr-defined]
        return found

    @cached_property
    def new_levels(self) -> set[date]:
        """The first periods of the phases that the data began, and no person."""
        begun = {self.series.periods[phase.start] for phase in self.found.phases[1:]}
        return begun - {row.start for row in self.phase_rows}

    @cached_property
    def forecast(self) -> Forecast | None:
        """What a worker made of the readings; a page only reads it."""
        return Forecast.objects.filter(metric=self.kpi).first()

    @property
    def steps_ahead(self) -> int:
        """How many periods of the forecast are drawn: to the end of the schedule, else a third of what is shown."""
        if self.forecast is None:
            return 0
        calendar, start = self.kpi.calendar, self.forecast.start
        third = max(FEWEST_AHEAD, len(self.shown_readings) // 3)
        ends = [point.period for point in self.targets if point.period >= start]
        to_end = sum(1 for _period in calendar.between(start, calendar.start_of(ends[-1]))) if ends else 0
        return min(self.forecast.horizon, to_end if 0 < to_end <= 2 * third else third)

    @property
    def foreseen(self) -> Foreseen | None:
        """The end of the drawn forecast in values, for the sentence beside it."""
        forecast, step = self.forecast, self.steps_ahead
        if forecast is None:
            return None
        day = self.kpi.calendar.last_of(self.kpi.calendar.next(forecast.start, step - 1))
        return Foreseen(forecast, day, forecast.at(step, 500), forecast.at(step, 100), forecast.at(step, 900))

    @cached_property
    def corrections(self) -> list[PastReading]:
        return list(PastReading.objects.filter(metric=self.kpi).order_by("replaced_at"))

    @cached_property
    def notes(self) -> list[Numbered]:
        """Remarks, decisions and corrections in order of their days; those on the chart are numbered."""
        told = [note for panel in self.panels for note in panel.notes]
        notes = [*_remarks(self.kpi), *_corrected(self), *phase_notes(self.phase_rows), *_acknowledged(self), *told]
        notes.sort(key=lambda note: note.day)
        first = self.first_day
        shown = [note for note in notes if first and note.day >= first]
        return [Numbered(number, note) for number, note in enumerate(shown[-9:], start=1)]

    @cached_property
    def signals(self) -> dict[date, str]:
        """The direction of the signals by period, for rings and for words in the table."""
        return {self.series.periods[signal.at]: signal.direction for signal in self.found.signals}

    def rows(self, readings: Sequence[Reading]) -> list[Shown]:
        """Readings for a table, newest first."""
        past: dict[date, list[PastReading]] = {}
        for old in self.corrections:
            past.setdefault(old.period, []).append(old)
        return [self._shown(row, tuple(past.get(row.period, ()))) for row in reversed(readings)]

    @property
    def has_parts(self) -> bool:
        """Whether any reading keeps its numerator and denominator."""
        return any(row.denominator is not None for row in self.readings)

    @property
    def recent(self) -> list[Shown]:
        return self.rows(self.readings[-RECENT:])

    @property
    def table(self) -> list[Shown]:
        return self.rows(self.shown_readings)

    def panels_in(self, place: str) -> list[Panel]:
        return [panel for panel in self.panels if panel.place == place]

    def _shown(self, row: Reading, past: tuple[PastReading, ...]) -> Shown:
        band = in_force(self.rules, row.period)
        is_open = not self.kpi.calendar.is_closed(row.period, self.now)
        return Shown(
            row, band.verdict(row.value) if band else "unknown", is_open, past, self.signals.get(row.period, "")
        )


def _remarks(kpi: Metric) -> list[Note]:
    rows = Annotation.objects.filter(metric=kpi).select_related("author").order_by("period", "pk")
    return [Note(row.period, row.author.name, row.text) for row in rows]


def _acknowledged(page: KpiPage) -> list[Note]:
    """What was said of signals."""
    return [
        Note(row.period, row.acknowledged_by.name, row.note)
        for row in reversed(page.kept_signals)
        if row.note and row.acknowledged_by
    ]


def _corrected(page: KpiPage) -> list[Note]:
    """One note per corrected reading, with the hand that corrected it last."""
    values = {row.period: row.value for row in page.readings}
    latest = {old.period: old for old in page.corrections}
    keys = {old.replaced_by for old in latest.values()}
    people = Person.objects.filter(workspace=page.kpi.workspace_id, key__in=keys)
    names = dict(people.values_list("key", "name")) if keys else {}
    return [
        Note(
            period,
            _("a reading corrected"),
            _("It is %(now)s, not %(was)s. Corrected on %(day)s by %(who)s.")
            % {
                "now": numbers.amount(values.get(period), page.kpi),
                "was": numbers.amount(old.value, page.kpi),
                "day": dates.day(old.replaced_at, page.now),
                "who": names.get(old.replaced_by, "Headway"),
            },
        )
        for period, old in latest.items()
    ]
