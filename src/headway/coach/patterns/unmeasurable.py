"""Nothing to score by."""

from ..finding import Example, Finding
from ..quoting import clip, phrase, shown
from ..reader.lexicon import words
from ..reader.lexicon.phrases import VAGUE
from ..reader.model import Statement
from ..said import _

ORDER = 4
CODE = "unmeasurable"
TITLE = _("Nothing to score by")
WHAT = _("No measure and no end state that could be checked: two honest readers could disagree at scoring.")
WHY = _("At the end of the cycle the loudest opinion decides. What cannot fail teaches nothing.")
REWRITE = _(
    "Name the one sign by which a stranger would see that “{words}” came true, and put a number on it: “Raise "
    "<sign> from <now> to <then>”."
)
_SIGNS = (
    (
        words(
            "fast faster quick quicker quickly speed speedy responsive timely efficient efficiently efficiency agile"
        ),
        _(
            "“{words}” shows in time. Say which, for whom: “Reduce the time from <start> to <end> from <now> to "
            "<then>”."
        ),
    ),
    (
        words("""
        accessible clear clearer easier easily easy friendly frictionless intuitive painless seamless seamlessly simple
        simpler smooth smoothly understandable usable user-friendly usability convenient
        """),
        _(
            "“{words}” shows in what people manage alone: “Raise the share of <people> who <finish the task> "
            "without help from <now> to <then>”."
        ),
    ),
    (
        words("reliable reliability robust stable stability predictable secure security safe safer quality polished"),
        _("“{words}” shows in what goes wrong less: “Reduce <failures, defects or incidents> from <now> to <then>”."),
    ),
    (
        words("""
        communication communications collaboration alignment aligned transparency transparent culture understanding
        understand knows know clarity morale engaged engagement empowered trust trusts
        """),
        _(
            "Ask people, twice, whether “{words}” is true: “Raise the share who <say they know or get what they "
            "need> from <now> to <then>”."
        ),
    ),
    (
        words("experience satisfied satisfaction happy happier delightful delight delighted love enjoyable"),
        _(
            "“{words}” shows in what people say and do: “Raise <satisfaction, repeat use or recommendations> of "
            "<whom> from <now> to <then>”."
        ),
    ),
    (
        words("awareness visibility visible brand reputation known recognised recognized recognition"),
        _(
            "“{words}” shows in who thinks of you unasked: “Raise the share of <audience> who <name or look for "
            "us> from <now> to <then>”."
        ),
    ),
)
"""By which sign a wish of a kind can be seen."""
EXAMPLES = (
    Example("Improve collaboration between sales and product", "key_result", True),
    Example("Better onboarding", "key_result", True),
    Example("Our brand feels modern", "key_result", True),
    Example("Be more proactive with suppliers", "key_result", True),
    Example("Raise employee NPS from 20 to 35", "key_result", False),
    Example("Increase deployment frequency", "key_result", False),
    Example("Delight every customer", "objective", False),
    Example("Obtain ISO 27001 certification", "key_result", False),
)


def find(statement: Statement) -> Finding | None:
    """A wish in the slot of a key result or a KPI."""
    if statement.sentence.placeholder:
        return None
    if statement.nature.name != "wish" or statement.slot not in {"key_result", "kpi"}:
        return None
    if statement.slot == "kpi" and statement.figures.target is not None:
        return None
    return _finding(statement, "error")


def told(statement: Statement) -> Finding:
    """The finding about a statement that is known to have nothing to score by."""
    return _finding(statement, "warning")


def _finding(statement: Statement, level: str) -> Finding:
    return Finding(CODE, level, _evidence(statement), WHY, _rewrite(statement).format(words=clip(statement.text)))


def _evidence(statement: Statement) -> str:
    """The vague words with what they describe, else what the statement turns on."""
    vague = next((token for token in statement.sentence.tokens if token.low in VAGUE), None)
    described = phrase(statement.sentence, vague.start, vague.end + 1) if vague else ""
    return described if " " in described else shown(statement) or clip(statement.text)


def _rewrite(statement: Statement) -> str:
    return next((said for signs, said in _SIGNS if not signs.isdisjoint(statement.sentence.bag)), REWRITE)
