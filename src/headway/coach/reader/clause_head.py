"""The verb of a statement that begins with its subject."""

from .lexicon import words
from .lexicon.nouns import OUTSIDERS, OWN_STAFF
from .lexicon.phrases import AUX, BE, DETERMINERS, LEADING, MODALS, PREPOSITIONS
from .lexicon.verbs import CLASS, NOUNISH
from .model import Head
from .tokens import Token
from .verb_forms import FINITE, NOUNISH_S, NOUNS_IN_S, finite_later, is_plural, verb_at

_SAYING = words("""
agree agrees confirm confirms indicate indicates prove proves report reported reports say says
""")
_BE_OR_FINITE = BE | FINITE
_SUBORDINATE = words("if when because so while whether")
_RELATIVE_PRONOUNS = frozenset({"who", "which"})
_LOOK_AHEAD = 18


def clause_head(tokens: tuple[Token, ...], at: int, start: int, own: bool) -> Head:
    """The head of a statement that begins with a noun: its first finite verb, or a nominal head."""
    depth, stop = 0, min(len(tokens), at + _LOOK_AHEAD)
    for index in range(at, stop):
        token = tokens[index]
        depth += (token.text == "(") - (token.text == ")")
        if token.low in _SUBORDINATE and index > at:
            break
        if depth > 0 or token.text in ";." or (tokens[index - 1].low in _RELATIVE_PRONOUNS and index > at):
            continue
        subject = tuple(t.low for t in tokens[at:index])
        found = _finite_at(tokens, index, subject)
        if found:
            verb, tag, width, passive, modal = found
            own = own or any(word in OWN_STAFF for word in subject[-1:])
            return Head(
                "clause", verb, CLASS.get(verb, ""), tag, start, index, index + width, subject, own, passive, modal
            )
    return Head(start=start, at=at, after=at, own=own)


def _finite_at(
    tokens: tuple[Token, ...], index: int, subject: tuple[str, ...]
) -> tuple[str, str, int, bool, bool] | None:
    """Lemma, form, width, passive and modal of the finite verb at `index`; None when there is none."""
    low = tokens[index].low
    if low in AUX and (subject or low == "there"):
        return _behind_auxiliary(tokens, index, low in MODALS)
    if low == "there" and index + 1 < len(tokens) and tokens[index + 1].low in BE:
        return ("be", "s", 2, False, False)
    if low == "accounts" and index + 1 < len(tokens) and tokens[index + 1].low == "for" and subject:
        return ("account", "s", 2, False, False)
    if low in _SAYING and subject and subject[-1] not in PREPOSITIONS:
        return ("say", "s", 1, False, False)
    if low == "returns" and tokens[index + 1 : index + 2] and tokens[index + 1].low not in PREPOSITIONS:
        return None
    verb = verb_at(tokens, index)
    if not verb or not subject or subject[-1] in DETERMINERS or subject[-1] in PREPOSITIONS:
        return (low, "s", 1, False, False) if low in FINITE and subject and subject[-1] not in PREPOSITIONS else None
    if (
        verb[1] == "ed"
        and tokens[index + 1 : index + 2]
        and tokens[index + 1].low in {"by", "in", "with", "to", "from", "on", "for", "at"}
        and finite_later(tokens, index + 1, _BE_OR_FINITE)
    ):
        return None
    if verb[1] == "base" and not tokens[index].text.islower():
        return None
    following = tokens[index + 1].low if index + 1 < len(tokens) else ""
    if verb[1] == "s" and low in NOUNISH_S and (following in DETERMINERS or following[:1].isdigit()):
        return (verb[0], "s", verb[2], False, False)
    if verb[1] == "s" and low not in NOUNS_IN_S and not subject[-1][:1].isdigit():
        return (verb[0], "s", verb[2], False, False)
    if verb[1] == "ed":
        return (verb[0], "ed", verb[2], _is_participle(tokens, index), False)
    follows = tokens[index + 1].low if index + 1 < len(tokens) else ""
    if low in {"fall", "rise", "drop", "grow", "increase", "decrease"} and follows in {
        "to",
        "by",
        "from",
        "below",
        "above",
    }:
        return (verb[0], "s", 1, False, False)
    return (
        (verb[0], "base", verb[2], False, False)
        if verb[1] == "base"
        and is_plural(subject)
        and (low not in NOUNISH or subject[-1] in OUTSIDERS or subject[-1] in OWN_STAFF)
        else None
    )


def _is_participle(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether an -ed form ends its phrase ("docs published by May") rather than taking an object."""
    following = tokens[index + 1].low if index + 1 < len(tokens) else "."
    return following in PREPOSITIONS or not following[:1].isalpha() or following in {"and", "or"}


def _behind_auxiliary(tokens: tuple[Token, ...], index: int, modal: bool) -> tuple[str, str, int, bool, bool]:
    """The verb behind is/has/can and adverbs: "is being published" is publish, passive; "is up" is be."""
    first = tokens[index].low
    for at in range(index + 1, min(index + 6, len(tokens))):
        low = tokens[at].low
        if low in AUX or low in LEADING or low in {"not", "been", "fully", "well"} or low.endswith("ly"):
            modal = modal or low in MODALS
            continue
        verb = verb_at(tokens, at)
        if modal and low.isalpha() and low not in {"a", "an", "the", "all", "no"} and not (verb and verb[1] == "ed"):
            return (verb[0] if verb else low, "base", at - index + (verb[2] if verb else 1), False, True)
        if verb and verb[1] == "ed":
            return (
                verb[0],
                "ed",
                at - index + verb[2],
                (first in AUX and first not in {"have", "has", "had"}) or tokens[at - 1].low in BE,
                modal,
            )
        if verb and verb[1] == "ing" and first in BE:
            return (verb[0], verb[1], at - index + verb[2], False, modal)
        break
    lemma = "have" if first in {"have", "has", "had"} else "be"
    return (lemma, "s", 1, False, modal)
