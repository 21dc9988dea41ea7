"""Which word forms are verbs where they stand."""

from .lexicon import words
from .lexicon.nouns import ARTEFACTS, ATTENTION, MEASURES, OUTSIDERS, OWN_STAFF, SOFT
from .lexicon.phrases import AUX, DETERMINERS, METRIC_HEADS, PREPOSITIONS, RELATIVE
from .lexicon.verbs import CLASS, FORMS, NOUNISH, TWO_WORD_STARTS
from .tokens import Token

_GERUND_NOUNS = words("""
billing booking branding building engineering existing funding hiring housing leading learning listing marketing
meeting messaging monitoring onboarding operating outstanding planning pricing processing recruiting recurring
remaining reporting scheduling shipping spending staffing testing tooling training
""")
_END_OF = words("customer customers date point points result results state to user users")
_LEVELS = words("below above under over at of < > ≥ ≤")
_MOVING = frozenset({"up", "down", "better", "reach", "win", "hold"})
_NEEDING = frozenset({"requires", "takes", "is", "needs"})
_RATED = words("build call change click contact drop exit fill hit open release return support test view")
_TO_FIGURES = words("""
analyse analyze audit benchmark budget chart check compare count document forecast graph limit lock log map mark match
measure model monitor name offer plot pledge question rank record report research review sample scan score set show
source state study survey target tie track trade trend trust tune update value watch
""")
"""What one does to figures themselves: "track fill rate", "forecast churn"."""
_FREQUENT = words("deploy deployment merge recruit recruiting ship")
_RATES = words("sla slo accuracy adherence attainment attendance frequency punctuality success yield")
_BEHIND_NAME = words("from of to at up down above below under over is are < > ≥ ≤ = : ( - → , .") | {""}
_ROSE = words("fall rise drop grow increase decrease")
_NOUN_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ance",
    "ence",
    "ship",
    "ism",
    "ist",
    "ogy",
    "acy",
    "eer",
    "logue",
)
_NAME_AT_MOST = 6
_SHIFTING = frozenset({"up", "down", "better"})
_CREWS = words(
    "system systems centre center desk programme program team teams staff manager managers engineers reps "
    "agents organisation organization"
)
_DETERMINING = words("a all an each every our the their your")
_SENDING = words("decrease increase launch release ship")
_TEAM_NAMES = words("care delivery design finance growth help process research sales search support test")
FINITE = words("""
cause causes comprise constitute end ends lasts need needs represent represents require required requires returns
shows take takes took works
""")
_NOT_VERBS = (
    AUX
    | PREPOSITIONS
    | DETERMINERS
    | RELATIVE
    | words("""
about almost approximately average concise enterprise even exercise expertise final first franchise half just last
least likewise maximum mean median merchandise minimum most nearly next noise once only otherwise over paradise
precise premise prize promise quarter raise rise roughly size surprise top total wise
""")
)
NOUNISH_S = (
    frozenset(form for form, (lemma, tag) in FORMS.items() if tag == "s" and lemma in NOUNISH)
    | words("releases processes searches patches switches balances learnings")
) - words("uses increases decreases drops rises falls works doubles triples quadruples")
NOUNS_IN_S = NOUNISH_S | ARTEFACTS | OUTSIDERS | OWN_STAFF
"""Words that look like a verb in -s and are nouns."""
_NEVER_FINITE = NOUNS_IN_S | MEASURES


def verb_at(tokens: tuple[Token, ...], at: int) -> tuple[str, str, int] | None:
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


def shared_object(tokens: tuple[Token, ...], after: int) -> int:
    """How many tokens of further verbs follow that share the object: "add **and retain** 5 members"."""
    width = 0
    while after + width + 1 < len(tokens) and tokens[after + width].text in {"and", "or", "/", "&", ",", "and/or"}:
        verb = verb_at(tokens, after + width + 1)
        if not verb or verb[1] != "base" or tokens[after + width + 1].low in NOUNISH:
            break
        width += 1 + verb[2]
    return width


def unknown_verb(tokens: tuple[Token, ...], at: int) -> tuple[str, str, int] | None:
    """An unlisted word that must be a verb by its place and ending: "undertake a …", "digitalise records"."""
    if at + 1 >= len(tokens) or not tokens[at].is_word:
        return None
    low, following = tokens[at].low, tokens[at + 1].low
    known_noun = (
        low in MEASURES or low in SOFT or low in ATTENTION or low in ARTEFACTS or low in OUTSIDERS or low in OWN_STAFF
    )
    if known_noun or low in _NOT_VERBS or len(low) < 4 or tokens[at].text.isupper() or not low.isalpha():
        return None
    if low.endswith(("ise", "ize", "ify")) and following not in PREPOSITIONS and following not in AUX:
        return (low, "base", 1)
    if low.endswith(_NOUN_ENDINGS):
        return None
    objects = following in {"a", "an", "the", "our", "all", "their", "your", "its"} or following[0].isdigit()
    if low.endswith("ed") and following in {"the", "our", "a", "an"}:
        return (low, "ed", 1)
    return (low, "base", 1) if objects and not low.endswith(("ing", "ed", "ly", "s")) else None


def reads_as_verb(tokens: tuple[Token, ...], at: int, verb: tuple[str, str, int], own: bool) -> bool:
    """Whether a verb form that could also be a noun ("test coverage", "support for") is a verb here."""
    low, tag = tokens[at].low, verb[1]
    if own or verb[2] > 1:
        return True
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low == "hold" and following in MEASURES and following not in {"time", "times"}:
        return True
    if low == "better" and following not in DETERMINERS:
        return False
    if low == "go" and following not in PREPOSITIONS and following not in {"green", "live", "fully", "public"}:
        return False
    if low == "end" and (following in _END_OF or following in PREPOSITIONS):
        return False
    if low == "build" and following in {"capacity", "quality"}:
        return True
    if low == "clear" and following not in DETERMINERS and following not in MEASURES:
        return False
    if tag == "base" and _names_quantity(tokens, at, low):
        return False
    if tag == "base":
        return not (low in NOUNISH and _nominal_follower(tokens, at, following, low))
    if tag == "ing" and following == "started":
        return False
    if tag == "ing":
        return not (
            low in _GERUND_NOUNS and (following not in DETERMINERS and not following[:1].isdigit())
        ) and not finite_later(tokens, at + 1, _NEEDING if following in DETERMINERS else None)
    if tag == "ed":
        return not finite_later(tokens, at + 1, None) and not _is_stated(tokens, at)
    return False


def _names_quantity(tokens: tuple[Token, ...], at: int, low: str) -> bool:
    """Whether the word opens the bare name of a quantity ("**order** fill rate", "**plan** attainment").

    One thing that is ordered or planned would have an article; only what one does to figures goes without.
    """
    if low in _TO_FIGURES or low not in NOUNISH | _FREQUENT or CLASS.get(low) in _MOVING:
        return False
    for index in range(at + 1, min(at + _NAME_AT_MOST, len(tokens))):
        token = tokens[index]
        if not token.is_word or token.low in PREPOSITIONS or token.low in DETERMINERS or token.low in AUX:
            return False
        after = tokens[index + 1].low if index + 1 < len(tokens) else ""
        if after in _BEHIND_NAME:
            return token.low in METRIC_HEADS or token.low in _RATES
    return False


def _is_stated(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a sign and a number follow a participle and its noun: "**verified** sellers: 150", "closed deals ≥ 5"."""
    return any(
        tokens[index].text in ":<>≥≤=" and _is_number(tokens, index + 1)
        for index in range(at + 2, min(at + 5, len(tokens) - 1))
    )


def _nominal_follower(tokens: tuple[Token, ...], at: int, following: str, low: str) -> bool:
    if following in _DETERMINING:
        return False
    if following in {"team", "desk", "centre", "center"} and low in _TEAM_NAMES:
        return True
    if following in _CREWS and finite_later(tokens, at + 2, None):
        return True
    if low in OWN_STAFF and FORMS.get(following, ("", ""))[1] == "base" and following not in NOUNISH:
        return True
    moving = CLASS.get(low) in {"up", "down", "better"}
    if FORMS.get(following, ("", ""))[1] == "s" and following not in _NEVER_FINITE and not moving:
        return True
    if FORMS.get(following, ("", ""))[1] == "ed" and following not in ARTEFACTS and not _describes(tokens, at + 1, low):
        return True
    if _noun_chain(tokens, at, low):
        return True
    if not following or following in AUX or following in {"+", "of", ":", "<", ">", "≥", "≤", "=", "%", "rate"}:
        return True
    if low == "return" and following == "on":
        return True
    if following == "for" and low not in {
        "plan",
        "search",
        "test",
        "register",
        "account",
        "apply",
        "campaign",
        "lobby",
    }:
        return True
    if _is_measured_noun(tokens, at, low) or _names_a_level(tokens, at, low):
        return True
    if following in METRIC_HEADS and CLASS.get(low) not in {"up", "down", "better", "reach", "win"}:
        after = tokens[at + 2].low if at + 2 < len(tokens) else ""
        return low not in {"track", "report", "complete", "monitor", "release"} or after in {"", ":"}
    return False


def _describes(tokens: tuple[Token, ...], at: int, low: str) -> bool:
    """Whether a participle behind such a verb qualifies its object: "release **stabilised** updates"."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    noun = behind is not None and behind.is_word and behind.low not in PREPOSITIONS | AUX | {"and", "or"}
    return low in _SENDING and noun


def _goes_somewhere(tokens: tuple[Token, ...], at: int) -> bool:
    return _is_number(tokens, at) or (at < len(tokens) and tokens[at].low in {"to", "by", "from"})


def _is_measured_noun(tokens: tuple[Token, ...], at: int, low: str) -> bool:
    """Whether the verb-looking word qualifies a quantity that a figure follows: "podcast downloads +10 %"."""
    following = tokens[at + 1].low
    for index in range(at + 2, 0 if following.isdigit() else min(at + 7, len(tokens) - 1)):
        if tokens[index].low in {"up", "down"} and _goes_somewhere(tokens, index + 1) and CLASS.get(low) not in _MOVING:
            return True
    if CLASS.get(low) in _MOVING or not (following in MEASURES or following in ATTENTION) or at + 2 >= len(tokens):
        return False
    behind = tokens[at + 2]
    return (
        behind.text in "+-<>≥≤:=→"
        or behind.low in {"up", "down", "below", "above", "under", "at"}
        or (behind.low in {"from", "of", "to"} and _is_number(tokens, at + 3))
    )


def _names_a_level(tokens: tuple[Token, ...], at: int, low: str) -> bool:
    """Whether the word begins the name of a quantity whose limit follows: "**code** review turnaround < 4 hours"."""
    if CLASS.get(low) in _MOVING:
        return False
    for index in range(at + 1, min(at + _NAME_AT_MOST, len(tokens) - 1)):
        token, before = tokens[index], tokens[index - 1].low
        if token.text in "<>≥≤:":
            return (before in MEASURES or before in METRIC_HEADS) and (
                token.text != ":" or _is_number(tokens, index + 1)
            )
        if token.low in PREPOSITIONS or token.low in DETERMINERS or not (token.is_word or token.text in "/-"):
            return False
    return False


def _is_number(tokens: tuple[Token, ...], at: int) -> bool:
    return at < len(tokens) and (tokens[at].text[0].isdigit() or tokens[at].text in "$€£<>")


def _noun_chain(tokens: tuple[Token, ...], at: int, low: str) -> bool:
    """Whether the verb-looking word opens a chain of nouns that is a subject: "model inference takes"."""
    for index in range(at + 1, min(at + 5, len(tokens))):
        token = tokens[index]
        done = index > at + 1 and FORMS.get(token.low, ("", ""))[1] == "ed"
        if done and not tokens[index - 1].low.endswith("s") and CLASS.get(low) not in _SHIFTING:
            return True
        if not token.is_word or token.low in DETERMINERS or token.low in PREPOSITIONS:
            return False
        after = tokens[index + 1].low if index + 1 < len(tokens) else ""
        if after in {"takes", "take", "is", "are", "stays", "remains"} and index > at:
            return True
        if after in {"no", "not"} and index > at and CLASS.get(low) not in _MOVING:
            return True
        if FORMS.get(after, ("", ""))[1] == "s" and after not in _NEVER_FINITE and not token.low.endswith("s"):
            return True
        if after in _ROSE and _goes_somewhere(tokens, index + 2) and CLASS.get(low) not in _SHIFTING:
            return True
        measured = after != "of" or token.low in MEASURES or token.low in METRIC_HEADS
        if after in _LEVELS and measured and CLASS.get(low) not in _MOVING and _is_number(tokens, index + 2):
            return True
        if token.low in METRIC_HEADS and index > at + 1 and low in _RATED and after in {"", ",", "(", "-"}:
            return True
        if (
            token.low in METRIC_HEADS
            and index > at + 1
            and after in {"of", ":", "<", ">", "≥", "≤", "at", "above", "below", "under"}
        ):
            return CLASS.get(low) not in _SHIFTING and low not in {
                "track",
                "measure",
                "report",
                "review",
                "set",
                "plan",
                "test",
            }
    return False


def finite_later(tokens: tuple[Token, ...], start: int, only: frozenset[str] | None) -> bool:
    """Whether a finite verb follows within a few words, none of them a relative pronoun."""
    for place, token in enumerate(tokens[start : start + (7 if only is None else 16)], start):
        if token.low in RELATIVE or token.text in "(:;.":
            return False
        if only is not None:
            if token.low in only:
                return True
        elif (
            token.low in AUX
            or token.low in FINITE
            or (FORMS.get(token.low, ("", ""))[1] == "s" and token.low not in NOUNS_IN_S)
            or (token.low in _ROSE and place + 1 < len(tokens) and tokens[place + 1].low in {"to", "by", "from"})
            or (
                FORMS.get(token.low, ("", ""))[1] == "base"
                and token.low not in NOUNISH
                and is_plural((tokens[place - 1].low,))
            )
        ):
            return True
    return False


def is_plural(subject: tuple[str, ...]) -> bool:
    last = subject[-1]
    if "and" in subject[:-1] and last not in {"and", ","} and AUX.isdisjoint(subject):
        return True
    return (last.endswith("s") and not last.endswith("ss")) or last in {
        "people",
        "women",
        "children",
        "everyone",
        "%",
        "folks",
    }
