"""What falls due by itself: judging periods that have closed, refitting what is usual, forecasting."""

from datetime import datetime, timedelta

from headway.kpis.actions.readings import judge
from headway.kpis.fit import fit_metrics
from headway.kpis.forecasting import renew_forecast
from headway.kpis.models import Metric, ReadingImport
from headway.people.caller import headway_itself

PAGE = 100
FORECASTS = 20
"""A forecast takes up to a tenth of a second: so many at most before the worker looks at other things."""
LEASE = timedelta(minutes=2)
KEPT = timedelta(days=1)
"""How long a sheet that nobody confirmed is kept."""


def run_judgements(now: datetime) -> int:
    """Judge every metric whose ``judge_due_at`` has come, each in its own transaction."""
    due = Metric.objects.filter(judge_due_at__lte=now).select_related("workspace").order_by("judge_due_at")
    # Claiming pushes the date ahead: a worker that dies here leaves the metric due again in a while.
    claimed = [metric for metric in due[:PAGE] if _claim(metric, "judge_due_at", now)]
    for metric in claimed:
        judge(headway_itself(metric.workspace, now), metric)
    return len(claimed)


def run_fits(now: datetime) -> int:
    """Refit every metric whose ``refit_due_at`` has come."""
    due = Metric.objects.filter(refit_due_at__lte=now).order_by("refit_due_at")
    claimed = [metric for metric in due[:PAGE] if _claim(metric, "refit_due_at", now)]
    for metric in claimed:
        fit_metrics([metric])
    return len(claimed)


def run_forecasts(now: datetime) -> int:
    """Renew the forecast of every metric whose ``forecast_due_at`` has come, each in its own transaction."""
    due = Metric.objects.filter(forecast_due_at__lte=now).select_related("workspace").order_by("forecast_due_at")
    claimed = [metric for metric in due[:FORECASTS] if _claim(metric, "forecast_due_at", now)]
    for metric in claimed:
        renew_forecast(headway_itself(metric.workspace, now), metric)
        # A reading that arrived meanwhile has set another time, which stays.
        still = Metric.objects.filter(pk=metric.pk, forecast_due_at=now + LEASE)
        still.update(forecast_due_at=None)
    return len(claimed)


def drop_imports(now: datetime) -> int:
    """Forget sheets that were sent and never confirmed."""
    return ReadingImport.objects.filter(sent_at__lt=now - KEPT).delete()[0]


def _claim(metric: Metric, column: str, now: datetime) -> bool:
    still_due = Metric.objects.filter(pk=metric.pk, **{column: getattr(metric, column)})
    return still_due.update(**{column: now + LEASE}) == 1


JOBS = {
    "kpis.judge": run_judgements,
    "kpis.fit": run_fits,
    "kpis.forecast": run_forecasts,
    "kpis.imports": drop_imports,
}
