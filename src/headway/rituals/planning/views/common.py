"""What every page of planning shares: which unit, which cycle, who may do what."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from headway.okrs.access import cycle_for
from headway.okrs.models import Cycle
from headway.people.access import can, unit_for
from headway.people.caller import Caller
from headway.people.models import Unit
from headway.rituals.planning.access import Above, needs_agreement, plan_of


def unit_in(request: HttpRequest, caller: Caller) -> Unit:
    """The unit that the request names; else the one that the caller leads, is in, or the company."""
    key = request.POST.get("unit", "") or request.GET.get("unit", "")
    if key:
        return unit_for(caller, key)
    rows = Unit.objects.filter(workspace=caller.workspace, archived_at=None).select_related("parent", "lead")
    led = rows.filter(lead=caller.person_id).order_by("-parent_id", "pk").first() if caller.person else None
    mine = rows.filter(members=caller.person_id).order_by("-parent_id", "pk").first() if led is None else led
    return mine or rows.get(parent=None)


def scene(request: HttpRequest, caller: Caller, key: str) -> tuple[Cycle, Unit]:
    """The cycle and the unit that a page is about."""
    return cycle_for(caller, key), unit_in(request, caller)


def shared(caller: Caller, cycle: Cycle, unit: Unit) -> dict[str, Any]:
    """What the templates of planning need."""
    planning = cycle.state == "planning"
    return {
        "cycle": cycle,
        "unit": unit,
        "planning": planning,
        "proposing": needs_agreement(caller),
        "may_draft": planning and can(caller, "plan.draft"),
        "may_change": planning and can(caller, "plan.change", plan_of(caller, unit, cycle)),
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
