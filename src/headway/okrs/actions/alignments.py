"""Alignment: the edges of the goal graph. Every edit succeeds whole or changes nothing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from headway.activity.log import Entry
from headway.okrs.access import goals_seen_by, objectives_for
from headway.okrs.actions.aligning import check_alignment
from headway.okrs.actions.changing import require_open
from headway.okrs.actions.key_results import refuse_shares, shares_refused
from headway.okrs.fold import refold
from headway.okrs.models import Alignment, Mirror, Objective
from headway.okrs.models.mirrors import mirror_paths
from headway.okrs.rules.graph import ancestors_of, loop_closed_by, meeting_points
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key

CONTRIBUTES = Alignment.Kind.CONTRIBUTES


@dataclass(frozen=True)
class Wanted:
    """One parent that an objective shall have: how, and with which fixed share (ten-thousandths)."""

    parent: Objective
    kind: str = CONTRIBUTES
    fixed_share: int | None = None


def align(
    caller: Caller, child: Objective, parent: Objective, kind: str = CONTRIBUTES, fixed_share: int | None = None
) -> Alignment:
    """Let ``child`` contribute to ``parent`` (counted) or support it (shown); aligned already, the kind changes.

    An edge that would close a loop is refused, and the loop named.
    """
    wanted = Wanted(parent, kind, fixed_share)
    _check(caller, child, [wanted])
    with acting(caller, "objective.aligned") as entry:
        _say_before(entry, child)
        edge = Alignment.objects.filter(child=child, parent=parent).first()
        edge = _write(caller, entry, child, wanted, edge)
        _settle(caller, entry, [parent.pk])
    return edge


def unalign(caller: Caller, edge: Alignment) -> None:
    """End an alignment."""
    require(caller, "objective.change", edge.child)
    require_open(edge.child)
    with acting(caller, "objective.unaligned") as entry:
        _say_before(entry, edge.child)
        parent_id = edge.parent_id
        _remove(entry, edge.child, edge)
        _settle(caller, entry, [parent_id])


def realign(caller: Caller, child: Objective, wanted: Sequence[Wanted]) -> Objective:
    """Give ``child`` exactly these parents, with all that lies below it: add, change, end and move in one action.

    Parents that the caller may not see stay as they are.
    """
    _check(caller, child, wanted)
    _refuse_twice(wanted)
    seen = (
        Alignment.objects.filter(goals_seen_by(caller, "parent"), child=child).select_related("parent").order_by("pk")
    )
    now = {edge.parent_id: edge for edge in seen}
    gone = [edge for pk, edge in now.items() if pk not in {one.parent.pk for one in wanted}]
    changed = [one for one in wanted if not _is(one, now.get(one.parent.pk))]
    if not gone and not changed:
        return child
    with acting(caller, "objective.realigned") as entry:
        _say_before(entry, child)
        touched = [edge.parent_id for edge in gone] + [one.parent.pk for one in changed]
        for edge in gone:
            _remove(entry, child, edge)
        for one in changed:
            _write(caller, entry, child, one, now.get(one.parent.pk))
        _settle(caller, entry, touched)
    return child


def move_under(caller: Caller, edge: Alignment, parent: Objective, kind: str = "") -> Objective:
    """Take an objective, with all below it, from under one parent and put it under another; other parents stay.

    Its share there was a part of the old parent, so it takes an even part of the new one.
    """
    rows = Alignment.objects.filter(goals_seen_by(caller, "parent"), child=edge.child).select_related("parent__cycle")
    others = [Wanted(row.parent, row.kind, row.fixed_share) for row in rows if row.pk != edge.pk]
    if any(one.parent.pk == parent.pk for one in others):
        raise Refused(f"{edge.child.key} is aligned to {parent.key} already: end one of the two.", field="parent")
    return realign(caller, edge.child, [*others, Wanted(parent, kind or edge.kind)])


def keep_alignments(caller: Caller, entry: Entry, copies: Mapping[int, Objective]) -> None:
    """Align copies as their originals (by primary key) are aligned to each other, inside somebody's action.

    A fixed share that no longer fits beside the rest of a copy is freed.
    """
    edges = Alignment.objects.filter(child__in=copies, parent__in=copies).order_by("pk")
    for edge in edges:
        child, parent = copies[edge.child_id], copies[edge.parent_id]
        wanted = Wanted(parent, edge.kind, edge.fixed_share)
        if edge.fixed_share is not None and shares_refused(parent, {child.key: edge.fixed_share}):
            wanted = Wanted(parent, edge.kind)
        _write(caller, entry, child, wanted, None)
    if touched := {copies[edge.parent_id].pk for edge in edges}:
        _settle(caller, entry, touched)


def align_new(caller: Caller, entry: Entry, pairs: Sequence[tuple[Objective, Objective]]) -> list[Alignment]:
    """Let new objectives contribute to others that are there, inside somebody's action: (child, parent) each.

    What has nothing below it yet closes no loop.
    """
    edges = []
    for child, parent in pairs:
        check_alignment(child, parent, CONTRIBUTES)
        edges.append(_write(caller, entry, child, Wanted(parent), None))
    if edges:
        _settle(caller, entry, {edge.parent_id for edge in edges})
    return edges


def _say_before(entry: Entry, child: Objective) -> None:
    """Keep the parents as they were, so that the edit can be taken back whole."""
    entry.concern(child.key)
    rows = child.parents.order_by("pk").values_list("parent__key", "kind", "fixed_share")
    entry.say(before=[list(row) for row in rows])


def _is(one: Wanted, edge: Alignment | None) -> bool:
    return edge is not None and (edge.kind, edge.fixed_share) == (one.kind, one.fixed_share)


def _check(caller: Caller, child: Objective, wanted: Sequence[Wanted]) -> None:
    require(caller, "objective.change", child)
    require_open(child)
    known = set(Alignment.objects.filter(child=child).values_list("parent_id", "kind", "fixed_share"))
    for one in wanted:
        if (one.parent.pk, one.kind, one.fixed_share) not in known:
            check_alignment(child, one.parent, one.kind)
            if one.fixed_share is not None:
                _refuse_share(child, one)
    _refuse_loops(caller, child, [one.parent for one in wanted])


def _refuse_share(child: Objective, one: Wanted) -> None:
    if one.kind != CONTRIBUTES:
        raise Refused("What only supports an objective is not counted there, so it has no share: leave it empty.",
                      field="share")  # fmt: skip
    refuse_shares(one.parent, {child.key: one.fixed_share})


def _refuse_twice(wanted: Sequence[Wanted]) -> None:
    keys = [one.parent.key for one in wanted]
    if twice := next((key for key in keys if keys.count(key) > 1), ""):
        raise Refused(f"{twice} is named twice: an objective is aligned to another once.", field="parent")


def _refuse_loops(caller: Caller, child: Objective, parents: Iterable[Objective]) -> None:
    edges = Alignment.objects.filter(workspace_id=child.workspace_id).exclude(child=child)
    pairs = list(edges.values_list("child__key", "parent__key"))
    for parent in parents:
        if loop := loop_closed_by(pairs, child.key, parent.key):
            raise Refused(f"That would close a loop: {_named(caller, loop)}. Choose another parent.", field="parent")


def _named(caller: Caller, loop: Sequence[str]) -> str:
    """The loop in keys; what the caller may not see is not named."""
    seen = set(objectives_for(caller).filter(key__in=loop).values_list("key", flat=True))
    return " → ".join(key if key in seen else "a private objective" for key in loop)


def _write(caller: Caller, entry: Entry, child: Objective, one: Wanted, edge: Alignment | None) -> Alignment:
    edge = edge or Alignment(workspace=caller.workspace, key=next_key(caller.workspace, Alignment))
    edge.child, edge.parent, edge.kind, edge.fixed_share = child, one.parent, one.kind, one.fixed_share
    edge.save()
    entry.concern(child.key, one.parent.key)
    record(entry, edge)
    return edge


def _remove(entry: Entry, child: Objective, edge: Alignment) -> None:
    entry.concern(child.key, edge.parent.key)
    entry.record(edge.key, {})
    entry.facts.setdefault("removed", []).append(edge.key)
    edge.delete()


def _settle(caller: Caller, entry: Entry, parent_ids: Collection[int]) -> None:
    mark_meetings(caller.workspace.pk, parent_ids)
    refold(caller, entry, parent_ids)


def mark_meetings(workspace_id: int, objective_ids: Iterable[int]) -> None:
    """Mark the objectives from these upward in which paths of the graph meet below."""
    edges = Alignment.objects.filter(workspace_id=workspace_id, kind=CONTRIBUTES)
    mirrors = Mirror.objects.filter(workspace_id=workspace_id).select_related("key_result")
    pairs: list[tuple[int | str, int | str]] = [*edges.values_list("child_id", "parent_id"), *mirror_paths(mirrors)]
    above: set[int | str] = set()
    for pk in objective_ids:
        above |= ancestors_of(pairs, pk)
    meeting = meeting_points(pairs, above)
    Objective.objects.filter(pk__in=meeting, meets=False).update(meets=True)
    Objective.objects.filter(pk__in=above - meeting, meets=True).update(meets=False)
