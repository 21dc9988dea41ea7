"""Key results that cannot be scored whatever else they say: questions, mere thoughts, skills, hedged claims."""

from ..lexicon import words
from ..lexicon.phrases import AUX, VAGUE
from ..model import Figures, Nature, Sentence

SKILLS = words("""
ability appreciation awareness command comprehension confidence facility familiarity fluency grasp knowledge mastery
mindset proficiency sense skill skills understanding
""")
_LED_BY = words("at for in of on to with")
_MINDS = words("appreciate explain grasp judge know learn reason think understand")
"""What only people are able to: a product is able to export, to filter, to print."""
_NEAR = 6
_THOUGHTS = words("consider contemplate disprove ponder prove reconsider")
_HEDGES = words("generally largely mostly often rarely seldom sometimes typically usually")
_MANNERS = words("autonomously confidently effectively efficiently fluently independently seamlessly smoothly")
_COMPARED = words("better first-class more right top true")
"""What tells that it is compared, or ranked."""


def open_ended(sentence: Sentence, figures: Figures, slot: str) -> Nature | None:
    """A key result on which two readers could differ for good, by the way it is put alone."""
    found = slot == "key_result" and is_open_ended(sentence)
    return Nature("wish", sentence.line[:60]) if found else None


def is_open_ended(sentence: Sentence) -> bool:
    """Whether it asks, only thinks, hedges, names a skill, or turns on how something is done."""
    if sentence.amounts or not sentence.words:
        return False
    head = sentence.head
    goes_on = head.after > head.at + 1 or sentence.words[head.after : head.after + 1] == ("and",)
    if head.verb in _THOUGHTS and not goes_on:  # "consider and pick a supplier" ends in something done
        return True
    if sentence.line.endswith("?") and (head.form != "imperative" or sentence.words[0] in AUX):
        return True
    return _is_hedged(sentence) or _names_skill(sentence) or _is_how(sentence)


def opens_with_praise(sentence: Sentence) -> bool:
    """ "Clear set of rules": an adjective on which readers differ leads."""
    lead = sentence.words[sentence.head.start : sentence.head.start + 1]
    return sentence.head.form != "imperative" and not (VAGUE - _COMPARED).isdisjoint(lead)


def _is_hedged(sentence: Sentence) -> bool:
    """ "Letters are **generally** answered in time"."""
    head = sentence.head
    return head.form == "clause" and not _HEDGES.isdisjoint(sentence.words[max(0, head.at - 1) : head.after + 1])


def _names_skill(sentence: Sentence) -> bool:
    """ "Fluency in Dutch", "ability to judge a balance sheet": of a person, not "ability to export invoices"."""
    if sentence.head.form != "nominal":
        return False
    first, second, *more = (*sentence.words[sentence.head.start :][:_NEAR], "", "")
    return first in SKILLS and second in _LED_BY and (first != "ability" or not _MINDS.isdisjoint(more))


def _is_how(sentence: Sentence) -> bool:
    """Whether all ends in how it is done: "nurses using the pumps **independently**"."""
    return sentence.head.form != "imperative" and sentence.words[-1] in _MANNERS
