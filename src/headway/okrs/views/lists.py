"""The list of objectives."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from headway.okrs.models import Status
from headway.okrs.queries.glyphs import legend
from headway.okrs.queries.listing import VIEWS, Filters, Listing, list_objectives
from headway.okrs.views.common import page
from headway.people.access import can
from headway.people.caller import caller_of


def objectives(request: HttpRequest, workspace: str) -> HttpResponse:
    """Objectives by unit, filtered, with their course week by week."""
    caller = caller_of(request)
    filters = _filters(request)
    base = reverse("okrs:objectives", args=[workspace])
    found = list_objectives(caller, filters, base)
    context: dict[str, Any] = {
        "found": found,
        "filters": filters,
        "tabs": _tabs(found, filters, base),
        "statuses": Status.choices,
        "may_create": can(caller, "objective.create"),
        "silent": found.counts["silent"],
        "legend": legend(),
    }
    return page(request, "okrs/objectives.html", **context)


def _filters(request: HttpRequest) -> Filters:
    given = {name: request.GET.get(name, "").strip() for name in ("cycle", "unit", "status", "owner", "words")}
    view = request.GET.get("view", "all")
    return Filters(view=view if view in VIEWS else "all", **given)


def _tabs(found: Listing, filters: Filters, base: str) -> list[dict[str, object]]:
    names = {
        "all": found.cycle.name if found.cycle else _("Every cycle"),
        "attention": _("Needs attention"),
        "silent": _("Not heard for 7 days"),
        "watermelons": _("Watermelons"),
        "mine": _("Mine"),
    }
    kept = {name: value for name, value in vars(filters).items() if value and name != "view"}
    return [
        {
            "name": name,
            "url": f"{base}?{urlencode(kept | ({'view': view} if view != 'all' else {}))}",
            "count": found.counts[view],
            "current": filters.view == view,
        }
        for view, name in names.items()
    ]
