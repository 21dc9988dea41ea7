"""Recurring business as usual in a statement."""

import re

from .cues import Cued
from .lexicon import words
from .lexicon.nouns import ARTEFACTS, MEASURES
from .lexicon.phrases import FREQUENCIES
from .model import Nature, Sentence
from .phrases import measure_in

_CREATES = words("""
automate begin build configure create define deploy design develop establish hire implement improve introduce
kick_off launch migrate prototype publish redesign release roll_out set_up setup ship start write
""")
_PHRASES = Cued(
    """
day days weekday workday week weeks wk month months mo fortnight sprint quarter year once twice times morning evening
night tuesday wednesday thursday friday monday change commit semester term milestone iteration release incident outage
deployment event meeting session call retro standup standups review cadence basis schedule rhythm regular date time
usual cycle needed required when going ongoing payroll stand deploy sev breach claim acceptance arrival receipt
request sign signup workingday
""",
    r"/ ?(?:day|week|wk|month|mo|fortnight|sprint)\b|\b(?:once|twice|\w+ times) (?:a|an|per|every"
    r"|each) (?:day|week|month|quarter|sprint|year)\b|\b(?:a|per|each"
    r"|every) (?:(?:week)?day|work(?:ing)? ?day|morning|evening|night|week|month|sprint|fortnight|tuesday|wednesday"
    r"|thursday)\b|\b(?:per"
    r"|each|every|after every) (?:change|commit|semester|term|(?:[a-z]+ )?cycle|milestone|iteration|friday"
    r"|monday|quarter|release|incident|outage|deployment|event)\b"
    r"|\b(?:after|before|at|in|following) (?:every|each) (?:[\w-]+ ){0,3}?(?:meeting|session|call|retro"
    r"|standup|review|incident|release)\b"
    r"|\bon an? (?:[\w-]+ )?(?:cadence|basis|schedule|rhythm)\b|\bat (?:a )?regular (?:pace|intervals?)\b|\b(?:keep"
    r"|keeping|kept|stay|remain)(?: \w+){0,4} up[ -]to[ -]date\b|\bup[ -]to[ -]date\b(?=.*\bkeep)"
    r"|\bon time\b|\bday[- ]to[- ]day\b|\bas usual\b|\bas (?:and when|needed|required)\b|\bon[- ]going\b|\bevery "
    r"(?:other|two|three|four|six|eight|second|\d+(?:-\d+)?) (?:day|week|month)s?\b|\b(?:run|running|process"
    r"|processing) payroll\b|\bstand-?ups?\b"
    r"|\bfor (?:every|each) (?:[\w-]+ )?(?:incident|outage|release|deploy|deployment|sev-?\d|sprint|breach|claim)\b"
    r"|\b(?:up)?on (?:acceptance|arrival|receipt|request|sign-?up)\b"
    r"|\bmonth[- ]end\b|\b(?:each|every) (?:[a-z]+ )?year\b",
)
_PARENS = re.compile(r"\([^()]{0,120}\)|\d[\d.,]*[kmbKMB]\s?\w*/(?:day|hour|week|month)\b")
"""What stands beside the doing: asides, and rates as an amount ("10M req/day")."""
_INTAKE = Cued(
    "all every each any 0",
    r"(?:\b(?:all|every|each|any)|\b100\s?%(?: of)?)\s(?:[\w/-]+\s){0,3}?"
    r"(?:tickets?|requests?|issues?|emails?|e-mails?|posts?|questions?"
    r"|inquiries|enquiries|calls|incidents?|invoices?|prs|bugs?|alerts?|cases?|complaints?|applications?|claims?|orders?|queries|referrals?|expenses?)\b",
)
_HANDLING = words("""
address answer approve close handle manage moderate monitor process reconcile reply resolve respond respond_to
review track triage
""")
_RECURRING_THINGS = words("""
all-hands articles basis blog blogs briefing briefings bulletin bulletins call calls check-in check-ins content demo
demos digest email emails episode episodes meeting meetings newsletter newsletters pace podcast podcasts post posts
report reports review reviews standup summaries summary sync tweet tweets update updates video videos
""")
_MAKES_ONCE = words("automate build create design develop implement define set_up") | {"set up"}
_DOING = words("work service win")
_MOVES = words("transition move switch shift")
_SMALL = words("to and with by for")
_BESIDE = words("in for of their")
_RECURRING_NAMES = words("active expression expressions recurring unique revenue")
_CONTINUOUS = words("integration delivery deployment improvement discovery learning")
_ROUTINE_VERBS = frozenset({"triage", "moderate", "monitor", "reconcile"})


def routine_in(sentence: Sentence, nature: Nature) -> str | None:
    """The words that make a statement recurring business as usual, None when it is one-off or not about doing.

    A frequency inside the name of a measure ("monthly churn") or of a thing created once ("build a weekly report")
    does not count; "every month" at its side does.
    """
    if nature.name not in {"work", "upkeep", "level"} or not sentence.is_english:
        return None
    if nature.name == "upkeep":
        return nature.evidence
    handling = sentence.head.verb in _HANDLING and (nature.name == "work" or sentence.head.form == "imperative")
    handled = _INTAKE.search(sentence.line) if handling else None
    if handled:
        return handled.group()
    if sentence.head.verb in _ROUTINE_VERBS:
        return sentence.quote(sentence.head.at, sentence.head.after + 3)
    if nature.name == "level":
        return None
    before = sentence.words[sentence.head.at - 1] if sentence.head.at else ""
    if before in {"continue", "keep", "continuing"} and sentence.head.cls in _DOING:
        return sentence.quote(sentence.head.at - 1, sentence.head.after + 2)
    if sentence.head.form == "clause" and sentence.head.verb == "have":
        return _frequency(sentence)
    line = _PARENS.sub("", sentence.line) if "(" in sentence.line or "/" in sentence.line else sentence.line
    phrase = _PHRASES.search(line)
    if phrase and phrase.group().lower() == "per quarter" and sentence.amounts:  # as many in the cycle
        return None
    if phrase and phrase.group().lower() == "on time" and not sentence.object.head.endswith("s"):
        return None
    if phrase and not _in_measure(sentence, phrase.group()):
        return phrase.group()
    return _frequency(sentence)


def _in_measure(sentence: Sentence, phrase: str) -> bool:
    """Whether "per month" belongs to an amount of something measured ("200k views per 30 days")."""
    return phrase.lower().startswith("per ") and bool(measure_in(sentence.object.words)) and sentence.head.cls != "work"


def _frequency(sentence: Sentence) -> str | None:
    """ "weekly", "regularly" where it says how often one does it, not what kind of thing one makes."""
    for index, token in enumerate(sentence.tokens):
        if token.low in FREQUENCIES and (found := _how_often(sentence, index)):
            return found
    return None


def _how_often(sentence: Sentence, index: int) -> str | None:
    """The frequency at a place with what it is said of, None where it names a measure, a plan or a thing made once."""
    following, further = ((*sentence.words[index + 1 : index + 3], "", ""))[:2]
    if _names_something(sentence, index, following):
        return None
    before, text = sentence.words[index - 1] if index else "", sentence.tokens[index].text
    recurs = not _RECURRING_THINGS.isdisjoint({following, further}) and sentence.head.verb not in _MAKES_ONCE
    if before == "the" and recurs and further in _RECURRING_THINGS:
        return f"{text} {following} {further}"
    created = sentence.head.verb in _CREATES or sentence.head.verb in _MOVES
    leads = index < sentence.head.at and not (created and sentence.head.form == "clause")
    adverbial = leads or not following[:1].isalpha() or following in _SMALL
    return text if adverbial or recurs or not created else None


def _names_something(sentence: Sentence, index: int, following: str) -> bool:
    """Whether a frequency belongs to the name of what follows: "monthly churn", "in weekly planning"."""
    if following in _RECURRING_NAMES or (following in MEASURES and sentence.object.head not in ARTEFACTS):
        return True
    if sentence.words[index] == "continuous" and following in _CONTINUOUS:
        return True
    before = sentence.words[index - 1] if index else ""
    recurs = not _RECURRING_THINGS.isdisjoint(sentence.words[index + 1 : index + 3])
    return before in _BESIDE and following[:1].isalpha() and not recurs
