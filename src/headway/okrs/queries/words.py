"""Sentences about goals: what is true today, and because of what."""

from datetime import date

from django.utils.translation import gettext as _

from headway.okrs.models import KeyResult, Objective, Status
from headway.okrs.queries.chances import chance_sentence
from headway.okrs.queries.workings import Workings
from headway.okrs.rules.progress import WHOLE
from headway.ui.format import percent


def because(goal: Objective | KeyResult) -> str:
    """Why the automatic status is what it is."""
    return {
        "reached": _("the target is reached"),
        "pace": _("measured against the pace"),
        "chance": _("by its chance of arriving"),
        "parts": _("by what most of its parts come to"),
        "inside": _("by what lay inside the limits"),
        "part": _("because a heavy part is off track"),
        "no-data": _("because there is no value yet"),
        "not-started": _("because it has not begun"),
        "little-data": _("because less than half of it has data"),
    }.get(goal.status_reason, "")


def verdict_of(objective: Objective, workings: Workings, expected: int) -> str:
    """One sentence that carries the news of an objective."""
    if objective.progress is None:
        return _("Nothing was measured yet, so nothing can be said.")
    worst = next((line for line in workings.lines if line.key == objective.worst_key), None)
    if objective.progress >= WHOLE:
        return _("Every target is met.")
    if worst is not None and len(workings.lines) > 1 and objective.progress - (worst.progress or 0) > 150_000:
        return _("The mean hides its worst part: %(key)s stands at %(p)s and carries %(share)s %%.") % {
            "key": worst.key, "p": percent(worst.progress), "share": f"{worst.share / 100:.0f}",
        }  # fmt: skip
    return pace_sentence(objective, expected)


def pace_sentence(goal: Objective | KeyResult, expected: int) -> str:
    """Where a goal stands beside where it should be."""
    gap = expected - (goal.progress or 0)
    words = {"now": percent(goal.progress), "due": percent(expected)}
    if gap > 50_000 and goal.status == Status.ON_TRACK:
        return _("%(now)s is done where %(due)s is due: behind its pace, and still within bounds.") % words
    if gap > 50_000:
        return _("%(now)s is done where %(due)s is due: it lags behind its pace.") % words
    if gap < -50_000:
        return _("%(now)s is done where %(due)s is due: it is ahead of its pace.") % words
    return _("%(now)s is done where %(due)s is due: it keeps its pace.") % words


def verdict_of_key_result(row: KeyResult, expected: int, today: date) -> str:
    """One sentence that carries the news of a key result."""
    if row.kind == KeyResult.Kind.DONE:
        return _("It is done.") if row.done_at else _("It is not done yet.")
    if row.progress is None:
        return _("No value has arrived yet, so nothing can be said.")
    if row.status_reason == "chance" and row.chance is not None:
        return chance_sentence(row, today)
    if row.kind == KeyResult.Kind.CONTROL:
        return _("%(n)s of %(all)s readings lay inside the limits.") % {"n": row.inside_count, "all": row.reading_count}
    if row.progress >= WHOLE:
        many = _("Its last %(n)s readings were there; several make it hold.") % {"n": row.run}
        return _("The target is reached, by one reading so far. One spike is no arrival.") if row.run <= 1 else many
    return pace_sentence(row, expected)
