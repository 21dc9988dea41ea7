"""A level to hold, where a movement belongs."""

from ..finding import Example, Finding
from ..reader.model import Statement
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
    "Track {metric} as a KPI with a healthy band. If it should get better, write “Raise {metric} from <now> to <then>”."
)
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
_HOLDING = frozenset({"hold", "wish", "service"})


def find(statement: Statement) -> Finding | None:
    """A level in the slot of an objective or a key result."""
    if statement.nature.name != "level" or statement.slot not in {"objective", "key_result"}:
        return None
    if statement.slot == "objective" and _is_bare(statement):
        return None
    metric = statement.metric or "this measure"
    return Finding(CODE, "warning", statement.nature.evidence, WHY, REWRITE.format(metric=metric))


def _is_bare(statement: Statement) -> bool:
    """Whether an objective is a bare threshold ("MTTR below 60 s"), which `objective_is_metric` speaks of."""
    head = statement.sentence.head
    return head.form == "nominal" and bool(statement.sentence.amounts) and statement.figures.target != 0
