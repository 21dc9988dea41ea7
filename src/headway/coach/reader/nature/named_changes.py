"""Movements in the clothes of nouns: "reduction in X", "X: 3 to 5"."""

from ..lexicon import words
from ..model import Figures, Nature, Sentence
from ..phrases import measure_in

_CHANGES = words("reduction decrease drop decline fall rise increase growth improvement uplift")
_VAGUE_CHANGES = frozenset({"improvement", "growth"})


def named_movement(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """ "Reduction in X": a movement in the clothes of a noun."""
    start = sentence.head.start
    change, joint = (*sentence.words[start : start + 2], "", "")[:2]
    if change not in _CHANGES or joint != "in" or sentence.head.form == "imperative":
        return None
    named = sentence.words[start + 2 : start + 9]
    if change in _VAGUE_CHANGES and not measure_in(named):
        return None
    return Nature("movement", sentence.quote(start, start + 5))


def stated_change(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """ "Pipeline made per quarter: €380k to €550k": a start and an end, whatever the words between."""
    both = figures.baseline is not None and figures.target is not None
    stated = both and sentence.head.form == "nominal" and slot == "key_result" and ":" in sentence.line
    return Nature("movement", sentence.line[:60]) if stated else None
