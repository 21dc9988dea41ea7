"""A level to hold, where a movement belongs."""

from ..finding import Example, Finding
from ..quoting import shown
from ..reader.model import Statement
from ..rewriting import beyond_level
from ..said import _

ORDER = 2
CODE = "static_kpi"
TITLE = _("A KPI in the place of a key result")
WHAT = _("The statement keeps a level, forbids an event, or states a standing service level: nothing is meant to move.")
WHY = _(
    "Holding a level is what KPIs are for: they are watched for ever and have a band. In an "
    "objective it scores 1.0 by standing still."
)
REWRITE = _(
    "Watch it as a KPI with a healthy band. If it should get better, write “Raise <measure> from <now> to <then>”."
)
_WHOLE = _("Watch it as a KPI with a healthy band. If it is not there yet and should be, write “{whole}”.")
EXAMPLES = (
    Example("Keep error budget burn under 50%", "key_result", True),
    Example("No customer-facing outages", "key_result", True),
    Example("Average ticket age is less than 3 days", "key_result", True),
    Example("All invoices are paid within 10 days", "key_result", True),
    Example("Stay within the travel budget", "key_result", True),
    Example("Retain 95% of premium customers", "key_result", True),
    Example("Cut average ticket age from 9 to 3 days", "key_result", False),
    Example("Reach a CSAT of 92%", "key_result", False),
    Example("Keep churn below 2%", "kpi", False),
)


def find(statement: Statement) -> Finding | None:
    """A level in the slot of an objective or a key result."""
    if statement.nature.name != "level" or statement.slot not in {"objective", "key_result"}:
        return None
    if (statement.slot == "objective" and _is_bare(statement)) or _moves(statement):
        return None
    return told(statement)


def told(statement: Statement) -> Finding:
    """The finding about a statement that is known to hold a level."""
    whole = beyond_level(statement)
    rewrite = _WHOLE.format(whole=whole) if whole else REWRITE
    return Finding(CODE, "warning", shown(statement), WHY, rewrite)


def _moves(statement: Statement) -> bool:
    """Whether a level also says where it comes from, so that something is meant to change."""
    figures = statement.figures
    return figures.baseline is not None and figures.direction in {"increase", "decrease"}


def _is_bare(statement: Statement) -> bool:
    """Whether an objective is a bare threshold ("MTTR below 60 s"), which `objective_is_metric` speaks of."""
    head = statement.sentence.head
    return head.form == "nominal" and bool(statement.sentence.amounts) and statement.figures.target != 0
