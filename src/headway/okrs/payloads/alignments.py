"""Dependencies, conflicts and reviews as the API and the command line give them."""

from typing import Any

from headway.okrs.models import AlignmentReview, Cycle, Dependency
from headway.okrs.queries.alignment import orphans_in, read_goals
from headway.okrs.queries.conflicts import Conflicts, conflicts_of
from headway.people.caller import Caller

Out = dict[str, Any]
NAMED = ("key_result__objective", "unit", "asked_by", "answered_by")


def dependency_out(row: Dependency) -> Out:
    """A dependency."""
    return {
        "key": row.key, "key_result": row.key_result.key, "objective": row.key_result.objective.key,
        "unit": row.unit.key, "need": row.need, "needed_by": row.needed_by, "state": row.state,
        "promised_on": row.promised_on, "reason": row.reason, "is_late": row.is_late,
        "asked_by": row.asked_by.key if row.asked_by else None,
        "answered_by": row.answered_by.key if row.answered_by else None,
    }  # fmt: skip


def review_out(row: AlignmentReview) -> Out:
    """A review that was held or left out."""
    return {
        "key": row.key, "cycle": row.cycle.key, "held": row.held, "on": row.on, "by": row.by.key if row.by else None,
        "at": row.at, "note": row.note, "unanswered": row.unanswered,
    }  # fmt: skip


def conflicts_out(found: Conflicts) -> list[Out]:
    """Every conflict by its kind, what it is about, and the keys it names."""
    rows = [("opposed", one.thing, [*one.up, *one.down]) for one in found.opposed]
    rows += [("against_guardrail", one.thing, [one.key, one.guarded_by]) for one in found.against]
    rows += [("counted_twice", one.thing, list(one.keys)) for one in found.crowded]
    shown = [{"kind": kind, "about": found.names[thing], "keys": keys} for kind, thing, keys in rows]
    return shown + [
        {"kind": "alike", "about": f"{one.share} % of their words", "keys": [one.one, one.other]} for one in found.alike
    ]


def alignment_out(caller: Caller, cycle: Cycle) -> Out:
    """How a cycle is aligned."""
    reviews = AlignmentReview.objects.filter(cycle=cycle).select_related("by", "cycle").order_by("-on", "-pk")
    orphans = read_goals(orphans_in(caller, cycle)).values()
    return {
        "conflicts": conflicts_out(conflicts_of(caller, cycle)),
        "orphans": [{"key": row.key, "title": row.title, "unit": row.unit.key} for row in orphans],
        "reviews": [review_out(row) for row in reviews],
    }
