"""An objective as plain lines, to be compared before and after."""

from headway.okrs.models import KeyResult, Objective
from headway.ui.format import amount


def lines_of(objective: Objective) -> list[str]:
    """Title, why, and each key result with its movement."""
    rows = objective.key_results.filter(archived_at=None).order_by("pk")
    return [objective.title, *([objective.why] if objective.why else []), *(line_of(row) for row in rows)]


def line_of(row: KeyResult) -> str:
    """A key result as one line: what moves, from where to where, until when."""
    if row.kind != KeyResult.Kind.MOVE:
        return f"{row.title}: {row.get_kind_display().lower()}"
    return f"{row.title}: {amount(row.baseline, row)} → {amount(row.target, row)}"
