"""What a statement is by nature, whatever slot its author put it in.

Each rule looks at one way of writing goals and answers with a `Nature` or passes; the first answer counts,
so the order of RULES is part of the meaning: guard rails before work, work before movements.
"""

import re
from collections.abc import Callable

from ..lexicon.phrases import VAGUE
from ..model import Figures, Nature, Sentence
from .clauses import clause
from .common import is_bare
from .leftovers import deliverable
from .levels import guard_rail, held_level, score_had, service_level
from .moves import arrival, movement
from .named_changes import named_movement, stated_change
from .nominals import nominal
from .open_ended import is_open_ended, open_ended
from .wishes import granted, question, state_of_being
from .work import work

Rule = Callable[[Sentence, Figures, str], Nature | None]

RULES: tuple[Rule, ...] = (
    question, open_ended, granted, guard_rail, named_movement, stated_change, score_had, held_level, service_level,
    work, movement, arrival, state_of_being, clause, nominal,
)  # fmt: skip


def nature_of(sentence: Sentence, figures: Figures, slot: str) -> Nature:
    """The nature of a statement in `slot` (objective, key_result, kpi, task); a wish when no rule knows better."""
    if not sentence.is_english:
        return Nature("unread")
    if not sentence.words:
        return Nature("wish")
    if slot == "task":
        return Nature("work", sentence.line[:60])
    if slot == "key_result" and sentence.placeholder and sentence.line.startswith(sentence.placeholder):
        return Nature("outcome", sentence.line[:60])
    for rule in RULES:
        nature = rule(sentence, figures, slot)
        if nature is not None:
            return _settled(nature, sentence, slot)
    return _settled(Nature("wish", sentence.line[:60]), sentence, slot)


_PER = re.compile(r"\bper (?:day|week|month|quarter|year)\W*$", re.IGNORECASE)
_PER_PERIOD = re.compile(r"\b(?:per|a|each) (?:day|week|month|quarter|year)\W*$", re.IGNORECASE)


def _settled(nature: Nature, sentence: Sentence, slot: str) -> Nature:
    """A wish in a key result is one only when readers would differ on it; what can be ticked off is work.

    In a KPI's place any name is that of a measure, unless it begins with a quality.
    """
    if slot == "kpi" and nature.name == "wish" and sentence.words[0] not in VAGUE:
        return Nature("measure", nature.evidence)
    counted = slot == "key_result" and not sentence.amounts and sentence.head.form != "imperative"
    if counted and nature.name in {"wish", "outcome"} and _PER_PERIOD.search(sentence.line):
        return Nature("measure", nature.evidence)
    if counted and sentence.head.passive and sentence.subject.head.endswith("s") and _PER.search(sentence.line):
        return Nature("measure", nature.evidence)
    if nature.name != "wish" or slot != "key_result" or is_open_ended(sentence):
        return nature
    if is_bare(sentence) and deliverable(sentence):
        return Nature("work", nature.evidence)
    return nature
