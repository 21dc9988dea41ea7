"""The templates: objectives to start from."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from headway.okrs.models import Cycle, CycleState
from headway.okrs.views.common import page
from headway.people.access import can
from headway.people.caller import caller_of
from headway.rituals.planning.examples import all_templates, find_templates
from headway.rituals.planning.views.common import unit_in, units_of


def templates(request: HttpRequest, workspace: str) -> HttpResponse:
    """Every template, filtered by function, organisation and words."""
    caller = caller_of(request)
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("function", "organisation", "words")}
    everything = all_templates().values()
    planned = Cycle.objects.filter(workspace=caller.workspace, state=CycleState.PLANNING).order_by("start", "end")
    context: dict[str, Any] = {
        "found": find_templates(**asked),
        "asked": asked,
        "functions": sorted({one.function for one in everything}),
        "organisations": sorted({kind for one in everything for kind in one.organisations}),
        "total": len(everything),
        "cycles": list(planned),
        "unit": unit_in(request, caller, units_of(caller)),
        "may_draft": can(caller, "plan.draft"),
    }
    return page(request, "planning/templates.html", **context)
