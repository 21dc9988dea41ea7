"""What each KPI is in one cycle."""

from collections.abc import Container, Sequence
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap

from headway.coaching.actions.mapping import map_kpis
from headway.coaching.mapping import Answer, Mapped, Tie, mapped
from headway.coaching.views.common import act, page, part
from headway.kpis.access import kpis_for
from headway.kpis.models import Metric
from headway.okrs.access import cycle_for
from headway.okrs.models import Cycle
from headway.people.access import can
from headway.people.caller import Caller, caller_of
from headway.people.errors import NotAllowed, NotHere, Refused
from headway.people.objects import path_of
from headway.ui.toasts import toast_now

ROWS, TIES = 60, 3
ROLES = {
    "key_result": gettext_lazy("Key result"), "supporting": gettext_lazy("Supporting"),
    "guardrail": gettext_lazy("Guardrail"), "monitor": gettext_lazy("Watch"), "": "",
}  # fmt: skip
QUESTIONS = ("movable", "final")
YES_NO = {"yes": True, "no": False}


class Line(NamedTuple):
    """A row of the page: a KPI in the cycle, its role in a word, what it is tied to, and whether one may answer."""

    row: Mapped
    role: str
    ties: tuple[tuple[Tie, str], ...]
    """The first of them, each with its path."""
    more: int
    """How many others there are."""
    may: bool


@require_http_methods(["GET", "POST"])
def cycle_kpis(request: HttpRequest, workspace: str, cycle: str) -> HttpResponse:
    """Each KPI in the cycle, with two questions; what is answered says what to make of it."""
    caller = caller_of(request)
    shown = cycle_for(caller, cycle)
    if request.method == "POST":
        return _answer(request, caller, shown)
    return page(request, "coaching/mapping.html", at="", **_standing(request, caller, shown))


def _answer(request: HttpRequest, caller: Caller, cycle: Cycle) -> HttpResponse:
    """Keep what was answered, in part where only a part was; after htmx only what it makes of each is shown anew."""
    answers = _answers(caller, request.POST)
    said = _said([kpi.name for kpi, answer in answers.items() if answer.is_in_part])
    if not request.htmx:  # type: ignore[attr-defined]
        here = reverse("coaching:cycle-kpis", args=[caller.workspace.slug, cycle.key])
        return act(request, f"{here}{_same_page(request)}#keep", said, lambda: map_kpis(caller, cycle, answers))
    try:
        map_kpis(caller, cycle, answers)
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        return toast_now(reswap(HttpResponse(), "none"), error.message)
    return toast_now(part(request, "coaching/_mapped_now.html", **_standing(request, caller, cycle)), said)


def _answers(caller: Caller, sent: QueryDict) -> dict[Metric, Answer]:
    """What was answered of each KPI of which anything was, and that the caller may answer for."""
    named = kpis_for(caller).filter(key__in={name.rpartition("-")[0] for name in sent}).order_by("unit__name", "name")
    kpis = [kpi for kpi in named if can(caller, "kpi.change", kpi)]
    given = {kpi: Answer(*(YES_NO.get(sent.get(f"{kpi.key}-{name}", "")) for name in QUESTIONS)) for kpi in kpis}
    return {kpi: answer for kpi, answer in given.items() if answer != Answer()}


def _said(in_part: Sequence[str]) -> str:
    if not in_part:
        return _("Kept.")
    n, names = len(in_part), ", ".join(in_part[:3]) + (" …" if len(in_part) > 3 else "")
    said = ngettext("Kept. One is answered in part: %(names)s.", "Kept. %(n)s are answered in part: %(names)s.", n)
    return said % {"n": n, "names": names}


def _same_page(request: HttpRequest) -> str:
    number = request.GET.get("page", "")
    return f"?page={number}" if number.isdecimal() else ""


def _standing(request: HttpRequest, caller: Caller, cycle: Cycle) -> dict[str, Any]:
    """One page of the KPIs, those that one may answer for first, in an order that no answer changes."""
    rows = mapped(caller, cycle)
    mine = {row.kpi.key for row in rows if can(caller, "kpi.change", row.kpi)} if cycle.state != "closed" else set()
    rows.sort(key=lambda row: row.kpi.key not in mine)
    some = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    prefetch_related_objects([row.kpi for row in some], "unit")
    return {
        "cycle": cycle, "some": some, "lines": [_line(caller, row, row.kpi.key in mine) for row in some],
        "total": len(rows), "answered": sum(row.answer.is_whole for row in rows),
        "in_part": sum(row.answer.is_in_part for row in rows), "to_answer": _first(rows, mine),
        "may_answer": bool(mine),
    }  # fmt: skip


def _line(caller: Caller, row: Mapped, may: bool) -> Line:
    ties = tuple((tie, path_of(caller.workspace, tie.key)) for tie in row.tied[:TIES])
    return Line(row, str(ROLES[row.role]), ties, max(0, len(row.tied) - TIES), may)


def _first(rows: Sequence[Mapped], mine: Container[str]) -> tuple[str, str] | None:
    """Where on which page the first KPI stands that one has still to answer for, and its name."""
    for place, row in enumerate(rows):
        if row.kpi.key in mine and not row.answer.is_whole:
            return f"?page={place // ROWS + 1}#{row.kpi.key}", row.kpi.name
    return None
