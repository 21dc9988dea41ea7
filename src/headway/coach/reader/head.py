"""Finding the verb a statement turns on."""

from .clause_head import clause_head
from .lead import after_lead, after_time, after_topic
from .lexicon.phrases import BE
from .lexicon.verbs import CLASS
from .model import Head
from .tokens import Token
from .verb_forms import reads_as_verb, shared_object, unknown_verb, verb_at


def find_head(tokens: tuple[Token, ...]) -> Head:
    """The verb of the statement with its subject; a nominal head when there is none.

    1. Step over a topic ("Latency: …"), adverbs and own subjects ("we will", "our team").
    2. A verb there makes an imperative. 3. Else the first finite verb makes a clause.
    """
    if len(tokens) < 2:
        return Head()
    start = after_time(tokens, after_topic(tokens))
    at, own = after_lead(tokens, start)
    imperative = verb_at(tokens, at) or unknown_verb(tokens, at) or (_behind_will(tokens, at) if own else None)
    if imperative and reads_as_verb(tokens, at, imperative, own):
        verb, tag, width = imperative
        width += shared_object(tokens, at + width)
        return Head(
            "imperative", verb, CLASS.get(verb, "work"), tag, start, at, at + width, (), own or (at > start and own)
        )
    return clause_head(tokens, at, start, own)


def _behind_will(tokens: tuple[Token, ...], at: int) -> tuple[str, str, int] | None:
    """Whatever word stands behind "we will": it can only be a verb."""
    follows = 0 < at < len(tokens) and tokens[at - 1].low in {"will", "shall", "must", "i'll", "we'll"}
    return (tokens[at].low, "base", 1) if follows and tokens[at].low.isalpha() and tokens[at].low not in BE else None
