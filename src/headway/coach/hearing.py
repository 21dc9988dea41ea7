"""What the coach says when its two readers differ: the rules, which show their reasons, and the second reader."""

from collections.abc import Mapping, Set

from . import second_reader
from .blanks import blanks_in
from .finding import Finding, Pattern
from .patterns import all_patterns
from .reader import Statement
from .second_reader import Leaning

WORD_OF_RULES = second_reader.LOGIT
"""What it weighs that the rules find a pattern, or that they do not."""
ENOUGH = -second_reader.LOGIT // 2
"""Above this weight a pattern is told. So what only the rules see falls where the second reader gives it a chance below
0.18, and what only that one sees is told from 0.62 on, which served best on organisations that neither had read."""
DOUBT = (second_reader.LOGIT, 3 * second_reader.LOGIT // 10)
"""So near to ENOUGH a weight leaves doubt after one look of the second reader, and after two, which know better."""
SURELY_NOT = ENOUGH - max(DOUBT) - WORD_OF_RULES
"""Where no more than this speaks for a pattern, it is neither told nor in doubt, whatever the rules find."""
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


class Rules:
    """What the rules find in a statement: each pattern is looked for when it is first asked about, and most never
    are."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self._found: dict[str, Finding | None] = {}

    def finding(self, pattern: Pattern) -> Finding | None:
        """What shows `pattern`, if anything does."""
        if pattern.code not in self._found:
            self._found[pattern.code] = pattern.find(self.statement)
        return self._found[pattern.code]


def in_doubt(rules: Rules, leaning: Leaning, looks: int) -> bool:
    """Whether so little decides on a pattern, after so many looks of the second reader, that it should look again."""
    near = DOUBT[looks - 1]
    return any(-near < weight - ENOUGH < near for weight in _weights(rules, leaning).values())


def heard(rules: Rules, leaning: Leaning) -> tuple[Finding, ...]:
    """The findings of the rules, without what the second reader speaks against, and with what it is sure of.

    `leaning` is its answer on their statement. In a language that it cannot read, and on what figures settle, it is not
    heard.
    """
    weights = _weights(rules, leaning)
    shown = _weightiest(weights)
    return tuple(
        finding
        for pattern in all_patterns()
        if (finding := _told(rules, pattern, pattern.code in weights, pattern.code in shown)) is not None
    )


def _told(rules: Rules, pattern: Pattern, weighed: bool, shown: bool) -> Finding | None:
    if weighed and not shown:
        return None
    found = rules.finding(pattern)
    return pattern.told(rules.statement) if found is None and shown and pattern.told is not None else found


def _weights(rules: Rules, leaning: Leaning) -> dict[str, int]:
    """By code, what rules and second reader together weigh, for those on which that one is heard."""
    if rules.statement.nature.name == "unread":
        return {}
    settled = _settled(rules.statement)
    return {
        pattern.code: _weight(rules, pattern, leaning[pattern.code])
        for pattern in all_patterns()
        if pattern.code in leaning and pattern.code not in settled
    }


def _weight(rules: Rules, pattern: Pattern, speaks: int) -> int:
    if speaks <= SURELY_NOT:
        return speaks
    return speaks + (WORD_OF_RULES if rules.finding(pattern) is not None else -WORD_OF_RULES)


def _settled(statement: Statement) -> Set[str]:
    """What words cannot tell: whether a start or an amount is missing where one of them, or a place for it, stands."""
    starts = statement.figures.baseline is not None or statement.sentence.placeholder or blanks_in(statement.text)
    return {_NO_START, _NO_AMOUNT} if starts else set()


def _weightiest(weights: Mapping[str, int]) -> Set[str]:
    """What weighs enough, without what a weightier one rules out."""
    shown: set[str] = set()
    for code in sorted((code for code, weight in weights.items() if weight > ENOUGH), key=weights.__getitem__)[::-1]:
        if not any(code in both and shown & both for both in NEVER_BOTH):
            shown.add(code)
    return shown
