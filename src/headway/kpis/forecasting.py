"""Makes what workers add to a metric: its forecast and its signals. Pages only read them.

A forecast rests on closed readings alone, so it holds until the next one arrives or one is corrected.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from headway.kpis.fit import HORIZON, Series, behaviour_of, judged_values, series_of
from headway.kpis.hooks import forecast_made
from headway.kpis.models import Forecast, Metric
from headway.kpis.noticing import keep_signals
from headway.kpis.phases import marks_of
from headway.kpis.rules import ahead
from headway.kpis.store import last_readings
from headway.people.caller import Caller
from headway.signals import forecast as signals
from headway.signals.limits import ENOUGH
from headway.signals.running import running_forecast
from headway.signals.season import SEASONS, season_ahead

MOST = signals.MEMORY
"""How many periods back a forecast looks: three years of days."""


def renew_forecast(caller: Caller, metric: Metric) -> Forecast | None:
    """Forecast ``metric`` from its judged readings, keep its signals, and tell who rests on it.

    The computing happens before any lock is taken. With fewer than eight readings there is no forecast, and one
    that was there is dropped.
    """
    series = _series(metric)
    behaviour = behaviour_of(metric, tail_of(series))
    made = forecast_of(metric, series)
    with transaction.atomic():
        keep_signals(caller, metric, tail_of(series), behaviour)
        row = _keep(caller, metric, series, made)
        forecast_made.send(Metric, caller=caller, metric=metric, row=row, made=made)
    return row


def forecast_of(metric: Metric, series: Series) -> signals.Forecast | None:
    """The forecast of a series by the one method there is, that of a running total from its steps.

    None with fewer than eight readings, or steps.
    """
    if series.count < ENOUGH + metric.cumulative:
        return None
    season = season_ahead(judged_values(metric, series), SEASONS[metric.grain])
    if metric.cumulative:
        return running_forecast(series.values, ahead.HORIZONS[metric.grain], season=season)
    return signals.forecast(series.values, ahead.HORIZONS[metric.grain], season=season)


def tail_of(series: Series) -> Series:
    """The stretch that limits and seasons are found on."""
    return Series(series.periods[-HORIZON:], series.values[-HORIZON:], series.marks)


def _series(metric: Metric) -> Series:
    if metric.judged_period is None:
        return Series((), ())
    since = metric.calendar.next(metric.judged_period, 1 - MOST)
    return series_of(metric, last_readings([metric], since)[metric.pk], marks_of([metric.pk])[metric.pk], most=MOST)


def _keep(caller: Caller, metric: Metric, series: Series, made: signals.Forecast | None) -> Forecast | None:
    old = Forecast.objects.filter(metric=metric).first()
    if made is None:
        if old:
            old.delete()
        return None
    row = Forecast(
        metric=metric, made_at=caller.now, method=made.method, grain=metric.grain, season=made.season,
        readings=made.n, start=metric.calendar.next(series.periods[-1]), quantiles=_quantiles(metric, made),
        kept=ahead.with_outcome(old.kept, _outcome(old, series, metric)) if old else [],
    )  # fmt: skip
    row.save(force_insert=old is None)
    return row


def _quantiles(metric: Metric, made: signals.Forecast) -> dict[str, list[float]]:
    one = 10**metric.scale
    return {str(p): [round(value * one, 2) for value in made.quantile(p / 1000)] for p in Forecast.GRID}


def _outcome(old: Forecast, series: Series, metric: Metric) -> bool | None:
    """Whether the range that was given for the next reading held; None while that one is not read."""
    value = _value_at(series, old.start)
    if value is None or series.periods[-1] < old.start:
        return None
    return old.at(1, 100) <= round(value * 10**metric.scale) <= old.at(1, 900)


def _value_at(series: Series, period: date) -> float | None:
    places: Sequence[date] = series.periods
    return series.values[places.index(period)] if period in places else None
