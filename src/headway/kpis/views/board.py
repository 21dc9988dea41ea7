"""The KPI board: looked at, typed into, pasted into."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from headway.hours import read_period
from headway.kpis.access import metrics_for
from headway.kpis.actions.readings import Recorded, record_readings
from headway.kpis.models import Grain
from headway.kpis.queries.board import Board, board_for, every_row
from headway.kpis.typed import Typed, read_typed
from headway.kpis.views.common import undo_url, url
from headway.people.caller import Caller, caller_of
from headway.people.errors import LinesRefused
from headway.ui.format import unit_text
from headway.ui.sheets import csv_answer, decimals
from headway.ui.toasts import toast, toast_now


@require_http_methods(["GET", "POST"])
def show_board(request: HttpRequest, workspace: str) -> HttpResponseBase:
    """KPIs × periods of one grain. A POST records what differs, all of it or nothing."""
    caller = caller_of(request)
    if request.method == "POST":
        return _record(request, caller)
    board = _board(request, caller)
    if not board.grains:
        return render(request, "kpis/board_empty.html", {"others": metrics_for(caller).exists()})
    if request.GET.get("format") == "csv":
        return _as_sheet(caller, board)
    return _page(request, caller, board, Typed())


def _as_sheet(caller: Caller, board: Board) -> HttpResponseBase:
    """Every row of a board: what is known of each KPI, then its values by period."""
    header = (_("Key"), _("KPI"), _("Unit"), _("Measured in"), _("State"), _("Band"), _("Target"), *board.periods)
    rows = (
        [
            row.metric.key, row.metric.name, row.metric.unit.name, unit_text(row.metric), row.state, row.band,
            decimals(row.target, row.metric.scale), *(decimals(cell.value, row.metric.scale) for cell in row.cells),
        ]
        for row in every_row(caller, board)
    )  # fmt: skip
    return csv_answer(f"kpis-by-{board.grain}", header, rows)


def _board(request: HttpRequest, caller: Caller) -> Board:
    asked = {**request.GET.dict(), **request.POST.dict()}
    until, number = _day(asked.get("until", "")), asked.get("page", "1")
    return board_for(caller, asked.get("grain", ""), asked.get("view", "all"), until, number)


def _day(text: str) -> date | None:
    try:
        return read_period(text)
    except ValueError:
        return None


def _record(request: HttpRequest, caller: Caller) -> HttpResponse:
    typed = read_typed(caller, request.POST.dict(), _seen(request))
    if typed.lines and not typed.errors:
        try:
            done = record_readings(caller, typed.lines, source="board")
        except LinesRefused as refused:
            for error in refused.errors:
                line = typed.lines[error.line - 1]
                typed.errors[f"{line.metric.key}@{line.period}"] = error.message
        else:
            return _recorded(request, caller, typed, done)
    if request.htmx or typed.errors:  # type: ignore[attr-defined]
        return _again(request, caller, typed)
    return redirect(_here(request, caller))


def _seen(request: HttpRequest) -> datetime | None:
    try:
        return parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None


def _recorded(request: HttpRequest, caller: Caller, typed: Typed, done: Recorded) -> HttpResponse:
    n = len(typed.lines)
    said = ngettext("Recorded %(n)s reading.", "Recorded %(n)s readings.", n) % {"n": n}
    if request.htmx:  # type: ignore[attr-defined]
        return toast_now(_again(request, caller, typed), said, undo_url(caller, done.seq))
    toast(request, said, undo_url(caller, done.seq))
    return redirect(_here(request, caller))


def _again(request: HttpRequest, caller: Caller, typed: Typed) -> HttpResponse:
    """After htmx only the cells that were touched; without it the page, with what was typed."""
    board = _board(request, caller)
    if request.htmx:  # type: ignore[attr-defined]
        touched = set(typed.errors) | {f"{line.metric.key}@{line.period}" for line in typed.lines}
        rows = [row for row in board.rows if any(cell.name in touched for cell in row.cells)]
        _retype(board, typed)
        errors = _errors(board, typed)
        context = {"rows": rows, "touched": touched, "errors": errors, "seen": caller.now, "board": board}
        return render(request, "kpis/_cells.html", context)
    return _page(request, caller, board, typed)


def _page(request: HttpRequest, caller: Caller, board: Board, typed: Typed) -> HttpResponse:
    _retype(board, typed)
    context = {
        "board": board, "seen": caller.now, "errors": _errors(board, typed), "tabs": _tabs(caller, board),
        "views": _views(caller, board),
    }  # fmt: skip
    return render(request, "kpis/board.html", context, status=422 if typed.errors else 200)


def _retype(board: Board, typed: Typed) -> None:
    """Show what was typed where it was refused, or where a neighbour was."""
    if not typed.errors:
        return
    for row in board.rows:
        for cell in row.cells:
            cell.shown = typed.texts.get(cell.name, cell.shown)
            cell.error = typed.errors.get(cell.name, "")


def _errors(board: Board, typed: Typed) -> list[tuple[str, str, date, str]]:
    return [
        (cell.name, row.metric.name, cell.period, cell.error) for row in board.rows for cell in row.cells if cell.error
    ]


def _tabs(caller: Caller, board: Board) -> list[dict[str, object]]:
    names = {
        "hour": _("By hour"), "day": _("By day"), "week": _("By week"), "month": _("By month"),
        "quarter": _("By quarter"), "year": _("By year"),
    }  # fmt: skip
    return [
        {"name": names[g], "url": f"{url(caller, 'board')}?grain={g}", "count": n, "current": g == board.grain}
        for g, n in board.grains.items()
    ]


def _views(caller: Caller, board: Board) -> list[dict[str, object]]:
    names = {"all": _("All"), "mine": _("Mine"), "left": _("Left their band"), "changed": _("Changed")}
    base = f"{url(caller, 'board')}?grain={board.grain}&view="
    return [{"name": names[v], "url": base + v, "count": n, "current": v == board.view} for v, n in board.views.items()]


def _here(request: HttpRequest, caller: Caller) -> str:
    grain, view = request.POST.get("grain", ""), request.POST.get("view", "")
    until = _day(request.POST.get("until", ""))
    asked = f"?grain={grain if grain in Grain.values else ''}&view={view if view.isalpha() else 'all'}"
    number = request.POST.get("page", "")
    asked += f"&page={number}" if number.isdigit() else ""
    return url(caller, "board") + asked + (f"&until={until}" if until else "")
