"""A task where an outcome belongs."""

from ..finding import Example, Finding
from ..reader.model import Statement
from ..said import _

ORDER = 1
CODE = "task_not_outcome"
TITLE = _("A task, not an outcome")
WHAT = _(
    "The statement is satisfied by finishing work that is in your own hands: building, hiring, writing, launching."
)
WHY = _(
    "Work can be finished without anything getting better. A key result says what changes for "
    "somebody when the work is any good."
)
REWRITE = _(
    "Ask what should be different once this is done, and measure that: “Raise <measure> from <now> "
    "to <then>”. Keep “{work}” as an initiative below it."
)
EXAMPLES = (
    Example("Hire four account executives", "key_result", True),
    Example("Publish the migration guide", "key_result", True),
    Example("We have documented the release process", "key_result", True),
    Example("Two workshops for the support team", "key_result", True),
    Example("Automate the month-end reports", "objective", True),
    Example("The new billing service is deployed", "key_result", True),
    Example("Launch the mobile app with 40% of customers active in the first month", "key_result", False),
    Example("Sign three resellers in Poland", "key_result", False),
    Example("Launch in the Nordic market", "objective", False),
    Example("Raise trial conversion from 8% to 12%", "key_result", False),
)


def find(statement: Statement) -> Finding | None:
    """Work in the slot of an objective or a key result."""
    if statement.nature.name != "work" or statement.slot not in {"objective", "key_result"}:
        return None
    level = "warning" if statement.slot == "objective" else "error"
    work = statement.text.rstrip(". ")[:80]
    return Finding(CODE, level, statement.nature.evidence or work, WHY, REWRITE.format(work=work))
