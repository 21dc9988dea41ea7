"""Watching a graduated KPI: its closed readings since then against the standard that was set."""

from collections.abc import Iterable
from datetime import date

from headway.kpis.models import Metric, Reading
from headway.kpis.rules.bands import Band
from headway.loop.actions import opening
from headway.loop.models import Decision, Graduation, Trigger
from headway.loop.rules.standard import REGRESSED, Watched, watch
from headway.people.acting import acting, record
from headway.people.caller import Caller


def follow_watches(caller: Caller, metric_keys: Iterable[str]) -> None:
    """Count the readings of watched metrics anew; a standard that was lost opens a decision."""
    rows = Graduation.objects.filter(
        workspace=caller.workspace, metric__key__in=list(metric_keys), accepted=True, verdict="", withdrawn_at=None
    )
    for graduation in rows.select_related("metric__owner", "metric__unit", "key_result__objective").order_by("pk"):
        found = watched_so_far(graduation)
        if (found.seen, found.outside) != (graduation.watch_seen, graduation.watch_outside) or found.verdict:
            watch_graduation(caller, graduation, found)


def watched_so_far(graduation: Graduation) -> Watched:
    """How the watch stands by the judged readings since it began, in the order of their periods."""
    metric = graduation.metric
    if metric is None or metric.judged_period is None or graduation.watch_from is None:
        return Watched(0, 0, "")
    span = (graduation.watch_from, metric.judged_period)
    values = Reading.objects.filter(metric=metric, period__range=span).order_by("period")
    standard = _standard(graduation)
    outside = (standard.verdict(value) != "green" for value in values.values_list("value", flat=True))
    return watch(outside, graduation.watch_needed)


def _standard(graduation: Graduation) -> Band:
    """The band as it was accepted: moving the band later does not move the watch."""
    return Band(graduation.watch_from or date.min, graduation.lower, graduation.upper)


def watch_graduation(caller: Caller, graduation: Graduation, found: Watched) -> bool:
    """Keep what the watch has seen, and its verdict; a regression asks for a decision. False if it moved on."""
    verb = f"graduation.{found.verdict}" if found.verdict else "graduation.watched"
    with acting(caller, verb) as entry:
        claimed = Graduation.objects.filter(pk=graduation.pk, verdict="", version=graduation.version)
        if not claimed.update(version=graduation.version + 1):
            entry.drop()
            return False
        graduation.version += 1
        graduation.watch_seen, graduation.watch_outside = found.seen, found.outside
        if found.verdict:
            graduation.verdict, graduation.verdict_at = found.verdict, caller.now
        graduation.save()
        record(entry, graduation)
        entry.concern(graduation.metric.key if graduation.metric else "", graduation.key_result.key)
    if found.verdict == REGRESSED and graduation.metric:
        _ask(caller, graduation.metric)
    return True


def _ask(caller: Caller, metric: Metric) -> None:
    """A regression takes over the decision that is open about the KPI, or opens one."""
    unanswered = Decision.objects.filter(metric=metric, answered_at=None, resolved_itself_at=None).first()
    if unanswered:
        opening.tighten_decision(caller, unanswered, Trigger.REGRESSION, metric.state)
    else:
        opening.open_on_metric(caller, metric, Trigger.REGRESSION)
