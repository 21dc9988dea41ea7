"""Alignment reviews: held or skipped, either way on record."""

from datetime import date

from headway.okrs.access import dependencies_for
from headway.okrs.models import AlignmentReview, Cycle
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key
from headway.people.models import Unit


class Leads:
    """Everybody who leads a unit of the workspace, as those who may hold a review."""

    def __init__(self, caller: Caller) -> None:
        rows = Unit.objects.filter(workspace=caller.workspace, archived_at=None, lead__isnull=False)
        self.ids = set(rows.values_list("lead_id", flat=True))

    def steward_ids(self) -> set[int]:
        return self.ids

    def steward_unit_id(self) -> int | None:
        return None

    def helper_ids(self) -> set[int]:
        return set()


def hold_review(caller: Caller, cycle: Cycle, note: str = "", on: date | None = None) -> AlignmentReview:
    """Write down that the units went through alignment and dependencies of a cycle together."""
    return _write(caller, cycle, "alignment_review.held", True, note, on)


def skip_review(caller: Caller, cycle: Cycle, reason: str) -> AlignmentReview:
    """Say that the review is left out, and why: it stays to be seen."""
    if not reason.strip():
        raise Refused("Leaving the review out takes a reason, which everybody will see: fill it in.", field="note")
    return _write(caller, cycle, "alignment_review.skipped", False, reason, None)


def _write(caller: Caller, cycle: Cycle, verb: str, held: bool, note: str, on: date | None) -> AlignmentReview:
    require(caller, "alignment.review", Leads(caller))
    if on is not None and on > caller.today:
        raise Refused(f"{on} is still to come: write the review down when it was held.", field="on")
    waiting = dependencies_for(caller).filter(
        key_result__objective__cycle=cycle, answered_at=None, withdrawn_at=None
    )  # fmt: skip
    with acting(caller, verb, reason=note if not held else "") as entry:
        made = AlignmentReview.objects.create(
            workspace=caller.workspace, key=next_key(caller.workspace, AlignmentReview), cycle=cycle, held=held,
            on=on or caller.today, by=caller.person, at=caller.now, note=note.strip(), unanswered=waiting.count(),
        )  # fmt: skip
        entry.concern(cycle.key)
        record(entry, made)
    return made
