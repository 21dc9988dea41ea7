"""Two qualities that one objective would move: "improve team productivity and delivery consistency"."""

import re
from collections.abc import Collection

from .lexicon.nouns import SOFT
from .lexicon.phrases import DETERMINERS, PREPOSITIONS
from .lexicon.verbs import FORMS
from .model import Sentence
from .phrases import measure_in

_QUALITIES = ("acy", "ance", "ence", "ency", "ity", "ness", "ship")
_GAPPED = re.compile(
    r"\b([\w-]+ (?:about|for|from|in|of|on|to|with)),? and (?!(?:about|for|from|in|of|on|out|to|with)\b)"
    r"((?:[\w-]+ ){1,3}(?:about|for|from|in|of|on|to|with)) ((?:[\w-]+ ?){1,6})"
)
"""Two nouns, each with a preposition of its own, over one thing: "**access to and trust in** the courts"."""
_MOVES = frozenset({"up", "down", "better"})
_JOINTS = frozenset({"and", "&"})


def qualities_of(sentence: Sentence) -> list[str]:
    """The two qualities that an objective would move or make sure of, empty when there are not two."""
    if gapped := _two_over_one(sentence.line):
        return gapped
    moves = sentence.head.cls in _MOVES or sentence.head.verb == "ensure"
    sides = _two_sides([token.low for token in sentence.tokens[sentence.head.after :]]) if moves else []
    return [" ".join(side) for side in sides] if all(_is_quality(side[-1]) for side in sides) else []


def _two_over_one(line: str) -> list[str]:
    """ "Widen **access to and use of** the pools"; two verbs are steps of one thing ("respond to and learn from")."""
    found = _GAPPED.search(line)
    if found is None or FORMS.get(found.group(1).partition(" ")[0].lower(), ("", ""))[1] == "base":
        return []
    return [f"{found.group(1)} {found.group(3)}", f"{found.group(2)} {found.group(3)}"]


def _is_quality(word: str) -> bool:
    return word.endswith(_QUALITIES) or word in SOFT or bool(measure_in((word,)))


def _two_sides(lows: list[str]) -> list[list[str]]:
    """The words on both sides of the only "and", each up to its preposition ("accuracy | of the model")."""
    joints = [at for at, low in enumerate(lows) if low in _JOINTS]
    if len(joints) != 1:
        return []
    of_each = lows[1:2] == ["of"] and lows[joints[0] + 2 : joints[0] + 3] == ["of"]
    if not of_each and not PREPOSITIONS.isdisjoint(lows[: joints[0]]):
        return []
    sides = [before_preposition(lows[: joints[0]]), before_preposition(lows[joints[0] + 1 :])]
    return sides if all(sides) else []


def before_preposition(lows: list[str], joints: Collection[str] = ()) -> list[str]:
    """The words up to the first preposition or sign, without articles."""
    ends = (at for at, low in enumerate(lows) if low in PREPOSITIONS or not (low[:1].isalpha() or low in joints))
    end = next(ends, len(lows))
    return [low for low in lows[:end] if low not in DETERMINERS]
