"""Finding the verb a statement turns on."""

from .lexicon.nouns import ARTEFACTS, ATTENTION, MEASURES, OUTSIDERS, OWN_STAFF, SOFT
from .lexicon.phrases import AUX, BE, DETERMINERS, LEADING, METRIC_HEADS, MODALS, PREPOSITIONS, RELATIVE, STARTERS
from .lexicon.verbs import CLASS, FORMS, NOUNISH, TWO_WORD_STARTS
from .model import Head
from .tokens import Token

_GERUND_NOUNS = frozenset(
    """onboarding training hiring testing reporting billing marketing engineering staffing recruiting pricing learning
    meeting building funding housing messaging branding tooling planning processing operating shipping outstanding
    existing leading recurring remaining monitoring scheduling spending operating listing booking""".split()
)
_FINITE = frozenset("require requires required take takes took need needs cause causes ends end shows returns".split())
_TEAMS = frozenset("team teams squad department staff company organisation organization group engineers everyone members".split())
_SAYING = frozenset("report reports agree agrees say says proves prove confirms confirm indicates indicate reported".split())
_SPLIT = frozenset({":", "-", "|", "→"})
_NOT_VERBS = (
    AUX | PREPOSITIONS | DETERMINERS | RELATIVE
    | frozenset("only just even about roughly approximately nearly almost over once half quarter least most top first last next final total average median mean minimum maximum exercise enterprise expertise franchise premise otherwise likewise wise size prize noise rise promise surprise paradise merchandise precise concise raise".split())
)
_SUBORDINATE = frozenset({"if", "when", "because", "so", "while", "whether"})
_RELATIVE_PRONOUNS = frozenset({"who", "which"})
_LOOK_AHEAD = 18
_NOUNISH_S = (
    frozenset(f"{noun}s" for noun in NOUNISH) | frozenset("releases processes searches patches switches balances learnings".split())
) - frozenset("uses increases decreases drops rises".split())


def find_head(tokens: tuple[Token, ...]) -> Head:
    """The verb of the statement with its subject; a nominal head when there is none.

    1. Step over a topic ("Latency: …"), adverbs and own subjects ("we will", "our team").
    2. A verb there makes an imperative. 3. Else the first finite verb makes a clause.
    """
    start = _after_topic(tokens)
    at, own = _after_lead(tokens, start)
    imperative = _verb_at(tokens, at) or _unknown_verb(tokens, at)
    if imperative and _reads_as_verb(tokens, at, imperative, own):
        verb, tag, width = imperative
        width += _shared_object(tokens, at + width)
        return Head("imperative", verb, CLASS.get(verb, "work"), tag, start, at, at + width, (), own or at > start and own)
    return _clause(tokens, at, start, own)


def _after_topic(tokens: tuple[Token, ...]) -> int:
    """Where the statement proper begins behind a topic such as "Code review latency: reduce …"."""
    for index in range(1, min(len(tokens) - 2, 9)):
        if tokens[index].text in _SPLIT and _spaced(tokens, index):
            follower, _ = _after_lead(tokens, index + 1)
            verb = _verb_at(tokens, follower)
            if verb and verb[1] == "base" and _reads_as_verb(tokens, follower, verb, False):
                return index + 1
            return 0
    return 0


def _spaced(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a sign separates: a colon always, a dash only with a blank on both sides."""
    if tokens[index].text == ":":
        return tokens[index + 1].start > tokens[index].end
    return tokens[index].start > tokens[index - 1].end and tokens[index + 1].start > tokens[index].end


def _after_lead(tokens: tuple[Token, ...], start: int) -> tuple[int, bool]:
    """Index behind adverbs, a leading time ("By June, …") and own subjects; whether an own subject was passed."""
    at, own = _after_time(tokens, start), False
    while at < len(tokens) - 1:
        low = tokens[at].low
        if low in LEADING and not (low == "better" and at == start) and not _before_noun_only(tokens, at):
            at += 1
        elif low in {"we", "i", "we've", "we're", "we'll", "i'll"} or (own and low in AUX and tokens[at + 1].low not in {"a", "an"}):
            own, at = True, at + 1
        elif (passed := _own_team(tokens, at)) is not None:
            own, at = True, passed
        elif low in {"ensure", "ensuring"} and _claims(tokens, at + 1):
            at += 1 + (tokens[at + 1].low == "that")
        elif low in STARTERS and (low_next := tokens[at + 1].low) and (low_next == "to" or low_next in FORMS and FORMS[low_next][1] == "ing"):
            at += 1
        else:
            break
    return at, own


def _claims(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether "ensure" is followed by a claim of its own ("that …", "all A have B", "95 % of …")."""
    first = tokens[at].low
    return at + 1 < len(tokens) and (first in {"that", "all", "every", "each", "no"} or first[0].isdigit() or first in "<>≥≤")


def _before_noun_only(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether an adverb-like word ("monthly", "more") only qualifies a noun: no verb stands behind it."""
    low = tokens[at].low
    if low in {"more", "monthly", "weekly", "daily", "quarterly", "annually", "yearly", "bi-weekly", "biweekly", "better", "always", "further"}:
        following = tokens[at + 1].low
        return following not in FORMS or FORMS[following][1] != "base" or following in NOUNISH
    return False


def _after_time(tokens: tuple[Token, ...], start: int) -> int:
    if start < len(tokens) and tokens[start].low in {"by", "in", "during", "within", "before", "over", "until", "as", "from"}:
        for index in range(start, min(start + 9, len(tokens) - 1)):
            if tokens[index].text == ",":
                return index + 1
    return start


def _own_team(tokens: tuple[Token, ...], at: int) -> int | None:
    """Index behind "(our|the|each) … team (will)" or "Name will"; None when no such subject stands at `at`."""
    lows = [token.low for token in tokens[at : at + 6]]
    for offset, low in enumerate(lows[:-1]):
        follows = lows[offset + 1]
        if low in _TEAMS and offset <= 3 and follows in {"will", "should", "must", "shall"}:
            return at + offset + 2
        if offset == 0 and follows == "will" and tokens[at].text[:1].isupper() and low not in {"users", "customers", "developers"}:
            return at + 2
    return None


def _verb_at(tokens: tuple[Token, ...], at: int) -> tuple[str, str, int] | None:
    """Lemma, form and width in tokens of the verb at `at`, phrasal verbs first; None when it is no known verb."""
    if at >= len(tokens):
        return None
    low = tokens[at].low
    if low in TWO_WORD_STARTS:
        for width in (3, 2):
            form = " ".join(token.low for token in tokens[at : at + width])
            if form in FORMS and at + width <= len(tokens):
                return (*FORMS[form], width)
    known = FORMS.get(low) or FORMS.get(low.split("-")[-1] if low.startswith(("re-", "co-", "pre-")) else "")
    return (*known, 1) if known else None


def _shared_object(tokens: tuple[Token, ...], after: int) -> int:
    """How many tokens of further verbs follow that share the object: "add **and retain** 5 members"."""
    width = 0
    while after + width + 1 < len(tokens) and tokens[after + width].text in {"and", "or", "/", "&", ",", "and/or"}:
        verb = _verb_at(tokens, after + width + 1)
        if not verb or verb[1] != "base" or tokens[after + width + 1].low in NOUNISH:
            break
        width += 1 + verb[2]
    return width


def _unknown_verb(tokens: tuple[Token, ...], at: int) -> tuple[str, str, int] | None:
    """An unlisted word that must be a verb by its place and ending: "undertake a …", "digitalise records"."""
    if at + 1 >= len(tokens) or not tokens[at].is_word:
        return None
    low, following = tokens[at].low, tokens[at + 1].low
    known_noun = low in MEASURES or low in SOFT or low in ATTENTION or low in ARTEFACTS or low in OUTSIDERS or low in OWN_STAFF
    if known_noun or low in _NOT_VERBS or len(low) < 4 or tokens[at].text.isupper() or not low.isalpha():
        return None
    if low.endswith(("ise", "ize", "ify")) and following not in PREPOSITIONS and following not in AUX:
        return (low, "base", 1)
    objects = following in {"a", "an", "the", "our", "all", "their", "your", "its"} or following[0].isdigit()
    return (low, "base", 1) if objects and not low.endswith(("ing", "ed", "ly", "s")) else None


def _reads_as_verb(tokens: tuple[Token, ...], at: int, verb: tuple[str, str, int], own: bool) -> bool:
    """Whether a verb form that could also be a noun ("test coverage", "support for") is a verb here."""
    low, tag = tokens[at].low, verb[1]
    if own or verb[2] > 1:
        return True
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low == "clear" and following not in DETERMINERS and following not in MEASURES:
        return False
    if tag == "base":
        return not (low in NOUNISH and _nominal_follower(tokens, at, following, low))
    if tag == "ing":
        return not (low in _GERUND_NOUNS and (following not in DETERMINERS and not following[:1].isdigit())) and not _finite_later(tokens, at + 1, {"requires", "takes", "is", "needs"})
    if tag == "ed":
        return not _finite_later(tokens, at + 1, None)
    return False


def _nominal_follower(tokens: tuple[Token, ...], at: int, following: str, low: str) -> bool:
    if FORMS.get(following, ("", ""))[1] == "s" and following not in _NOUNISH_S | ARTEFACTS | OUTSIDERS | OWN_STAFF | MEASURES:
        return True
    if FORMS.get(following, ("", ""))[1] == "ed" and following not in ARTEFACTS or _noun_chain(tokens, at, low):
        return True
    if not following or following in AUX or following in {"of", ":", "<", ">", "≥", "≤", "=", "%", "rate"}:
        return True
    if following == "for" and low not in {"plan", "search", "test", "register", "account", "apply", "campaign", "lobby"}:
        return True
    if following in METRIC_HEADS and CLASS.get(low) not in {"up", "down", "better", "reach", "win"}:
        after = tokens[at + 2].low if at + 2 < len(tokens) else ""
        return low not in {"track", "report", "complete", "release"} or after in {"", ":"}
    return False


def _noun_chain(tokens: tuple[Token, ...], at: int, low: str) -> bool:
    """Whether the verb-looking word opens a chain of nouns that is a subject: "offer acceptance rate of", "model inference takes"."""
    for index in range(at + 1, min(at + 4, len(tokens))):
        token = tokens[index]
        if not token.is_word or token.low in DETERMINERS or token.low in PREPOSITIONS:
            return False
        after = tokens[index + 1].low if index + 1 < len(tokens) else ""
        if after in {"takes", "take", "is", "are", "stays", "remains"} and index > at:
            return True
        if token.low in METRIC_HEADS and index > at + 1 and after in {"of", ":", "<", ">", "≥", "≤", "at", "above", "below", "under"}:
            return low not in {"track", "measure", "report", "review", "set", "plan", "test"}
    return False


def _finite_later(tokens: tuple[Token, ...], start: int, only: set[str] | None) -> bool:
    """Whether a finite verb follows within a few words, none of them a relative pronoun."""
    for place, token in enumerate(tokens[start : start + (7 if only is None else 16)], start):
        if token.low in RELATIVE or token.text in "(:;.":
            return False
        if only is not None:
            if token.low in only:
                return True
        elif token.low in AUX or token.low in _FINITE or FORMS.get(token.low, ("", ""))[1] == "s" and token.low not in _NOUNISH_S | ARTEFACTS | OUTSIDERS | OWN_STAFF:
            return True
        elif FORMS.get(token.low, ("", ""))[1] == "base" and token.low not in NOUNISH and _plural((tokens[place - 1].low,)):
            return True
    return False


def _clause(tokens: tuple[Token, ...], at: int, start: int, own: bool) -> Head:
    """The head of a statement that begins with a noun: its first finite verb, or a nominal head."""
    depth, stop = 0, min(len(tokens), at + _LOOK_AHEAD)
    for index in range(at, stop):
        token = tokens[index]
        depth += (token.text == "(") - (token.text == ")")
        if token.low in _SUBORDINATE and index > at:
            break
        if depth > 0 or token.text in ";." or tokens[index - 1].low in _RELATIVE_PRONOUNS and index > at:
            continue
        subject = tuple(t.low for t in tokens[at:index])
        found = _finite_at(tokens, index, subject)
        if found:
            verb, tag, width, passive, modal = found
            own = own or any(word in OWN_STAFF for word in subject[-1:])
            return Head("clause", verb, CLASS.get(verb, ""), tag, start, index, index + width, subject, own, passive, modal)
    return Head(start=start, at=at, after=at, own=own)


def _finite_at(tokens: tuple[Token, ...], index: int, subject: tuple[str, ...]) -> tuple[str, str, int, bool, bool] | None:
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
    verb = _verb_at(tokens, index)
    if not verb or not subject or subject[-1] in DETERMINERS or subject[-1] in PREPOSITIONS:
        return (low, "s", 1, False, False) if low in _FINITE and subject and subject[-1] not in PREPOSITIONS else None
    if verb[1] == "ed" and tokens[index + 1 : index + 2] and tokens[index + 1].low in {"by", "in", "with", "to", "from", "on", "for", "at"} and _finite_later(tokens, index + 1, set(BE | _FINITE)):
        return None
    if verb[1] == "base" and not tokens[index].text.islower():
        return None
    if verb[1] == "s" and low not in _NOUNISH_S and low not in ARTEFACTS and low not in OUTSIDERS and low not in OWN_STAFF and not subject[-1][:1].isdigit():
        return (verb[0], "s", verb[2], False, False)
    if verb[1] == "ed":
        return (verb[0], "ed", verb[2], _is_participle(tokens, index), False)
    follows = tokens[index + 1].low if index + 1 < len(tokens) else ""
    if low in {"fall", "rise", "drop", "grow", "increase", "decrease"} and follows in {"to", "by", "from", "below", "above"}:
        return (verb[0], "s", 1, False, False)
    return (verb[0], "base", verb[2], False, False) if verb[1] == "base" and _plural(subject) and (low not in NOUNISH or subject[-1] in OUTSIDERS or subject[-1] in OWN_STAFF) else None


def _is_participle(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether an -ed form ends its phrase ("docs published by May") rather than taking an object."""
    following = tokens[index + 1].low if index + 1 < len(tokens) else "."
    return following in PREPOSITIONS or not following[:1].isalpha() or following in {"and", "or"}


def _plural(subject: tuple[str, ...]) -> bool:
    last = subject[-1]
    return (last.endswith("s") and not last.endswith("ss")) or last in {"people", "women", "children", "everyone", "%", "folks"}


def _behind_auxiliary(tokens: tuple[Token, ...], index: int, modal: bool) -> tuple[str, str, int, bool, bool]:
    """The verb behind is/has/can and adverbs: "is being published" is publish, passive; "is up" is be."""
    first = tokens[index].low
    for at in range(index + 1, min(index + 6, len(tokens))):
        low = tokens[at].low
        if low in AUX or low in LEADING or low in {"not", "been", "fully", "well"} or low.endswith("ly"):
            modal = modal or low in MODALS
            continue
        verb = _verb_at(tokens, at)
        if modal and low.isalpha() and low not in {"a", "an", "the", "all", "no"} and not (verb and verb[1] == "ed"):
            return (verb[0] if verb else low, "base", at - index + (verb[2] if verb else 1), False, True)
        if verb and verb[1] == "ed":
            return (verb[0], "ed", at - index + verb[2], first in AUX and first not in {"have", "has", "had"} or tokens[at - 1].low in BE, modal)
        if verb and verb[1] == "ing" and first in BE:
            return (verb[0], verb[1], at - index + verb[2], False, modal)
        break
    lemma = "have" if first in {"have", "has", "had"} else "be"
    return (lemma, "s", 1, False, modal)
