"""Two or more qualities that one objective would move: "improve team productivity and delivery consistency"."""

import re
from collections.abc import Collection

from .lexicon.nouns import SOFT
from .lexicon.phrases import DETERMINERS, PREPOSITIONS
from .lexicon.verbs import FORMS, NOUNISH
from .model import Sentence
from .phrases import measure_in

_QUALITIES = (
    "acy", "ality", "ance", "arity", "ence", "ency", "icity", "idity", "ility", "ivity", "ness", "quity", "ship",
    "uality", "urity",
)  # fmt: skip
_GAPPED = re.compile(
    r"\b([\w-]+ (?:about|for|from|in|of|on|to|with)),? and (?!(?:about|for|from|in|of|on|out|to|with)\b)"
    r"((?:[\w-]+ ){1,3}(?:about|for|from|in|of|on|to|with)) ((?:[\w-]+ ?){1,6})"
)
"""Two nouns, each with a preposition of its own, over one thing: "**access to and trust in** the courts"."""
_MOVES = frozenset({"up", "down", "better"})
_JOINTS = frozenset({"and", "&"})
_OF_ONE = frozenset({"of", "for", "in", "across", "within"})


def qualities_of(sentence: Sentence) -> list[str]:
    """The qualities that an objective would move or make sure of, empty when they are fewer than two.

    Two qualities of one thing are one wanted state of it ("improve the safety and comfort of our trains"), unless
    more of each is wanted, as of a quantity ("increase the …").
    """
    if gapped := _two_over_one(sentence.line):
        return gapped
    moves = sentence.head.cls in _MOVES or sentence.head.verb == "ensure"
    lows = _without_purpose([token.low for token in sentence.tokens[sentence.head.after :]])
    if not moves:
        return []
    sides = _sides(lows)
    named = sum(_is_quality(side[-1]) for side in sides)
    if named < 2 or (len(sides) == 2 and named < len(sides)):  # in a row of three, what stands beside two is their like
        return []
    one_thing = len(sides) == 2 and sentence.head.cls not in {"up", "down"} and _is_shared(lows)
    return [] if one_thing else [" ".join(side) for side in sides]


def _two_over_one(line: str) -> list[str]:
    """ "Widen **access to and use of** the pools"; two verbs are steps of one thing ("respond to and learn from")."""
    found = _GAPPED.search(line)
    first = found.group(1).partition(" ")[0].lower() if found else ""
    if found is None or (FORMS.get(first, ("", ""))[1] == "base" and first not in NOUNISH):
        return []
    return [f"{found.group(1)} {found.group(3)}", f"{found.group(2)} {found.group(3)}"]


def _is_quality(word: str) -> bool:
    return word.endswith(_QUALITIES) or word in SOFT or bool(measure_in((word,)))


def _is_shared(lows: list[str]) -> bool:
    """Whether a preposition behind the last quality says of what all of them are: "fairness and ease **for** staff"."""
    joint = max(at for at, low in enumerate(lows) if low in _JOINTS)
    own = not _OF_ONE.isdisjoint(lows[:joint])
    return not own and not _OF_ONE.isdisjoint(lows[joint:])


def _without_purpose(lows: list[str]) -> list[str]:
    """The words before "to" and what it is for, without the article in front."""
    begin = int(lows[:1] != [] and lows[0] in {"the", "our", "a", "an"})
    return lows[begin : lows.index("to") if "to" in lows else None]


def _sides(lows: list[str]) -> list[list[str]]:
    """The words beside the only "and" and before its commas, each up to its preposition ("accuracy | of the model")."""
    joints = [at for at, low in enumerate(lows) if low in _JOINTS]
    if len(joints) != 1:
        return []
    of_each = lows[1:2] == ["of"] and lows[joints[0] + 2 : joints[0] + 3] == ["of"]
    if not of_each and not PREPOSITIONS.isdisjoint(lows[: joints[0]]):
        return []
    listed = [*_between_commas(lows[: joints[0]]), lows[joints[0] + 1 :]]
    sides = [before_preposition(side) for side in listed]
    return sides if all(sides) else []


def _between_commas(lows: list[str]) -> list[list[str]]:
    sides: list[list[str]] = [[]]
    for low in lows:
        if low == ",":
            sides.append([])
        else:
            sides[-1].append(low)
    return sides if sides[-1] else sides[:-1]


def before_preposition(lows: list[str], joints: Collection[str] = ()) -> list[str]:
    """The words up to the first preposition or sign, without articles."""
    ends = (at for at, low in enumerate(lows) if low in PREPOSITIONS or not (low[:1].isalpha() or low in joints))
    end = next(ends, len(lows))
    return [low for low in lows[:end] if low not in DETERMINERS]
