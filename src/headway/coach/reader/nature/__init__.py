"""What a statement is by nature, whatever slot its author put it in.

Each rule looks at one way of writing goals and answers with a `Nature` or passes; the first answer counts,
so the order of RULES is part of the meaning: guard rails before work, work before movements.
"""

from collections.abc import Callable

from ..model import Figures, Nature, Sentence
from .clauses import clause
from .levels import guard_rail, held_level, service_level
from .moves import arrival, movement
from .nominals import nominal
from .wishes import granted, question, state_of_being
from .work import work

Rule = Callable[[Sentence, Figures, str], Nature | None]

RULES: tuple[Rule, ...] = (
    question, granted, guard_rail, held_level, service_level, work, movement, arrival, state_of_being, clause, nominal,
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
            return nature
    return Nature("wish", sentence.line[:60])
