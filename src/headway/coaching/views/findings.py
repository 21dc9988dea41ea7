"""Findings by unit, and waving one away."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from headway.coach.health import Health, health_of
from headway.coach.snapshot import Snapshot, Unit
from headway.coaching.access import dismissal_for
from headway.coaching.actions.dismissing import dismiss_finding, lift_dismissal
from headway.coaching.at_large import branches_of, health_in, is_large, kept
from headway.coaching.findings import Findings, Told
from headway.coaching.views.common import act, page
from headway.people.caller import Caller, caller_of
from headway.people.errors import NotHere

GRAVEST = 6
MOST = 60
"""Findings, or units, on a page."""


@dataclass(frozen=True)
class Row:
    """A unit with how many findings of each level it has, and its health."""

    unit: Unit
    depth: int
    errors: int
    warnings: int
    hints: int
    health: Health


@require_GET
def coach(request: HttpRequest, workspace: str) -> HttpResponse:
    """Every unit with its findings counted and its health, and the gravest findings of all."""
    caller = caller_of(request)
    if is_large(caller):
        return _unit_by_unit(request, caller)
    found = Findings(caller)
    counts = Counter(told.found.level for told in found.open)
    units = Paginator(_in_order(found.snapshot), MOST).get_page(request.GET.get("page"))
    return page(
        request, "coaching/coach.html", at="coach", rows=_rows(found.snapshot, found.open, units), counts=counts,
        units=units,
        gravest=[told for told in found.open if told.found.level != "hint"][:GRAVEST], total=len(found.open),
        grave=counts["error"] + counts["warning"],
        health=health_of(found.snapshot), dismissed=found.dismissed[:MOST],
    )  # fmt: skip


def _unit_by_unit(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Every unit with the health kept last: findings are read where a unit is opened."""
    units = Paginator(branches_of(caller), MOST).get_page(request.GET.get("page"))
    ids = [branch.unit.pk for branch in units]
    known = {row.unit_id: row for row in kept(caller).filter(Q(unit=None) | Q(unit__in=ids))}
    rows = [
        Row(Unit(branch.unit.key, branch.unit.name), branch.depth, 0, 0, 0, health_in(known.get(branch.unit.pk)))
        for branch in units
    ]
    return page(
        request, "coaching/coach.html", at="coach", rows=rows, units=units, large=True, kept=known.get(None),
        health=health_in(known.get(None)),
    )  # fmt: skip


def _rows(world: Snapshot, open_: Sequence[Told], units: Iterable[Unit]) -> list[Row]:
    counts = Counter((told.found.unit, told.found.level) for told in open_)
    return [
        Row(
            unit, len(world.above(unit.key)), counts[unit.key, "error"], counts[unit.key, "warning"],
            counts[unit.key, "hint"], health_of(world, unit.key),
        )
        for unit in units
    ]  # fmt: skip


def _in_order(world: Snapshot) -> list[Unit]:
    """Units as a tree: each with what is below it."""
    known = {unit.key for unit in world.units}
    found: list[Unit] = []

    def visit(unit: Unit) -> None:
        found.append(unit)
        for child in sorted((each for each in world.units if each.parent == unit.key), key=lambda each: each.name):
            visit(child)

    for unit in world.units:
        if unit.parent not in known:
            visit(unit)
    return found


@require_GET
def unit_findings(request: HttpRequest, workspace: str, unit: str) -> HttpResponse:
    """The findings of one unit, graded, each with its evidence and a way to wave it away."""
    caller = caller_of(request)
    found = Findings(caller, [unit])
    shown = found.snapshot.unit.get(unit)
    if shown is None:
        raise NotHere.under(unit)
    counts = Counter(told.found.level for told in found.open)
    return page(
        request, "coaching/unit.html", at="coach", unit=shown, counts=counts, total=len(found.open),
        findings=Paginator(found.open, MOST).get_page(request.GET.get("page")), dismissed=found.dismissed[:MOST],
        health=_health(caller, found, shown.key), near=found.is_near,
    )  # fmt: skip


def _health(caller: Caller, found: Findings, unit: str) -> Health:
    if found.is_near:
        return health_in(kept(caller).filter(unit__key=unit).first())
    return health_of(found.snapshot, unit)


@require_POST
def dismiss(request: HttpRequest, workspace: str) -> HttpResponse:
    """Wave a finding away, with the reason."""
    caller = caller_of(request)
    digest, reason = request.POST.get("digest", "")[:32], request.POST.get("reason", "")
    unit = request.POST.get("unit", "")[:32]
    said = _("It stays away until the text or what it rests on changes.")
    to = reverse("coaching:coach", args=[workspace])
    return act(request, to, said, lambda: dismiss_finding(caller, digest, reason, unit), undo=True)


@require_POST
def lift(request: HttpRequest, workspace: str, dismissal: str) -> HttpResponse:
    """Let a finding show again."""
    caller = caller_of(request)
    row = dismissal_for(caller, dismissal)
    to = reverse("coaching:coach", args=[workspace])
    return act(request, to, _("The finding shows again."), lambda: lift_dismissal(caller, row))
