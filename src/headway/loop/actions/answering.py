"""Answering a decision: watch, fix now, open an objective; a plateau may also be left."""

from dataclasses import dataclass
from datetime import date, timedelta

from headway.kpis.access import metrics_for
from headway.loop.actions.drafting import Draft, open_objective
from headway.loop.actions.opening import clear_answer, tell
from headway.loop.models import Choice, Decision, Trigger
from headway.okrs.access import key_results_for
from headway.people.access import require
from headway.people.acting import acting
from headway.people.caller import Caller
from headway.people.errors import Conflict, Refused
from headway.people.models import Person

LONGEST = timedelta(days=92)
"""A watch ends within a quarter, so that nothing red is watched for ever."""


@dataclass(frozen=True)
class Watch:
    """Look again on a day; then the decision asks once more, unless the number is well again."""

    until: date


@dataclass(frozen=True)
class Fix:
    """Something is done now, by somebody, by a day."""

    what: str
    owner: Person
    due: date


@dataclass(frozen=True)
class Leave:
    """Leave a plateau as it is."""


Answer = Watch | Fix | Draft | Leave
CHOICES: dict[type, Choice] = {Watch: Choice.WATCH, Fix: Choice.FIX, Draft: Choice.OBJECTIVE, Leave: Choice.LEAVE}


def answer_decision(caller: Caller, decision: Decision, answer: Answer, why: str) -> Decision:
    """Answer an open decision and keep why. An objective is made from its draft in the same transaction.

    Raises ``Refused`` with the field at fault, ``Conflict`` if it was answered meanwhile, ``NotAllowed``.
    """
    require(caller, "decision.answer", decision)
    _refuse_answer(caller, decision, answer, why)
    with acting(caller, "decision.answered", reason=why) as entry:
        entry.concern(decision.key)
        _claim(decision)
        decision.choice, decision.why = CHOICES[type(answer)], why.strip()
        decision.answered_by, decision.answered_at = caller.person, caller.now
        if isinstance(answer, Watch):
            decision.watch_until = answer.until
        elif isinstance(answer, Fix):
            decision.fix_what, decision.fix_owner, decision.fix_due = answer.what.strip(), answer.owner, answer.due
        elif isinstance(answer, Draft):
            decision.objective = open_objective(caller, entry, decision, answer)
        decision.save()
        tell(entry, decision)
    return decision


def _claim(decision: Decision) -> None:
    """Take the decision for this answer: of two who answer at once, one is told."""
    rows = Decision.objects.filter(pk=decision.pk, version=decision.version, answered_at=None, resolved_itself_at=None)
    if not rows.update(version=decision.version + 1):
        raise Conflict(f"{decision.key} changed while you were deciding: load it again and see what was decided.")
    decision.version += 1


def _refuse_answer(caller: Caller, decision: Decision, answer: Answer, why: str) -> None:
    if decision.resolved_itself_at:
        raise Conflict(f"{decision.key} is closed: what it was about is well again. There is nothing to decide.")
    if decision.answered_at:
        raise Conflict(f"{decision.key} was answered already: open it again first to decide anew.")
    if not why.strip():
        raise Refused("A decision is kept with its reason: write why, in a sentence.", field="why")
    if isinstance(answer, Leave) and decision.trigger != Trigger.PLATEAU:
        message = "Only a plateau may be left as it is: watch this until a day, fix it, or open an objective."
        raise Refused(message, field="choice")
    if isinstance(answer, Watch):
        _refuse_watch(caller, answer)
    if isinstance(answer, Fix):
        _refuse_fix(caller, decision, answer)


def _refuse_watch(caller: Caller, answer: Watch) -> None:
    if answer.until <= caller.today:
        message = f"{answer.until} is not ahead, so there is nothing to watch: choose a later day."
        raise Refused(message, field="watch_until")
    if answer.until > caller.today + LONGEST:
        last = caller.today + LONGEST
        message = f"A watch ends within a quarter, and {answer.until} is later: choose {last} or a day before."
        raise Refused(message, field="watch_until")


def _refuse_fix(caller: Caller, decision: Decision, answer: Fix) -> None:
    if not answer.what.strip():
        raise Refused("A fix says what is done now: write it in a sentence.", field="fix_what")
    if answer.due < caller.today:
        raise Refused(f"{answer.due} has passed: choose the day by which the fix is done.", field="fix_due")
    if answer.owner.workspace_id != decision.workspace_id or answer.owner.left_at:
        raise Refused("The fix needs somebody of this workspace who does it: choose a person.", field="fix_owner")
    if not _sees(caller, answer.owner, decision):
        message = f"{answer.owner.name} cannot see what this is about, so they cannot fix it: choose somebody who can."
        raise Refused(message, field="fix_owner")


def _sees(caller: Caller, person: Person, decision: Decision) -> bool:
    other = Caller(caller.workspace, person, caller.now)
    if decision.metric:
        return metrics_for(other).filter(pk=decision.metric.pk).exists()
    row = decision.key_result
    return row is not None and key_results_for(other).filter(pk=row.pk).exists()


def mark_fixed(caller: Caller, decision: Decision) -> Decision:
    """Say that the fix is done. If the number stays out, the decision asks again at the next closed reading."""
    if caller.person_id != decision.fix_owner_id:
        require(caller, "decision.answer", decision)
    if decision.choice != Choice.FIX or decision.fixed_at:
        raise Conflict(f"{decision.key} has no fix that is still to be done.")
    with acting(caller, "decision.fixed") as entry:
        decision.fixed_at = caller.now
        decision.version += 1
        decision.save()
        tell(entry, decision)
    return decision


def reopen_decision(caller: Caller, decision: Decision, reason: str) -> Decision:
    """Take the answer back, so that it can be decided anew. An objective that was opened stays."""
    require(caller, "decision.answer", decision)
    if not decision.answered_at:
        raise Conflict(f"{decision.key} has no answer to take back.")
    if decision.resolved_itself_at:
        raise Conflict(f"{decision.key} is closed: what it was about is well again.")
    if not reason.strip():
        raise Refused("Say why the answer no longer holds, in a sentence.", field="reason")
    rows = Decision.objects.filter(answered_at=None, resolved_itself_at=None, workspace=caller.workspace)
    if rows.filter(metric=decision.metric_id, key_result=decision.key_result_id).exists():
        raise Conflict("A newer decision about the same thing is open: answer that one instead.")
    with acting(caller, "decision.reopened", reason=reason) as entry:
        clear_answer(decision)
        decision.answer_by = max(decision.answer_by, caller.now + timedelta(hours=24))
        decision.escalated_at = None
        decision.version += 1
        decision.save()
        tell(entry, decision)
    return decision
