"""Taking back what somebody just said to the coach."""

from django.db import transaction

from headway.activity.log import body_of
from headway.activity.models import Activity
from headway.coaching.access import audit_for, dismissal_for
from headway.coaching.actions.auditing import withdraw_audit
from headway.coaching.actions.dismissing import lift_dismissal
from headway.people.caller import Caller


def undo_dismissal(caller: Caller, row: Activity) -> None:
    """Let the finding show again."""
    for key in _keys(row, "DM"):
        lift_dismissal(caller, dismissal_for(caller, key))


def undo_audit(caller: Caller, row: Activity) -> None:
    """Take a verdict back, or all that were given at once."""
    with transaction.atomic():
        for key in _keys(row, "KA"):
            withdraw_audit(caller, audit_for(caller, key))


def _keys(row: Activity, prefix: str) -> list[str]:
    return [key for key in body_of(row)["images"] if key.startswith(f"{prefix}-")]


UNDO = {"finding.dismissed": undo_dismissal, "kpi.audited": undo_audit}
