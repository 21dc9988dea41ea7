"""Counts: how often work is done in a period, what must not happen, and things with a floor or a ceiling."""

import re

from ..reader.model import Statement
from .measured import BELOW, COMPARED, Measured, article_of, measured
from .participles import participle

_PER = re.compile(r"\s*(.{2,60}?)\s(?:per|an?|each|every)\s(hour|day|week|month|quarter|year|sprint|shift)\b\W*$", re.I)
_NONE_OF = re.compile(
    r"^(?:(?:no one|nobody)|(?:no|zero|0)\s+(?!(?:more|less|fewer|later|longer|lower|higher|one)\b)(?=[A-Za-z]))",
    re.IGNORECASE,
)
_HAPPENS = re.compile(
    r"^(?:[\w'-]+ ){0,3}?[\w'-]+ (?:is|are|has|have|gets?|goes|go|misses|leaves?|loses?|waits?|falls?|fails?|stays?"
    r"|remains?)\b",
    re.IGNORECASE,
)
_USED = re.compile(r"(?:\s(?:on|for|in|from|through|per|an?|each)\s[^\d,;:(]{2,60})?$")
_LOST = re.compile(
    r"\s(?:of (?:our|the|its|their) )?([a-z][\w -]{1,50}?)(\s(?:per|an?|each|every)\s[a-z]{3,10})?$", re.IGNORECASE
)
_NAMED_BY = frozenset({"up", "down", "better", "hold", "reach"})


def count_in(statement: Statement, is_kpi: bool) -> Measured | None:
    """What a statement counts; only a KPI counts work, which moves nothing by being done."""
    counted = none_of(statement) or _lost(statement) or _things(statement) or _money(statement)
    return counted or (_per_period(statement) if is_kpi else None)


def none_of(statement: Statement) -> Measured | None:
    """What must not happen: "No wrong-site surgeries", "No ticket waits longer than 2 days"."""
    text = statement.text.rstrip(". ")
    none = _NONE_OF.match(text)
    if none is None or statement.figures.target != 0:
        return None
    rest = text[none.end() :]
    if not rest[:1].strip():
        return measured(f"Cases in which somebody{rest}", True, "the") if rest else None
    if not _HAPPENS.match(rest) and statement.sentence.head.form != "clause":
        return measured(f"{rest[:1].upper()}{rest[1:]}", True)
    whom = rest.split()[0]
    one = "" if whom.endswith("s") else f"{article_of(whom)} "
    return measured(f"Cases in which {one}{rest[:1].lower()}{rest[1:]}", True, "the")


def _things(statement: Statement) -> Measured | None:
    """Things with a floor or a ceiling and no verb: "At least 3 references per quarter"."""
    target = statement.figures.target_amount
    bare = statement.metric is None and statement.sentence.head.form == "nominal"
    if target is None or not bare or target.unit.family != "count" or not target.comparator:
        return None
    rest = statement.text.rstrip(". ")[target.end :].strip()
    return measured(f"{rest[:1].upper()}{rest[1:]}", BELOW[target.comparator]) if rest[:1].isalpha() else None


def _lost(statement: Statement) -> Measured | None:
    """What one wants to lose less of: "Lose fewer than 3 customers a year" measures the customers lost."""
    target, head = statement.figures.target_amount, statement.sentence.head
    if target is None or head.verb != "lose" or target.unit.family != "count" or statement.figures.relative:
        return None
    lost = _LOST.match(statement.text.rstrip(". "), target.end)
    if lost is None:
        return None
    things, often = lost.groups(default="")
    return measured(f"{things[:1].upper()}{things[1:]} lost{often}", True)


def _money(statement: Statement) -> Measured | None:
    """Money that something is done with: "Save €200k on energy" measures the money saved on energy."""
    target, sentence = statement.figures.target_amount, statement.sentence
    head = sentence.head
    if target is None or target.unit.family != "money" or head.form != "imperative" or statement.figures.relative:
        return None
    between = statement.text[sentence.tokens[head.after - 1].end : target.start] if head.after else "?"
    used = _USED.match(statement.text.rstrip(". "), target.end)
    if used is None or not COMPARED.match(between):
        return None
    name = f"Money {participle(head.verb)}{used.group().rstrip()}"
    return measured(name, BELOW.get(target.comparator, False))


def _per_period(statement: Statement) -> Measured | None:
    """How often work is done: "Publish two case studies per month" gives "Case studies published per month"."""
    target, head = statement.figures.target_amount, statement.sentence.head
    if target is None or target.unit.family != "count" or head.form != "imperative" or head.cls in _NAMED_BY:
        return None
    often = _PER.match(statement.text.rstrip(". "), target.end)
    if often is None or statement.figures.relative:
        return None
    things = often.group(1)
    name = f"{things[:1].upper()}{things[1:]} {participle(head.verb)} per {often.group(2).lower()}"
    return measured(name, BELOW.get(target.comparator, False))
