"""Attention in the place of value."""

import re

from ..finding import Example, Finding
from ..quoting import clip, phrase, weighing_most
from ..reader.cues import Cued
from ..reader.lexicon import words
from ..reader.lexicon.nouns import ARTEFACTS, ATTENTION, OUTSIDERS
from ..reader.model import Sentence, Statement
from ..reader.phrases import attention_in, measure_in
from ..said import _

ORDER = 3
CODE = "vanity_metric"
TITLE = _("A vanity metric")
WHAT = _("Success is raw attention or a cumulative volume: views, visits, followers, likes, downloads, registrations.")
WHY = _("Attention rises with spending and with time, and no decision hangs on it. What people do next is what counts.")
REWRITE = _(
    "Measure the step behind “{attention}”: the share who convert, come back, pay or finish, e.g. “Raise the share "
    "of visitors who start a trial from <now> to <then>”."
)
_BEHIND = (
    (
        re.compile(r"download|install|\bstars?\b", re.IGNORECASE),
        _(
            "Measure what happens after “{attention}”: “Raise the share of <those who got it> still using it after "
            "<30> days from <now> to <then>”."
        ),
    ),
    (
        re.compile(
            r"follow|subscri|member|likes?\b|upvote|karma|tweet|mention|share|discord|slack|group", re.IGNORECASE
        ),
        _(
            "Measure what the people behind “{attention}” do for you: “Raise the share of <followers> who <sign "
            "up, buy or contribute> from <now> to <then>”."
        ),
    ),
    (
        re.compile(r"regist|attend|sign|particip|enrol", re.IGNORECASE),
        _(
            "Measure what those behind “{attention}” do afterwards: “Raise the share of <those who come> who <buy, "
            "apply or come back> from <now> to <then>”."
        ),
    ),
)
"""What to measure instead, by the kind of attention."""
EXAMPLES = (
    Example("Reach 10,000 LinkedIn followers", "key_result", True),
    Example("Grow page views by 20%", "key_result", True),
    Example("Newsletter subscribers", "kpi", True),
    Example("500 downloads of the white paper", "key_result", True),
    Example("Raise visitor-to-trial conversion from 2% to 4%", "key_result", False),
    Example("Raise monthly active users from 4,000 to 6,000", "key_result", False),
    Example("Reach 50 paying customers", "key_result", False),
)
_VALUE = re.compile(
    r"\b(?:conver\w+|active|retention|retained|revenue|paying|paid (?:users|customers|subscri\w+|accounts"
    r"|plans?)|qualified|mqls?|sqls?|leads?|pipeline|share[- "
    r"]of[- ]voice|claims?|hospital|clinic|patients?"
    r"|a&e|gp|click-through|ctr|who (?:buy|come back|complete|convert|finish|return|sign|start)\w*"
    r"|bounce|average (?:order|session|time|spend|rating|page)|rating|reviews|per (?:visitor|visit|session"
    r"|user)|from visitors|returning|(?:training|mentoring|coaching|1:1) (?:\w+ )?sessions?"
    r"|sessions? per|crash|time"
    r"|rate|latency|load|cost|support sessions|network traffic|doctor"
    r"|home visits|site visits|inspection)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?:%|\b(?:percent|percentage|share|proportion)) of\b", re.IGNORECASE)
_PLACES = re.compile(
    r"\b(?:museums?|librar(?:y|ies)|parks?|galler(?:y|ies)|leisure|theatres?|swimming|pools?|sports?|recreation"
    r"|church(?:es)?|parish(?:es)?|worship|ministr(?:y|ies)|congregations?|campus(?:es)?)\b",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    r"\b(?:web(?:site)?s?|sites?|pages?|blogs?|posts?|organic|online|users?|visitors?|apps?|traffic)\b"
    r"|^(?:(?:increase|grow|raise|boost|double|daily|weekly|monthly|total|number|of) ){0,3}sessions\b",
    re.IGNORECASE,
)
"""Sessions are attention where nothing else is said of them or they are a site's; held with people they are service."""
_RANKED = Cued(
    """
hacker hackernews hn front product reddit trending app subscriber mailing
""",
    r"\b(?:hacker ?news|hn|front page|product hunt|reddit|trending(?! (?:up|down)\b)|app store ranking"
    r"|(?:subscriber|mailing) list)\b",
)
_ATTENDING = words("registered attend view watch click like follow download subscribe visit register star")
_CROWD = words("people persons individuals households viewers readers listeners")
_CHANNEL = re.compile(
    r"\b(?:discord|slack|telegram|forum|facebook|subreddit)(?:/\w+)? (?:community |server |group )?"
    r"(?:members|users|joins?)\b|"
    r"\b(?:members|people|users|participants|joins?)\s(?:in|on|to|of)\s(?:[\w-]+\s){0,3}(?:discord|slack|telegram|forum|meetup"
    r"|mailing list|facebook|whatsapp|subreddit|newsletter|channel|linkedin)\b",
    re.IGNORECASE,
)
_CHANNELS = words("discord slack telegram forum meetup list facebook whatsapp subreddit newsletter channel linkedin")
_ADVERTISED = words("ads advertising campaign campaigns media online social posts channels tv radio")
_BESIDE = words("accidents collisions deaths fatalities incidents injuries violations")
_HELD = words("facilitate hold host lead organise organize run")
_REGISTERED = re.compile(r"\b(?:registered|signed[- ]up)\s(?:[\w-]+\s){0,2}?([a-z-]+s|people)\b", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[;,.(]")
_EACH_DOES = re.compile(r"\b(?:every|each)\s(?:[a-z-]+\s){1,2}?(?=[a-z]+s\b)", re.IGNORECASE)
"""Behind "every student" a word in -s is what each does ("reads", "visits"), and counts nothing."""
_SOCIAL = Cued(
    "social engagement",
    r"\bsocial media (?:reach|engagement|following|mentions|presence)\b|\bengagement and reach\b",
)


def find(statement: Statement) -> Finding | None:
    """Attention as the measured quantity of an objective, key result or KPI."""
    if statement.slot == "task" or statement.nature.name in {"unread", "upkeep"}:
        return None
    if (
        _ATTENDING.isdisjoint(statement.sentence.bag)
        and statement.sentence.head.verb not in _ATTENDING
        and ATTENTION.isdisjoint(statement.sentence.bag)
        and not (statement.sentence.head.verb == "reach" and statement.sentence.head.passive)
        and {"signed", "signed-up"}.isdisjoint(statement.sentence.bag)
        and not _RANKED.search(statement.text)
        and not _SOCIAL.search(statement.text)
        and (_CHANNELS.isdisjoint(statement.sentence.bag) or not _CHANNEL.search(statement.text))
    ):
        return None
    attention = _attention(statement)
    if attention == "sessions" and not _ONLINE.search(statement.text):
        return None
    rate = (statement.figures.unit == "%" and statement.figures.relative is False) or _SHARE.search(statement.text)
    if attention in {"star", "stars"} and any(amount.value <= 5 for amount in statement.sentence.amounts):
        return None
    bounded = any(amount.comparator == "<" for amount in statement.sentence.amounts)
    if (
        not attention
        or _is_done_by_each(statement.text, attention)
        or bounded
        or rate
        or statement.sentence.head.cls == "down"
        or _has_value(statement.text, attention)
    ):
        return None
    level = "hint" if attention in {"traffic", "visits", "visitors", "sessions", "unique visitors"} else "warning"
    rewrite = next((said for part, said in _BEHIND if part.search(attention)), REWRITE)
    return Finding(CODE, level, _evidence(statement, attention), WHY, rewrite.format(attention=attention))


def told(statement: Statement) -> Finding:
    """The finding about a statement that is known to measure attention."""
    rewrite = REWRITE.format(attention=clip(statement.text))
    return Finding(CODE, "warning", weighing_most(statement, CODE), WHY, rewrite)


def _is_done_by_each(text: str, attention: str) -> bool:
    return any(text[match.end() :].lower().startswith(f"{attention} ") for match in _EACH_DOES.finditer(text))


def _evidence(statement: Statement, attention: str) -> str:
    """The word of attention as it stands in the text, with what it is of."""
    place = statement.text.lower().find(attention.lower())
    return phrase(statement.sentence, place, place + len(attention)) if place >= 0 else statement.text.rstrip(". ")


def _has_value(text: str, attention: str) -> bool:
    """Whether a word of value stands beside the attention; visits to a library's pages are no visits to the library."""
    return _VALUE.search(text) is not None or ("page" not in attention and _PLACES.search(text) is not None)


def _attention(statement: Statement) -> str:
    """The word of attention that is measured: in what moves, in what is counted, never in what is only mentioned."""
    sentence, name = statement.sentence, statement.nature.name
    if name in {"work", "wish"}:
        if sentence.head.verb in _HELD:
            return ""
        counted = _counted(statement) if sentence.amounts and name == "work" else _maximised(statement)
        return "" if name == "work" and counted in sentence.object.words[-1:] else counted
    if _enrolled(statement):
        return "registrations"
    signed = (
        sentence.head.verb in {"sign up", "register", "register for"} and sentence.head.form == "clause"
    ) or "registered" in sentence.object.words
    if signed and sentence.amounts:
        return "registrations"
    clause = sentence.head.form == "clause"
    if clause and any(amount.unit.family == "scale" for amount in sentence.amounts):
        return ""
    if sentence.head.verb.removesuffix(" for") in _ATTENDING and sentence.amounts and name == "outcome":
        return sentence.head.verb
    if (
        clause
        and sentence.head.verb == "reach"
        and sentence.head.passive
        and not _CROWD.isdisjoint(sentence.subject.words)
    ):
        return "reached" if _ADVERTISED & sentence.bag else ""
    joined = _CHANNEL.search(sentence.line)
    if joined and sentence.amounts and sentence.amounts[0].unit.family == "count":
        return joined.group()
    if clause and sentence.head.verb == "reach" and not _CROWD.isdisjoint(sentence.object.words):
        return "reach" if ARTEFACTS & set(sentence.subject.words) else ""
    found = attention_in(sentence.subject.words if clause and not _moves_other(sentence) else sentence.object.words)
    if found and sentence.object.head in _BESIDE:
        found = ""
    ranked = _RANKED.search(sentence.line) or _SOCIAL.search(sentence.line)
    return found or _counted(statement) or (ranked.group() if ranked else "")


def _moves_other(sentence: Sentence) -> bool:
    """Whether the subject moves a quantity that is not itself: "a wider reach raises **sales**"."""
    moves = sentence.head.cls in {"up", "down", "better"} and not sentence.head.passive
    return moves and bool(measure_in(sentence.object.words))


def _enrolled(statement: Statement) -> bool:
    """Whether people who only registered are counted: "5,000 registered farmers"."""
    match = _REGISTERED.search(statement.text)
    counted = any(amount.unit.family == "count" for amount in statement.sentence.amounts)
    return match is not None and counted and match.group(1).lower() in OUTSIDERS


def _maximised(statement: Statement) -> str:
    head = statement.sentence.head
    return attention_in(statement.sentence.object.words) if head.cls == "up" and statement.slot != "objective" else ""


def _counted(statement: Statement) -> str:
    """The attention word right behind an amount: "50 views", "1,000 cumulative upvotes"."""
    for amount in statement.sentence.amounts:
        words = tuple(re.findall(r"[a-z-]+", _PUNCTUATION.split(amount.after.lower().split(" from ")[0])[0])[:3])
        found = attention_in(words)
        if found:
            return found
    return ""
