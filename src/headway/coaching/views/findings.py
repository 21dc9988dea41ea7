"""Findings by unit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from headway.coach.health import Health, health_of
from headway.coach.snapshot import Snapshot, Unit
from headway.coaching.at_large import branches_of, health_in, is_large, kept
from headway.coaching.findings import Findings, Told
from headway.coaching.views.common import page
from headway.people.caller import Caller, caller_of
from headway.people.errors import NotHere

GRAVEST = 6
MOST = 60
"""Units, or findings that were waved away, on a page."""
FINDINGS = 30
"""Findings on a page: each is a paragraph."""


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
    caller, number = caller_of(request), request.GET.get("page", "")
    shown = _by_unit(caller, number) if is_large(caller) else of_all(Findings(caller), number)
    return page(request, "coaching/coach.html", at="coach", **shown)


def of_all(found: Findings, number: str) -> dict[str, Any]:
    """What was found in everything, the gravest of it, and page ``number`` of the units."""
    counts = Counter(told.seen.level for told in found.open)
    units = Paginator(_in_order(found.snapshot), MOST).get_page(number)
    here = reverse("coaching:coach", args=[found.caller.workspace.slug])
    grave = [one for one in found.open if one.seen.level != "hint"]
    return {
        "rows": _rows(found.snapshot, found.open, units), "counts": counts, "units": units,
        "gravest": grave[:GRAVEST], "grave": len(grave), "total": len(found.open),
        "health": health_of(found.snapshot), "has_private": found.has_private, "dismissed": found.dismissed[:MOST],
        "here": here, "more": here if len(grave) > GRAVEST else "",
    }  # fmt: skip


def _by_unit(caller: Caller, number: str) -> dict[str, Any]:
    """Page ``number`` of the units with the health kept last: findings are read where a unit is opened."""
    units = Paginator(branches_of(caller), MOST).get_page(number)
    ids = [branch.unit.pk for branch in units]
    known = {row.unit_id: row for row in kept(caller).filter(Q(unit=None) | Q(unit__in=ids))}
    rows = [
        Row(Unit(branch.unit.key, branch.unit.name), branch.depth, 0, 0, 0, health_in(known.get(branch.unit.pk)))
        for branch in units
    ]
    whole = known.get(None)
    return {"rows": rows, "units": units, "large": True, "kept": whole, "health": health_in(whole)}


def _rows(world: Snapshot, open_: Sequence[Told], units: Iterable[Unit]) -> list[Row]:
    counts = Counter((told.seen.unit, told.seen.level) for told in open_)
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
    found = Findings(caller_of(request), [unit])
    return page(request, "coaching/unit.html", at="coach", **of_unit(found, unit, request.GET.get("page", "")))


def of_unit(found: Findings, unit: str, number: str) -> dict[str, Any]:
    """Page ``number`` of what was found in one unit."""
    shown = found.snapshot.unit.get(unit)
    if shown is None:
        raise NotHere.under(unit)
    some = Paginator(found.open, FINDINGS).get_page(number)
    here = reverse("coaching:unit", args=[found.caller.workspace.slug, unit])
    return {
        "unit": shown, "counts": Counter(told.seen.level for told in found.open), "total": len(found.open),
        "findings": some, "dismissed": found.dismissed[:MOST], "health": _health(found, shown.key),
        "has_private": found.has_private, "near": found.is_near,
        "here": here, "more": here if some.has_other_pages() else "",
    }  # fmt: skip


def _health(found: Findings, unit: str) -> Health:
    if found.is_near:
        return health_in(kept(found.caller).filter(unit__key=unit).first())
    return health_of(found.snapshot, unit)
