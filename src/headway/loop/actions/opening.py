"""What Headway does by itself about a decision: open it, tighten it, resolve it, pass it on, ask again."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from headway.activity.log import Entry
from headway.kpis.models import Metric
from headway.loop.beside import waits_for
from headway.loop.evidence import band_now, key_result_evidence, metric_evidence
from headway.loop.models import Decision, Trigger
from headway.loop.rules import due
from headway.loop.rules.escalation import Post, next_above
from headway.okrs.models import KeyResult
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.keys import next_key
from headway.people.models import Person, Role
from headway.people.options import options_of


def open_on_metric(
    caller: Caller, metric: Metric, trigger: Trigger, cause: int = 0, severity: str = ""
) -> Decision | None:
    """Open a decision about a metric's present state (or ``severity``); None if one is open already.

    It asks the owner, and is prefilled with what the band says to do on the side that was left.
    """
    shown = metric_evidence(metric)
    fields = {"metric": metric, "severity": severity or metric.state, "evidence": shown.kept()}
    fields["response"] = _response(metric, shown.value)
    return _open(caller, metric.owner, metric.unit_id, trigger, cause, fields)


def open_on_key_result(caller: Caller, row: KeyResult, trigger: Trigger, cause: int = 0) -> Decision | None:
    """Open a decision about a key result; None if one is open already.

    It keeps a leading KPI that moved while this one did not.
    """
    evidence = key_result_evidence(caller, row) | {"leading": waits_for(row)}
    fields = {"key_result": row, "severity": row.status, "evidence": evidence}
    return _open(caller, row.owner, row.objective.unit_id, trigger, cause, fields)


def _response(metric: Metric, value: int | None) -> str:
    if value is None or metric.judged_period is None:
        return ""
    band = band_now(metric, metric.judged_period)
    if band is None:
        return ""
    return band.low_response if band.lower is not None and value < band.lower else band.high_response


def _open(
    caller: Caller, owner: Person, unit_id: int, trigger: Trigger, cause: int, fields: dict[str, Any]
) -> Decision | None:
    above = escalation_of(caller, unit_id, owner.pk)
    asked = owner if owner.left_at is None or above is None else above
    try:
        with acting(caller, "decision.opened") as entry:
            decision = Decision.objects.create(
                workspace=caller.workspace, key=next_key(caller.workspace, Decision), trigger=trigger, cause=cause,
                opened_at=caller.now, answer_by=_answer_by(caller, trigger, fields["severity"]), asked=asked,
                escalate_to=above if above != asked else escalation_of(caller, unit_id, asked.pk), **fields,
            )  # fmt: skip
            tell(entry, decision)
    except IntegrityError:  # another worker opened it a moment ago
        return None
    return decision


def _answer_by(caller: Caller, trigger: str, severity: str) -> datetime:
    return due.answer_by(caller.now, trigger, severity, options_of(caller.workspace))


def tell(entry: Entry, decision: Decision) -> None:
    """Keep the decision's image, and show the action in the feed of what it is about."""
    record(entry, decision)
    if decision.metric:
        entry.concern(decision.metric.key)
    if decision.key_result:
        entry.concern(decision.key_result.key, decision.key_result.objective.key)


ABOVE = """
WITH RECURSIVE up(id, parent_id, lead_id) AS (
  SELECT id, parent_id, lead_id FROM people_unit WHERE workspace_id = %s AND id = %s
  UNION SELECT u.id, u.parent_id, u.lead_id FROM people_unit u JOIN up ON u.id = up.parent_id
) SELECT up.id, up.parent_id, p.id FROM up LEFT JOIN people_person p ON p.id = up.lead_id AND p.left_at IS NULL"""


def escalation_of(caller: Caller, unit_id: int | None, asked_id: int) -> Person | None:
    """Whom an unanswered decision goes to: the next lead above, at last an owner; None if nobody is left."""
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, [caller.workspace.pk, unit_id])
        posts = {pk: Post(parent, lead) for pk, parent, lead in cursor.fetchall()}
    owners = Person.objects.filter(workspace=caller.workspace, role=Role.OWNER, left_at=None).order_by("pk")
    found = next_above(unit_id, posts, asked_id, tuple(owners.values_list("pk", flat=True)))
    return Person.objects.get(pk=found) if found else None


Change = Callable[[Decision], None]


def _change_open(caller: Caller, decision: Decision, verb: str, change: Change) -> bool:
    """Change a decision if it is still open and as it was read: claimed by an UPDATE that must find it so."""
    with transaction.atomic():
        still = Decision.objects.filter(pk=decision.pk, version=decision.version)
        if not still.filter(answered_at=None, resolved_itself_at=None).update(version=decision.version + 1):
            return False
        with acting(caller, verb) as entry:
            decision.version += 1
            change(decision)
            decision.save()
            tell(entry, decision)
    return True


def tighten_decision(caller: Caller, decision: Decision, trigger: str, severity: str) -> bool:
    """What it is about became worse: the answer is due sooner, never later. False if it was answered by now."""

    def change(row: Decision) -> None:
        row.severity, row.trigger = severity, trigger
        row.answer_by = min(row.answer_by, _answer_by(caller, trigger, severity))

    return _change_open(caller, decision, "decision.tightened", change)


def resolve_decision(caller: Caller, decision: Decision, by: str) -> bool:
    """It needs no answer any more, because of an action ``by`` (a verb). False if it was answered by now."""

    def change(row: Decision) -> None:
        row.resolved_itself_at, row.resolved_by = caller.now, by

    return _change_open(caller, decision, "decision.resolved", change)


def escalate_decision(caller: Caller, decision: Decision) -> bool:
    """It is late: it goes to whom it escalates. False if it was answered or passed on by now."""

    def change(row: Decision) -> None:
        row.escalated_at = caller.now

    return _change_open(caller, decision, "decision.escalated", change)


def ask_again(caller: Caller, decision: Decision) -> bool:
    """A watch ended, or a fix did not help: the decision waits for an answer once more.

    What was answered before stays in the log. False if the subject has an open decision by now.
    """
    if _has_open(decision):
        return False
    with transaction.atomic():
        answered = Decision.objects.filter(pk=decision.pk, version=decision.version, answered_at__isnull=False)
        if not answered.update(version=decision.version + 1):
            return False
        with acting(caller, "decision.asked_again") as entry:
            entry.say(answer={"choice": decision.choice, "why": decision.why, "watch_until": decision.watch_until})
            decision.version += 1
            clear_answer(decision)
            decision.answer_by = _answer_by(caller, decision.trigger, decision.severity)
            decision.escalated_at = None
            _show_anew(caller, decision)
            decision.save()
            tell(entry, decision)
    return True


def _has_open(decision: Decision) -> bool:
    rows = Decision.objects.filter(answered_at=None, resolved_itself_at=None).exclude(pk=decision.pk)
    return rows.filter(metric=decision.metric_id, key_result=decision.key_result_id).exists()


def clear_answer(decision: Decision) -> None:
    """Take the answer back, in memory."""
    decision.choice = decision.why = decision.fix_what = ""
    decision.answered_by = decision.fix_owner = decision.objective = None
    decision.answered_at = decision.watch_until = decision.fix_due = decision.fixed_at = None


def _show_anew(caller: Caller, decision: Decision) -> None:
    if decision.metric:
        decision.evidence, decision.severity = metric_evidence(decision.metric).kept(), decision.metric.state
    elif decision.key_result:
        decision.evidence = key_result_evidence(caller, decision.key_result)
        decision.severity = decision.key_result.status


def end_watch(caller: Caller, decision: Decision, by: str) -> bool:
    """A watch ended and there is nothing more to ask: the number is well again, or a newer decision is open."""
    with transaction.atomic():
        watching = Decision.objects.filter(pk=decision.pk, version=decision.version, resolved_itself_at=None)
        if not watching.update(version=decision.version + 1):
            return False
        with acting(caller, "decision.resolved") as entry:
            decision.version += 1
            decision.resolved_itself_at, decision.resolved_by = caller.now, by
            decision.save()
            tell(entry, decision)
    return True
