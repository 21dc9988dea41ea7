"""Status by hand: an owner may overrule the data, with a reason; the page then shows both."""

from headway.okrs.actions.changing import require_open, require_text
from headway.okrs.models import KeyResult, Objective, Status
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.versions import claim_version

HAND = ["hand_status", "hand_reason", "hand_by", "hand_at", "hand_lasting"]


def override_status(
    caller: Caller, goal: Objective | KeyResult, status: str, reason: str, *, lasting: bool = False
) -> None:
    """Set a status by hand, until the next check-in or (``lasting``) until it is lifted."""
    _require(caller, goal)
    if status not in Status.values:
        raise Refused("A status is on track, at risk, off track or unknown: choose one.", field="status")
    why = require_text(reason, "reason", "Overruling the data needs a reason that others can read: fill it in.", 2000)
    with acting(caller, "status.overridden", reason=why) as entry:
        claim_version(goal, None)
        goal.hand_status, goal.hand_reason, goal.hand_lasting = status, why, lasting
        goal.hand_by, goal.hand_at = caller.person, caller.now
        goal.save(update_fields=HAND)
        entry.say(data=goal.status, hand=status)
        record(entry, goal)


def resume_status(caller: Caller, goal: Objective | KeyResult) -> None:
    """Let the data speak again."""
    _require(caller, goal)
    if not goal.hand_status:
        raise Refused(f"{goal.key} shows what the data say already.")
    with acting(caller, "status.resumed") as entry:
        claim_version(goal, None)
        lift_hand(goal)
        goal.save(update_fields=HAND)
        record(entry, goal)


def lift_hand(goal: Objective | KeyResult) -> None:
    """Forget the status by hand, in memory."""
    goal.hand_status, goal.hand_reason, goal.hand_lasting = "", "", False
    goal.hand_by, goal.hand_at = None, None


def _require(caller: Caller, goal: Objective | KeyResult) -> None:
    verb = "objective.change" if isinstance(goal, Objective) else "key_result.check_in"
    require(caller, verb, goal)
    require_open(goal if isinstance(goal, Objective) else goal.objective)
