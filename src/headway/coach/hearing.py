"""What the coach says when its two readers differ: the rules, which show their reasons, and the second reader."""

from collections.abc import Mapping, Set

from . import second_reader
from .finding import Finding
from .patterns import all_patterns
from .reader import Statement

WORD_OF_RULES = 3 * second_reader.LOGIT // 2
"""What it weighs that the rules find a pattern, or that they do not."""
ENOUGH = -second_reader.LOGIT // 2
"""Above this weight a pattern is told. So what only the rules see falls where the second reader gives it a chance below
0.12, and what only that one sees is told from 0.73 on, which served best on organisations that neither had read."""
_WORK, _WISH, _LEVEL = "task_not_outcome", "unmeasurable", "static_kpi"
_NO_START, _NO_AMOUNT = "no_baseline", "no_target"
NEVER_BOTH = (
    {_WORK, _WISH},
    {_WORK, _LEVEL},
    {_WORK, _NO_START},
    {_WORK, _NO_AMOUNT},
    {_LEVEL, _WISH},
    {_LEVEL, _NO_START},
    {_WISH, _NO_START},
    {_WISH, _NO_AMOUNT},
)
"""Of these a statement shows one at most: work has no start to miss, and a wish no amount."""


def heard(statement: Statement, findings: tuple[Finding, ...], leaning: Mapping[str, int]) -> tuple[Finding, ...]:
    """The findings of the rules, without what the second reader speaks against, and with what it is sure of.

    `leaning` is its answer on `statement`. In a language that it cannot read, and on what figures settle, it is not
    heard.
    """
    if statement.nature.name == "unread":
        return findings
    settled = _settled(statement)
    leaning = {code: speaks for code, speaks in leaning.items() if code not in settled}
    by_rules = {finding.code: finding for finding in findings}
    shown = _weightiest({code: _weight(speaks, code in by_rules) for code, speaks in leaning.items()})
    told: list[Finding] = []
    for pattern in all_patterns():
        if pattern.code in by_rules and (pattern.code in shown or pattern.code not in leaning):
            told.append(by_rules[pattern.code])
        elif pattern.code in shown and pattern.told is not None:
            told.append(pattern.told(statement))
    return tuple(told)


def _settled(statement: Statement) -> Set[str]:
    """What words cannot tell: whether a start or an amount is missing where one of them, or its placeholder, stands."""
    starts = statement.figures.baseline is not None or statement.sentence.placeholder
    return {_NO_START, _NO_AMOUNT} if starts else set()


def _weight(speaks: int, found: bool) -> int:
    return speaks + (WORD_OF_RULES if found else -WORD_OF_RULES)


def _weightiest(weights: Mapping[str, int]) -> Set[str]:
    """What weighs enough, without what a weightier one rules out."""
    shown: set[str] = set()
    for code in sorted((code for code, weight in weights.items() if weight > ENOUGH), key=weights.__getitem__)[::-1]:
        if not any(code in both and shown & both for both in NEVER_BOTH):
            shown.add(code)
    return shown
