"""What every change of a goal checks first."""

from datetime import date

from headway.coach.blanks import left_open
from headway.okrs.models import Cycle, CycleState, Objective
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.models import Keyed
from headway.people.options import options_of

LIMIT = 10**15


def require_open(objective: Objective) -> None:
    """Raise :class:`Refused` for a goal that takes no more changes."""
    if objective.archived_at is not None:
        raise Refused(f"{objective.key} is archived, so nothing about it can change: unarchive it first.")
    if objective.cycle is not None and objective.cycle.state == CycleState.CLOSED:
        raise Refused(
            f"{objective.cycle.name} is closed, so {objective.key} can no longer change. "
            "Ask an admin to move the cycle back to scoring, or carry the objective into the next cycle."
        )
    if objective.closed_at is not None:
        raise Refused(f"{objective.key} is closed with its score, so it cannot change any more: carry it forward.")


def takes_a_reason_to_go(caller: Caller, objective: Objective) -> bool:
    """Whether it, or what is under it, is put away only with a reason: a commitment of a cycle that runs."""
    return objective.is_running and objective.closed_at is None and options_of(caller.workspace).freeze_targets


def require_reason_to_go(caller: Caller, objective: Objective, key: str, reason: str) -> str:
    """The reason for putting ``key`` away, which is the objective or lies under it."""
    if not takes_a_reason_to_go(caller, objective):
        return reason
    told = f"The cycle is running, so {key} is a commitment: say why it is put away. The reason stays in its history."
    return require_text(reason, "reason", told, 2000)


def require_in_cycle(objective: Objective) -> None:
    """Raise :class:`Refused` for an idea in the backlog, which takes no values and no grades."""
    if objective.in_backlog:
        raise Refused(
            f"{objective.key} is an idea in the backlog, so nothing is measured on it yet: bring it into a cycle first."
        )


def require_text(text: str, field: str, message: str, longest: int = 200) -> str:
    """The text without blanks around it; refused when it is empty or too long."""
    clean = text.strip()
    if not clean:
        raise Refused(message, field=field)
    if len(clean) > longest:
        raise Refused(f"That is {len(clean)} characters long, and {longest} fit: shorten it.", field=field)
    return clean


def require_title(title: str, message: str, *, worded: bool = True) -> str:
    """The title of a goal. One that is ``worded`` now keeps no blank that the coach left open in it."""
    clean = require_text(title, "title", message)
    if worded and (said := left_open(clean)):
        raise Refused(said, field="title", code="blank")
    return clean


def require_value(value: int | None, field: str) -> None:
    """Refuse a number too large to be kept exactly."""
    if value is not None and abs(value) > LIMIT:
        raise Refused("That number is too large to be kept exactly: use a larger unit, such as thousands.", field=field)


def require_span(start: date, due: date, outer: Cycle | Objective) -> None:
    """Refuse a span that is upside down or not inside that of ``outer``."""
    if due < start:
        raise Refused(f"It is due on {due}, before it starts on {start}: choose a later due date.", field="due")
    first, last = (outer.start, outer.end) if isinstance(outer, Cycle) else (outer.start, outer.due)
    name = outer.name if isinstance(outer, Cycle) else outer.key
    if start < first:
        raise Refused(f"{name} starts on {first}, after {start}: choose a start from then on.", field="start")
    if due > last:
        raise Refused(f"{name} ends on {last}, before {due}: choose a due date until then.", field="due")


def require_dates(objective: Objective) -> None:
    """Refuse dates that do not fit an objective's cycle; one that runs on only has to be under way in it."""
    cycle = objective.cycle
    if cycle is not None and not objective.runs_on:
        return require_span(objective.start, objective.due, cycle)
    if objective.due < objective.start:
        raise Refused(
            f"It is due on {objective.due}, before it starts on {objective.start}: choose a later due date.",
            field="due",
        )
    if cycle is not None and not (objective.start <= cycle.end and objective.due >= cycle.start):
        raise Refused(
            f"{cycle.name} runs from {cycle.start} to {cycle.end}, and this is not under way then: choose other dates "
            "or another cycle.", field="start",
        )  # fmt: skip
    return None


def require_same_workspace(owner: Keyed, *others: Keyed | None) -> None:
    """A last belt: no row of another workspace is ever tied to this one."""
    if any(other is not None and other.workspace_id != owner.workspace_id for other in others):
        raise Refused("These belong to different workspaces, so they cannot be tied together.")
