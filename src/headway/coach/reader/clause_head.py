"""The verb of a statement that begins with its subject."""

from .lexicon import words
from .lexicon.nouns import OUTSIDERS, OWN_STAFF
from .lexicon.phrases import AUX, BE, DETERMINERS, FREQUENCIES, LEADING, MODALS, PREPOSITIONS
from .lexicon.verbs import CLASS, FORMS, NOUNISH
from .model import Head
from .tokens import Token
from .verb_forms import FINITE, NOUNISH_S, NOUNS_IN_S, finite_later, is_plural, verb_at

_SAYING = words("""
agree agrees confirm confirms indicate indicates prove proves report reported reports say says
""")
_BE_OR_FINITE = BE | FINITE
_SAME_PARTICIPLE = words("run set put cut hit become come read spread beat split rerun")
_RUNNING = words("run load stay ship cover scale build start work return complete finish render sync boot install")
_ARTICLES = words("a an the our its their your")
_SUBORDINATE = words("if where when because so while whether what how why")
_RELATIVE_PRONOUNS = frozenset({"who", "which"})
_BEHIND_PARTICIPLE = words("by in with to from on for at")
_MOVING = words("fall rise drop grow increase decrease")
_TO_WHERE = words("to by from below above")
_LOOK_AHEAD = 18
Finite = tuple[str, str, int, bool, bool]


def clause_head(tokens: tuple[Token, ...], at: int, start: int, own: bool) -> Head:
    """The head of a statement that begins with a noun: its first finite verb, or a nominal head."""
    depth, stop = 0, min(len(tokens), at + _LOOK_AHEAD)
    lows = tuple(token.low for token in tokens[at:stop])
    for index in range(at, stop):
        token = tokens[index]
        depth += (token.text == "(") - (token.text == ")")
        if index > at and (token.low in _SUBORDINATE or token.text == ";"):
            break
        if depth > 0 or token.text in ";." or (tokens[index - 1].low in _RELATIVE_PRONOUNS and index > at):
            continue
        subject = lows[: index - at]
        found = _finite_at(tokens, index, subject)
        if found:
            verb, tag, width, passive, modal = found
            own = own or any(word in OWN_STAFF for word in subject[-1:])
            return Head(
                "clause",
                verb,
                CLASS.get(verb, "work" if tag == "ed" and passive else ""),
                tag,
                start,
                index,
                index + width,
                subject,
                own,
                passive,
                modal,
            )
    return Head(start=start, at=at, after=at, own=own)


def _finite_at(tokens: tuple[Token, ...], index: int, subject: tuple[str, ...]) -> Finite | None:
    """Lemma, form, width, passive and modal of the finite verb at `index`; None when there is none."""
    low, following = tokens[index].low, tokens[index + 1].low if index + 1 < len(tokens) else ""
    if low in AUX and (subject or low == "there"):
        return _behind_auxiliary(tokens, index, low in MODALS)
    if low == "there" and following in BE:
        return ("be", "s", 2, False, False)
    if not subject or subject[-1] in PREPOSITIONS or (low == "returns" and following and following not in PREPOSITIONS):
        return None
    if (low in _SAYING and _says(subject, low, following)) or (low in {"accounts", "account"} and following == "for"):
        return ("say", "s", 1, False, False) if low in _SAYING else ("account", "s", 2, False, False)
    verb = verb_at(tokens, index)
    if not verb or subject[-1] in DETERMINERS:
        return (low, "s", 1, False, False) if low in FINITE else None
    return _main_verb(tokens, index, subject, verb, following)


def _says(subject: tuple[str, ...], low: str, following: str) -> bool:
    """Whether "report" or "say" is what a plural subject does, not a noun: "users report that …"."""
    if following in AUX or following in PREPOSITIONS or FORMS.get(following, ("", ""))[1] == "ed":
        return False
    return low.endswith(("s", "ed")) or is_plural(subject) or following in _ARTICLES or following == "that"


def _main_verb(
    tokens: tuple[Token, ...], index: int, subject: tuple[str, ...], verb: tuple[str, str, int], following: str
) -> Finite | None:
    """The verb form at `index` as the main verb of `subject`, None when it is a noun or belongs to the subject."""
    low, (lemma, tag, width) = tokens[index].low, verb
    if tag == "ed":
        if subject[-1] == "," or not any(word[:1].isalpha() and word not in DETERMINERS for word in subject):
            return None
        reduced = following in _BEHIND_PARTICIPLE and finite_later(tokens, index + 1, _BE_OR_FINITE)
        return None if reduced else (lemma, "ed", width, _is_participle(tokens, index), False)
    if tag == "s":
        known = low in NOUNISH_S and (
            following in DETERMINERS or following[:1].isdigit() or (lemma in _RUNNING and following in PREPOSITIONS)
        )
        known = known or (low not in NOUNS_IN_S and not subject[-1][:1].isdigit())
        return (lemma, "s", width, False, False) if known else None
    if tag != "base" or not tokens[index].text.islower():
        return None
    if low in _MOVING and following in _TO_WHERE:
        return (lemma, "s", 1, False, False)
    if lemma in _RUNNING and following in PREPOSITIONS | FREQUENCIES | {"together", "well"} and is_plural(subject):
        return (lemma, "base", width, False, False)
    acts = low not in NOUNISH or subject[-1] in OUTSIDERS or subject[-1] in OWN_STAFF or following in _ARTICLES
    return (lemma, "base", width, False, False) if acts and is_plural(subject) else None


def _is_participle(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether an -ed form ends its phrase ("docs published by May") rather than taking an object."""
    following = tokens[index + 1].low if index + 1 < len(tokens) else "."
    return following in PREPOSITIONS or not following[:1].isalpha() or following in {"and", "or"}


def _unlisted_participle(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether an unlisted word is done to the subject by somebody: "visitors are **greeted by** a page"."""
    low, following = tokens[at].low, tokens[at + 1].low if at + 1 < len(tokens) else ""
    return low.endswith("ed") and len(low) > 5 and following == "by"


def _behind_auxiliary(tokens: tuple[Token, ...], index: int, modal: bool) -> Finite:
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
        if verb and (verb[1] == "ed" or (low in _SAME_PARTICIPLE and first in {"have", "has", "had"})):
            return (
                verb[0],
                "ed",
                at - index + verb[2],
                (first in AUX and first not in {"have", "has", "had"}) or tokens[at - 1].low in BE,
                modal,
            )
        if not verb and first in BE and not modal and _unlisted_participle(tokens, at):
            return (low, "ed", at - index + 1, True, modal)
        if verb and verb[1] == "ing" and first in BE:
            return (verb[0], verb[1], at - index + verb[2], False, modal)
        break
    lemma = "have" if first in {"have", "has", "had"} else "get" if first in {"get", "gets", "got"} else "be"
    return (lemma, "s", 1, False, modal)
