"""The doors to views: one's own, and those that are shared."""

from django.db.models import Q, QuerySet

from headway.explorer.models import View
from headway.people.access import door
from headway.people.caller import Caller


def views_for(caller: Caller) -> QuerySet[View]:
    """The views that the caller may open: their own and the shared ones."""
    mine = Q(owner_id=caller.person_id) | Q(shared=True)
    rows = View.objects.filter(mine, workspace=caller.workspace, archived_at=None)
    return rows.select_related("owner").order_by("name", "pk")


def view_for(caller: Caller, key: str) -> View:
    """A view that the caller may open."""
    return door(views_for(caller), key)
