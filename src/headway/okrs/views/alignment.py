"""The goal graph of a cycle: its outline to edit, its conflicts, and the review in which units go through it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from headway.okrs.access import alignment_for, cycle_for, dependencies_for, goals_seen_by, objective_for
from headway.okrs.actions.alignments import align, move_under, realign, unalign
from headway.okrs.actions.reviews import Leads, hold_review, skip_review
from headway.okrs.forms.alignments import ParentsForm, ReviewForm
from headway.okrs.forms.choosing import choose_unit
from headway.okrs.forms.fields import units_of
from headway.okrs.models import Alignment, AlignmentReview, Cycle, Objective
from headway.okrs.queries.alignment import (
    Line,
    Outline,
    Place,
    cycles_around,
    orphans_in,
    outline_of,
    read_goals,
    read_lines,
)
from headway.okrs.queries.conflicts import conflicts_of
from headway.okrs.sheets import sheet_of_dependencies
from headway.okrs.views.common import act, page, undo_url
from headway.people.access import can, require
from headway.people.caller import Caller, caller_of
from headway.people.errors import NotAllowed, NotHere, Refused
from headway.people.models import Role
from headway.ui.sheets import csv_answer, percentage
from headway.ui.toasts import toast


def alignment(request: HttpRequest, workspace: str, key: str) -> HttpResponseBase:
    """The outline of a cycle's goals; sent back, one edge is added, moved or ended."""
    caller = caller_of(request)
    cycle = cycle_for(caller, key)
    if request.method == "POST":
        return _edit(request, caller, cycle)
    choice = choose_unit(units_of(caller), request.GET.get("unit", ""), empty_label=_("Every unit"))
    unit = choice.unit
    found = outline_of(caller, cycle, unit, may_change_of(caller))
    if request.GET.get("format") == "csv":
        header = (_("Level"), _("Key"), _("Objective"), _("Stands under"), _("How"), _("Share"), *OF_GOAL)
        return csv_answer(f"alignment-{cycle.key}", header, map(_as_row, _read_all(found.lines)))
    at = _at(request, found)
    context: dict[str, Any] = {
        "cycle": cycle, "found": found, "choice": choice, "unit": unit, "at": at, "page": _page(request, found, at),
        "may_move": any(line.may_change for line in found.lines), "review": _latest_review(cycle),
    }  # fmt: skip
    return page(request, "okrs/alignment.html", 404 if choice.problem else 200, **context)


LINES = 200
"""Lines of the outline on one page."""
ORPHANS = 50
"""Those that a review names."""
OF_GOAL = (_lazy("Unit"), _lazy("Owner"), _lazy("Progress, %"), _lazy("Status"))


def _as_row(line: Line) -> list[Any]:
    goal, edge = line.goal, line.edge
    under = [line.under, edge.get_kind_display] if edge else ["", ""]
    share = None if line.share is None else line.share / 100
    progress = percentage(goal.progress)
    return [
        line.depth, goal.key, goal.title, *under, share, goal.unit.name, goal.owner.name, progress,
        goal.get_status_display(),
    ]  # fmt: skip


def _read_all(lines: Sequence[Line]) -> Iterator[Line]:
    for at in range(0, len(lines), LINES):
        yield from read_lines(lines[at : at + LINES])


def may_change_of(caller: Caller) -> Any:
    """Whether the caller may change a goal, told without a statement for each."""
    if caller.role in {Role.OWNER, Role.ADMIN}:
        return lambda goal: goal.closed_at is None
    if not can(caller, "objective.create"):
        return lambda goal: False

    def mine(goal: Place) -> bool:
        looked_after = goal.owner_id == caller.person_id or goal.unit_id in caller.led_units or goal.shared
        return goal.closed_at is None and looked_after

    return mine


def _page(request: HttpRequest, found: Outline, at: str) -> Page[Line]:
    """The page of the outline that is asked for; after an edit that with its place."""
    pages = Paginator(found.lines, LINES)
    edited = next((n for n, line in enumerate(found.lines) if at and line.place == at), 0) // LINES + 1
    shown = pages.get_page(request.GET.get("page") or edited)
    read_lines(list(shown))
    return shown


def _at(request: HttpRequest, found: Outline) -> str:
    """The place that takes the focus: the one that was just edited, if it is there."""
    wanted = request.GET.get("at", "")
    if not wanted:
        return ""
    places = [line.place for line in found.lines]
    return wanted if wanted in places else next((p for p in places if p.split("-")[:2] == wanted.split("-")[:2]), "")


def _latest_review(cycle: Cycle) -> AlignmentReview | None:
    return AlignmentReview.objects.filter(cycle=cycle).select_related("by").order_by("-on", "-pk").first()


def _edit(request: HttpRequest, caller: Caller, cycle: Cycle) -> HttpResponse:
    sent = {name: request.POST.get(name, "").strip() for name in ("child", "edge", "parent", "kind", "unit")}
    edge = alignment_for(caller, sent["edge"]) if sent["edge"] else None
    child = edge.child if edge else objective_for(caller, sent["child"])
    parent = objective_for(caller, sent["parent"]) if sent["parent"] else None
    at = f"{child.key}-{parent.key}" if parent else child.key
    try:
        said = _apply(caller, child, edge, parent, sent["kind"])
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        messages.error(request, error.message)
        at = f"{child.key}-{edge.parent.key}" if edge else child.key
    else:
        toast(request, said, undo_url(caller))
    unit = f"&unit={sent['unit']}" if sent["unit"] else ""
    return redirect(f"{reverse('okrs:alignment', args=[caller.workspace.slug, cycle.key])}?at={at}{unit}")


def _apply(caller: Caller, child: Objective, edge: Alignment | None, parent: Objective | None, kind: str) -> str:
    names = {"child": child.key, "parent": parent.key if parent else edge.parent.key if edge else ""}
    if parent is None:
        if edge is None:
            raise Refused(_("Choose a parent to align it to."), field="parent")
        unalign(caller, edge)
        return _("%(child)s no longer stands under %(parent)s.") % names
    if edge is not None:
        move_under(caller, edge, parent, kind)
    else:
        align(caller, child, parent, kind or Alignment.Kind.CONTRIBUTES)
    if (kind or (edge.kind if edge else "")) == Alignment.Kind.SUPPORTS:
        return _("%(child)s supports %(parent)s.") % names
    return _("%(child)s contributes to %(parent)s.") % names


def parents(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Every parent of one objective, changed together: all of it is done, or nothing."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    require(caller, "objective.change", goal)
    rows = Alignment.objects.filter(goals_seen_by(caller, "parent"), child=goal)
    edges = list(rows.select_related("parent__cycle", "parent__unit", "parent__owner").order_by("pk"))
    form = ParentsForm(caller, goal, edges, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            realign(caller, goal, form.wanted())
        except (NotHere, NotAllowed):
            raise
        except Refused as error:
            form.refused = error.message
        else:
            toast(request, _("The alignment of %(key)s is changed.") % {"key": goal.key}, undo_url(caller))
            return redirect("okrs:objective", workspace, goal.key)
    return page(request, "okrs/parents.html", 422 if request.method == "POST" else 200, goal=goal, form=form)


def review(request: HttpRequest, workspace: str, key: str) -> HttpResponseBase:
    """What units go through together: dependencies, conflicts, what stands alone; held or skipped, on record."""
    caller = caller_of(request)
    cycle = cycle_for(caller, key)
    rows = dependencies_for(caller).filter(key_result__objective__cycle__in=cycles_around(cycle), withdrawn_at=None)
    named = ("key_result__objective__unit", "unit__lead", "asked_by", "answered_by")
    asked = list(rows.select_related(*named).order_by("unit__name", "needed_by", "pk"))
    if request.GET.get("format") == "csv":
        return sheet_of_dependencies(cycle, asked)
    orphans = orphans_in(caller, cycle)
    context: dict[str, Any] = {
        "cycle": cycle, "asked": asked, "conflicts": conflicts_of(caller, cycle), "orphans": orphans,
        "alone": read_goals(orphans[:ORPHANS]).values(),
        "answerable": {row.pk for row in asked if may_answer(caller, row)},
        "waiting": sum(row.state == "asked" for row in asked), "form": ReviewForm(),
        "reviews": list(AlignmentReview.objects.filter(cycle=cycle).select_related("by").order_by("-on", "-pk")),
        "may_review": can(caller, "alignment.review", Leads(caller)),
    }  # fmt: skip
    return page(request, "okrs/review.html", **context)


def may_answer(caller: Caller, row: Any) -> bool:
    """Whether the caller may answer a dependency that still can be answered."""
    return row.state in {"asked", "accepted", "declined"} and can(caller, "dependency.answer", row)


@require_POST
def review_said(request: HttpRequest, workspace: str, key: str) -> HttpResponse:
    """Write down that the review was held, or is left out."""
    caller = caller_of(request)
    cycle = cycle_for(caller, key)
    to = reverse("okrs:alignment-review", args=[workspace, cycle.key])
    note = request.POST.get("note", "")
    if request.POST.get("held") == "0":
        said = _("The review is left out, and everybody can see why.")
        return act(request, to, said, lambda: skip_review(caller, cycle, note))
    return act(request, to, _("The review is on record."), lambda: hold_review(caller, cycle, note))
