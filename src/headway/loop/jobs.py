"""What falls due by itself in the loop: late decisions, watches that end, fixes that did not help.

Due rows are found by their columns, and each is changed in its own transaction, claimed by an UPDATE that
must find it as it was read: a worker that is killed leaves nothing half done, and the next one goes on.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from headway.loop.actions import opening
from headway.loop.followers import if_any, still_needed
from headway.loop.models import Choice, Decision
from headway.people.caller import headway_itself

PAGE = 100


def run_escalations(now: datetime) -> int:
    """Pass on each decision that is late to whom it escalates."""
    late = _rows().filter(answered_at=None, resolved_itself_at=None, escalated_at=None, answer_by__lte=now)
    late = late.exclude(escalate_to=None).order_by("answer_by")
    return sum(opening.escalate_decision(headway_itself(row.workspace, now), row) for row in if_any(late[:PAGE]))


def run_returns(now: datetime) -> int:
    """Ask again where a watch ended or a fix did not help; close what is well again."""
    answered = _rows().filter(answered_at__isnull=False, resolved_itself_at=None)
    watched = answered.filter(choice=Choice.WATCH, watch_until__lte=now.date() + timedelta(days=1))
    return sum(_end_watch(row, now) for row in if_any(watched.order_by("pk")[:PAGE])) + _return_fixes(answered, now)


JOBS = {"loop.escalations": run_escalations, "loop.returns": run_returns}


def _rows() -> QuerySet[Decision]:
    return Decision.objects.select_related(
        "workspace", "metric__owner", "metric__unit", "key_result__objective", "key_result__owner"
    )


def _end_watch(decision: Decision, now: datetime) -> bool:
    caller = headway_itself(decision.workspace, now)
    assert decision.watch_until is not None
    if caller.today < decision.watch_until:
        return False
    if not still_needed(decision):
        return opening.end_watch(caller, decision, "decision.watched")
    return opening.ask_again(caller, decision) or opening.end_watch(caller, decision, "decision.superseded")


def _return_fixes(answered: QuerySet[Decision], now: datetime) -> int:
    """A fix that is overdue, or done while a later closed reading is still out, asks again."""
    fixes = answered.filter(choice=Choice.FIX)
    overdue = Q(fixed_at=None, fix_due__lt=now.date() - timedelta(days=1))
    no_help = Q(fixed_at__isnull=False, metric__judged_period__gt=F("fixed_at__date"))
    bad = Q(metric__state__in=["amber", "red"]) | Q(key_result__status__in=["at_risk", "off_track"])
    newer = Decision.objects.filter(pk__gt=OuterRef("pk"))
    latest = ~Exists(newer.filter(metric=OuterRef("metric"))) & ~Exists(newer.filter(key_result=OuterRef("key_result")))
    found = fixes.filter(overdue | no_help, bad, latest).order_by("pk")[:PAGE]
    return sum(opening.ask_again(headway_itself(row.workspace, now), row) for row in if_any(found) if still_needed(row))
