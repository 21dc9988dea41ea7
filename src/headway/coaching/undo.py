"""Taking back what somebody just said to the coach."""

from headway.activity.log import body_of
from headway.activity.models import Activity
from headway.coaching.access import audit_for, dismissal_for
from headway.coaching.actions.auditing import withdraw_audit
from headway.coaching.actions.dismissing import lift_dismissal
from headway.people.caller import Caller


def undo_dismissal(caller: Caller, row: Activity) -> None:
    """Let the finding show again."""
    lift_dismissal(caller, dismissal_for(caller, _key(row, "DM")))


def undo_audit(caller: Caller, row: Activity) -> None:
    """Take a verdict back."""
    withdraw_audit(caller, audit_for(caller, _key(row, "KA")))


def _key(row: Activity, prefix: str) -> str:
    return next(key for key in body_of(row)["images"] if key.startswith(f"{prefix}-"))


UNDO = {"finding.dismissed": undo_dismissal, "kpi.audited": undo_audit}
