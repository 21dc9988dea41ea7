"""Where a statement proper begins: behind topics, dates, adverbs and own subjects."""

from .lexicon import words
from .lexicon.nouns import ARTEFACTS
from .lexicon.phrases import AUX, FINISHED, LEADING, PERIOD_NOUNS, STARTERS
from .lexicon.verbs import FORMS, NOUNISH
from .phrases import attention_in, measure_in
from .tokens import Token
from .verb_forms import reads_as_verb, verb_at

_TEAMS = words("""
company department engineers everyone group members organisation organization squad staff team teams
""")
_AREA_AT_MOST = 4
_HIRING = words("hire hiring hires recruit")
_DEPARTMENTS = {("sales",), ("support",), ("growth",), ("finance",), ("hiring",), ("engagement",), ("retention",)}
_OPENING = words("after as at before by during from in once over until within")
_OPENING_TWO = {("based", "on"), ("for", "all"), ("for", "each"), ("for", "every")}
_SIZED = words("k m mm bn days day hours hour weeks months min percent per a")
_SPLIT = frozenset({":", "-", "|", "→"})


def after_topic(tokens: tuple[Token, ...]) -> int:
    """Where the statement proper begins behind a topic such as "Code review latency: reduce …"."""
    for index in range(1, min(len(tokens) - 2, 9)):
        if tokens[index].text in _SPLIT and _spaced(tokens, index):
            follower, _ = after_lead(tokens, index + 1)
            opening = tokens[follower].low if follower < len(tokens) else ""
            if tokens[index].text == ":" and opening in {"all", "every", "each", "no", "zero"}:
                return index + 1
            if tokens[index].text == ":" and _names_area(tokens, index):
                return index + 1
            verb = verb_at(tokens, follower)
            if verb and verb[1] == "base" and reads_as_verb(tokens, follower, verb, False):
                return index + 1
            return 0
    return 0


def _names_area(tokens: tuple[Token, ...], colon: int) -> bool:
    """Whether what stands before a colon names an area of work ("Quality: …"), not a quantity ("Churn: …") or work."""
    words = tuple(token.low for token in tokens[:colon])
    plain = colon <= _AREA_AT_MOST and all(token.is_word or token.text in "&/-()" for token in tokens[:colon])
    if not plain or words[0] in _HIRING or words[-1] in FINISHED:
        return False
    if words in _DEPARTMENTS and (tokens[colon + 1].is_word or tokens[colon + 1].text.isdigit()):
        following = tokens[colon + 2] if colon + 2 < len(tokens) else tokens[colon]
        return tokens[colon + 1].is_word or (following.is_word and following.low not in _SIZED)
    if measure_in(words) or attention_in(words) or (words[-1] in ARTEFACTS and tokens[colon + 1].text.isdigit()):
        return False
    if FORMS.get(words[-1], ("", ""))[1] == "ed" or (words[-1] in ARTEFACTS and _lists(tokens, colon)):
        return False
    verb = verb_at(tokens, 0)
    behind = tokens[colon + 1]
    return (
        (verb is None or colon == 1 or words[0] in NOUNISH)
        and (behind.is_word or behind.text.isdigit())
        and behind.low != "from"
    )


def _lists(tokens: tuple[Token, ...], colon: int) -> bool:
    """Whether a colon is followed by the parts of what stands before it: "Dashboard: users, orders, refunds"."""
    return sum(token.text == "," for token in tokens[colon + 1 : colon + 20]) > 1


def _spaced(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a sign separates: a colon always, a dash only with a blank on both sides."""
    if tokens[index].text == ":":
        return tokens[index + 1].start > tokens[index].end
    return tokens[index].start > tokens[index - 1].end and tokens[index + 1].start > tokens[index].end


def after_lead(tokens: tuple[Token, ...], start: int) -> tuple[int, bool]:
    """Index behind adverbs, a leading time ("By June, …") and own subjects; whether an own subject was passed."""
    at, own = after_time(tokens, start), False
    while at < len(tokens) - 1:
        low = tokens[at].low
        if low in LEADING and not (low == "better" and at == start) and not _before_noun_only(tokens, at):
            at += 1
        elif low in {"we", "i", "we've", "we're", "we'll", "i'll"} or (
            own and low in AUX and tokens[at + 1].low not in {"a", "an"}
        ):
            own, at = True, at + 1
        elif (passed := _own_team(tokens, at)) is not None:
            own, at = True, passed
        elif low in {"on", "be", "stay"} and _on_track(tokens, at):
            at = _on_track(tokens, at)
        elif low in {"ensure", "ensuring"} and _claims(tokens, at + 1):
            at += 1 + (tokens[at + 1].low == "that")
        elif (
            low in STARTERS
            and (low_next := tokens[at + 1].low)
            and (low_next == "to" or (low_next in FORMS and FORMS[low_next][1] == "ing"))
        ):
            at += 1
        else:
            break
    return at, own


def _on_track(tokens: tuple[Token, ...], at: int) -> int:
    """Index behind "(be) on track to" at `at`, 0 when it does not stand there."""
    begin = at + (tokens[at].low in {"be", "stay"})
    lows = tuple(token.low for token in tokens[begin : begin + 3])
    return begin + 3 if lows == ("on", "track", "to") and begin + 3 < len(tokens) else 0


def _claims(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether "ensure" is followed by a claim of its own ("that …", "all A have B", "95 % of …")."""
    first = tokens[at].low
    return at + 1 < len(tokens) and (
        first in {"that", "all", "every", "each", "no"} or first[0].isdigit() or first in "<>≥≤"
    )


def _before_noun_only(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether an adverb-like word ("monthly", "more") only qualifies a noun: no verb stands behind it."""
    low = tokens[at].low
    if low in {
        "more",
        "monthly",
        "weekly",
        "daily",
        "quarterly",
        "annually",
        "yearly",
        "bi-weekly",
        "biweekly",
        "better",
        "always",
        "further",
    }:
        following = tokens[at + 1].low
        return following not in FORMS or FORMS[following][1] != "base" or following in NOUNISH
    return False


def after_time(tokens: tuple[Token, ...], start: int) -> int:
    """Index behind a leading time, occasion or ground ("By June, …", "For each partner, …", "Based on feedback, …")."""
    first, second = tokens[start].low, tokens[start + 1].low if start + 1 < len(tokens) else ""
    each_time = first in {"each", "every"} and second in PERIOD_NOUNS
    if each_time or first in _OPENING or (first, second) in _OPENING_TWO:
        for index in range(start, min(start + 12, len(tokens) - 1)):
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
        if (
            offset == 0
            and follows == "will"
            and tokens[at].text[:1].isupper()
            and low not in {"users", "customers", "developers"}
        ):
            return at + 2
    return None
