"""In which slot a statement stands when its author did not say."""

from .lexicon.phrases import ASPIRING
from .model import Sentence
from .phrases import measure_in

SLOTS = ("objective", "key_result", "kpi", "task")


def slot_of(sentence: Sentence, declared: str | None) -> str:
    """The declared slot, else the one the text looks like: amounts and work make a key result, a bare measure a
    KPI, a qualitative aim an objective."""
    if declared in SLOTS:
        return declared
    if sentence.amounts:
        bare = sentence.head.form == "nominal" and bool(measure_in(sentence.object.words)) and ":" in sentence.line
        return "kpi" if bare else "key_result"
    if sentence.head.form == "nominal" and measure_in(sentence.object.words) and len(sentence.words) <= 6:
        return "kpi"
    if sentence.head.cls == "work" and ASPIRING.isdisjoint(sentence.bag):
        return "key_result"
    measured = sentence.head.cls in {"up", "down", "hold"} and measure_in(sentence.object.words)
    return "key_result" if measured else "objective"
