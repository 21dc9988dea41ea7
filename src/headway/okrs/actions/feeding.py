"""Child key results: whose sum or mean is the value of another."""

from headway.activity.log import Entry
from headway.okrs.actions.changing import require_open, require_same_workspace
from headway.okrs.fold import refold
from headway.okrs.models import KeyResult
from headway.okrs.parts import children_of, count_children
from headway.okrs.privacy import hides_from
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.versions import claim_version


def feed_key_result(caller: Caller, child: KeyResult, parent: KeyResult | None) -> KeyResult:
    """Let ``child`` count in the sum or mean of ``parent``, or (without one) in no other key result any more."""
    require(caller, "key_result.change", child)
    require_open(child.objective)
    if child.feeds_id == (parent.pk if parent else None):
        return child
    if parent is not None:
        require_open(parent.objective)
        check_feeding(child, parent)
    with acting(caller, "key_result.fed") as entry:
        before = child.feeds
        claim_version(child, None)
        child.feeds = parent
        child.save(update_fields=["feeds"])
        record(entry, child)
        entry.concern(*(row.key for row in (parent, before) if row is not None))
        for row in (before, parent):
            if row is not None:
                _recount(caller, entry, row)
    return child


def _recount(caller: Caller, entry: Entry, parent: KeyResult) -> None:
    count_children(parent, list(children_of([parent])))
    refold(caller, entry, [parent.objective_id], [parent])


def check_feeding(child: KeyResult, parent: KeyResult) -> None:
    """Refuse what cannot be added up: other units, other scales, loops, and what others may not see."""
    require_same_workspace(child, parent)
    if parent.source != "key_results":
        raise Refused(
            f"{parent.key} is not the sum or mean of child key results, so nothing can count in it.", field="feeds"
        )
    mine, theirs = (child.unit_kind, child.unit_label, child.scale), (parent.unit_kind, parent.unit_label, parent.scale)
    if mine != theirs or child.kind != KeyResult.Kind.MOVE:
        raise Refused(
            f"{parent.key} is measured otherwise, so their values cannot be added up: only movements with the same "
            "unit and decimals can.", field="feeds",
        )  # fmt: skip
    if hides_from(child.objective, parent.objective):
        raise Refused(f"{child.key} is private and {parent.key} is seen by others, so it may not count there.",
                      field="feeds")  # fmt: skip
    _refuse_loop(child, parent)


def _refuse_loop(child: KeyResult, parent: KeyResult) -> None:
    way, here = [child.key], parent
    while True:
        way.append(here.key)
        if here.pk == child.pk:
            raise Refused(f"That would close a loop: {' → '.join(way)}. Choose another key result.", field="feeds")
        if here.feeds is None:
            return
        here = here.feeds
