"""Lessons: searched, and offered to whoever drafts something similar."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from headway.okrs.access import goals_seen_by
from headway.okrs.models import Retrospective
from headway.okrs.rules.likeness import likeness, words_of
from headway.people.caller import Caller

ALIKE = 0.2
OFFERED = 3
SEARCHED = 500


@dataclass(frozen=True)
class Lesson:
    """A retrospective of an objective whose title shares words with a draft; likeness from 0 to 1."""

    retrospective: Retrospective
    likeness: float


def retrospectives_for(caller: Caller) -> QuerySet[Retrospective]:
    """Every retrospective that the caller may read, the latest first."""
    rows = Retrospective.objects.filter(goals_seen_by(caller, "objective"), workspace=caller.workspace)
    return rows.select_related("objective__owner", "objective__cycle", "carried_to", "by").order_by("-at", "-pk")


def similar_lessons(caller: Caller, title: str) -> list[Lesson]:
    """What similar earlier objectives taught, the most alike first: one statement."""
    words = words_of(title)
    if not words:
        return []
    rows = retrospectives_for(caller).exclude(lessons="", blockers="", missed_assumptions="")[:SEARCHED]
    found = [Lesson(row, likeness(words, words_of(row.objective.title))) for row in rows]
    alike = [one for one in found if one.likeness >= ALIKE]
    return sorted(alike, key=lambda one: -one.likeness)[:OFFERED]


def search_retrospectives(caller: Caller, words: str) -> list[Retrospective]:
    """Retrospectives that contain every one of ``words``, in what they say or in their objective's title."""
    rows = retrospectives_for(caller)
    for word in words.split()[:8]:
        rows = rows.filter(
            Q(lessons__icontains=word) | Q(blockers__icontains=word) | Q(missed_assumptions__icontains=word)
            | Q(objective__title__icontains=word) | Q(objective__key__iexact=word)
        )  # fmt: skip
    return list(rows[:100])
