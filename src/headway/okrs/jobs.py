"""Due work on goals: pace is refolded at each workspace's midnight, and chances are taken where they are asked for."""

from datetime import datetime, time, timedelta

from django.db.models import Q

from headway.kpis.forecasting import renew_forecast
from headway.kpis.models import Metric
from headway.okrs.fold import fold_tree, refold
from headway.okrs.judge import thresholds_of
from headway.okrs.models import KeyResult, Objective
from headway.okrs.tree import read_workspace
from headway.people.acting import acting
from headway.people.caller import Caller, headway_itself
from headway.people.models import Workspace

PAGE = 200
FORECASTS = 20


def refold_pace(now: datetime) -> int:
    """Refold the pace of every workspace whose midnight has come; return how many workspaces that were.

    The due time moves on only after the work, and only if nobody moved it meanwhile: a worker that dies
    half-way leaves it due, and doing it twice changes nothing.
    """
    due = Workspace.objects.filter(Q(refold_due_at=None) | Q(refold_due_at__lte=now))
    return sum(_refold_workspace(workspace, now) for workspace in due)


def _refold_workspace(workspace: Workspace, now: datetime) -> int:
    caller = headway_itself(workspace, now)
    turned = _outdated(caller)
    for at in range(0, len(turned), PAGE):
        with acting(caller, "pace.refolded") as entry:
            refold(caller, entry, turned[at : at + PAGE])
            if not entry.shown:
                entry.drop()
    same = Workspace.objects.filter(pk=workspace.pk, refold_due_at=workspace.refold_due_at)
    return same.update(refold_due_at=next_midnight(workspace, now))


def _outdated(caller: Caller) -> list[int]:
    """Objectives whose status would turn today: computed before any lock is taken."""
    tree = read_workspace(caller.workspace.pk, to_fold=True)
    today = caller.today
    fold_tree(tree, thresholds_of(caller), lambda goal: today, caller.now)
    with_key_results = {row.objective_id for row in tree.touched[KeyResult].values()}
    return sorted(tree.touched[Objective].keys() | with_key_results)


def next_midnight(workspace: Workspace, now: datetime) -> datetime:
    """The workspace's next local midnight after ``now``."""
    tomorrow = workspace.local(now).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), workspace.zone)


def take_chances(now: datetime) -> int:
    """Renew the forecast under every key result that is new or was changed; its chance is taken with it."""
    due = KeyResult.objects.filter(chance_due_at__lte=now).order_by("chance_due_at")[:FORECASTS]
    metrics = Metric.objects.filter(pk__in=[row.metric_id for row in due]).select_related("workspace")
    for metric in metrics:
        renew_forecast(headway_itself(metric.workspace, now), metric)
    # Those that may not be judged any more ask no longer.
    KeyResult.objects.filter(pk__in=[row.pk for row in due], chance_due_at__lte=now).update(chance_due_at=None)
    return len(due)


JOBS = {"okrs.refold_pace": refold_pace, "okrs.chances": take_chances}
