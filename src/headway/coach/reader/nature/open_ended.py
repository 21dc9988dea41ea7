"""Key results that cannot be scored whatever else they say: questions and mere thoughts."""

from ..lexicon import words
from ..model import Figures, Nature, Sentence

_THOUGHTS = words("consider contemplate disprove ponder prove reconsider")


def open_ended(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """A key result on which two readers could differ for good, by the way it is put alone."""
    found = slot == "key_result" and is_open_ended(sentence)
    return Nature("wish", sentence.line[:60]) if found else None


def is_open_ended(sentence: Sentence) -> bool:
    """Whether it asks, or only thinks: "is the rota fair?", "consider a second depot"."""
    return not sentence.amounts and (sentence.line.endswith("?") or sentence.head.verb in _THOUGHTS)
