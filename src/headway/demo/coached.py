"""What the demo company answered to its coach: a finding waved away, and the audit of two KPIs."""

from datetime import datetime
from functools import partial

from headway.coaching.actions.auditing import audit_kpi
from headway.coaching.actions.dismissing import dismiss_finding
from headway.coaching.findings import Findings
from headway.demo import aims
from headway.demo.stage import Stage


def answer_the_coach(stage: Stage) -> None:
    """Plan what is waved away and audited."""
    for dismissal in stage.story.dismissal:
        stage.plan(stage.moment(dismissal.at), partial(_dismiss, stage, dismissal), rank=8)
    for audit in stage.story.audit:
        stage.plan(stage.moment(audit.at), partial(_audit, stage, audit), rank=8)


def _dismiss(stage: Stage, told: aims.Dismissal, at: datetime) -> None:
    caller = stage.caller(told.by, at)
    key = stage.key_result(caller, told.key_result).key
    (found,) = (
        each for each in Findings(caller).open if each.found.code == told.pattern and each.about.key == key
    )  # fmt: skip
    dismiss_finding(caller, found.found.digest, told.reason)


def _audit(stage: Stage, told: aims.Audit, at: datetime) -> None:
    caller = stage.caller(told.by, at)
    audit_kpi(caller, stage.kpi(caller, told.kpi), told.verdict, told.reason)
