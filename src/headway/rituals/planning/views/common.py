"""What every page of planning shares: which unit, which cycle, who may do what."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from headway.okrs.access import cycle_for
from headway.okrs.models import Cycle
from headway.people.access import can
from headway.people.caller import Caller
from headway.people.errors import NotHere
from headway.people.models import Unit
from headway.rituals.planning.access import Above, needs_agreement
from headway.rituals.planning.models import Plan


def units_of(caller: Caller) -> list[Unit]:
    """The units in use with their leads, each linked to its parent, and whether it is the caller's: one statement."""
    mine = Unit.members.through.objects.filter(unit=OuterRef("pk"), person=caller.person_id)
    rows = Unit.objects.filter(workspace=caller.workspace, archived_at=None).select_related("lead")
    found: list[Any] = list(rows.annotate(mine=Exists(mine)).order_by("kind", "name"))
    by_id = {unit.pk: unit for unit in found}
    for unit in found:
        if unit.parent_id in by_id:
            unit.parent = by_id[unit.parent_id]
    return found


def unit_in(request: HttpRequest, caller: Caller, units: Sequence[Unit]) -> Unit:
    """The unit that the request names by its key; else the one that is the caller's own."""
    if key := request.POST.get("unit", "") or request.GET.get("unit", ""):
        return _named(units, key)
    return own_unit(caller, units)


def own_unit(caller: Caller, units: Sequence[Unit]) -> Unit:
    """The unit that the caller leads, is in, or the company."""
    led = [unit for unit in units if unit.lead_id is not None and unit.lead_id == caller.person_id]
    own = led or [unit for unit in units if getattr(unit, "mine", False)]
    deepest = sorted(own, key=lambda unit: (unit.parent_id is None, unit.pk))
    return next(iter(deepest), None) or next(unit for unit in units if unit.parent_id is None)


def _named(units: Sequence[Unit], key: str) -> Unit:
    found = next((unit for unit in units if unit.key == key), None)
    if found is None:
        raise NotHere
    return found


def scene(request: HttpRequest, caller: Caller, key: str) -> tuple[Cycle, Unit, list[Unit]]:
    """The cycle and the unit that a page is about, and every unit to choose from."""
    cycle, units = cycle_for(caller, key), units_of(caller)
    return cycle, unit_in(request, caller, units), units


def shared(caller: Caller, cycle: Cycle, unit: Unit) -> dict[str, Any]:
    """What the templates of planning need."""
    planning = cycle.state == "planning"
    return {
        "cycle": cycle,
        "unit": unit,
        "planning": planning,
        "proposing": needs_agreement(caller),
        "may_draft": planning and can(caller, "plan.draft"),
        "may_change": planning and can(caller, "plan.change", Plan(unit=unit)),
        "decides": _decides(unit),
        "may_decide": can(caller, "plan.decide", Above(unit)),
    }


def _decides(unit: Unit) -> str:
    """Who agrees to what a unit plans, by name."""
    lead = unit.parent.lead if unit.parent else None
    return lead.name if lead else _("an admin")


def plan_url(caller: Caller, cycle: Cycle, unit: Unit, name: str = "plan", **more: str) -> str:
    """The path of a page of planning, for a unit."""
    path = reverse(f"planning:{name}", args=[caller.workspace.slug, cycle.key])
    return f"{path}?unit={unit.key}" + "".join(f"&{key}={value}" for key, value in more.items())
