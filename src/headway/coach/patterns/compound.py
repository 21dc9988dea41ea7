"""Two goals in one."""

from ..finding import Example, Finding
from ..reader.model import Statement
from ..reader.pieces import scorable_pieces
from ..said import _

ORDER = 9
CODE = "compound"
TITLE = _("Two goals in one")
WHAT = _("Two or more things that would be scored apart stand in one statement.")
WHY = _("When one is reached and the other is not, the score says neither. Each needs its own number and owner.")
REWRITE = _("Split it into goals of their own: {pieces}.")
EXAMPLES = (
    Example("Raise NPS from 30 to 40 and cut churn from 5% to 3%", "key_result", True),
    Example("Increase revenue and margin", "objective", True),
    Example("Identify the top risks. Migrate the archive", "key_result", True),
    Example("Reduce waste, increase yield and improve safety", "objective", True),
    Example("Design and build the intake form", "key_result", False),
    Example("Raise NPS from 30 to 40", "key_result", False),
    Example("Fast, safe and friendly support", "objective", False),
    Example("Grow to between 40 and 50 customers", "key_result", False),
)


def find(statement: Statement) -> Finding | None:
    """Several separately scorable pieces in any slot but a task's."""
    if statement.slot == "task" or statement.nature.name == "unread":
        return None
    pieces = scorable_pieces(statement)
    if len(pieces) < 2:
        return None
    listed = " · ".join(f"“{piece[:60]}”" for piece in pieces[:4])
    return Finding(CODE, "hint", " | ".join(piece[:40] for piece in pieces[:4]), WHY, REWRITE.format(pieces=listed))
