"""What the coach says on an objective's page: about its text, its key results, and the set they are."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from headway.coach.finding import LEVELS
from headway.coach.found import Found
from headway.coach.set_patterns import all_set_patterns
from headway.coach.wording import found_in_words
from headway.coaching.access import active_dismissals
from headway.coaching.alone import alone
from headway.coaching.lessons import lesson
from headway.coaching.telling import found_told
from headway.okrs.hooks import Note, objective_shown
from headway.okrs.models import KeyResult, Objective
from headway.people.caller import Caller

MOST = 4


@receiver(objective_shown, dispatch_uid="coaching.note_objective")
def note_objective(
    sender: type, caller: Caller, objective: Objective, key_results: Sequence[KeyResult], **more: Any
) -> Note | None:
    """The gravest findings about an open objective that nobody waved away: one statement, if there are any."""
    if objective.closed_at is not None or objective.archived_at is not None or objective.in_backlog:
        return None
    world = alone(caller, objective, key_results, more.get("guardrails", ()), more.get("carried", False))
    found = list(found_in_words(world))
    for pattern in all_set_patterns():
        if pattern.alone:
            found += [
                Found(
                    pattern.code, one.level, one.unit, one.subjects, one.evidence, pattern.why, one.rewrite, one.basis
                )
                for one in pattern.find(world)
            ]
    if not found:
        return None
    away = active_dismissals(caller)
    open_ = sorted((one for one in found if one.digest not in away), key=lambda one: LEVELS.index(one.level))
    notes = [(found_told(one), lesson(one.code)) for one in open_[:MOST]]
    return Note("coaching/_note.html", {"notes": notes, "left": len(open_) - len(notes)}) if notes else None
