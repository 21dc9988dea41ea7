"""Alignment: the edges of the goal graph."""

from headway.okrs.actions.aligning import check_alignment
from headway.okrs.actions.changing import require_open
from headway.okrs.fold import refold
from headway.okrs.models import Alignment, Objective
from headway.okrs.rules.graph import ancestors_of, loop_closed_by, meeting_points
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key

CONTRIBUTES = Alignment.Kind.CONTRIBUTES


def align(
    caller: Caller, child: Objective, parent: Objective, kind: str = CONTRIBUTES, fixed_share: int | None = None
) -> Alignment:
    """Let ``child`` contribute to ``parent`` (counted) or support it (shown); aligned already, the kind changes.

    An edge that would close a loop is refused, and the loop named.
    """
    require(caller, "objective.change", child)
    require_open(child)
    check_alignment(child, parent, kind)
    _refuse_loop(child, parent)
    with acting(caller, "objective.aligned") as entry:
        edge = Alignment.objects.filter(child=child, parent=parent).first() or Alignment(
            workspace=caller.workspace, key=next_key(caller.workspace, Alignment), child=child, parent=parent
        )
        edge.child, edge.parent, edge.kind, edge.fixed_share = child, parent, kind, fixed_share
        edge.save()
        entry.concern(child.key, parent.key)
        record(entry, edge)
        mark_meetings(parent)
        refold(caller, entry, [parent.pk])
    return edge


def unalign(caller: Caller, edge: Alignment) -> None:
    """End an alignment."""
    require(caller, "objective.change", edge.child)
    require_open(edge.child)
    with acting(caller, "objective.unaligned") as entry:
        entry.concern(edge.child.key, edge.parent.key)
        entry.record(edge.key, {})
        entry.say(removed=edge.key)
        parent = edge.parent
        mark_meetings(parent, without=edge)
        edge.delete()
        refold(caller, entry, [parent.pk])


def _refuse_loop(child: Objective, parent: Objective) -> None:
    keys = Alignment.objects.filter(workspace_id=child.workspace_id).values_list("child__key", "parent__key")
    if loop := loop_closed_by(keys, child.key, parent.key):
        raise Refused(f"That would close a loop: {' → '.join(loop)}. Choose another parent.", field="parent")


def mark_meetings(parent: Objective, without: Alignment | None = None) -> None:
    """Mark the objectives from ``parent`` upward in which paths of the graph meet below."""
    edges = Alignment.objects.filter(workspace_id=parent.workspace_id, kind=CONTRIBUTES)
    if without is not None:
        edges = edges.exclude(pk=without.pk)
    pairs = list(edges.values_list("child_id", "parent_id"))
    above = ancestors_of(pairs, parent.pk)
    meeting = meeting_points(pairs, above)
    Objective.objects.filter(pk__in=meeting, meets=False).update(meets=True)
    Objective.objects.filter(pk__in=above - meeting, meets=True).update(meets=False)
