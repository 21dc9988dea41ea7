"""How saving and archiving views are taken back."""

from headway.activity.models import Activity
from headway.explorer.access import view_for
from headway.explorer.actions import archive_view, unarchive_view
from headway.explorer.models import View
from headway.people.access import door
from headway.people.caller import Caller


def undo_saving(caller: Caller, row: Activity) -> None:
    archive_view(caller, view_for(caller, row.subject))


def undo_archiving(caller: Caller, row: Activity) -> None:
    """The door does not open to archived views; whose it was may bring it back."""
    rows = View.objects.filter(workspace=caller.workspace, owner_id=caller.person_id) | View.objects.filter(
        workspace=caller.workspace, shared=True
    )
    unarchive_view(caller, door(rows, row.subject))


UNDO = {"view.saved": undo_saving, "view.archived": undo_archiving}
