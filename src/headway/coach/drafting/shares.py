"""Shares: "Answer 90% of chats in under 2 minutes" measures the share of chats answered in under 2 minutes."""

import itertools
import re

from ..reader import read
from ..reader.amount import Amount
from ..reader.lexicon import words
from ..reader.lexicon.verbs import FORMS, NOUNISH
from ..reader.model import Head, Statement
from .measured import BELOW, COMPARED, Measured, is_better_low, measured
from .participles import participle

_OF = re.compile(
    r"\s?(?:\+|or more|or higher|or better|or less)?\s?of\s(?:(?:all|the|our|its|their)\s)*", re.IGNORECASE
)
_TURNING = frozenset({"up", "down", "better"})
_HAVING = words("achieve attain be bring get have hit hold keep maintain make reach see sustain")
_BELONGS_TO_VERB = re.compile(
    r"\s(?:on|to|into|within|by|before|at|as|through|via|without|after|in|with|under|over|during|online|correctly"
    r"|automatically|digitally|immediately|when|if|for|right|per|an?|every|each)\b",
    re.IGNORECASE,
)
_AUXILIARIES = re.compile(
    r"(?:\s(?:are|is|be|been|being|get|gets|was|were|has|have|had|will|shall|should|must|can|may|do|does|not|never|always"
    r"|usually|typically|now|also|then))+$",
    re.IGNORECASE,
)
_NOUN_ENDS = re.compile(r"\s(?:of|in|with|from|at|on|for|to|who|that)\s")
_DENIED = re.compile(r"\b(?:not|never|no longer)\b|n['’]t\b", re.IGNORECASE)
_PEOPLE = words("""
adults agents alumni applicants apprentices buyers candidates children citizens clients colleagues commuters customers
developers doctors donors drivers employees engineers families farmers girls graduates guests hires households
inhabitants learners managers members men mothers nurses parents participants patients people persons players pupils
readers recruits reps residents respondents sellers shoppers staff starters students subscribers teachers tenants
trainees travellers users viewers visitors volunteers voters women workers
""")


def share_in(statement: Statement) -> Measured | None:
    """The share that a statement aims at a percentage of; None where it names none."""
    amount, text = statement.figures.target_amount, statement.text.rstrip(". ")
    if amount is None or not amount.is_share or statement.figures.relative:
        return None
    of = _OF.match(text, amount.end)
    if of is None or of.end() >= len(text):
        return None
    head, begin = statement.sentence.head, _begin(statement)
    if head.form == "clause" and begin > of.end():
        return _share(_what_they_do(statement, text, of.end()), amount)
    of_whom = text[of.end() :]
    if head.form == "imperative" and begin < amount.start:
        return _done(statement, head, of_whom, amount)
    return _share(_with_who(of_whom), amount) if head.form == "nominal" and _opens(statement, amount) else None


def _begin(statement: Statement) -> int:
    """Where the verb begins."""
    sentence = statement.sentence
    return sentence.tokens[sentence.head.at].start if sentence.head.at < len(sentence.tokens) else 0


def _opens(statement: Statement, amount: Amount) -> bool:
    """Whether nothing but a comparator stands in front of the amount."""
    return COMPARED.match(statement.text[: amount.start]) is not None


def _done(statement: Statement, head: Head, rest: str, amount: Amount) -> Measured | None:
    """What is done with a share of things: "Pay 98% of invoices on time"."""
    if head.verb in _HAVING:
        return share_in(read(statement.text[amount.start :], statement.sentence.declared)) or _share(rest, amount)
    losing = head.verb == "lose" and amount.comparator == "<"
    tokens = statement.sentence.tokens
    between = statement.text[tokens[head.after - 1].end : amount.start] if head.after <= len(tokens) else "?"
    if (head.cls in _TURNING and not losing) or not COMPARED.match(between):
        return None
    split = _BELONGS_TO_VERB.search(rest)
    things, how = (rest[: split.start()], rest[split.start() :]) if split else (rest, "")
    return _share(f"{things} {participle(head.verb)}{how}", amount)


def _what_they_do(statement: Statement, text: str, start: int) -> str:
    """Whom a share is of, and what they do: "90% of pupils read at grade level" is of pupils who read at that level."""
    begin = _begin(statement)
    whom = text[start:begin].rstrip()
    bare = _AUXILIARIES.sub("", f" {whom}").strip()
    between = whom[len(bare) :]
    if not bare:
        return ""
    head, tokens = statement.sentence.head, statement.sentence.tokens
    verbs = tokens[head.at : head.after]
    done = next((token for token in verbs if FORMS.get(token.low, ("", ""))[1] == "ed"), verbs[-1] if verbs else None)
    if head.passive and done and not _DENIED.search(f"{between} {text[begin : done.start]}"):
        return f"{bare} {text[done.start :]}"
    noun = _NOUN_ENDS.split(bare.lower())[0].split()[-1]
    return f"{bare} {'who' if noun in _PEOPLE else 'that'}{text[start + len(bare) :]}"


def _with_who(of_whom: str) -> str:
    """What people do, told of them: "new hires complete onboarding" becomes "new hires who complete onboarding"."""
    for first, second in itertools.pairwise(re.finditer(r"[\w'-]+", of_whom)):
        noun, verb = first.group().lower(), second.group().lower()
        is_verb = FORMS.get(verb, ("", ""))[1] == "base" and (verb not in NOUNISH or noun in _PEOPLE)
        if noun in _PEOPLE and is_verb and second.end() < len(of_whom):
            return f"{of_whom[: first.end()]} who{of_whom[first.end() :]}"
    return of_whom


def _share(of_what: str, amount: Amount) -> Measured | None:
    if not of_what.strip():
        return None
    falls = BELOW.get(amount.comparator, is_better_low(of_what) and not _DENIED.search(of_what))
    return measured(f"Share of {of_what.strip()}", falls, "the")
