"""Business as usual."""

from ..finding import Example, Finding
from ..quoting import clip, phrase, weighing_most
from ..reader.model import Statement
from ..said import _

ORDER = 7
CODE = "bau_routine"
TITLE = _("Business as usual")
WHAT = _(
    "A routine that recurs whatever the strategy: weekly meetings, triage, newsletters, keeping things up to date."
)
WHY = _("A routine needs a rhythm and an owner, not a goal. It fills the cycle and hides what should change.")
REWRITE = _("Move “{routine}” to the team's calendar or a KPI, and say what should be better because of it.")
EXAMPLES = (
    Example("Send the investor update every month", "key_result", True),
    Example("Hold weekly one-on-ones", "key_result", True),
    Example("Triage all incoming bugs", "key_result", True),
    Example("Keep the wiki up to date", "objective", True),
    Example("Run the monthly security patching", "task", True),
    Example("Publish a monthly usage report", "key_result", True),
    Example("Build a weekly revenue dashboard", "key_result", False),
    Example("Raise weekly active teams from 40 to 90", "key_result", False),
    Example("Reduce monthly churn from 3% to 2%", "key_result", False),
)


def find(statement: Statement) -> Finding | None:
    """A recurring routine in the slot of an objective, a key result or a task."""
    if statement.routine is None or statement.slot == "kpi":
        return None
    return _finding(statement, _evidence(statement, statement.routine))


def told(statement: Statement) -> Finding:
    """The finding about a statement that is known to be a routine."""
    return _finding(statement, weighing_most(statement, CODE))


def _finding(statement: Statement, evidence: str) -> Finding:
    level = "hint" if statement.slot == "task" else "warning"
    return Finding(CODE, level, evidence, WHY, REWRITE.format(routine=clip(statement.text)))


def _evidence(statement: Statement, routine: str) -> str:
    """The words of routine, with what recurs where it stands behind them: "weekly client meetings"."""
    place = statement.text.find(routine)
    if place < 0:
        return routine
    further = statement.text[place + len(routine) :][:2].strip().isalpha()
    return phrase(statement.sentence, place, place + len(routine) + 2 * further)
