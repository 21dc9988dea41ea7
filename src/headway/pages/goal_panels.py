"""What the loop shows on an objective's page: the decisions that wait about its key results."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from headway.loop.models import Decision
from headway.loop.words import kept_sentences
from headway.okrs.hooks import Note, objective_shown
from headway.okrs.models import KeyResult, Objective
from headway.people.caller import Caller

SHOWN = 3


@receiver(objective_shown, dispatch_uid="pages.waits_about_goal")
def waits_about(
    sender: type, caller: Caller, objective: Objective, key_results: Sequence[KeyResult], **_more: Any
) -> Note | None:
    """The open decisions about the key results of an open objective, the first one due first: one statement."""
    if objective.closed_at is not None or not key_results:
        return None
    rows = Decision.objects.filter(key_result__in=key_results, answered_at=None, resolved_itself_at=None)
    found = list(rows.select_related("asked", "key_result").order_by("answer_by", "pk")[:SHOWN])
    told = [(row, "".join(kept_sentences(row)[:1])) for row in found]
    return Note("pages/goal/waits.html", {"told": told}) if told else None
