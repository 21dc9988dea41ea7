"""Nothing to score by."""

from ..finding import Example, Finding
from ..reader.lexicon.phrases import VAGUE
from ..reader.model import Statement
from ..said import _

ORDER = 4
CODE = "unmeasurable"
TITLE = _("Nothing to score by")
WHAT = _("No measure and no end state that could be checked: two honest readers could disagree at scoring.")
WHY = _("At the end of the cycle the loudest opinion decides. What cannot fail teaches nothing.")
REWRITE = _(
    "Name the one sign by which a stranger would see that “{words}” came true, and put a number on "
    "it: “Raise <sign> from <now> to <then>”."
)
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
    if statement.sentence.placeholder and not statement.sentence.amounts:
        return None
    if statement.nature.name != "wish" or statement.slot not in {"key_result", "kpi"}:
        return None
    vague = next((token.text for token in statement.sentence.tokens if token.low in VAGUE), "")
    evidence = vague or statement.nature.evidence or statement.text[:60]
    return Finding(CODE, "error", evidence, WHY, REWRITE.format(words=statement.text.rstrip(". ")[:60]))
