"""Key results and their amendments over the API."""

from django.http import HttpResponse

from headway.kpis.access import metrics_for
from headway.okrs.access import amendment_for, key_result_for, key_results_for, visible_metric_ids, with_its_objective
from headway.okrs.actions.amendments import accept_amendment, decline_amendment, propose_amendment
from headway.okrs.actions.key_results import archive_key_result, change_key_result, unarchive_key_result
from headway.okrs.actions.statuses import override_status, resume_status
from headway.okrs.inputs import amendment_in, changes_in
from headway.okrs.models import KeyResult
from headway.okrs.payloads.goals import amendment_out, key_result_out
from headway.okrs.schemas.goals import AmendmentIn, AmendmentOut, KeyResultOut, KeyResultPatch, ReasonIn, StatusIn
from headway.people.caller import Caller
from headway.people.doors.api import HttpRequest, Out, Page, Router, Status, caller_of, check_version, page_of, tagged

router = Router(tags=["key results"])


def _out(caller: Caller, row: KeyResult) -> Out:
    return key_result_out(row, row.metric_id in visible_metric_ids(caller, [row]))


@router.get("/key-results", response=Page[KeyResultOut], operation_id="list_key_results")
def list_key_results(request: HttpRequest, after: str = "", limit: int = 50, mine: bool = False) -> Out:
    """The live key results you may see; with ``mine=true`` those you own or update."""
    caller = caller_of(request)
    rows = with_its_objective(key_results_for(caller)).filter(archived_at=None, objective__archived_at=None)
    if mine:
        rows = rows.filter(owner=caller.person_id) | rows.filter(updater=caller.person_id)
    seen = set(metrics_for(caller).values_list("pk", flat=True))
    return page_of(rows, lambda row: key_result_out(row, row.metric_id in seen), after, limit)


@router.get("/key-results/{key}", response=KeyResultOut, operation_id="get_key_result")
def get(request: HttpRequest, response: HttpResponse, key: str) -> Out:
    """One key result, with its version as ETag."""
    row = key_result_for(caller_of(request), key)
    tagged(response, row)
    return _out(caller_of(request), row)


@router.patch("/key-results/{key}", response=KeyResultOut, operation_id="change_key_result")
def change(request: HttpRequest, response: HttpResponse, key: str, payload: KeyResultPatch) -> Out:
    """Change a key result; send ``If-Match`` with the ETag you read."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    version = check_version(request, row)
    row = change_key_result(caller, row, changes_in(caller, payload.dict(exclude_unset=True), row), version)
    tagged(response, row)
    return _out(caller, row)


@router.put("/key-results/{key}/status", response=KeyResultOut, operation_id="override_key_result_status")
def status(request: HttpRequest, key: str, payload: StatusIn) -> Out:
    """Set a status by hand."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    override_status(caller, row, payload.status, payload.reason, lasting=payload.lasting)
    return _out(caller, row)


@router.delete("/key-results/{key}/status", response=KeyResultOut, operation_id="resume_key_result_status")
def resume(request: HttpRequest, key: str) -> Out:
    """Let the data speak again."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    resume_status(caller, row)
    return _out(caller, row)


@router.put("/key-results/{key}/archive", response=KeyResultOut, operation_id="archive_key_result")
def archive(request: HttpRequest, key: str, payload: ReasonIn) -> Out:
    """Take a key result out of its objective."""
    caller = caller_of(request)
    return _out(caller, archive_key_result(caller, key_result_for(caller, key), payload.reason))


@router.delete("/key-results/{key}/archive", response=KeyResultOut, operation_id="unarchive_key_result")
def unarchive(request: HttpRequest, key: str) -> Out:
    """Bring an archived key result back."""
    caller = caller_of(request)
    return _out(caller, unarchive_key_result(caller, key_result_for(caller, key)))


@router.get("/key-results/{key}/amendments", response=Page[AmendmentOut], operation_id="list_amendments")
def list_amendments(request: HttpRequest, key: str, after: str = "", limit: int = 50) -> Out:
    """Every amendment of a key result."""
    row = key_result_for(caller_of(request), key)
    rows = row.amendments.select_related("proposed_by", "key_result")
    return page_of(rows, amendment_out, after, limit)


@router.post("/key-results/{key}/amendments", response={201: AmendmentOut}, operation_id="propose_amendment")
def propose(request: HttpRequest, key: str, payload: AmendmentIn) -> Status[Out]:
    """Propose another target or baseline."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    return Status(201, amendment_out(propose_amendment(caller, row, amendment_in(payload.dict(), row))))


@router.post("/amendments/{key}/acceptance", response=AmendmentOut, operation_id="accept_amendment")
def accept(request: HttpRequest, key: str, payload: ReasonIn | None = None) -> Out:
    """Put a proposed amendment in force; a reason may say why."""
    caller = caller_of(request)
    answer = payload.reason if payload else ""
    return amendment_out(accept_amendment(caller, amendment_for(caller, key), answer))


@router.post("/amendments/{key}/refusal", response=AmendmentOut, operation_id="decline_amendment")
def decline(request: HttpRequest, key: str, payload: ReasonIn) -> Out:
    """Decline a proposed amendment, and say why."""
    caller = caller_of(request)
    return amendment_out(decline_amendment(caller, amendment_for(caller, key), payload.reason))
