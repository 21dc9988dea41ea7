"""Follows the KPIs beside objectives: a guardrail that got worse, a leading KPI whose key result stays flat."""

from collections.abc import Mapping, Sequence
from datetime import date

from headway.hours import day_of, read_period
from headway.kpis.models import Metric, State
from headway.loop.actions import opening
from headway.loop.beside import beside_goals, is_worse, waits_for
from headway.loop.models import Decision, Trigger
from headway.okrs.models import Companion, KeyResult
from headway.people.caller import Caller


def follow_companions(caller: Caller, moved: Mapping[str, int], touched: Sequence[str], cause: int) -> None:
    """Ask about guardrails among those that ``moved`` (key: row of the log), and about key results that do not follow.

    ``touched`` are the keys of metrics that had a reading or a signal, ``cause`` the last row that was read.
    """
    if moved:
        _follow_guardrails(caller, moved)
    if touched:
        _follow_leading(caller, touched, cause)


def _follow_guardrails(caller: Caller, moved: Mapping[str, int]) -> None:
    rows = beside_goals(Companion.Role.GUARDRAIL).filter(workspace=caller.workspace, metric__key__in=moved)
    for metric in {row.metric_id: row.metric for row in rows if is_worse(row)}.values():
        # What is out of its band already asks for a decision by that.
        if metric.state not in {State.AMBER, State.RED} and not _was_asked_about(metric):
            opening.open_on_metric(caller, metric, Trigger.GUARDRAIL, moved[metric.key], State.AMBER)


def _was_asked_about(metric: Metric) -> bool:
    """Whether somebody is asked about it now, or was since it began to move."""
    decisions = Decision.objects.filter(metric=metric)
    open_ones = decisions.filter(answered_at=None, resolved_itself_at=None)
    return (
        open_ones.exists()
        or decisions.filter(opened_at__date__gte=metric.signal_since and day_of(metric.signal_since)).exists()
    )


def _follow_leading(caller: Caller, touched: Sequence[str], cause: int) -> None:
    live = KeyResult.objects.filter(
        workspace=caller.workspace, metric__key__in=touched, archived_at=None, objective__closed_at=None,
        objective__archived_at=None, kind=KeyResult.Kind.MOVE, run=0,
        objective__companions__role=Companion.Role.SUPPORTING,
    )  # fmt: skip
    rows = live.select_related("objective__unit", "owner", "metric").distinct().order_by("pk")
    for row in rows if live.exists() else ():
        told = waits_for(row)
        if told and not _was_asked(row, read_period(told["since"])):
            opening.open_on_key_result(caller, row, Trigger.LEADING, cause)


def _was_asked(row: KeyResult, since: date) -> bool:
    """Whether somebody was asked already since the leading KPI moved, or is asked about something else now."""
    decisions = Decision.objects.filter(key_result=row)
    now_asked = decisions.filter(answered_at=None, resolved_itself_at=None)
    return now_asked.exists() or decisions.filter(trigger=Trigger.LEADING, opened_at__date__gte=day_of(since)).exists()
