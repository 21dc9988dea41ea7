"""Rows of the Explorer, saved views, and one change of many objectives over the API."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.responses import Status

from headway.explorer.access import view_for, views_for
from headway.explorer.actions import archive_view, change_view, save_view
from headway.explorer.ask import read_ask, refuse_unknown
from headway.explorer.models import View
from headway.explorer.rows import page_of as rows_of
from headway.explorer.rows import read_question
from headway.explorer.rules.typed import Unreadable, read_day
from headway.explorer.schemas import ChangeOut, ChangesIn, RowsOut, ViewIn, ViewOut, ViewPatch
from headway.explorer.scope import Scope
from headway.explorer.setting import Setter
from headway.explorer.sheets import row_out
from headway.explorer.tables import TABLES
from headway.okrs.access import cycle_for, objectives_for, theme_for
from headway.okrs.actions.changes import Planned, change_objectives, plan_changes
from headway.people.access import person_for, unit_for
from headway.people.caller import Caller, caller_of
from headway.people.doors.api import Page, check_version, page_of, tagged
from headway.people.errors import NotHere, Refused
from headway.people.keys import key_order

router = Router(tags=["explorer"])
Out = dict[str, Any]


@router.get("/rows/objectives", response=RowsOut, operation_id="list_objective_rows")
def objective_rows(
    request: HttpRequest, view: str = "", sort: str = "", after: str = "", limit: int = 100, **filters: str
) -> Out:
    """Objectives as the Explorer shows them: every filter of its address is a query parameter here."""
    return _rows(request, "objectives")


@router.get("/rows/key-results", response=RowsOut, operation_id="list_key_result_rows")
def key_result_rows(
    request: HttpRequest, view: str = "", sort: str = "", after: str = "", limit: int = 100, **filters: str
) -> Out:
    """Key results as the Explorer shows them."""
    return _rows(request, "key-results")


@router.get("/rows/kpis", response=RowsOut, operation_id="list_kpi_rows")
def kpi_rows(
    request: HttpRequest, view: str = "", sort: str = "", after: str = "", limit: int = 100, **filters: str
) -> Out:
    """KPIs as the Explorer shows them."""
    return _rows(request, "kpis")


def _rows(request: HttpRequest, name: str) -> Out:
    caller, table = caller_of(request), TABLES[name]
    refuse_unknown(request.GET, table.known)
    params = {one: request.GET.getlist(one) for one in request.GET}
    saved = view_for(caller, request.GET["view"]).query if request.GET.get("view") else ""
    ask = read_ask(params, table.known, saved)
    question = read_question(table, ask, Scope(caller, below=ask.given.get("below") != "no"))
    rows, following = rows_of(question)
    setter = Setter(caller, question.since)
    items = [row_out(setter, question, row) for row in rows]
    return {"items": items, "next": following or None, "count": question.rows().count()}


@router.get("/views", response=Page[ViewOut], operation_id="list_views")
def list_views(request: HttpRequest, after: str = "", limit: int = 50) -> Out:
    """Your own views, and those that are shared."""
    return page_of(views_for(caller_of(request)), _view, after, limit)


@router.post("/views", response={201: ViewOut}, operation_id="save_view")
def save(request: HttpRequest, response: HttpResponse, payload: ViewIn) -> Status[Out]:
    """Save a view."""
    view = save_view(caller_of(request), payload.name, payload.table, payload.query, shared=payload.shared)
    tagged(response, view)
    return Status(201, _view(view))


@router.get("/views/{key}", response=ViewOut, operation_id="get_view")
def get(request: HttpRequest, response: HttpResponse, key: str) -> Out:
    """One view, with its version as ETag."""
    view = view_for(caller_of(request), key)
    tagged(response, view)
    return _view(view)


@router.patch("/views/{key}", response=ViewOut, operation_id="change_view")
def change(request: HttpRequest, response: HttpResponse, key: str, payload: ViewPatch) -> Out:
    """Change a view; send ``If-Match`` with the ETag you read."""
    caller = caller_of(request)
    view = view_for(caller, key)
    version = check_version(request, view)
    view = change_view(caller, view, **payload.dict(exclude_unset=True), version=version)
    tagged(response, view)
    return _view(view)


@router.delete("/views/{key}", response={204: None}, operation_id="archive_view")
def archive(request: HttpRequest, key: str) -> Status[None]:
    """Put a view away."""
    caller = caller_of(request)
    archive_view(caller, view_for(caller, key))
    return Status(204, None)


@router.post("/objectives/changes", response=list[ChangeOut], operation_id="change_objectives")
def change_many(request: HttpRequest, payload: ChangesIn) -> list[Out]:
    """Change many objectives, all or none; with ``dry_run`` only say what would become of each."""
    caller = caller_of(request)
    rows = objectives_for(caller).filter(key__in=payload.objectives)
    goals = sorted(rows.select_related("owner", "unit", "cycle", "theme"), key=lambda goal: key_order(goal.key))
    if missing := set(payload.objectives) - {goal.key for goal in goals}:
        raise NotHere.under(min(missing, key=key_order))
    changes = _changes(caller, payload)
    if payload.dry_run:
        return [_change(plan) for plan in plan_changes(caller, goals, changes, payload.reason)]
    return [_change(plan) for plan in change_objectives(caller, goals, changes, reason=payload.reason)]


def _changes(caller: Caller, payload: ChangesIn) -> Out:
    doors: dict[str, Any] = {"owner": person_for, "unit": unit_for, "theme": theme_for, "cycle": cycle_for}
    found: Out = {}
    for name, value in payload.dict(exclude={"objectives", "reason", "dry_run"}).items():
        if value is None or value == []:
            continue
        found[name] = doors[name](caller, value) if name in doors else value
    if "due" in found:
        found["due"] = _day(found["due"], caller.today)
    return found


def _day(text: str, today: date) -> date:
    try:
        return read_day(text, today)
    except Unreadable as error:
        raise Refused(str(error), field="due") from None


def _view(view: View) -> Out:
    names = ("key", "name", "table", "query", "shared", "version")
    return {name: getattr(view, name) for name in names} | {"owner": view.owner.key}


def _change(plan: Planned) -> Out:
    changed = {name: [_plainly(old), _plainly(new)] for name, (old, new) in plan.changed.items()}
    return {"key": plan.objective.key, "changed": changed, "refused": plan.refused}


def _plainly(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else getattr(value, "key", value)
