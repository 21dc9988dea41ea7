"""What each pattern teaches, made from the pattern's own file."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from headway.coach.finding import Pattern
from headway.coach.found import SetPattern
from headway.coach.patterns import all_patterns
from headway.coach.set_patterns import all_set_patterns, look
from headway.coach.snapshot import Snapshot
from headway.coach.titles import glance
from headway.coaching.telling import told
from headway.people.errors import NotHere

MOST_TEXTS = 3
SLOTS = {"objective": _("Objective"), "key_result": _("Key result"), "kpi": _("KPI"), "task": _("Task")}


@dataclass(frozen=True)
class Shown:
    """One example: what it says, in which slot, whether the pattern is in it, and what the coach says of it then."""

    text: str
    slot: str
    found: bool
    evidence: str
    rewrite: str


@dataclass(frozen=True)
class Lesson:
    """A pattern as a page: what, why, examples, rewrite. ``in_sets`` ones are about several goals or about time."""

    code: str
    title: str
    what: str
    why: str
    rewrite: str
    in_sets: bool
    may_be_mandatory: bool


def lessons() -> dict[str, Lesson]:
    """Every pattern by its code, in the active language: first those of one statement, then those of sets."""
    return _lessons(get_language() or "")


@cache
def _lessons(language: str) -> dict[str, Lesson]:
    known = [
        *(_lesson(p, in_sets=False, may_be_mandatory=True) for p in all_patterns()),
        *(_lesson(p, in_sets=True, may_be_mandatory=p.alone) for p in all_set_patterns()),
    ]
    return {lesson.code: lesson for lesson in known}


def _lesson(p: Pattern | SetPattern, *, in_sets: bool, may_be_mandatory: bool) -> Lesson:
    return Lesson(p.code, told(p.title), told(p.what), told(p.why), told(p.rewrite), in_sets, may_be_mandatory)


def lesson(code: str) -> Lesson:
    """The pattern called ``code``; :class:`NotHere` if there is none."""
    found = lessons().get(code)
    if found is None:
        raise NotHere(f"The coach knows no pattern “{code}”: look it up in the list of patterns.")
    return found


def examples(code: str) -> tuple[Shown, ...]:
    """The examples of a pattern with what the coach says of each, the misuses first, in the active language."""
    return _examples(code, get_language() or "")


@cache
def _examples(code: str, language: str) -> tuple[Shown, ...]:
    ones = {p.code: p for p in all_patterns()}
    shown = _of_statement(code) if code in ones else _of_sets(code)
    return tuple(sorted(shown, key=lambda one: not one.found))


def _of_statement(code: str) -> list[Shown]:
    (pattern,) = (p for p in all_patterns() if p.code == code)
    found = []
    for each in pattern.examples:
        finding = next((f for f in glance(each.text, each.declared).findings if f.code == code), None)
        slot = str(SLOTS.get(each.declared, each.declared))
        found.append(
            Shown(
                each.text,
                slot,
                each.found,
                told(finding.evidence) if finding else "",
                told(finding.rewrite) if finding else "",
            )
        )
    return found


def _of_sets(code: str) -> list[Shown]:
    (pattern,) = (p for p in all_set_patterns() if p.code == code)
    found = []
    for each in pattern.examples:
        one = next((f for f in look(each.world) if f.code == code), None)
        found.append(
            Shown(
                told(each.told), "" if one else _texts(each.world), each.found, told(one.evidence) if one else "",
                told(one.rewrite) if one else "",
            )
        )  # fmt: skip
    return found


def _texts(world: Snapshot) -> str:
    """What stands in a small world in which a pattern is not: the first texts that tell it from the others."""
    texts = [text for goal in world.objectives for text in (goal.title, goal.why) if text]
    texts += [row.title for row in world.key_results]
    return " · ".join(f"“{text}”" for text in dict.fromkeys(texts[:MOST_TEXTS]))
