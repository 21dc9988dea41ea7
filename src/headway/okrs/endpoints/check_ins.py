"""Check-ins over the API."""

from headway.okrs.access import check_in_for, key_result_for, objectives_for
from headway.okrs.actions.check_ins import check_in, preview_check_ins, send_check_ins, withdraw_check_in
from headway.okrs.inputs import draft_in
from headway.okrs.payloads.goals import PARTS, check_in_out
from headway.okrs.queries.grid import effects_of
from headway.okrs.schemas.goals import CheckInIn, CheckInOut, CheckInsIn, EffectOut, ReasonIn
from headway.people.doors.api import HttpRequest, Out, Page, Router, Status, amount_out, caller_of, page_of

router = Router(tags=["check-ins"])


@router.get("/key-results/{key}/check-ins", response=Page[CheckInOut], operation_id="list_check_ins")
def list_check_ins(request: HttpRequest, key: str, after: str = "", limit: int = 50) -> Out:
    """Everything that was said about a key result, what was corrected or withdrawn too."""
    row = key_result_for(caller_of(request), key)
    return page_of(row.check_ins.select_related("author", "key_result", "supersedes"), check_in_out, after, limit)


@router.post("/key-results/{key}/check-ins", response={201: CheckInOut}, operation_id="check_in")
def say(request: HttpRequest, key: str, payload: CheckInIn) -> Status[Out]:
    """Check in on one key result."""
    caller = caller_of(request)
    draft = draft_in(caller, payload.dict(), key_result_for(caller, key))
    return Status(201, check_in_out(check_in(caller, draft)))


@router.post("/check-ins", response={201: list[CheckInOut]}, operation_id="send_check_ins")
def send(request: HttpRequest, payload: CheckInsIn) -> Status[list[Out]]:
    """Send several check-ins together, all or none; each names its ``key_result``."""
    caller = caller_of(request)
    made = send_check_ins(caller, [draft_in(caller, one.dict()) for one in payload.check_ins])
    return Status(201, [check_in_out(row) for row in made])


@router.post("/check-ins/effect", response=list[EffectOut], operation_id="preview_check_ins")
def effect(request: HttpRequest, payload: CheckInsIn) -> list[Out]:
    """What these check-ins would do to the goals above; nothing is written."""
    caller = caller_of(request)
    drafts = [draft_in(caller, one.dict()) for one in payload.check_ins]
    tree = preview_check_ins(caller, drafts)
    visible = set(objectives_for(caller).filter(pk__in=list(tree.objectives)).values_list("key", flat=True))
    return [
        {
            "key": one.key, "title": one.title, "before": amount_out(one.before, PARTS),
            "after": amount_out(one.after, PARTS), "status": one.status, "turned": one.turned,
        }
        for one in effects_of(tree, drafts, visible)
    ]  # fmt: skip


@router.get("/check-ins/{key}", response=CheckInOut, operation_id="get_check_in")
def get(request: HttpRequest, key: str) -> Out:
    """One check-in."""
    return check_in_out(check_in_for(caller_of(request), key))


@router.post("/check-ins/{key}/withdrawal", response=CheckInOut, operation_id="withdraw_check_in")
def withdraw(request: HttpRequest, key: str, payload: ReasonIn) -> Out:
    """Take a check-in back; it stays in the history."""
    caller = caller_of(request)
    row = check_in_for(caller, key)
    withdraw_check_in(caller, row, payload.reason)
    return check_in_out(row)
