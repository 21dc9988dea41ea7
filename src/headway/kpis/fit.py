"""What a metric usually does: the only writer of its usual range, phase, last signal and flat stretch.

These columns are derived from the readings alone, so they are refitted without a row in the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from headway.kpis.fold import bands_of
from headway.kpis.models import Metric
from headway.kpis.phases import marks_of
from headway.kpis.rules import aggregate, periods
from headway.kpis.rules.bands import Band as BandRule
from headway.kpis.rules.flat import long_enough
from headway.kpis.rules.phases import Mark, starts_in
from headway.kpis.store import last_readings, write_metrics
from headway.people.caller import Caller
from headway.signals.band import Band
from headway.signals.detection import NEAR_LIMIT, OUTSIDE, RANGE, RUN, Signal
from headway.signals.plateau import plateau
from headway.signals.season import SEASONS, find_season
from headway.signals.xmr import Behaviour, behaviour

FITTED = [
    "usual_mean", "usual_lower", "usual_upper", "phase_start", "signal_period", "signal_since",
    "signal_rule", "signal_direction", "flat_periods", "refit_due_at",
]  # fmt: skip
HORIZON = 520
"""How many periods back a fit looks: ten years of weeks, a year and a half of days."""
TELLING = (RUN, OUTSIDE, NEAR_LIMIT, RANGE)
"""Of several signals at one reading, the one that is kept."""
AT_ONCE = 10
"""More metrics than this are refitted by the worker: a long one takes up to 15 ms."""


@dataclass(frozen=True)
class Series:
    """Judged values of a metric in its unit, one per period, None where nothing was read, and the phases set."""

    periods: tuple[date, ...]
    values: tuple[float | None, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def count(self) -> int:
        return sum(value is not None for value in self.values)


def series_of(
    metric: Metric, readings: Sequence[tuple[date, int]], marks: Sequence[Mark] = (), *, most: int = HORIZON
) -> Series:
    """The latest ``most`` periods up to the last judged one, from (period, scaled value) pairs."""
    if metric.judged_period is None:
        return Series((), ())
    calendar = metric.calendar
    first = calendar.next(metric.judged_period, 1 - most)
    known = {period: value / 10**metric.scale for period, value in readings if period <= metric.judged_period}
    begun = min((period for period in known if period >= first), default=metric.judged_period)
    periods = tuple(calendar.between(begun, metric.judged_period))
    return Series(periods, tuple(known.get(period) for period in periods), tuple(marks))


def judged_values(metric: Metric, series: Series) -> tuple[float | None, ...]:
    """What statistics look at: the values, and of a running total what each period added to it."""
    if not metric.cumulative:
        return series.values
    totals = [(at, value) for at, value in enumerate(series.values) if value is not None]
    added = dict(aggregate.increments(totals))
    return tuple(added.get(at) for at in range(len(series.values)))


def behaviour_of(metric: Metric, series: Series) -> Behaviour:
    """How the process behaves, its season taken out first where it has one."""
    values, starts = judged_values(metric, series), starts_in(series.periods, series.marks)
    season = find_season(values, SEASONS[metric.grain])
    return behaviour(values, starts=starts.all, locked=starts.locked, season=season)


def fit_or_defer(caller: Caller, metrics: Sequence[Metric]) -> None:
    """Refit a few metrics at once; leave many to the worker, and the forecasts of all."""
    for metric in metrics:
        metric.forecast_due_at = caller.now
    if len(metrics) <= AT_ONCE:
        fit_metrics(metrics, ["forecast_due_at"])
        return
    for metric in metrics:
        metric.refit_due_at = caller.now
    write_metrics(metrics, ["refit_due_at", "forecast_due_at"])


def fit_metrics(metrics: Sequence[Metric], also: Sequence[str] = ()) -> None:
    """Refit ``metrics`` from their judged readings, and write the columns ``also`` with it: four statements."""
    ids = [metric.pk for metric in metrics]
    bands, marks = bands_of(ids), marks_of(ids)
    starts = [m.calendar.next(m.judged_period, 1 - HORIZON) for m in metrics if m.judged_period]
    readings = last_readings(metrics, min(starts, default=periods.LAST))
    for metric in metrics:
        _fit_one(metric, series_of(metric, readings[metric.pk], marks[metric.pk]), bands[metric.pk])
    write_metrics(metrics, [*FITTED, *also])


def _fit_one(metric: Metric, series: Series, bands: Sequence[BandRule]) -> None:
    metric.refit_due_at = None
    if all(value is None for value in judged_values(metric, series)):
        metric.usual_mean = metric.usual_lower = metric.usual_upper = None
        metric.phase_start = metric.signal_period = metric.signal_since = None
        metric.signal_rule = metric.signal_direction = ""
        metric.flat_periods = 0
        return
    found = behaviour_of(metric, series)
    last = len(series.values) - 1
    phase, limits = found.current, found.range_at(last)
    assert phase is not None
    lower, mean, upper = limits or (None, phase.mean, None)
    metric.usual_lower, metric.usual_mean, metric.usual_upper = (
        _scaled(lower, metric), _scaled(mean, metric), _scaled(upper, metric)
    )  # fmt: skip
    metric.phase_start = series.periods[phase.start]
    signal = max(found.signals, key=lambda s: (s.at, -TELLING.index(s.rule)), default=None)
    metric.signal_period = series.periods[signal.at] if signal else None
    metric.signal_since = series.periods[first_of_run(found.signals, signal)] if signal else None
    metric.signal_rule, metric.signal_direction = (signal.rule, signal.direction) if signal else ("", "")
    metric.flat_periods = _flat_periods(metric, series, bands, found)


def _flat_periods(metric: Metric, series: Series, bands: Sequence[BandRule], found: Behaviour) -> int:
    """How many readings long it is flat inside its band; 0 as long as that is too short a time to mean anything."""
    if not bands or metric.cumulative:
        return 0
    flat = plateau(series.values, plain_band(metric, bands[-1]), season=found.season)
    if flat is None or not long_enough(series.periods[flat.since], series.periods[-1], metric.grain):
        return 0
    return flat.n


def first_of_run(signals: Sequence[Signal], last: Signal) -> int:
    """Where the unbroken run of signals in one direction began that ``last`` belongs to: that was the change."""
    places = {signal.at for signal in signals if signal.direction == last.direction}
    first = last.at
    while first - 1 in places:
        first -= 1
    return first


def plain_band(metric: Metric, band: BandRule) -> Band:
    """A band in the metric's unit, as the statistics take it."""
    one = 10**metric.scale
    return Band(None if band.lower is None else band.lower / one, None if band.upper is None else band.upper / one)


def _scaled(value: float | None, metric: Metric) -> int | None:
    return None if value is None else round(value * 10**metric.scale)
