"""Deciding on a KPI in the audit: keep, sharpen or cut."""

from collections.abc import Sequence

from django.db import transaction

from headway.coaching.auditing import cases
from headway.coaching.models import Audit
from headway.kpis.actions.standing import demote, retire
from headway.kpis.models import Metric
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key, next_keys

DEMOTE, RETIRE = "demote", "retire"


def audit_kpi(caller: Caller, metric: Metric, verdict: str, reason: str, how: str = DEMOTE) -> Audit:
    """Keep a KPI, sharpen it, or cut it: a cut makes it a metric again (``demote``) or ends it (``retire``).

    The evidence as it stood is kept with the verdict. A cut is refused as a whole if the KPI cannot be cut.
    """
    require(caller, "kpi.change", metric)
    if not metric.is_kpi:
        raise Refused(f"{metric.key} is no KPI now, so there is nothing to audit.")
    if verdict not in Audit.Verdict.values:
        raise Refused(f"“{verdict}” is no verdict of an audit: choose keep, sharpen or cut.", field="verdict")
    if how not in {DEMOTE, RETIRE}:
        raise Refused(f"“{how}” is no way to cut a KPI: choose demote or retire.", field="how")
    if not reason.strip():
        raise Refused("Say why, in a sentence: the next audit will read it.", field="reason")
    (case,) = cases(caller, key=metric.key)
    with transaction.atomic():
        row = _write(caller, metric, verdict, reason, [each.told for each in case.reasons])
        if verdict == Audit.Verdict.CUT:
            (demote if how == DEMOTE else retire)(caller, metric, reason)
    return row


def keep_kpis(caller: Caller, metrics: Sequence[Metric], reason: str) -> int:
    """Keep several KPIs for one reason, as one action; those that were decided on this quarter are left as they are."""
    for metric in metrics:
        require(caller, "kpi.change", metric)
    if not reason.strip():
        raise Refused("Say why these are kept, in a sentence: the next audit will read it.", field="reason")
    wanted = {metric.pk for metric in metrics}
    found = [case for case in cases(caller) if case.kpi.pk in wanted and case.is_due]
    if not found:
        return 0
    with acting(caller, "kpi.audited", reason=reason) as entry:
        for case, key in zip(found, next_keys(caller.workspace, Audit, len(found)), strict=True):
            told = [each.told for each in case.reasons]
            row = _row(caller, case.kpi, key, Audit.Verdict.KEEP, reason, told)
            entry.concern(case.kpi.key)
            record(entry, row)
        entry.say(verdict=Audit.Verdict.KEEP, lines=len(found))
    return len(found)


def _row(caller: Caller, metric: Metric, key: str, verdict: str, reason: str, evidence: list[str]) -> Audit:
    return Audit.objects.create(
        workspace=caller.workspace, key=key, metric=metric, verdict=verdict, reason=reason.strip()[:2000],
        evidence=evidence, by=caller.someone, at=caller.now,
    )  # fmt: skip


def _write(caller: Caller, metric: Metric, verdict: str, reason: str, evidence: list[str]) -> Audit:
    with acting(caller, "kpi.audited", reason=reason) as entry:
        row = _row(caller, metric, next_key(caller.workspace, Audit), verdict, reason, evidence)
        entry.concern(metric.key)
        entry.say(verdict=verdict)
        record(entry, row)
    return row


def withdraw_audit(caller: Caller, row: Audit) -> Audit:
    """Take a verdict back; a KPI that it cut stays as it is."""
    require(caller, "kpi.change", row.metric)
    if row.withdrawn_at is not None:
        raise Refused(f"{row.key} was withdrawn already.")
    with acting(caller, "kpi.audit_withdrawn") as entry:
        row.withdrawn_at = caller.now
        row.save(update_fields=["withdrawn_at"])
        entry.concern(row.metric.key)
        record(entry, row)
    return row
